import { costs } from './costs.ts';
import { isCapital, isDigit } from './letters.ts';
import type { Piece } from './pieces.ts';

/** The cheapest ways to spell `letters[i…]` with `pieces[p…]`, from the last piece to the first. */
export function align(text: string, pieces: readonly Piece[], letters: string) {
  const width = letters.length + 1;
  const table = new Float64Array((pieces.length + 1) * width).fill(Number.POSITIVE_INFINITY);
  const last = pieces.length * width;
  table[last + letters.length] = 0;
  for (let i = letters.length - 1; i > 0 && isDigit(letters.charCodeAt(i)); i--) table[last + i] = costs.droppedDigits;
  for (let p = pieces.length - 1; p >= 0; p--) {
    const piece = pieces[p]!;
    const next = (p + 1) * width;
    const skip = skipping(piece, text);
    for (let i = letters.length; i >= 0; i--) {
      let best = table[next + i]! + skip + (i === letters.length && !piece.small ? costs.skippedTail : 0);
      if (i > 0) best = Math.min(best, using(text, piece, letters, i, table, next, true));
      if (letters[i] === '&') best = Math.min(best, table[p * width + i + 1]! + costs.droppedSymbol);
      table[p * width + i] = best;
    }
  }
  return {
    begin: (p: number) => using(text, pieces[p]!, letters, 0, table, (p + 1) * width, false),
  };
}

/** True where a spelling whose first letter is `letter` may start with this piece. */
export function mayBegin({ lower }: Piece, letter: string): boolean {
  return letter === '&' ? lower === 'and' : lower.startsWith(letter) || sounds(letter, lower) > 0;
}

/** The cheapest way on from letter `i` with this piece giving at least that letter. */
function using(
  text: string,
  piece: Piece,
  letters: string,
  i: number,
  table: Float64Array,
  next: number,
  anywhere: boolean,
): number {
  if (i >= letters.length) return Number.POSITIVE_INFINITY;
  const { lower } = piece;
  const wanted = letters[i]!;
  let cost = 0;
  let at = 0;
  if (wanted === '&') {
    if (lower !== 'and') return Number.POSITIVE_INFINITY;
    return table[next + i + 1]!;
  }
  if (lower[0] !== wanted) {
    const spoken = sounds(wanted, lower);
    if (spoken > 0) at = spoken - 1;
    else if (!anywhere) return Number.POSITIVE_INFINITY;
    else {
      at = lower.indexOf(wanted, 1);
      if (at < 0) return Number.POSITIVE_INFINITY;
      const capital = isCapital(text.charCodeAt(piece.start + at)) && !isCapital(text.charCodeAt(piece.start + at - 1));
      cost = capital ? costs.insideCapital : piece.glued ? costs.headlessPart : costs.headless;
    }
  }
  let best = table[next + i + 1]! + cost;
  for (let k = i + 1; k < letters.length; k++) {
    const found = lower.indexOf(letters[k]!, at + 1);
    if (found < 0) break;
    const code = text.charCodeAt(piece.start + found);
    const inner = isCapital(code) && !isCapital(text.charCodeAt(piece.start + found - 1));
    cost += inner
      ? 0
      : isCapital(code) || isDigit(code)
        ? costs.insideCapital
        : found === at + 1
          ? costs.following
          : costs.inside;
    at = found;
    const total = table[next + k + 1]! + cost;
    if (total < best) best = total;
  }
  return best;
}

/** How many letters of a word are heard as one sign: X for "ex", "cross" and "trans", 2 for "to", 4 for "for". */
function sounds(sign: string, word: string): number {
  if (sign === 'x') {
    if (word.startsWith('ex')) return 2;
    if (word === 'cross' || word === 'trans') return word.length;
    return 0;
  }
  if (sign === '2' && (word === 'to' || word === 'two')) return word.length;
  if (sign === '4' && (word === 'for' || word === 'four')) return word.length;
  if (sign === '3' && word === 'three') return word.length;
  return 0;
}

function skipping(piece: Piece, text: string): number {
  if (piece.small) return costs.skippedSmall;
  if (piece.numeral) return piece.glued ? costs.skippedPartNumber : costs.skippedNumber;
  if (piece.glued) return costs.skippedPart;
  return isCapital(text.charCodeAt(piece.start)) ? costs.skippedTitle : costs.skippedWord;
}
