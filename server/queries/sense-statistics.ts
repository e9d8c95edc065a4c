import { memo, memoOne } from '../library/memo.ts';
import type { Paper, PaperId, Sense } from '../library/model.ts';
import { type Papers, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import type { Candidate, UseStatistics } from './sense-scores.ts';
import { type Bag, bagOf } from './word-bags.ts';

const mostReads = 30;
const mostPapers = 30;
const tooCommon = 2000;
const sampled = 200;

/**
 * The senses as candidates, each with the texts that use it so: its definitions, and the titles and abstracts of the
 * papers that give them. At most 30 abstracts are read for all senses together, each once for as long as its paper lives.
 */
export function candidatesOf(snapshot: Papers & Pick<Snapshot, 'text'>, senses: readonly Sense[]): Candidate[] {
  const reads = Math.max(1, Math.floor(mostReads / senses.length));
  return senses.map((sense, order) => {
    const own = candidateOf(sense);
    const papers = order < mostReads ? papersOf(snapshot, sense).slice(0, reads) : [];
    const abstracts = papers.flatMap(paper => abstractOf(paper, snapshot) ?? []);
    const examples = [...own.examples, ...papers.map(wordsOfTitle), ...abstracts];
    return { expansion: own.expansion, examples };
  });
}

const candidateOf = memoOne((sense: Sense) => ({
  expansion: [sense.label, sense.expansion ?? '', ...sense.aliases].join(' '),
  examples: sense.definitions.flatMap(({ definition }) => (definition === '' ? [] : [bagOf(definition)])),
}));

function papersOf(snapshot: Papers, { definitions }: Sense): readonly Paper[] {
  const ids = new Set(definitions.flatMap(({ paper }) => paper ?? []));
  return [...ids].flatMap(id => paperOf(snapshot, id) ?? []);
}

const wordsOfTitle = memoOne(({ title }: Paper) => bagOf(title));

const abstracts = new WeakMap<Paper, Bag>();

/** The words of a paper's abstract; what could not be read is tried again the next time. */
function abstractOf(paper: Paper, { text }: Pick<Snapshot, 'text'>): Bag | undefined {
  const known = abstracts.get(paper);
  if (known !== undefined) return known;
  const read = text(paper);
  if (read === undefined) return undefined;
  const bag = bagOf(read.abstract.text);
  abstracts.set(paper, bag);
  return bag;
}

/**
 * What the library knows of words: the search index's frequencies, and titles, expansions and definitions, which are at
 * hand unread, in place of whole texts.
 */
export const statisticsOf = memo((search: Snapshot['search'], papers: Snapshot['papers']): UseStatistics => {
  const known = new Map<string, readonly Bag[]>();
  const textsWith = (word: string): readonly Bag[] => {
    const frequency = search.frequency(word);
    if (frequency === 0 || frequency > tooCommon) return none;
    return search.containing([word], mostPapers).flatMap(id => {
      const paper = papers.get(id);
      return paper ? [titleOf(paper)] : [];
    });
  };
  return {
    size: search.size,
    // The index knows no openings of words; one stands in about every twentieth text.
    frequency: word => (word.endsWith('…') ? search.size / 20 : search.frequency(word)),
    textsWith: word => {
      let texts = known.get(word);
      if (texts === undefined) known.set(word, (texts = textsWith(word)));
      return texts;
    },
    meaningsOf: () => [],
    usual: usualOf(papers),
  };
});

const none: readonly Bag[] = [];

const titleOf = memoOne((paper: Paper) =>
  bagOf([paper.title, ...paper.definitions.map(told => `${told.expansion ?? ''} ${told.definition}`)].join(' ')),
);

/** The titles of some papers, the same ones in whatever order they came, and the expansions that these give. */
function usualOf(papers: Snapshot['papers']): UseStatistics['usual'] {
  const sample = firstIds(papers, sampled).flatMap(id => papers.get(id) ?? []);
  const expansions = sample.flatMap(({ definitions }) => definitions.flatMap(({ expansion }) => expansion ?? []));
  return { contexts: sample.map(titleOf), expansions: expansions.map(bagOf) };
}

/** The `count` ids that sort first, in one pass over all. */
function firstIds(papers: Snapshot['papers'], count: number): readonly PaperId[] {
  let first: PaperId[] = [];
  let last: PaperId | undefined;
  for (const [id] of papers.entries()) {
    if (last !== undefined && id >= last) continue;
    first.push(id);
    if (first.length < 2 * count) continue;
    first = first.sort().slice(0, count);
    last = first.at(-1);
  }
  return first.sort().slice(0, count);
}
