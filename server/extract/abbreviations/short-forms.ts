import type { Span } from '../../text/span.ts';
import { isCapital, isDigit, isSpace, isWordLetter } from '../spelling/letters.ts';

/** True where a bracket's content or a word may be a short form: one or two words, a letter, no list mark or citation. */
export function mayBeShort(text: string, { start, end }: Span): boolean {
  const length = end - start;
  if (length < 1 || length > 14) return false;
  const first = text.charCodeAt(start);
  if (!isLetter(first) && !isDigit(first) && first !== 46 && first !== 91) return false;
  if (length === 1) return isCapital(first);
  let letters = 0;
  let spaces = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (isLetter(code)) letters++;
    else if (isSpace(code)) spaces++;
    else if (code === 37 || (code >= 60 && code <= 63) || code === 34) return false;
  }
  if (letters === 0 || spaces > 1) return false;
  const written = text.slice(start, end);
  return (
    !notShort.has(written) &&
    !/^(?:\d+(?:st|nd|rd|th|s|x|k|M|B)?|[ivx]+|(?:19|20)\d\d[a-z]?|[A-Z][a-z]+ et)$/.test(written)
  );
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xffef);
}

/** What brackets hold besides short forms. */
const notShort: ReadonlySet<string> = new Set(
  'i.e i.e. I.e. I.e E.g. e.g e.g. ie eg etc etc. cf cf. vs vs. viz et al see also the a an and or and/or if in no yes left right top bottom above below both not only one two three new old this that these here there ours n'.split(
    ' ',
  ),
);

/** The short form as it is spelt: without the plural or possessive of what it stands for, digits and all. */
export function letters(text: string, short: Span): string {
  const written = text.slice(short.start, short.end);
  return written.length > 2 && /[A-Z0-9]['’]?s$/.test(written) ? written.replace(/['’]?s$/, '') : written;
}

/** True where the word that ends at `end` is the short form itself: no long form ends so. */
export function isRepeat(text: string, end: number, { start, end: stop }: Span): boolean {
  const from = end - (stop - start);
  if (from < 0 || text.charCodeAt(end - 1) !== text.charCodeAt(stop - 1)) return false;
  return text.startsWith(text.slice(start, stop), from) && (from === 0 || isSpace(text.charCodeAt(from - 1)));
}

/** The word that ends at `end`: at most 14 characters without spaces or opening marks. */
export function wordBefore(text: string, end: number): Span | undefined {
  let start = end;
  while (start > 0 && end - start <= 15 && isNameLetter(text.charCodeAt(start - 1))) start--;
  return start < end && end - start <= 14 ? trimmed(text, start, end) : undefined;
}

export function wordAfter(text: string, start: number): Span | undefined {
  let end = start;
  while (end < text.length && end - start <= 15 && isNameLetter(text.charCodeAt(end))) end++;
  return start < end && end - start <= 14 ? trimmed(text, start, end) : undefined;
}

export function endOfWords(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && at > end - 6 && isLoose(text.charCodeAt(at - 1))) at--;
  return at;
}

/** White space, quotes and light marks, which may stand between a word and a bracket. */
function isLoose(code: number): boolean {
  return (
    isSpace(code) ||
    code === 34 ||
    code === 39 ||
    code === 42 ||
    code === 96 ||
    code === 44 ||
    code === 33 ||
    code === 63 ||
    code === 126 ||
    code === 0x2019 ||
    code === 0x201d
  );
}

/** The span without white space, quotes and hyphens at its ends. */
export function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isEdge(text.charCodeAt(from))) from++;
  while (to > from && isEdge(text.charCodeAt(to - 1))) to--;
  return { start: from, end: to };
}

export function capitals(text: string, span: Span): number {
  let count = 0;
  for (let at = span.start; at < span.end; at++) if (isCapital(text.charCodeAt(at))) count++;
  return count;
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

function isNameLetter(code: number): boolean {
  return isWordLetter(code) || code === 45 || code === 38 || code === 47 || code === 43;
}
