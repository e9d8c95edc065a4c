import { memo, memoOne } from '../library/memo.ts';
import type { Definition, PaperId, Sense } from '../library/model.ts';
import { noteName, shortName } from '../snapshot/names.ts';
import { compareText, type Snapshot } from '../snapshot/snapshot.ts';
import { folded } from '../text/fold.ts';
import { allSenses } from './find.ts';

/** The senses of a library by whose they are, each list by label. */
export interface Standing {
  /** Those that the reader's papers and glossaries say something of, and those that they only name. */
  readonly own: readonly Sense[];
  readonly named: readonly Sense[];
  /** Those that only the bundled glossary has. */
  readonly bundled: readonly Sense[];
}

/** A group of senses; its id stays the same while what it gathers does. */
export interface Shelf {
  readonly id: string;
  readonly label: string;
  readonly senses: readonly Sense[];
}

export const standingOf = memoOne((terms: Snapshot['terms']): Standing => {
  const [own, named, bundled]: Sense[][] = [[], [], []];
  for (const sense of allSenses(terms)) {
    const isOwn = sense.definitions.some(({ role }) => role !== 'bundled');
    (isOwn ? (sense.definition === '' ? named : own) : bundled)!.push(sense);
  }
  return { own: own!, named: named!, bundled: bundled! };
});

/** The reader's defined senses by first letter; what begins with none stands last, under "#". */
export const byLetter = memoOne((terms: Snapshot['terms']): readonly Shelf[] => {
  const shelves = gathered(standingOf(terms).own, sense => [letterOf(sense.label)]);
  return [...shelves]
    .sort(([a], [b]) => Number(a === '#') - Number(b === '#') || compareText(a, b))
    .map(([letter, senses]) => ({ id: `letter:${letter}`, label: letter, senses }));
});

/** The same by who says something of them: the reader's glossaries by name, then papers by short name. */
export const bySpeaker = memo((terms: Snapshot['terms'], papers: Snapshot['papers']): readonly Shelf[] => {
  const shelves = gathered(standingOf(terms).own, ({ definitions }) => definitions.flatMap(speakerOf));
  const labelled = [...shelves].map(([id, senses]) => ({ id, label: nameOf(id, papers), senses }));
  return labelled.sort(
    (a, b) =>
      Number(a.id.startsWith('paper:')) - Number(b.id.startsWith('paper:')) ||
      compareText(folded(a.label), folded(b.label)) ||
      compareText(a.id, b.id),
  );
});

/** The same by category id: those of the defining paper, else the first one of most of the papers that name it; '' for none. */
export const byCategory = memo(
  (terms: Snapshot['terms'], papers: Snapshot['papers']): ReadonlyMap<string, readonly Sense[]> =>
    gathered(standingOf(terms).own, sense => categoriesOf(sense, papers)),
);

function gathered(senses: readonly Sense[], keysOf: (sense: Sense) => readonly string[]): Map<string, Sense[]> {
  const shelves = new Map<string, Sense[]>();
  for (const sense of senses) {
    for (const key of new Set(keysOf(sense))) {
      const shelf = shelves.get(key);
      if (shelf) shelf.push(sense);
      else shelves.set(key, [sense]);
    }
  }
  return shelves;
}

function letterOf(label: string): string {
  const first = /^\p{L}/u.exec(folded(label.trim()))?.[0];
  return first === undefined ? '#' : first.toUpperCase();
}

function speakerOf({ role, paper, place }: Definition): string[] {
  if (paper !== undefined) return [`paper:${paper}`];
  return role === 'bundled' ? [] : [`note:${place.uri}`];
}

function nameOf(id: string, papers: Snapshot['papers']): string {
  if (id.startsWith('note:')) return noteName(id);
  const paper = papers.get(id.slice('paper:'.length) as PaperId);
  return paper ? shortName(paper) : id.slice('paper:'.length);
}

function categoriesOf({ from, definitions }: Sense, papers: Snapshot['papers']): readonly string[] {
  if (from.paper !== undefined) {
    const categories = ofPaper(from.paper, papers);
    return categories.length > 0 ? categories : [''];
  }
  const counts = new Map<string, number>();
  for (const paper of new Set(definitions.flatMap(({ paper }) => paper ?? []))) {
    const [first] = ofPaper(paper, papers);
    if (first !== undefined) counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([a, n], [b, m]) => m - n || compareText(a, b));
  return [most?.[0] ?? ''];
}

function ofPaper(id: PaperId, papers: Snapshot['papers']): readonly string[] {
  return papers.get(id)?.categories.map(fit => fit.category) ?? [];
}
