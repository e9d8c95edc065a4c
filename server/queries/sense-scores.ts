import { memo, memoOne } from '../library/memo.ts';
import { fieldsOf, fieldsWith } from './fields.ts';
import { type Bag, bagOf, type MeaningsOf } from './word-bags.ts';

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
  readonly meaningsOf: MeaningsOf;
  /** Some contexts of terms and some expansions, by which it is known what all of them share. */
  readonly usual: { readonly contexts: readonly Bag[]; readonly expansions: readonly Bag[] };
}

/**
 * How well each candidate explains the words around a term, in nats: 0 where nothing speaks for it, else more. Three
 * things add up, and only differences between candidates count.
 *
 * The log likelihood of the context under a mixture against the library as a whole: the examples of the sense, the
 * texts that hold a word of its expansion, and the expansion itself. Words of the expansion count by how rare they are,
 * so that a sense never seen in use still profits from what is written about its words (relevance models, Lavrenko and
 * Croft 2001). A word that a source does not hold is no evidence against it.
 *
 * How far context and expansion lean to the same fields of research, each seen against what is usual.
 *
 * A premium for a sense without examples beside one that has some, as what was never seen cannot be recognised.
 */
export function senseScores(
  context: Bag,
  candidates: readonly Candidate[],
  statistics: UseStatistics,
): readonly number[] {
  const words = candidates.map(candidate => explained(context, candidate, statistics));
  const agreements = candidates.map(candidate => fieldAgreement(context, bagOf(candidate.expansion), statistics));
  const least = Math.min(...agreements);
  const someSeen = candidates.some(({ examples }) => examples.length > 0);
  return candidates.map(
    ({ examples }, i) =>
      words[i]! +
      weightOf.fields * (agreements[i]! - least) +
      (someSeen && examples.length === 0 ? weightOf.unseen : 0),
  );
}

const weightOf = { examples: 0.25, related: 0.25, expansion: 0.05, background: 1, fieldText: 3, fields: 22, unseen: 1 };

/** How many texts a profile is as good as unknown without: few texts that hold a word say little of its company. */
const doubt = { examples: 0.5, related: 4 };

function explained(context: Bag, { expansion, examples }: Candidate, statistics: UseStatistics): number {
  const own = profileOf(examples);
  const around = companyOf(expansion, statistics);
  let total = 0;
  for (const [word, count] of context) {
    const seen = (weightOf.examples * (own.shares.get(word) ?? 0)) / (own.size + doubt.examples);
    const likely = seen + around(word);
    if (likely > 0) total += count * Math.log(1 + likely / (weightOf.background * background(word, statistics)));
  }
  return total;
}

const kept = new WeakMap<UseStatistics, Map<string, (word: string) => number>>();
const mostKept = 300;

/** How likely words are beside an expansion, by its own words and what is written about each; kept for those asked for last. */
function companyOf(expansion: string, statistics: UseStatistics): (word: string) => number {
  let known = kept.get(statistics);
  if (known === undefined || known.size >= mostKept) kept.set(statistics, (known = new Map()));
  let company = known.get(expansion);
  if (company === undefined) known.set(expansion, (company = newCompany(expansion, statistics)));
  return company;
}

function newCompany(expansion: string, statistics: UseStatistics): (word: string) => number {
  const parts = [...bagOf(expansion)].map(([word, count]) => {
    const library = profileOf(statistics.textsWith(word));
    const fields = profileOf(fieldsWith(word));
    // The lists of fields count as several texts each; few texts of either kind say little.
    const texts = library.size + weightOf.fieldText * fields.size + doubt.related;
    return { word, share: count * rarity(word, statistics), library: library.shares, fields: fields.shares, texts };
  });
  const whole = parts.reduce((sum, { share }) => sum + share, 0);
  const answers = new Map<string, number>();
  return word => {
    let likely = answers.get(word);
    if (likely !== undefined) return likely;
    likely = 0;
    for (const part of parts) {
      const beside = (part.library.get(word) ?? 0) + weightOf.fieldText * (part.fields.get(word) ?? 0);
      const known = part.word === word ? weightOf.expansion : (weightOf.related * beside) / part.texts;
      likely += (part.share / whole) * known;
    }
    answers.set(word, likely);
    return likely;
  };
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

/** A word's share in a text of the library, which has some forty telling words and openings. */
function background(word: string, statistics: UseStatistics): number {
  return (statistics.frequency(word) + 0.5) / ((statistics.size + 1) * 40);
}

function rarity(word: string, statistics: UseStatistics): number {
  return Math.max(0.1, Math.log((statistics.size + 1) / (statistics.frequency(word) + 0.5)));
}

/**
 * The cosine of two texts over the fields they lean to more than is usual: from -1 to 1. A few words around a term tell
 * little of the field, so that it counts less for them, and not at all where no word is at home in one.
 */
function fieldAgreement(context: Bag, expansion: Bag, { usual }: UseStatistics): number {
  const told = fieldWordsIn(context) ** 2;
  const trust = told / (told + 25);
  return trust === 0 ? 0 : trust * dot(leaningOf(context, usual.contexts), leaningOf(expansion, usual.expansions));
}

const fieldWordsIn = memoOne((bag: Bag): number => {
  let words = 0;
  for (const [word, count] of bag) if (!word.endsWith('…') && fieldsWith(word).length > 0) words += count;
  return words;
});

/** The fields of a text less the mean of those of others, as a vector of length 1, or of zeros. */
const leaningOf = memo((bag: Bag, others: readonly Bag[]): Float64Array => {
  const fields = fieldsOf(bag);
  const mean = meanFields(others);
  for (let i = 0; i < fields.length; i++) fields[i]! -= mean[i]!;
  const length = Math.sqrt(dot(fields, fields)) || 1;
  return fields.map(strength => strength / length);
});

const meanFields = memoOne((bags: readonly Bag[]): Float64Array => {
  const sum = fieldsOf(new Map());
  for (const bag of bags) for (const [i, strength] of fieldsOf(bag).entries()) sum[i]! += strength / bags.length;
  return sum;
});

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
