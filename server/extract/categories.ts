import type { Category, Fit, Taxonomy } from '../library/model.ts';
import { folded, singular } from '../text/fold.ts';
import { type Word, wordsIn } from '../text/words.ts';

/**
 * The categories of `taxonomy` that a paper clearly belongs to: at most three, best first, ties in the taxonomy's order.
 * `text` is its title, which ends at the UTF-16 offset `titleEnd`, and then its abstract. Linear in the text for a given
 * taxonomy, which is compiled once per object.
 *
 * A phrase weighs most in the title, then where the authors say what they do, then in the opening; what is only
 * compared with, listed as an example or evaluated on weighs little, as papers belong to their problem and not to the
 * models they use. Repeats count ever less (the saturation of BM25: Robertson and Zaragoza, 2009).
 */
export function categoriesOf(text: string, titleEnd: number, taxonomy: Taxonomy): readonly Fit[] {
  const phrases = compiled(taxonomy);
  const tallies = taxonomy.categories.map((): Tally => ({ claimed: 0, title: new Map(), abstract: new Map() }));
  const sentences = sentencesOf(text, titleEnd);
  const opening = sentences.findIndex(sentence => !sentence.inTitle);
  let position = 0;
  for (const [index, sentence] of sentences.entries()) {
    const weight = sentence.inTitle ? 1 : weightOf(sentence.words, index === opening);
    if (weight > 0) count(sentence, weight, position, phrases, tallies);
    position += sentence.words.length;
  }
  return best(taxonomy.categories, tallies.map(scoreOf));
}

const nameWeight = 1;
const signWeight = 0.4;
const againstWeight = -0.5;
const titleWeight = 3;
/** One name in a contribution sentence and one more elsewhere pass; one in passing does not. */
const leastScore = 1.7;
const mostCategories = 3;

interface Node {
  readonly next: Map<string, Node>;
  readonly uses: Use[];
}

interface Use {
  readonly category: number;
  readonly weight: number;
}

/** What was found for one category: how much of each phrase, and the first word that no phrase of it covers yet. */
interface Tally {
  claimed: number;
  readonly title: Map<Use, number>;
  readonly abstract: Map<Use, number>;
}

interface Sentence {
  readonly words: readonly string[];
  readonly inTitle: boolean;
}

const known = new WeakMap<Taxonomy, Node>();

function compiled(taxonomy: Taxonomy): Node {
  const before = known.get(taxonomy);
  if (before !== undefined) return before;
  const root: Node = { next: new Map(), uses: [] };
  for (const [category, { names, signs, against }] of taxonomy.categories.entries()) {
    const add = (written: string, weight: number): void => {
      const use: Use = { category, weight };
      for (const words of spellings(written)) addPhrase(root, words, use);
    };
    for (const name of names) add(name, nameWeight);
    for (const sign of signs) add(sign, signWeight);
    for (const other of against) add(other, againstWeight);
  }
  known.set(taxonomy, root);
  return root;
}

/** The words of a phrase, and those that it has when its hyphens are left out ("finetuning"). */
function spellings(phrase: string): string[][] {
  const apart = wordsIn(phrase).map(foldedWord);
  const joined = wordsIn(phrase.replace(/[-\u2010\u2011]/g, '')).map(foldedWord);
  return joined.length === apart.length ? [apart] : [apart, joined];
}

function addPhrase(root: Node, words: readonly string[], use: Use): void {
  if (words.length === 0) return;
  let node = root;
  for (const word of words) {
    let next = node.next.get(word);
    if (next === undefined) {
      next = { next: new Map(), uses: [] };
      node.next.set(word, next);
    }
    node = next;
  }
  if (!node.uses.some(({ category }) => category === use.category)) node.uses.push(use);
}

/** Counts the phrases of one sentence; where phrases of one category overlap, the first and longest alone counts. */
function count(
  { words, inTitle }: Sentence,
  weight: number,
  offset: number,
  root: Node,
  tallies: readonly Tally[],
): void {
  let sinceAside = Number.POSITIVE_INFINITY;
  for (let i = 0; i < words.length; i++) {
    sinceAside = !inTitle && asides.has(words[i]!) ? 0 : sinceAside + 1;
    const ends: Node[] = [];
    for (
      let j = i, node = root.next.get(words[j]!);
      node !== undefined;
      node = j < words.length ? node.next.get(words[j]!) : undefined
    ) {
      j++;
      ends.push(node);
    }
    for (let length = ends.length; length > 0; length--) {
      for (const use of ends[length - 1]!.uses) {
        const tally = tallies[use.category]!;
        if (tally.claimed > offset + i) continue;
        const repeats = tally.claimed === offset + i && i > 0;
        tally.claimed = offset + i + length;
        const found = inTitle ? tally.title : tally.abstract;
        found.set(use, (found.get(use) ?? 0) + weight * (repeats || sinceAside <= asideReach ? asideWeight : 1));
      }
    }
  }
}

function scoreOf({ title, abstract }: Tally): number {
  let score = 0;
  for (const use of title.keys()) score += titleWeight * use.weight;
  for (const [use, amount] of abstract) score += (use.weight * 2 * amount) / (amount + 1);
  return score;
}

function best(categories: readonly Category[], scores: readonly number[]): readonly Fit[] {
  return categories
    .map(({ id }, index) => ({ category: id, score: Math.round(scores[index]! * 1e6) / 1e6 }))
    .filter(({ score }) => score >= leastScore)
    .sort((a, b) => b.score - a.score)
    .slice(0, mostCategories);
}

/** What follows these words is an example or a rival, not what the paper is about. */
const asides = wordSet('like including include than over outperform outperforming surpassing versus such compared');
const asideReach = 6;
const asideWeight = 0.4;

const deeds = wordSet(
  'propose introduce present develop study investigate explore examine analyze analyse describe address',
  'design create demonstrate provide ask find show argue',
);
const trials = wordSet(
  'experiment evaluate evaluated evaluation outperform outperforming surpassing dataset benchmark',
);

/** How much a sentence of an abstract tells about the paper's subject. */
function weightOf(words: readonly string[], opening: boolean): number {
  const has = (...run: readonly string[]): boolean =>
    words.some((_, i) => run.every((word, k) => words[i + k] === word));
  if (has('code') && (has('available') || has('release'))) return 0;
  if (words.some((word, i) => word === 'we' && (deeds.has(words[i + 1]!) || deeds.has(words[i + 2]!)))) return 1.5;
  if (has('this', 'paper') || has('this', 'work') || has('this', 'survey') || has('this', 'report')) return 1.5;
  if (words.some(word => trials.has(word))) return 0.6;
  return opening ? 1.1 : 0.8;
}

/** The sentences of a text as folded words; the title is one of its own, and no phrase reaches across two. */
function sentencesOf(text: string, titleEnd: number): Sentence[] {
  const sentences: Sentence[] = [];
  let words: string[] = [];
  let end = 0;
  let inTitle = true;
  const close = (): void => {
    if (words.length > 0) sentences.push({ words, inTitle });
    words = [];
  };
  for (const word of wordsIn(text)) {
    const leavesTitle: boolean = inTitle && word.start >= titleEnd;
    if (leavesTitle || /[.!?]["')\]]?\s/.test(text.slice(end, word.start))) {
      close();
      inTitle = inTitle && !leavesTitle;
    }
    words.push(foldedWord(word));
    end = word.end;
  }
  close();
  return sentences;
}

function wordSet(...lists: readonly string[]): ReadonlySet<string> {
  return new Set(lists.flatMap(list => list.split(' ')));
}

function foldedWord({ text }: Pick<Word, 'text'>): string {
  return singular(folded(text));
}
