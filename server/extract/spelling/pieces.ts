import type { Span } from '../../text/span.ts';
import { isDigit, isSpace, isWordLetter } from './letters.ts';

/** A longest run of letters or of digits in a word. `glued`: it goes on from the piece before without a space. */
export interface Piece extends Span {
  readonly glued: boolean;
  /** Where its word starts, where nothing but digits and marks stands before it there; else -1. */
  readonly head: number;
  readonly numeral: boolean;
  readonly lower: string;
  /** True for a word that a short form may pass over. */
  readonly small: boolean;
}

/** At most as many pieces before `end` as a form of `letters` letters may have, none beyond a break in the sentence. */
export function piecesBefore(text: string, from: number, end: number, letters: number): readonly Piece[] {
  let start = end;
  let words = 0;
  const most = Math.min(letters + 6, 3 * letters + 1);
  const least = Math.max(from, end - Math.min(maximumLength, 40 + 40 * letters));
  while (start > least) {
    const code = text.charCodeAt(start - 1);
    if (isBreak(text, start - 1, end)) break;
    if (isSpace(code) && start < end && !isSpace(text.charCodeAt(start)) && ++words > most) break;
    start--;
  }
  return piecesOf(text, start, end);
}

/** The first `most` pieces of a stretch of text. */
export function piecesOf(text: string, start: number, end: number, most = Number.POSITIVE_INFINITY): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let head = -1;
  while (at < end && pieces.length < most) {
    if (!isWordLetter(text.charCodeAt(at))) {
      at++;
      continue;
    }
    let stop = at + 1;
    while (stop < end && isWordLetter(text.charCodeAt(stop))) stop++;
    const glued = at > start && !isSpace(text.charCodeAt(at - 1)) && gluedTo(text, start, at);
    const before = pieces.at(-1);
    if (glued && before !== undefined && !before.numeral) head = -1;
    else if (!glued) head = wordStart(text, start, at);
    const lower = text.slice(at, stop).toLowerCase();
    const numeral = isDigit(text.charCodeAt(at));
    pieces.push({
      start: at,
      end: stop,
      glued,
      head,
      numeral,
      lower,
      small: lower.length < 8 && smallWords.has(lower),
    });
    at = stop;
  }
  return pieces;
}

/** The longest long form that is looked for, in UTF-16 units. */
export const maximumLength = 240;

/** True for `;`, `:`, a bracket around nothing of the same word, and a full stop that ends a sentence. */
function isBreak(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 45) return text.charCodeAt(at + 1) === 45;
  if (code === 0x2014) return true;
  if (code === 59 || code === 58) return at + 1 >= end || isSpace(text.charCodeAt(at + 1));
  if (code === 46 || code === 33 || code === 63)
    return at + 1 < end && isSpace(text.charCodeAt(at + 1)) && /[\s"”'(]*[A-Z]/y.test(text.slice(at + 1, at + 6));
  if (code === 41 || code === 93) return at + 1 >= end ? false : isSpacedGroup(text, at);
  if (code === 40 || code === 91) return at === 0 || isSpace(text.charCodeAt(at - 1));
  return false;
}

/** True where the bracket that closes at `at` opens after a space, or not within reach. */
function isSpacedGroup(text: string, at: number): boolean {
  let depth = 0;
  for (let back = at; back >= 0 && at - back < 60; back--) {
    const code = text.charCodeAt(back);
    if (code === 41 || code === 93) depth++;
    else if (code === 40 || code === 91) {
      depth--;
      if (depth === 0) return back === 0 || isSpace(text.charCodeAt(back - 1));
    }
  }
  return true;
}

/** The start of the word at `at`, with the marks it opens with: "(+/-)-3-…". */
function wordStart(text: string, start: number, at: number): number {
  let from = at;
  while (from > start && !isSpace(text.charCodeAt(from - 1))) from--;
  return from < at && /^["'“‘(]$/.test(text.slice(from, at)) ? at : from;
}

/** True where the marks before `at` (hyphens, quotes, brackets) stand right after a letter. */
function gluedTo(text: string, start: number, at: number): boolean {
  for (let back = at - 1; back >= start; back--) {
    const code = text.charCodeAt(back);
    if (isSpace(code)) return false;
    if (isWordLetter(code)) return true;
  }
  return false;
}

const smallWords: ReadonlySet<string> = new Set(
  'a an and as at by for from in into is of on or over per s the their to under via with without between using based'.split(
    ' ',
  ),
);
