/** The longest definition, in UTF-16 units, its "…" included. */
export const longestDefinition = 240;

/**
 * Polishes a phrase that says what a thing is: one line, no final stop, no praise ("a novel and simple framework" is "a
 * framework"), nothing from the first claim of a result on, cut at a clause where longer than `longestDefinition`. Empty
 * where nothing worth a card is left.
 */
export function polished(phrase: string): string {
  let text = phrase.replace(/\s+/g, ' ').trim();
  text = withoutClaims(text.replace(/^(?:is|are)\s+(?=(?:an?|the|one)\s)/, ''));
  text = withoutPraise(text);
  text = closed(text.replace(/^[\s,;:–—-]+/, '').replace(/(?:[\s,;:.–—-]|,\s(?:the|an?|namely|i\.e\.))+$/, ''));
  if (words(text) < 2 || isAnnouncement(text)) return '';
  return shortened(text);
}

/** True where the phrase says no more than what sort of thing it is: "a framework", "a fine-tuning approach". */
export function isThin(phrase: string): boolean {
  return (
    /^(?:an?|the)\s|^$/i.test(phrase) &&
    words(phrase) <= 4 &&
    !/\b(?:that|which|for|to|of|with|by|where)\b/.test(phrase)
  );
}

/** True where a verb phrase reports a result instead of saying what the thing does. */
export function isClaim(verbPhrase: string): boolean {
  return claim.test(verbPhrase);
}

/** The definition cut at a clause to at most `longest` units, with "…" where something is left out. */
export function shortened(text: string, longest = longestDefinition): string {
  if (text.length <= longest) return text;
  const room = text.slice(0, longest - 1);
  const clause = Math.max(
    room.lastIndexOf('; '),
    room.lastIndexOf(', '),
    room.lastIndexOf(' – '),
    room.lastIndexOf(' -- '),
    room.lastIndexOf('. '),
  );
  const link = Math.max(
    ...[' which ', ' that ', ' while ', ' where ', ' by ', ' to '].map(word => room.lastIndexOf(word)),
  );
  const cut =
    clause > longest / 2
      ? clause
      : link > longest / 2
        ? link
        : room.lastIndexOf(' ') > 0
          ? room.lastIndexOf(' ')
          : room.length;
  return `${closed(room.slice(0, cut).replace(/[\s,;:.–—-]+$/, ''))}…`;
}

/** Verb phrases that report results. */
const claim =
  /^(?:(?:also|can|significantly|consistently|greatly|even|further|often|substantially|considerably|effectively|thus|not|only|still|clearly|dramatically|notably)\s+)*(?:outperform(?:s|ed)?|surpass(?:es)?|exceeds?|beats?|match(?:es)?|improves?|boosts?|demonstrat(?:e|es)|exhibits?|shows?|yields?|attains?|obtains?|gains?|wins?|ranks?|compares?|delivers?|sets?\s+(?:a\s+)?(?:new\s+)?state|establishes\s+(?:a\s+)?new|is\s+(?:effective|competitive|superior|better|able\s+to\s+(?:outperform|achieve)|publicly|available|simple\s+to|complementary|evaluated|the\s+first\s+to\s+(?:exceed|achieve))|are\s+(?:publicly|available|released)|performs?\s+(?:competitively|better|best|well|comparably|on)|remains?\s+effective|achiev(?:e|es|ing)\s+(?:an?\s+|the\s+)?(?:[\d.]+\s?%|(?:new|overall|much|highly|very|remarkabl[ey]|consistently|significantly|strong|impressive|notable|substantial)\s+)*(?:state|sota|better|best|superior|comparable|competitive|performance|results?|improve\w*|gains?|accura\w+|higher|lower|training\s+gains|up\s+to|Pareto)|(?:leads?|results?)\s+(?:to|in)\s+(?:an?\s+|the\s+)?(?:[\d.]|significant|strong|better|improve|state|sizable|higher|about)|(?:reduces?|enhances?|increases?|lowers?)\s+(?:this|it|the\s+\w+)?\s*(?:drop|by)\b|offers?\s+(?:a\s+)?(?:significant|better|superior|strong)|enables\s+the\s+quantitative|fails?|struggles?)\b/i;

/** Where a phrase turns from what the thing is to how well it does or what else was done. */
const turn =
  /,?\s(?:(?:and|which|that|while|thereby|thus|but|as it)\s+)*(?:(?:significantly|consistently|greatly|also|effectively|substantially)\s+)?(?:outperform(?:s|ing)?|surpass(?:es|ing)?|achiev(?:e|es|ing)\s+(?:(?:an?|the|new|overall|much|highly|competitive|remarkabl[ey]|significant|strong|superior|better|best|comparable|impressive)\s+)*(?:state|sota|better|best|superior|comparable|competitive|performance|results?|improvement|gains?|accuracy|higher|up\s+to)|improv(?:es|ing)\s+(?:upon|over|on)|(?:\w+ly\s)improv(?:es|ing)|sets?\s+a\s+new|beat(?:s|ing))\b|(?:,\s+|\s)and\s+(?:(?:we|then|further|also)\s+)*(?:tests?|shows?|demonstrates?|finds?|evaluates?|validates?|prepares?|releases?|apply|applies|prove|train|conduct|study)\s+(?:that|its?|their|the|an?|how|them|on|for|to|our|it)\b/i;

function withoutClaims(text: string): string {
  const match = turn.exec(text);
  return match === null ? text : text.slice(0, match.index);
}

/** Words of praise and novelty after an article. */
const praise =
  /^(an?|the)\s+(?:(?:(?:extremely|very|highly|surprisingly|conceptually|embarrassingly|remarkably)\s+)?(?:novel|new|simple|fast|effective|efficient|innovative|powerful|elegant|flexible|general)(?:,\s*|\s+(?:yet|but|and)\s+|\s+))+(?=[a-z])/i;

function withoutPraise(text: string): string {
  const match = praise.exec(text);
  if (match === null) return text;
  const rest = text.slice(match[0].length);
  if (/^(?:and|or|but|to|for|of)\b/.test(rest)) return text;
  if (match[1]!.toLowerCase() === 'the') return `the ${rest}`;
  return `${/^(?:[aeio]|u(?!ni|s[ei]))/i.test(rest) ? 'an' : 'a'} ${rest}`;
}

/** Text that speaks of the paper instead of the thing. */
function isAnnouncement(text: string): boolean {
  return /^(?:(?:our|this|these)\s+(?:\w+[\s-])?(?:methods?|approach(?:es)?|works?|papers?|framework|models?|results?)\b|it\b|we\b|they\b)/i.test(
    text,
  );
}

/** Without a bracket or quote that is opened and never closed. */
function closed(text: string): string {
  let depth = 0;
  let opened = -1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') {
      if (depth++ === 0) opened = at;
    } else if (text[at] === ')' && depth > 0) depth--;
  }
  return depth > 0 && opened >= 0 ? text.slice(0, opened).replace(/[\s,;:.–—-]+$/, '') : text;
}

function words(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}
