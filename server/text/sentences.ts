import type { Span } from './span.ts';

/**
 * The sentences of a plain text in order, without the white space around them, in UTF-16 offsets. A sentence ends at
 * `.`, `!` or `?` (and closing quotes and brackets) before white space and what may begin a sentence, and at an empty
 * line; not after an abbreviation such as "e.g.", "et al." or an initial. Linear.
 */
export function sentencesIn(text: string): readonly Span[] {
  const found: Span[] = [];
  let start = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if ((code > 63 && code < 128) || code === 32) at++;
    else if (code === 10) {
      let next = at + 1;
      while (next < text.length && isBlank(text.charCodeAt(next))) next++;
      if (text.charCodeAt(next) === 10) {
        push(found, text, start, at);
        start = next;
      }
      at = next;
    } else if (isStop(code)) {
      const mark = at;
      while (at < text.length && isStop(text.charCodeAt(at))) at++;
      while (at < text.length && isCloser(text.charCodeAt(at))) at++;
      const goesOn = at < text.length && !isSpace(text.charCodeAt(at));
      if (goesOn ? !isRunOn(text, mark, at) : !endsSentence(text, mark, at)) continue;
      push(found, text, start, at);
      start = at;
    } else at++;
  }
  push(found, text, start, text.length);
  return found;
}

function isStop(code: number): boolean {
  return code === 46 || code === 33 || code === 63 || code === 0x2026;
}

function isCloser(code: number): boolean {
  return code === 34 || code === 39 || code === 41 || code === 93 || code === 0x201d || code === 0x2019;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}

function isSpace(code: number): boolean {
  return code === 10 || isBlank(code);
}

/** All that `\s` matches. */
function isWhite(code: number): boolean {
  return code <= 32 ? code === 32 || (code >= 9 && code <= 13) : code >= 160 && /\s/.test(String.fromCharCode(code));
}

function isLetterOrStop(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 46;
}

/** Words before a full stop that do not end a sentence. */
const abbreviated = new Set(
  'e.g i.e eg ie cf al vs viz resp approx fig figs eq eqs sec nos vol pp ed eds dr prof mr mrs ms st jan feb mar apr jun jul aug sept sep oct nov dec w.r.t a.k.a'.split(
    ' ',
  ),
);

function endsSentence(text: string, mark: number, end: number): boolean {
  if (text[mark] !== '.') return beginsSentence(text, end);
  if (isListNumber(text, mark)) return false;
  let start = mark;
  while (start > 0 && mark - start < 8 && isLetterOrStop(text.charCodeAt(start - 1))) start--;
  const word = text.slice(start, mark).toLowerCase();
  if (word === 'etc') return beginsSentence(text, end);
  if (abbreviated.has(word)) return false;
  if (mark - start === 1 && /[A-HJ-Z]/.test(text[start]!) && /\s/.test(text[start - 1] ?? ' '))
    return opening.test(text.slice(end, end + 16));
  return beginsSentence(text, end);
}

/** Words that begin sentences, and no surname. */
const opening =
  /^\s*(?:The|We|Our|This|These|Those|In|It|Its|However|For|To|As|On|By|At|If|When|While|Although|Moreover|Furthermore|Finally|First|Then|Thus|Here|There|Unlike|Experiments?|Results?)[\s,]/;

/** True where a sentence ends and the next begins with no space between: "(GRUs).Our method", "is shown.The". */
function isRunOn(text: string, mark: number, at: number): boolean {
  const before = text.slice(Math.max(0, mark - 2), mark);
  return at === mark + 1 && /[a-z]{2}$|[\w)]\)$|[\da-z]\]$/.test(before) && opening.test(text.slice(at, at + 16));
}

/** True for the stop of "1." in "two ways: 1. by hand, and 2. by machine". */
function isListNumber(text: string, mark: number): boolean {
  return /(?:[:,;]|\sand)\s\d{1,2}$/.test(text.slice(Math.max(0, mark - 8), mark));
}

/** True where the next character that is no space may begin a sentence. */
function beginsSentence(text: string, at: number): boolean {
  let next = at;
  while (next < text.length && next < at + 40 && isWhite(text.charCodeAt(next))) next++;
  return next >= text.length || !/[a-z,;:)\]]/.test(text[next]!) || /^[a-z]+[A-Z]/.test(text.slice(next, next + 12));
}

function push(found: Span[], text: string, start: number, end: number): void {
  let from = start;
  let to = end;
  while (from < to && isWhite(text.charCodeAt(from))) from++;
  while (to > from && isWhite(text.charCodeAt(to - 1))) to--;
  if (from < to) found.push({ start: from, end: to });
}
