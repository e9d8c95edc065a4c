import type { Span } from '../text/span.ts';
import { align, mayBegin } from './spelling/align.ts';
import { costs, limit } from './spelling/costs.ts';
import { isWordLetter } from './spelling/letters.ts';
import { maximumLength, piecesBefore, piecesOf } from './spelling/pieces.ts';

/** How a run of words spells a short form; the lower the cost, the surer. */
export interface Spelling extends Span {
  readonly cost: number;
}

/**
 * The words right before `end` that spell `short`, chosen by cheapest alignment instead of the greedy one from right to
 * left of Schwartz and Hearst ("A simple algorithm for identifying abbreviation definitions in biomedical text", 2003);
 * like theirs, the first letter must begin a word. Nothing before `from` is looked at. Work is bounded by the short
 * form's length.
 */
export function spelledBefore(text: string, from: number, end: number, short: string): Spelling | undefined {
  let best: Spelling | undefined;
  for (const letters of readingsOf(short)) {
    const found = cheapestBefore(text, from, end, letters);
    if (found !== undefined && found.cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = found;
  }
  return best;
}

function cheapestBefore(text: string, from: number, end: number, letters: string): Spelling | undefined {
  if (letters.length === 0) return undefined;
  const all = piecesBefore(text, from, end, letters.length);
  const first = all.findIndex(piece => mayBegin(piece, letters[0]!));
  if (first < 0) return undefined;
  const pieces = first === 0 ? all : all.slice(first);
  const table = align(text, pieces, letters);
  let best: Spelling | undefined;
  for (let p = pieces.length - 1; p >= 0; p--) {
    const piece = pieces[p]!;
    const own = piece.glued && piece.head < 0;
    const cost =
      table.begin(p) +
      costs.perWord * (pieces.length - p) +
      (own ? costs.startsInside : 0) +
      (unlikelyFirst.has(piece.lower) ? costs.startsSmall : 0);
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY) - 1e-9)
      best = { start: piece.glued && !own ? piece.head : piece.start, end, cost };
  }
  return best !== undefined && best.cost <= limit(letters.length) ? best : undefined;
}

/**
 * The words from `start` on that spell `short`; they end with the word that gives its last letter, or, where `whole`,
 * at `end`.
 */
export function spelledAfter(
  text: string,
  start: number,
  end: number,
  short: string,
  whole: boolean,
): Spelling | undefined {
  const letters = lettersOf(short);
  const all = piecesOf(text, start, Math.min(end, start + maximumLength), 3 * letters.length + 4);
  if (letters.length === 0 || all.length === 0 || !mayBegin(all[0]!, letters[0]!)) return undefined;
  let best: Spelling | undefined;
  const shortest = whole ? all.length : 1;
  for (let count = shortest; count <= all.length; count++) {
    if (best !== undefined && best.cost <= costs.perWord * count) break;
    if (all[count]?.glued) continue;
    const pieces = all.slice(0, count);
    const cost = align(text, pieces, letters).begin(0) + costs.perWord * count;
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY) - 1e-9)
      best = { start: pieces[0]!.start, end: whole ? end : pieces.at(-1)!.end, cost };
  }
  return best !== undefined && best.cost <= limit(letters.length) ? best : undefined;
}

/** Words that a long form hardly ever starts with. */
const unlikelyFirst = new Set('a an and as by for is of or s the their to using with'.split(' '));

/** The ways to read a short form: "S3FT" is also "SSSFT", and "FM3" also "FMMM". */
function readingsOf(short: string): readonly string[] {
  const letters = lettersOf(short);
  const repeat = /^([a-z]*)([a-z])([234])([a-z]*)$/.exec(letters);
  if (repeat === null) return [letters];
  const [, before, letter, count, after] = repeat;
  return [letters, before! + letter!.repeat(Number(count)) + after!];
}

/** The letters, digits and ampersands of a short form, in lower case. */
function lettersOf(short: string): string {
  let letters = '';
  for (const letter of short.toLowerCase()) if (isWordLetter(letter.charCodeAt(0)) || letter === '&') letters += letter;
  return letters.slice(0, 14);
}
