import type { Definition, Heading, Problem } from '../library/model.ts';
import { marksAndHeadings } from '../text/everyday.ts';
import { folded, isShaped } from '../text/fold.ts';
import type { Span } from '../text/span.ts';
import { afterBlanks, beforeSpaces, isDigit, isLetter, isSpace } from './note-characters.ts';
import { closeOf, cutAtClause, plainText } from './note-plain.ts';

/** What a note's blocks say that its glossary is read from. */
export interface GlossaryText {
  readonly headings: readonly Heading[];
  /** Paragraphs as start, end, start, end …; ascending. */
  readonly paragraphs: readonly number[];
}

/**
 * The entries of a note's glossary: of the `whole` note, or of its sections called Glossary, Terms, Definitions or
 * Notation; and anywhere else the bold lead-ins whose label is shaped like an acronym. Other lead-ins that may be of a
 * term are `remarks`. Problems are told in glossaries only. All spans are UTF-16 offsets into `text`; definitions stand in the order of the text, headings' ones last.
 */
export function glossaryEntries(
  uri: string,
  text: string,
  { headings, paragraphs }: GlossaryText,
  whole: boolean,
): { readonly definitions: Definition[]; readonly remarks: Definition[]; readonly problems: Problem[] } {
  const definitions: Definition[] = [];
  const remarks: Definition[] = [];
  const problems: Problem[] = [];
  const zones = whole
    ? [{ start: 0, end: text.length, level: wholeLevel(headings) }]
    : glossarySections(headings, text.length);
  const starts: number[] = [];
  let seen = new Set<string>();
  let zone = 0;
  let entered = -1;
  for (let i = 0; i < paragraphs.length; i += 2) {
    const start = paragraphs[i]!;
    while (zone < zones.length && zones[zone]!.end <= start) zone++;
    const inside = zone < zones.length && zones[zone]!.start <= start;
    if (!inside) {
      if (!startsBold(text, start)) continue;
      for (const entry of entriesIn(text, paragraphs, i, false)) {
        if (entry.kind !== 'entry') continue;
        const defines = isLeadIn(entry);
        if (!defines && !isRemark(entry)) continue;
        const definition = definitionOf(uri, text, entry);
        if (defines && (hasWords(definition.definition) || definition.expansion !== undefined))
          definitions.push(definition);
        else if (!defines && hasWords(definition.definition)) remarks.push({ ...definition, role: 'remark' });
      }
      continue;
    }
    if (entered !== zone) seen = new Set();
    entered = zone;
    for (const entry of entriesIn(text, paragraphs, i, true)) {
      starts.push(entry.span.start);
      take(entry);
    }
  }
  seen = new Set();
  for (const entry of headingEntries(text, headings, paragraphs, zones, starts)) take(entry);
  return { definitions, remarks, problems };

  function take(entry: Found): void {
    const { span } = entry;
    if (entry.kind === 'unclosed') {
      problems.push(warning(span, 'glossary-unclosed-bold', 'The bold label of this entry is not closed.'));
      return;
    }
    if (callouts.has(entry.label.toLowerCase())) return;
    const definition = definitionOf(uri, text, entry);
    if (definition.definition === '') {
      problems.push(warning(span, 'glossary-no-definition', `“${entry.label}” has no definition.`));
      return;
    }
    const key = `${entry.label}\n${folded(definition.expansion ?? '')}`;
    if (seen.has(key) && !entry.further) {
      problems.push(warning(span, 'glossary-duplicate', `“${entry.label}” stands in this glossary already.`));
    }
    seen.add(key);
    definitions.push(definition);
  }
}

interface Entry {
  readonly kind: 'entry';
  /** From the label to the end of the definition. */
  readonly span: Span;
  readonly label: string;
  /** What stands in the round brackets behind the label. */
  readonly bracket: string | undefined;
  readonly body: Span;
  /** True for the second and later definitions under one term of a definition list. */
  readonly further: boolean;
}

type Found = Entry | { readonly kind: 'unclosed'; readonly span: Span };

export interface Zone extends Span {
  /** The level of the heading above the entries: headings one below may be entries. */
  readonly level: number;
}

function warning(span: Span, code: string, message: string): Problem {
  return { span, message, code, severity: 'warning' };
}

/** A title that is the only heading of its level stands above the entries; else the first headings are entries. */
function wholeLevel(headings: readonly Heading[]): number {
  const top = headings[0]?.level ?? 1;
  return headings.filter(heading => heading.level === top).length === 1 ? top : top - 1;
}

/** The sections of a note that are glossaries by their headings. */
export function glossarySections(headings: readonly Heading[], length: number): Zone[] {
  const zones: Zone[] = [];
  for (let i = 0; i < headings.length; i++) {
    const { level, text, span } = headings[i]!;
    if (text.length > 40 || !glossaryName.test(text)) continue;
    let next = i + 1;
    while (next < headings.length && headings[next]!.level > level) next++;
    zones.push({ start: span.end, end: headings[next]?.span.start ?? length, level });
    i = next - 1;
  }
  return zones;
}

/** The entries of the paragraph at index `i`; in a glossary also those that begin on a later line, and lists of terms. */
function entriesIn(text: string, paragraphs: readonly number[], i: number, glossary: boolean): Found[] {
  const lines = linesOf(text, paragraphs[i]!, paragraphs[i + 1]!);
  const found: Found[] = [];
  if (!glossary && leadIn(text, lines[0]!).kind !== 'head') return found;
  let open: Omit<Entry, 'span' | 'body'> | undefined;
  let openStart = 0;
  let bodyStart = 0;
  let term: Span | undefined = previousTerm(text, paragraphs, i);
  let further = false;
  const close = (end: number) => {
    if (open === undefined) return;
    const last = beforeSpaces(text, bodyStart, Math.max(end, bodyStart));
    found.push({
      ...open,
      span: { start: openStart, end: Math.max(last, openStart) },
      body: { start: bodyStart, end: last },
    });
    open = undefined;
  };
  let previous = paragraphs[i]!;
  for (let n = 0; n < lines.length; n++) {
    const line = lines[n]!;
    const head = leadIn(text, line);
    const marked = isDefinitionMark(text, line);
    if (marked && glossary && term !== undefined) {
      const own = headOf(text, term);
      close(previous);
      open = { kind: 'entry', label: own.label, bracket: own.bracket, further };
      openStart = further ? line.start : term.start;
      bodyStart = afterBlanks(text, line.start + 1, line.end);
      further = true;
    } else if (head.kind === 'head') {
      close(previous);
      open = { kind: 'entry', label: head.label, bracket: head.bracket, further: false };
      openStart = line.start;
      bodyStart = head.body;
      term = undefined;
    } else if (head.kind === 'unclosed' && glossary) {
      close(previous);
      found.push({ kind: 'unclosed', span: line });
      term = undefined;
    } else if (glossary && n + 1 < lines.length && isDefinitionMark(text, lines[n + 1]!)) {
      close(previous);
      term = line;
      further = false;
    } else if (
      glossary &&
      head.kind === 'bare' &&
      n === 0 &&
      lines.length === 1 &&
      isBareEntry(text, paragraphs, i, head.bracket)
    ) {
      open = { kind: 'entry', label: head.label, bracket: head.bracket, further: false };
      openStart = line.start;
      bodyStart = line.end;
    }
    previous = line.end;
  }
  const isLast = open !== undefined && afterBlanks(text, bodyStart, previous) >= previous;
  if (isLast && glossary) {
    const below = nestedParagraph(text, paragraphs, i);
    if (below !== undefined) {
      bodyStart = below.start;
      previous = below.end;
    }
  }
  close(previous);
  return found;
}

/** A bold label with nothing behind it is an entry that lacks its definition in a list, or with other names behind it. */
function isBareEntry(text: string, paragraphs: readonly number[], i: number, bracket: string | undefined): boolean {
  if (nextLineStart(text, paragraphs[i + 1]!) !== -1 && isDefinitionMark(text, nextParagraph(text, paragraphs, i)))
    return false;
  return bracket !== undefined || indentOf(text, paragraphs[i]!).item;
}

function nextParagraph(text: string, paragraphs: readonly number[], i: number): Span {
  return { start: paragraphs[i + 2] ?? text.length, end: paragraphs[i + 3] ?? text.length };
}

function nextLineStart(text: string, offset: number): number {
  return offset < text.length ? offset : -1;
}

/** The paragraph that begins on the next line, further to the right, and is no entry: the definition of a list item. */
function nestedParagraph(text: string, paragraphs: readonly number[], i: number): Span | undefined {
  const next = nextParagraph(text, paragraphs, i);
  if (next.start >= text.length || breaksBetween(text, paragraphs[i + 1]!, next.start) !== 1) return undefined;
  if (indentOf(text, next.start).column <= indentOf(text, paragraphs[i]!).column) return undefined;
  return leadIn(text, linesOf(text, next.start, next.end)[0]!).kind === 'none' ? next : undefined;
}

/** The single line of the paragraph before, where a definition list has a blank line behind its term. */
function previousTerm(text: string, paragraphs: readonly number[], i: number): Span | undefined {
  const start = paragraphs[i]!;
  if (i === 0 || text.charCodeAt(start) !== COLON) return undefined;
  const term = { start: paragraphs[i - 2]!, end: paragraphs[i - 1]! };
  if (term.end - term.start > 100 || breaksBetween(text, term.start, term.end) > 0) return undefined;
  return breaksBetween(text, term.end, start) === 2 ? term : undefined;
}

/** Line breaks between two offsets, counted up to three. */
function breaksBetween(text: string, start: number, end: number): number {
  let breaks = 0;
  for (let at = start; at < end && breaks < 3; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) breaks++;
  }
  return breaks;
}

function indentOf(text: string, start: number): { readonly column: number; readonly item: boolean } {
  let at = start;
  while (at > 0 && start - at < 400 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return { column: start - at, item: /[-*+.)]\s+$/.test(text.slice(at, start)) };
}

/** The lines of a paragraph without the white space and quote marks before them. */
function linesOf(text: string, start: number, end: number): Span[] {
  const lines: Span[] = [];
  for (let at = start; at < end; ) {
    let last = at;
    while (last < end && text.charCodeAt(last) !== 10 && text.charCodeAt(last) !== 13) last++;
    let first = afterBlanks(text, at, last);
    while (at > start && first < last && text.charCodeAt(first) === 62) first = afterBlanks(text, first + 1, last);
    lines.push({ start: first, end: beforeSpaces(text, first, last) });
    at = text.charCodeAt(last) === 13 && text.charCodeAt(last + 1) === 10 ? last + 2 : last + 1;
  }
  return lines;
}

type LeadIn =
  | { readonly kind: 'none' }
  | { readonly kind: 'unclosed' }
  | { readonly kind: 'bare'; readonly label: string; readonly bracket: string | undefined }
  | { readonly kind: 'head'; readonly label: string; readonly bracket: string | undefined; readonly body: number };

/** Reads `**Label** (other names):`, also with the colon inside the bold, or a dash in its place. */
function leadIn(text: string, line: Span): LeadIn {
  if (!startsBold(text, line.start) || line.end - line.start < 3) return { kind: 'none' };
  const mark = text.charCodeAt(line.start);
  const inside = line.start + 2;
  if (isSpace(text.charCodeAt(inside)) || text.charCodeAt(inside) === mark) return { kind: 'none' };
  let close = inside;
  while (close < line.end && !(text.charCodeAt(close) === mark && text.charCodeAt(close + 1) === mark)) close++;
  if (close + 1 >= line.end) return close - inside > 0 ? { kind: 'unclosed' } : { kind: 'none' };
  if (close - inside > LONGEST_LABEL) return { kind: 'none' };
  let labelEnd = beforeSpaces(text, inside, close);
  let parted = text.charCodeAt(labelEnd - 1) === COLON;
  if (parted) labelEnd = beforeSpaces(text, inside, labelEnd - 1);
  const own = headOf(text, { start: inside, end: labelEnd });
  if (own.label === '') return { kind: 'none' };
  let { bracket } = own;
  let at = afterBlanks(text, close + 2, line.end);
  if (bracket === undefined && text.charCodeAt(at) === ROUND && at < line.end) {
    const end = closeOf(text, at, ROUND, ROUND_CLOSE);
    if (end !== -1 && end < line.end) {
      bracket = text.slice(at + 1, end);
      at = afterBlanks(text, end + 1, line.end);
    }
  }
  if (at >= line.end)
    return parted
      ? { kind: 'head', label: own.label, bracket, body: line.end }
      : { kind: 'bare', label: own.label, bracket };
  const code = text.charCodeAt(at);
  if (code === COLON) {
    parted = true;
    at++;
  } else if (!parted) {
    const spaced = isSpace(text.charCodeAt(at - 1)) && (at + 1 >= line.end || isSpace(text.charCodeAt(at + 1)));
    if (code !== EM_DASH && !((code === EN_DASH || code === 45) && spaced)) return { kind: 'none' };
    at++;
  }
  return { kind: 'head', label: own.label, bracket, body: afterBlanks(text, at, line.end) };
}

/** A label and the round bracket that closes it: `Low-Rank Adaptation (LoRA)`. */
function headOf(text: string, span: Span): { readonly label: string; readonly bracket: string | undefined } {
  const source = text.slice(span.start, Math.min(span.end, span.start + 400)).trim();
  const open = source.endsWith(')') ? source.lastIndexOf(' (') : -1;
  if (open <= 0) return { label: plainText(source), bracket: undefined };
  return { label: plainText(source.slice(0, open)), bracket: source.slice(open + 2, -1) };
}

function startsBold(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  return (code === 42 || code === 95) && text.charCodeAt(start + 1) === code;
}

function isDefinitionMark(text: string, line: Span): boolean {
  return text.charCodeAt(line.start) === COLON && line.end > line.start + 1 && isSpace(text.charCodeAt(line.start + 1));
}

/** Headings one level below the glossary's own, with a paragraph under them and no entries in their section. */
function headingEntries(
  text: string,
  headings: readonly Heading[],
  paragraphs: readonly number[],
  zones: readonly Zone[],
  starts: readonly number[],
): Entry[] {
  const found: Entry[] = [];
  let zone = 0;
  let paragraph = 0;
  let entry = 0;
  for (let i = 0; i < headings.length; i++) {
    const { level, text: label, span, textSpan } = headings[i]!;
    while (zone < zones.length && zones[zone]!.end <= span.start) zone++;
    if (zone === zones.length) break;
    if (span.start < zones[zone]!.start || level !== zones[zone]!.level + 1) continue;
    while (paragraph < paragraphs.length && paragraphs[paragraph]! < span.end) paragraph += 2;
    while (entry < starts.length && starts[entry]! < span.end) entry++;
    let next = i + 1;
    while (next < headings.length && headings[next]!.level > level) next++;
    const sectionEnd = headings[next]?.span.start ?? text.length;
    const ownEnd = headings[i + 1]?.span.start ?? text.length;
    const start = paragraphs[paragraph];
    if (start === undefined || start >= ownEnd || start >= zones[zone]!.end) continue;
    if (entry < starts.length && starts[entry]! < sectionEnd) continue;
    if (notTerms.test(label.trim()) || indentOf(text, start).item) continue;
    const end = paragraphs[paragraph + 1]!;
    const own = headOf(text, { start: textSpan.start, end: textSpan.end });
    const named = own.label.replace(/\s{0,4}:$/, '');
    if (named === '') continue;
    found.push({
      kind: 'entry',
      label: named,
      bracket: own.bracket,
      span: { start: span.start, end },
      body: { start, end },
      further: false,
    });
  }
  return found;
}

function definitionOf(uri: string, text: string, { label, bracket, span, body }: Entry): Definition {
  const { words, source, url } = parted(text, body);
  const names = namesIn(label, bracket);
  return {
    label,
    aliases: names.aliases,
    ...(names.expansion === undefined ? {} : { expansion: names.expansion }),
    definition: cutAtClause(plainText(words), LONGEST_DEFINITION),
    role: 'glossary',
    place: { uri, span },
    ...(source === undefined ? {} : { source }),
    ...(url === undefined ? {} : { url }),
  };
}

/** The other names in the bracket: the one whose letters spell the label is its expansion. */
function namesIn(
  label: string,
  bracket: string | undefined,
): { readonly aliases: string[]; readonly expansion?: string } {
  if (bracket === undefined) return { aliases: [] };
  const whole = plainText(bracket);
  const names = [...new Set(whole.split(/[,;]/).map(name => name.trim()))].filter(
    name => name !== '' && name !== label,
  );
  if (names.length > 1 && abbreviates(label, whole) && !names.some(name => abbreviates(label, name))) {
    return { aliases: [], expansion: whole };
  }
  const only = names.length === 1 && names[0]!.includes(' ') && isName(label) && !isSpelling(label, names[0]!);
  const expansion =
    names.find(name => abbreviates(label, name)) ??
    (only ? names[0] : names.find(name => abbreviatesLoosely(label, name)));
  if (expansion === undefined) return { aliases: names };
  return { aliases: names.filter(name => name !== expansion), expansion };
}

/**
 * True where the letters of `label` can be found in `phrase` in order, the first at its start and each capital at the
 * start of a word (Schwartz and Hearst's rule for abbreviations, held to the initials).
 */
function abbreviates(label: string, phrase: string): boolean {
  const letters = [...label].filter(letter => /\p{L}/u.test(letter));
  if (letters.length < 2 || letters.length > 20 || isSpelling(label, phrase)) return false;
  const words = phrase.split(/[\s\-‐-―/]+/).filter(word => word !== '');
  if (words.length < 2 || words.length > 20) return false;
  const initials = words.map(word => folded(word).charAt(0));
  const capitals = folded(letters.filter(letter => /\p{Lu}/u.test(letter)).join(''));
  const all = folded(letters.join(''));
  return (
    all.charAt(0) === initials[0] && ((capitals.length > 1 && isWithin(capitals, initials)) || isWithin(all, initials))
  );
}

/** The same with letters from inside the words too: "MSCOCO" is written so from "Microsoft Common Objects in Context". */
function abbreviatesLoosely(label: string, phrase: string): boolean {
  if (!isShaped(label) || label.length > 20 || phrase.length > 200 || isSpelling(label, phrase)) return false;
  const letters = bare(label);
  const words = phrase.split(/[\s\-‐-―/]+/).filter(word => word !== '');
  if (words.length < 2 || !bare(phrase).startsWith(letters.charAt(0))) return false;
  let at = 0;
  for (const letter of bare(phrase)) if (letter === letters.charAt(at)) at++;
  const initials = words.filter(word => letters.includes(bare(word).charAt(0) || ' '));
  return at === letters.length && 2 * initials.length > words.length;
}

/** A single word, or words that are all written like names: "MS MARCO". */
function isName(label: string): boolean {
  return !label.includes(' ') || label.split(' ').every(isShaped);
}

/** True where every letter is the initial of a word, in order, and the words passed over are fewer than those taken. */
function isWithin(letters: string, initials: readonly string[]): boolean {
  let at = 0;
  for (const initial of initials) if (initial === letters.charAt(at)) at++;
  return at === letters.length && initials.length < 2 * letters.length + 1;
}

/** True where two names have the same letters and digits: "fine tuning" only writes "Fine-tuning" in another way. */
function isSpelling(label: string, name: string): boolean {
  return bare(label) === bare(name);
}

function bare(name: string): string {
  return folded(name).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Takes the source off an entry's end: `[text](url)`, `[Author, 1986]` or `[@key]`, before or behind a full stop. */
function parted(text: string, body: Span): { readonly words: string; readonly source?: string; readonly url?: string } {
  const words = text.slice(body.start, Math.min(body.end, body.start + LONGEST_BODY));
  const tail = text.slice(Math.max(body.start, body.end - LONGEST_SOURCE), body.end);
  const match = sourceAtEnd.exec(tail);
  if (match === null) return partedPaper(text, body, tail) ?? { words };
  const start = body.end - tail.length + match.index;
  const name = match[1]!;
  const target = match[2] ?? match[3];
  const url = target !== undefined && /^https?:\/\/[^\s<>]+$/i.test(target) ? target : undefined;
  const before = beforeSpaces(text, body.start, start);
  const rest = text.slice(body.start, Math.min(before, body.start + LONGEST_BODY));
  const apart = before === body.start || /[.!?…)\]"”]$/.test(rest);
  const cited = name.startsWith('@') || name.startsWith('-@');
  if (url === undefined && !cited && !apart && !/(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.test(name)) return { words };
  if (name.startsWith('^')) return { words };
  const source = plainText(name);
  if (source === '') return { words };
  return { words: rest, source, ...(url === undefined ? {} : { url }) };
}

/** The same for a source that is a link to a paper, `[[its name]]`, behind the end of a sentence. */
function partedPaper(
  text: string,
  body: Span,
  tail: string,
): { readonly words: string; readonly source: string } | undefined {
  const match = paperAtEnd.exec(tail);
  if (match === null) return undefined;
  const before = beforeSpaces(text, body.start, body.end - tail.length + match.index);
  const words = text.slice(body.start, Math.min(before, body.start + LONGEST_BODY));
  return /[.!?…]$/.test(words) ? { words, source: match[1]!.trim() } : undefined;
}

/** Outside glossaries only a label that no ordinary word looks like is taken for a term. */
function isLeadIn({ label, bracket }: Entry): boolean {
  if (
    label.length > 30 ||
    /[\s:?!,;"“”{}|=<>]/.test(label) ||
    identifier.test(label) ||
    marksAndHeadings.has(label.toUpperCase()) ||
    numbered.test(label)
  )
    return false;
  let capitals = 0;
  let letters = 0;
  let inner = false;
  let digits = false;
  for (let at = 0; at < label.length; at++) {
    const character = label.charAt(at);
    if (isDigit(label.charCodeAt(at))) digits = true;
    if (!isLetter(label.charCodeAt(at)) && !/\p{L}/u.test(character)) continue;
    letters++;
    if (!/\p{Lu}/u.test(character)) continue;
    capitals++;
    if (letters > 1) inner = true;
  }
  if (letters === 0 || (!inner && capitals < 2 && !digits)) return false;
  const shouted = capitals === letters && !digits && letters > 6;
  return !shouted || namesIn(label, bracket).expansion !== undefined;
}

/** A label that may be a term's if something else has it, and no word that begins a paragraph of any text. */
function isRemark({ label }: Entry): boolean {
  return (
    label.length <= 60 &&
    !/[:?!,;"“”{}|=<>]|^\p{Lu}\p{Ll}+$/u.test(label) &&
    !marksAndHeadings.has(label.toUpperCase()) &&
    !callouts.has(label.toLowerCase()) &&
    !numbered.test(label)
  );
}

function hasWords(definition: string): boolean {
  return !/^(?:https?:|www\.)/i.test(definition) && /\p{L}{2}\S*\s+\S*\p{L}{2}/u.test(definition);
}

const COLON = 58;
const ROUND = 40;
const ROUND_CLOSE = 41;
const EM_DASH = 0x2014;
const EN_DASH = 0x2013;
const LONGEST_LABEL = 200;
const LONGEST_DEFINITION = 240;
const LONGEST_BODY = 4000;
const LONGEST_SOURCE = 400;

const glossaryName =
  /^(?:[*_]{0,3})(?:\d{1,3}[.)]?(?:\d{1,3}\.?)?\s{1,4})?(?:glossary|terms|definitions|notation)(?:[*_]{0,3}):?$/i;
const notTerms =
  /^(?:references|see also|sources|bibliography|further reading|notes?|about|introduction|overview|contents)$/i;
const sourceAtEnd =
  /(?<!\[)\[([^[\]]{1,300})\](?:\((?:<([^<>\r\n]{0,300})>|([^()\s]{0,300}(?:\([^()\s]{0,100}\)[^()\s]{0,100})?))\))?\.?$/;
const paperAtEnd = /\[\[([^[\]|#^]{1,300})\]\]\.?$/;

const callouts = new Set(['note', 'notes', 'todo', 'fixme', 'warning', 'tip', 'important', 'caution', 'see also']);
const identifier = /^[a-z]{2,}[A-Z](?:[a-z]|\d)/;
const numbered =
  /^(?:q|a|h|rq|p|s|c|step|day|week|fig|figure|table|tab|eq|part|phase|stage|exp|case|item|ex|test|run|sec|ch|v|v\d+\.|no|nr)\.?\d+[.)]?$/i;
