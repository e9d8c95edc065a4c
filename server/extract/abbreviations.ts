import type { Span } from '../text/span.ts';
import { type Bracketed, bracketsIn } from './brackets.ts';
import { costs, isCapital, isSpace, isWordLetter, type Spelling, spelledAfter, spelledBefore } from './spelling.ts';

/**
 * The short and long forms of a text, each sorted by start and unique, in UTF-16 offsets; `pairs` are indices into
 * both. A form of capitals that the text never spells out is in `short` too, with no pair.
 */
export interface Abbreviations {
  readonly short: readonly Span[];
  readonly long: readonly Span[];
  readonly pairs: readonly (readonly [short: number, long: number])[];
}

/** One short form with the words that spell it. */
export interface Spelt {
  readonly short: Span;
  readonly long: Span;
}

/**
 * All abbreviations of a text. Candidates are found as by Schwartz and Hearst ("A simple algorithm for identifying
 * abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing, 2003): a short form in brackets after
 * its long form, or a long one in brackets after its short form; and beyond theirs in lists ("SR = Serbian"), after
 * commas, and in "X is short for Y". `spelling.ts` decides. Linear, throws nothing.
 */
export function abbreviationsIn(text: string): Abbreviations {
  const pairs = speltIn(text);
  const short = unique([...pairs.map(pair => pair.short), ...capitalForms(text, pairs)]);
  const long = unique(pairs.map(pair => pair.long));
  const shortAt = new Map(short.map((span, index) => [key(span), index]));
  const longAt = new Map(long.map((span, index) => [key(span), index]));
  return {
    short,
    long,
    pairs: pairs.map(pair => [shortAt.get(key(pair.short))!, longAt.get(key(pair.long))!] as const),
  };
}

/** The abbreviations that a text spells out, in the order of their short forms; no short form is spelt twice. */
export function speltIn(text: string): readonly Spelt[] {
  const found: Spelt[] = [];
  const brackets = bracketsIn(text, 200);
  const taken = new Set<number>();
  let nested = 0;
  for (const bracket of brackets) {
    if (bracket.close < nested) continue;
    const pair = bracketPair(text, bracket);
    if (pair === undefined || taken.has(pair.short.start)) continue;
    taken.add(pair.short.start);
    found.push(pair);
    nested = bracket.close;
  }
  for (const pair of plainPairs(text)) {
    if (taken.has(pair.short.start)) continue;
    taken.add(pair.short.start);
    found.push(pair);
  }
  return found.sort((a, b) => a.short.start - b.short.start);
}

/** What a bracket and the words before it say. */
function bracketPair(text: string, bracket: Bracketed): Spelt | undefined {
  const inner = innerSpan(text, bracket);
  if (inner.end <= inner.start) return undefined;
  const before = beforeBracket(text, bracket.open);
  const first = firstPart(text, inner);
  const letter = first.end - first.start === 1;
  if (mayBeShort(text, first) && before > 0 && !(letter && before === bracket.open)) {
    const long = longBefore(text, before, first);
    if (long !== undefined) return { short: first, long };
  }
  const name = wordBefore(text, before);
  if (inner.end - inner.start >= 4 && name !== undefined && mayBeShort(text, name) && capitals(text, name) > 0) {
    const whole = spelledAfter(text, first.start, first.end, letters(text, name), true);
    const part = spelledAfter(text, inner.start, inner.end, letters(text, name), false);
    const long =
      whole !== undefined && (part === undefined || whole.cost <= part.cost + 0.6)
        ? whole
        : part && throughTitle(text, part, first.end);
    if (long !== undefined && long.end - long.start > name.end - name.start) return { short: name, long: spanOf(long) };
  }
  return partsPair(text, inner);
}

/** On to the end of the bracket where only capitalised words are left there: "LOL (LOwer Layer Matters)". */
function throughTitle(text: string, long: Spelling, end: number): Spelling {
  return /^(?:\s[A-Z][\w-]*){1,4}$/.test(text.slice(long.end, end)) ? { ...long, end } : long;
}

/** "(i.e., out-of-distribution; OOD)": both forms in one bracket. */
function partsPair(text: string, inner: Span): Spelt | undefined {
  const mark = text.indexOf(';', inner.start);
  if (mark < 0 || mark >= inner.end) return undefined;
  const short = trimmed(text, mark + 1, inner.end);
  if (!mayBeShort(text, short) || capitals(text, short) < 2) return undefined;
  const long = spelledBefore(text, inner.start, endOfWords(text, inner.start, mark), letters(text, short));
  return long === undefined ? undefined : { short, long: spanOf(long) };
}

function longBefore(text: string, end: number, short: Span): Span | undefined {
  const written = letters(text, short);
  const long = spelledBefore(text, 0, end, written);
  if (long === undefined) return undefined;
  if (long.end - long.start <= short.end - short.start) return undefined;
  const upper = capitals(text, short);
  const strict =
    upper === 0 ? costs.lowerCase : short.end - short.start === 1 ? costs.single : Number.POSITIVE_INFINITY;
  if (long.cost > strict * written.length) return undefined;
  if (!isPhrase(text, long, short)) return undefined;
  return spanOf(long);
}

/** Pairs that no bracket shows. */
function plainPairs(text: string): readonly Spelt[] {
  const found: Spelt[] = [];
  for (const match of text.matchAll(
    / ?=|(?::|,| -{1,2}| [–—]|\b(?:is|are) short for|\bshort for|\bstands? for|\bor)\s/g,
  )) {
    const mark = match[0].trim();
    const after = match.index + match[0].length;
    if (mark === '=' || mark === ':' || mark.endsWith('for')) {
      const name = wordBefore(text, endOfWords(text, 0, match.index));
      if (name === undefined || !mayBeShort(text, name) || capitals(text, name) < 1) continue;
      const long = spelledAfter(text, skipArticle(text, after), phraseEnd(text, after), letters(text, name), false);
      if (
        long !== undefined &&
        sure(long, mark === ':' ? costs.plainColon : mark === '=' ? costs.plain : costs.explicit, name) &&
        long.end - long.start > 3
      )
        found.push({ short: name, long: spanOf(long) });
      continue;
    }
    const name = wordAfter(text, after);
    if (name === undefined || !mayBeShort(text, name) || capitals(text, name) < 2) continue;
    const closing = text.charCodeAt(name.end);
    if (mark === ',' && closing !== 44 && closing !== 41 && closing !== 46) continue;
    const long = spelledBefore(text, 0, endOfWords(text, 0, match.index), letters(text, name));
    if (long !== undefined && sure(long, costs.plainComma, name)) found.push({ short: name, long: spanOf(long) });
  }
  return found;
}

/** True where the long form is no mere repeat of the short one, and closes every bracket that it opens. */
function isPhrase(text: string, long: Span, short: Span): boolean {
  const words = text.slice(long.start, long.end);
  const written = text.slice(short.start, short.end);
  return words.toLowerCase() !== written.toLowerCase() && !words.split(/\s+/).includes(written);
}

function sure(spelling: Spelling, cost: number, short: Span): boolean {
  return spelling.cost <= cost * (short.end - short.start);
}

/**
 * Words of capitals that stand alone, as SDU@AAAI-22 counts short forms; none from a run of three or more words that are
 * all in capitals, as headings are, and no Roman number.
 */
function capitalForms(text: string, pairs: readonly Spelt[]): readonly Span[] {
  const found: Span[] = [];
  let next = 0;
  let run: Span[] = [];
  let runEnd = -1;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isFormLetter(text.charCodeAt(at))) continue;
    let end = at + 1;
    while (end < text.length && isFormLetter(text.charCodeAt(end))) end++;
    const span = trimmed(text, at, end);
    const length = span.end - span.start;
    const upper = capitals(text, span);
    const heading = upper > 0 && upper === length;
    if (!heading || at !== runEnd + 1 || text.charCodeAt(runEnd) !== 32) {
      if (run.length < 3) found.push(...run);
      run = [];
    }
    while (next < pairs.length && pairs[next]!.short.end <= span.start) next++;
    const paired = next < pairs.length && pairs[next]!.short.start < span.end;
    if (!paired && length >= 2 && length <= 10 && upper > capitalShare * length && !isRoman(text, span)) {
      if (heading) run.push(span);
      else found.push(span);
    }
    if (heading) runEnd = end;
    at = end;
  }
  if (run.length < 3) found.push(...run);
  return found;
}

const capitalShare = 0.6;

function isRoman(text: string, span: Span): boolean {
  return /^[IVX]+$/.test(text.slice(span.start, span.end));
}

function isFormLetter(code: number): boolean {
  return isWordLetter(code) || code === 45 || code === 38;
}

/** The short form as it is spelt: without the plural or possessive of what it stands for, digits and all. */
function letters(text: string, short: Span): string {
  const written = text.slice(short.start, short.end);
  return written.length > 2 && /[A-Z0-9]['’]?s$/.test(written) ? written.replace(/['’]?s$/, '') : written;
}

/** True where a bracket's content or a word may be a short form: one or two words, a letter, no list mark or citation. */
function mayBeShort(text: string, span: Span): boolean {
  const length = span.end - span.start;
  if (length < 1 || length > 14) return false;
  const written = text.slice(span.start, span.end);
  if (!/[A-Za-z\u00c0-\uffef]/.test(written) || /^[^A-Za-z0-9\u00c0-\uffef.[]/.test(written)) return false;
  if (/\s\S*\s|%|[=<>"?]/.test(written) || notShort.has(written)) return false;
  if (length === 1) return isCapital(written.charCodeAt(0));
  return !/^(?:\d+(?:st|nd|rd|th|s|x|k|M|B)?|[ivx]+|(?:19|20)\d\d[a-z]?|[A-Z][a-z]+ et|[a-z])$/.test(written);
}

/** What brackets hold besides short forms. */
const notShort: ReadonlySet<string> = new Set(
  'i.e i.e. I.e. I.e E.g. e.g e.g. ie eg etc etc. cf cf. vs vs. viz et al see also the a an and or and/or if in no yes left right top bottom above below both not only one two three new old this that these here there ours n'.split(
    ' ',
  ),
);

/** The inside of a bracket without quotes and lead-in words ("i.e.,", "abbreviated as", "or"). */
function innerSpan(text: string, { open, close }: Bracketed): Span {
  const span = trimmed(text, open + 1, close);
  const lead =
    /^(?:(?:i\.e\.|e\.g\.|viz\.|aka|a\.k\.a\.|or|also|hereafter|hereinafter|henceforth|here|abbreviated|abbreviation|denoted|termed|called|known|short|stands?|as|to|by|for|:|,)\s*[,:]?\s+)+/i.exec(
      text.slice(span.start, Math.min(span.end, span.start + 60)),
    );
  return lead ? trimmed(text, span.start + lead[0].length, span.end) : span;
}

/** Up to the first `;` or `,` followed by a space. */
function firstPart(text: string, inner: Span): Span {
  for (let at = inner.start; at < inner.end; at++) {
    const code = text.charCodeAt(at);
    if ((code === 59 || code === 44) && isSpace(text.charCodeAt(at + 1))) return trimmed(text, inner.start, at);
  }
  return inner;
}

/** The end of the words before a bracket, past spaces and quotes. */
function beforeBracket(text: string, open: number): number {
  return endOfWords(text, 0, open);
}

function endOfWords(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && at > end - 6 && (isSpace(text.charCodeAt(at - 1)) || /["”’'*`,?!~]/.test(text[at - 1]!))) at--;
  return at;
}

/** The word that ends at `end`: at most 14 characters without spaces or opening marks. */
function wordBefore(text: string, end: number): Span | undefined {
  let start = end;
  while (start > 0 && end - start <= 15 && isNameLetter(text.charCodeAt(start - 1))) start--;
  return start < end && end - start <= 14 ? trimmed(text, start, end) : undefined;
}

function wordAfter(text: string, start: number): Span | undefined {
  let end = start;
  while (end < text.length && end - start <= 15 && isNameLetter(text.charCodeAt(end))) end++;
  return start < end && end - start <= 14 ? trimmed(text, start, end) : undefined;
}

function isNameLetter(code: number): boolean {
  return isWordLetter(code) || code === 45 || code === 38 || code === 47 || code === 43;
}

function skipArticle(text: string, at: number): number {
  let start = at;
  while (start < text.length && start < at + 3 && isSpace(text.charCodeAt(start))) start++;
  const article = /^(?:the|an?)\s/i.exec(text.slice(start, start + 4));
  return article ? start + article[0].length : start;
}

/** The end of the phrase that starts here: at a comma, a semicolon, a bracket or a full stop. */
function phraseEnd(text: string, start: number): number {
  const most = Math.min(text.length, start + 160);
  for (let at = start; at < most; at++) {
    const code = text.charCodeAt(at);
    if (code === 44 || code === 59 || code === 40 || code === 41 || code === 61 || code === 10) return at;
    if (code === 46 && (at + 1 >= text.length || isSpace(text.charCodeAt(at + 1)))) return at;
  }
  return most;
}

/** The span without white space, quotes and hyphens at its ends. */
function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isEdge(text.charCodeAt(from))) from++;
  while (to > from && isEdge(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

function isEdge(code: number): boolean {
  return (
    isSpace(code) ||
    code === 34 ||
    code === 39 ||
    code === 42 ||
    code === 96 ||
    code === 45 ||
    code === 38 ||
    (code >= 0x2018 && code <= 0x201f)
  );
}

function capitals(text: string, span: Span): number {
  let count = 0;
  for (let at = span.start; at < span.end; at++) if (isCapital(text.charCodeAt(at))) count++;
  return count;
}

function unique(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((span, index) => index === 0 || key(span) !== key(sorted[index - 1]!));
}

function key(span: Span): string {
  return `${span.start} ${span.end}`;
}

function spanOf({ start, end }: Spelling): Span {
  return { start, end };
}
