import { searchWords } from '../snapshot/search.ts';
import { wordsIn } from '../text/words.ts';

/** The telling words of a text, and each one's openings, with how much they count there: above 0, at most 1. */
export type Bag = ReadonlyMap<string, number>;

/** What a word that may be an abbreviation can stand for, and how often it was seen to. */
export type MeaningsOf = (word: string) => readonly { readonly expansion: string; readonly seen: number }[];

/** The telling words of a text that says something as a whole, such as an expansion or a definition. */
export function bagOf(text: string): Bag {
  const bag = new Map<string, number>();
  for (const word of searchWords(text)) add(bag, word, 1);
  return bag;
}

/**
 * The words of `text` around the term between two UTF-16 offsets, those farther off counting less, with the words that
 * the abbreviations among them stand for. The term itself does not count, as all its senses share it.
 */
export function contextOf(text: string, start: number, end: number, meaningsOf: MeaningsOf = () => []): Bag {
  const bag = new Map<string, number>();
  const label = searchWords(text.slice(start, end))[0];
  const before = tellingWords(text.slice(0, start)).reverse();
  for (const words of [before, tellingWords(text.slice(end))]) {
    for (const [distance, { written, word }] of words.entries()) {
      if (word === label) continue;
      add(bag, word, 1 / (1 + distance / 10));
      if (/\p{Lu}.*\p{Lu}/u.test(written)) addMeanings(bag, meaningsOf(written));
    }
  }
  return bag;
}

function tellingWords(text: string): { written: string; word: string }[] {
  return wordsIn(text).flatMap(({ text: written }) => {
    const word = searchWords(written)[0];
    return word === undefined || !isTelling(word) ? [] : [{ written, word }];
  });
}

function addMeanings(bag: Map<string, number>, meanings: ReturnType<MeaningsOf>): void {
  const sum = meanings.reduce((total, { seen }) => total + seen + 0.3, 0);
  const counts = new Map<string, number>();
  for (const { expansion, seen } of meanings)
    for (const word of new Set(searchWords(expansion))) counts.set(word, (counts.get(word) ?? 0) + (seen + 0.3) / sum);
  for (const [word, count] of counts) if (count > 0.05) add(bag, word, count);
}

const openingLengths = [4, 5, 6, 7];

/** Adds a word and its openings, by which "recommender" and "recommendation" are known as kin. */
function add(bag: Map<string, number>, word: string, count: number): void {
  if (!isTelling(word)) return;
  raise(bag, word, count);
  for (const length of openingLengths) if (word.length > length) raise(bag, `${word.slice(0, length)}…`, count * 0.6);
}

function raise(bag: Map<string, number>, word: string, count: number): void {
  bag.set(word, Math.max(bag.get(word) ?? 0, count));
}

/** Words of grammar alone: what texts of one field share ("learning", "language") still tells one expansion from another. */
const grammar = new Set(
  `a about all also an and any are as at be been both but by can do doe each for from had ha have how however i if in into
  is it its more most no not of on one only or other our over per since so some such than that the their them then there
  these they this those thi thu to two under use used using wa was we were what when where which while will with`.split(
    /\s+/,
  ),
);

function isTelling(word: string): boolean {
  return word.length > 1 && !grammar.has(word) && !/^\d+$/.test(word);
}
