import { memoOne } from '../library/memo.ts';
import { searchWords } from '../snapshot/search.ts';
import { wordsIn } from '../text/words.ts';

/** The telling words of a text, and each one's openings, with how much they count there: above 0, at most 1. */
export type Bag = ReadonlyMap<string, number>;

/** One meaning that a label may have, and texts that are known to use it so. */
export interface Candidate {
  readonly expansion: string;
  readonly examples: readonly Bag[];
}

/** What is known of all texts of the library, whichever sense they use. */
export interface UseStatistics {
  readonly size: number;
  /** In how many texts a word stands. */
  frequency(word: string): number;
  /** Some texts that hold a word; the same array each time, so that what is computed from it can be kept. */
  textsWith(word: string): readonly Bag[];
  /** What a word that may be an abbreviation can stand for, and how often it was seen to. */
  meaningsOf(word: string): readonly { readonly expansion: string; readonly seen: number }[];
}

/**
 * How well each candidate explains the words around a term: 0 where nothing speaks for it, else more. It is the log
 * likelihood of the context under a mixture of three sources against the library as a whole: the examples of the
 * sense, the texts that hold a word of its expansion, and the expansion itself. Words of the expansion count by how
 * rare they are, so that a sense never seen in use still profits from what is written about its words (relevance
 * models, Lavrenko and Croft 2001). A word that a source does not hold is no evidence against it.
 */
export function senseScores(
  context: Bag,
  candidates: readonly Candidate[],
  statistics: UseStatistics,
): readonly number[] {
  return candidates.map(candidate => score(context, candidate, statistics));
}

const weightOf = { examples: 0.25, related: 0.25, expansion: 0.05, background: 1 };

function score(context: Bag, { expansion, examples }: Candidate, statistics: UseStatistics): number {
  const own = profileOf(examples);
  const parts = [...bagOf(expansion)].map(([word, count]) => ({
    word,
    share: count * rarity(word, statistics),
    around: profileOf(statistics.textsWith(word)),
  }));
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  let total = 0;
  for (const [word, count] of context) {
    let likely = weightOf.examples * smoothed(own, word, 0.5);
    for (const part of parts) {
      const known = part.word === word ? weightOf.expansion : weightOf.related * smoothed(part.around, word, 0.5);
      likely += (part.share / whole) * known;
    }
    total += count * Math.log(1 + likely / (weightOf.background * background(word, statistics)));
  }
  return total;
}

/** How often words stand in some texts, each text counting once in all, however long it is. */
interface Profile {
  readonly size: number;
  readonly shares: ReadonlyMap<string, number>;
}

const profileOf = memoOne((texts: readonly Bag[]): Profile => {
  const shares = new Map<string, number>();
  for (const text of texts) {
    let length = 0;
    for (const count of text.values()) length += count;
    for (const [word, count] of text) shares.set(word, (shares.get(word) ?? 0) + count / length);
  }
  return { size: texts.length, shares };
});

/** A word's share in a profile; that of few texts counts less. */
function smoothed({ size, shares }: Profile, word: string, unseen: number): number {
  return (shares.get(word) ?? 0) / (size + unseen);
}

/** A word's share in a text of the library, which has some forty telling words and openings. */
function background(word: string, statistics: UseStatistics): number {
  return (statistics.frequency(word) + 0.5) / ((statistics.size + 1) * 40);
}

function rarity(word: string, statistics: UseStatistics): number {
  return Math.max(0.1, Math.log((statistics.size + 1) / (statistics.frequency(word) + 0.5)));
}

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
export function contextOf(
  text: string,
  start: number,
  end: number,
  meaningsOf: UseStatistics['meaningsOf'] = () => [],
): Bag {
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

function addMeanings(bag: Map<string, number>, meanings: ReturnType<UseStatistics['meaningsOf']>): void {
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
