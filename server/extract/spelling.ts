import type { Span } from '../text/span.ts';

/** How a run of words spells a short form; the lower the cost, the surer. */
export interface Spelling extends Span {
  readonly cost: number;
}

/**
 * What each step of a spelling costs. Ordinary spellings ("Low-Rank Adaptation" for LoRA) cost nothing to a half per
 * letter; a spelling is believed while its cost stays under `base + perLetter × letters`.
 */
export const costs = {
  /** The next letter follows the last one at once: "Lo" in "Low". */
  following: 0.06,
  /** A letter from the middle of a word: the T of "methotrexate" in MTX. */
  inside: 0.24,
  /** A capital from the middle of a word: "COntrastive", "VIews", "BERT". */
  insideCapital: 0.04,
  /** A word takes part with its middle only. */
  headless: 0.9,
  /** A part of a hyphenated word takes part with its middle only, or not at all. */
  headlessPart: 0.6,
  /** The long form starts within a hyphenated word. */
  startsInside: 0.6,
  /** The long form starts with an article or the like. */
  startsSmall: 1.5,
  skippedPart: 0.2,
  skippedPartNumber: 0.1,
  skippedSmall: 0.06,
  skippedNumber: 0.5,
  skippedWord: 0.95,
  /** A capitalised word passed over; names often end in one that their short form leaves out. */
  skippedTitle: 0.65,
  skippedTail: 0.22,
  droppedDigits: 0.9,
  droppedSymbol: 0.2,
  perWord: 0.01,
  base: 0.58,
  perLetter: 0.3,
  /** The highest cost per letter of a short form in lower case, of one letter, and of one that no bracket shows. */
  lowerCase: 0.2,
  single: 0.1,
  plain: 0.25,
  plainColon: 0.05,
  explicit: 0.45,
  plainComma: 0.1,
};

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
  const pieces = piecesBefore(text, from, end, letters.length);
  if (letters.length === 0 || pieces.length === 0) return undefined;
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
  const all = piecesOf(text, start, Math.min(end, start + maximumLength)).slice(0, 3 * letters.length + 4);
  if (letters.length === 0 || all.length === 0) return undefined;
  let best: Spelling | undefined;
  const shortest = whole ? all.length : 1;
  for (let count = shortest; count <= all.length; count++) {
    const next = all[count];
    if (next?.glued) continue;
    const pieces = all.slice(0, count);
    const cost = align(text, pieces, letters).begin(0) + costs.perWord * count;
    if (cost < (best?.cost ?? Number.POSITIVE_INFINITY) - 1e-9)
      best = { start: pieces[0]!.start, end: whole ? end : pieces.at(-1)!.end, cost };
  }
  return best !== undefined && best.cost <= limit(letters.length) ? best : undefined;
}

/** Words that a short form may pass over. */
export const smallWords: ReadonlySet<string> = new Set(
  'a an and as at by for from in into is of on or over per s the their to under via with without between using based'.split(
    ' ',
  ),
);

/** Words that a long form hardly ever starts with. */
const unlikelyFirst = new Set('a an and as by for is of or s the their to using with'.split(' '));

/** The longest long form that is looked for, in UTF-16 units. */
const maximumLength = 240;

/** A longest run of letters or of digits in a word. `glued`: it goes on from the piece before without a space. */
interface Piece extends Span {
  readonly glued: boolean;
  /** Where its word starts, where nothing but digits and marks stands before it there; else -1. */
  readonly head: number;
  readonly numeral: boolean;
  readonly lower: string;
}

function limit(letters: number): number {
  return costs.base + costs.perLetter * letters;
}

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

/** True where the bracket that closes at `at` opens after a space, or not within reach. */
function isSpacedGroup(text: string, at: number, _end: number): boolean {
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

/** At most as many pieces before `end` as a form of `letters` letters may have, none beyond a break in the sentence. */
function piecesBefore(text: string, from: number, end: number, letters: number): readonly Piece[] {
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

/** True for `;`, `:`, a bracket around nothing of the same word, and a full stop that ends a sentence. */
function isBreak(text: string, at: number, end: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 45) return text.charCodeAt(at + 1) === 45;
  if (code === 0x2014) return true;
  if (code === 59 || code === 58) return at + 1 >= end || isSpace(text.charCodeAt(at + 1));
  if (code === 46 || code === 33 || code === 63)
    return at + 1 < end && isSpace(text.charCodeAt(at + 1)) && /[\s"”'(]*[A-Z]/y.test(text.slice(at + 1, at + 6));
  if (code === 41 || code === 93) return at + 1 >= end ? false : isSpacedGroup(text, at, end);
  if (code === 40 || code === 91) return at === 0 || isSpace(text.charCodeAt(at - 1));
  return false;
}

function piecesOf(text: string, start: number, end: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = start;
  let head = -1;
  while (at < end) {
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
    pieces.push({
      start: at,
      end: stop,
      glued,
      head,
      numeral: isDigit(text.charCodeAt(at)),
      lower: text.slice(at, stop).toLowerCase(),
    });
    at = stop;
  }
  return pieces;
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

/** The cheapest ways to spell `letters[i…]` with `pieces[p…]`, from the last piece to the first. */
function align(text: string, pieces: readonly Piece[], letters: string) {
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
      let best = table[next + i]! + skip + (i === letters.length && !isSmall(piece) ? costs.skippedTail : 0);
      if (i > 0) best = Math.min(best, using(text, piece, letters, i, table, next, true));
      if (letters[i] === '&') best = Math.min(best, table[p * width + i + 1]! + costs.droppedSymbol);
      table[p * width + i] = best;
    }
  }
  return {
    begin: (p: number) => using(text, pieces[p]!, letters, 0, table, (p + 1) * width, false),
  };
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
  if (isSmall(piece)) return costs.skippedSmall;
  if (piece.numeral) return piece.glued ? costs.skippedPartNumber : costs.skippedNumber;
  if (piece.glued) return costs.skippedPart;
  return isCapital(text.charCodeAt(piece.start)) ? costs.skippedTitle : costs.skippedWord;
}

function isSmall(piece: Piece): boolean {
  return smallWords.has(piece.lower);
}

export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

export function isCapital(code: number): boolean {
  return (
    (code >= 65 && code <= 90) || (code >= 0xc0 && code <= 0xde && code !== 0xd7) || (code >= 0x391 && code <= 0x3a9)
  );
}

/** Letters and digits; beyond ASCII, all that is no punctuation of the common blocks. */
export function isWordLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code);
  return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 && !(code >= 0x2000 && code <= 0x206f) && code < 0xfff0;
}
