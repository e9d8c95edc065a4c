import { withoutReference } from './references.ts';

/** The longest definition, in UTF-16 units, its "…" included. */
export const longestDefinition = 240;

/**
 * Polishes a phrase that says what a thing is: one line, no final stop, no praise ("a novel and simple framework" is "a
 * framework"), nothing from the first claim of a result on, cut at a clause where longer than `longestDefinition`. Empty
 * where nothing worth a card is left. `ofOwn`: authors speak of what they made, so that "simple" and "new" are praise.
 */
export function polished(phrase: string, ofOwn = true): string {
  let text = phrase.replace(/\s+/g, ' ').trim();
  text = withoutClaims(text.replace(copula, ''));
  const done = withoutDeeds(text);
  const said = withoutReference(done);
  text = without(ofOwn ? praise : judgement, withoutVerdict(said));
  text = withoutLooseEnd(closed(text.replace(/^[\s,;:–—-]+/, '').replace(edge, '')));
  if (words(text) < 2 || isAnnouncement(text)) return '';
  if ((said !== done || verdict.test(said)) && words(text) <= 2) return '';
  if (said !== done && !/^an?\s/i.test(said) && words(text) <= 3) return '';
  return shortened(text);
}

/** What links a subject to what it is: "is a …", "are …", "is defined as …". */
const copula =
  /^(?:(?:is|are)\s+(?:defined|described)\s+as\s+|are\s+|is\s+(?=(?:an?|the|one|based|trained|designed|built|composed|motivated|inspired)\s))/;

const edge = /(?:[\s,;:.–—-]|,\s(?:the|an?|namely|i\.e\.))+$/;

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
  /^(?:(?:also|can|significantly|consistently|greatly|even|further|often|substantially|considerably|effectively|thus|not|only|still|clearly|dramatically|notably)\s+)*(?:outperform(?:s|ed)?|surpass(?:es)?|exceeds?|beats?|match(?:es)?|improves?|boosts?|demonstrat(?:e|es)|exhibits?|shows?|yields?|attains?|obtains?|gains?|wins?|ranks?|compares?|delivers?|sets?\s+(?:a\s+)?(?:new\s+)?state|establishes\s+(?:a\s+)?new|(?:is|are)\s+(?:(?:order|nearly|asymptotically|provably)\s+)?optimal|can\s+be\s+(?:easily\s+)?(?:integrated|applied|used|extended|combined)|differs?|works?|runs?\s+(?:at\s+\d|in\s+\d|up\s+to)|would|(?:has|have)\s+(?:been|recently)|is\s+(?:effective|competitive|superior|better|able\s+to\s+(?:outperform|achieve)|publicly|available|simple\s+to|complementary|evaluated|the\s+first\s+to\s+(?:exceed|achieve))|are\s+(?:publicly|available|released)|performs?\s+(?:competitively|better|best|well|comparably|on)|remains?\s+effective|achiev(?:e|es|ing)\s+(?:an?\s+|the\s+)?(?:[\d.]+\s?%|(?:new|overall|much|highly|very|remarkabl[ey]|consistently|significantly|strong|impressive|notable|substantial)\s+)*(?:state|(?:order|near)[\s-]optimal|optimal|sota|better|best|superior|comparable|competitive|performance|results?|improve\w*|gains?|accura\w+|higher|lower|training\s+gains|up\s+to|Pareto)|(?:leads?|results?)\s+(?:to|in)\s+(?:an?\s+|the\s+)?(?:[\d.]|significant|strong|better|improve|state|sizable|higher|about)|(?:reduces?|enhances?|increases?|lowers?)\s+(?:this|it|the\s+\w+)?\s*(?:drop|by)\b|offers?\s+(?:a\s+)?(?:significant|better|superior|strong)|enables\s+the\s+quantitative|fails?|struggles?)\b/i;

/** Where a phrase turns from what the thing is to how well it does or what else was done. */
const turn =
  /,?\s(?:(?:and|which|that|while|thereby|thus|but|as it)\s+)*(?:(?:significantly|consistently|greatly|also|effectively|substantially)\s+)?(?:outperform(?:s|ing)?|surpass(?:es|ing)?|achiev(?:e|es|ing)\s+(?:(?:an?|the|new|overall|much|highly|competitive|remarkabl[ey]|significant|strong|superior|better|best|comparable|impressive)\s+)*(?:state|sota|better|best|superior|comparable|competitive|performance|results?|improvement|gains?|accuracy|higher|up\s+to)|improv(?:es|ing)\s+(?:upon|over|on)|(?:\w+ly\s)improv(?:es|ing)|sets?\s+a\s+new|beat(?:s|ing)\s(?:all|the|existing|previous|state|other|strong|prior|every|both|current))\b|(?:,\s+|\s)and\s+(?:(?:we|then|further|also)\s+)*(?:tests?|shows?|demonstrates?|finds?|evaluates?|validates?|prepares?|releases?|apply|applies|prove|train|conduct|study)\s+(?:that|its?|their|the|an?|how|them|on|for|to|our|it)\b/i;

function withoutClaims(text: string): string {
  const match = turn.exec(text);
  return match === null ? text : text.slice(0, match.index);
}

/** Where a phrase turns to what the authors did: "; finally, we discuss …". */
const deed = /(?:[;.]\s(?:and\s)?|,?\sand\s)(?:(?:finally|then|also|further|subsequently|here),?\s)*(?:we|our)\s/i;

/** Verbs of the authors beside those of a single thing, which end in s: "a set of features, evaluate the …". */
const plainDeed =
  /(?:,|,?\sand|,?\sas\swell\sas)\s(?:\(?(?:i{2,3}|iv|[2-5]|[b-d])\)\s)?(?:then\s|also\s)?(?:(?:present|propose|introduce)\s|(?:evaluate|apply|use|run|show|demonstrate|prove|compare|discuss|describe|present|analy[sz]e|implement|study|validate|derive|develop)\s(?:its|their|the|it|them|that|how|an?|experiments|several|two|new|novel|empirical)\b)/;

/** A comma where a full stop should be: "a common model, its use is limited". */
const newSentence =
  /(?<!i\.e\.|e\.g\.),\s(?:our\s|(?:it|they|we|there|its\s\w+|their\s\w+)\s(?:is|are|has|have|can|was|were|aims?|does)\s)|;\sand\s(?!\(?\w{1,3}\)|that\s|which\s)/;

/** The same of the paper, or told as past: "as well as proposes …", "and developed …". */
const pastDeed =
  /(?:,|,?\sand|,?\sas\swell\sas)\s(?:then\s|also\s|have\s)?(?:proposes|presents|introduces|discusses|describes|developed|evaluated|implemented|proposed|presented|demonstrated|compared|showed|proved|conducted|tested)\s(?:its|their|the|it|them|that|how|an?|experiments|several|two|new|novel|empirical)\b/;

function withoutDeeds(text: string): string {
  const cut = deed.exec(text);
  const kept = cut === null ? text : text.slice(0, cut.index);
  const splice = newSentence.exec(kept);
  if (splice !== null) return withoutDeeds(kept.slice(0, splice.index));
  const past = pastDeed.exec(kept);
  if (past !== null) return withoutDeeds(kept.slice(0, past.index));
  const plain = /^(?:an?|the)\s/i.test(kept) ? plainDeed.exec(kept) : null;
  if (plain === null) return kept;
  const before = kept.slice(0, plain.index);
  const infinitive = plain[0].startsWith(',') ? /\sto\s[a-z]+(?:,\s[a-z]+)*$/ : /\sto\s(?![a-z]+ing\s)/;
  return infinitive.test(before) ? kept : before;
}

/** "a more effective metric", "a good fit": what is judged, with no word of what it is. */
const verdict =
  /^(an?|the)\s(?:(?:(?:much|far|even|significantly)\s)?(?:more|less)\s[a-z-]+(?:(?:,|,?\sand|\syet|\sbut)\s(?:more\s)?[a-z-]+(?:able|ible|ive|ent|ant|ful|al|ous|ic|ate|ust|ed|er|ple|ast|fair))*|(?:good|great|better|nice|natural|suitable|certain|special|particular)|(?:(?:carefully|specially|specifically|well|newly|recently)[\s-])(?:designed|crafted|developed|tailored|proposed))\s(?=[a-z])/i;

function withoutVerdict(text: string): string {
  const better = /,?\s(?:that|which)\s(?:(?:can|may|is\sable\sto)\s)?(?:(?:more|most)\s[a-z]+ly|better)\s/.exec(text);
  const kept = better === null ? text : text.slice(0, better.index);
  const match = verdict.exec(kept);
  if (match === null) return kept;
  if (/^(?:fit|choice|candidate|way|option|match|idea|example)\b/.test(kept.slice(match[0].length))) return '';
  const rest = kept.slice(match[0].length).replace(/^(?:and|but|yet)\s[\w-]+\s/, '');
  return match[1]!.toLowerCase() === 'the' ? `the ${rest}` : `${articleOf(rest)} ${rest}`;
}

/** Without an end that speaks of something said before ("for this problem") or that leads on to what was cut off. */
function withoutLooseEnd(text: string): string {
  const kept = text
    .replace(
      /,?\s(?:is|are)\s(?:(?:then|also)\s)?(?:proposed|introduced|presented|developed|constructed|designed|defined|described|studied|given|derived|built)$|\s(?:that\s|which\s)?we\s(?:have\s)?(?:created|developed|built|designed|use|propose|call)$/,
      '',
    )
    .replace(
      /\s(?:on\stop\sof|for|to|of|by|with|in|on)\s(?:[a-z]+ing\s)?(?:it|them|(?:this|these|such)(?:\s(?:particular|kind\sof|sort\sof))?(?:\s[\w-]+)?)$/,
      '',
    )
    .replace(
      /(?:,?\s(?:we|it|that|which|where|and|or|to|of|in|with|by|for|as|on|the|an?|called|named|specifically|specially|especially|mainly|commonly|designed|developed|tailored))+$/,
      '',
    );
  return kept.replace(edge, '');
}

/** Words after an article that judge a thing; `own` are those with which authors praise what is theirs as well. */
const judging =
  'promising|practical|detailed|generic|important|popular|valuable|viable|crucial|key|essential|challenging|difficult|useful|well-known|proposed|introduced|used|pioneering|best';
const own = 'novel|new|simple|fast|effective|efficient|innovative|powerful|elegant|flexible|general';

const judgement = praising(judging);
const praise = praising(`${own}|${judging}`);

function praising(words: string): RegExp {
  const adverbs = 'extremely|very|highly|surprisingly|conceptually|embarrassingly|remarkably|recently|widely|most';
  return new RegExp(
    String.raw`^(an?|the)\s+(?:(?:(?:${adverbs})[\s-]+)?(?:${words})(?:,\s*|\s+(?:yet|but|and)\s+|\s+))+(?=[a-z])`,
    'i',
  );
}

function without(praising: RegExp, text: string): string {
  const match = praising.exec(text);
  if (match === null) return text;
  const rest = text.slice(match[0].length);
  if (/^(?:and|or|but|to|for|of)\b/.test(rest)) return text;
  if (match[1]!.toLowerCase() === 'the') return `the ${rest}`;
  return `${articleOf(rest)} ${rest}`;
}

function articleOf(rest: string): string {
  return /^(?:[aeio]|u(?!ni|s[ei]))/i.test(rest) ? 'an' : 'a';
}

/** Text that speaks of the paper instead of the thing. */
function isAnnouncement(text: string): boolean {
  return /^(?:(?:our|this|these)\s+(?:\w+[\s-])?(?:methods?|approach(?:es)?|works?|papers?|framework|models?|results?)\b|it\b|its\b|we\b|they\b|and\s|or\s|but\s)/i.test(
    text,
  );
}

/** Without a bracket or quote that is opened and never closed, or closed and never opened. */
function closed(text: string): string {
  let depth = 0;
  let opened = -1;
  let quoted = -1;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '(') {
      if (depth++ === 0) opened = at;
    } else if (text[at] === ')') {
      if (depth === 0 && !/(?:^|\s)(?:\d|[ivx]{1,3}|[a-d])$/.test(text.slice(Math.max(0, at - 4), at)))
        return ended(text.slice(0, at).replace(/,?\s(?:e\.g\.|i\.e\.|such as|namely)[^()]*$/, ''));
      depth = Math.max(0, depth - 1);
    } else if (text[at] === '"' || text[at] === '“' || text[at] === '”') quoted = quoted < 0 ? at : -1;
  }
  const cut = depth > 0 ? (quoted < 0 ? opened : Math.min(opened, quoted)) : quoted;
  return cut >= 0 ? ended(text.slice(0, cut)) : text;
}

function ended(text: string): string {
  return text.replace(/[\s,;:.–—-]+$/, '');
}

function words(text: string): number {
  return text === '' ? 0 : text.split(' ').length;
}
