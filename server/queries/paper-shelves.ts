import { memo, memoOne } from '../library/memo.ts';
import type { Paper, Taxonomy } from '../library/model.ts';
import type { PaperGrouping } from '../protocol.ts';
import { isNote } from '../snapshot/merged.ts';
import { fileName } from '../snapshot/names.ts';
import { compareText } from '../snapshot/snapshot.ts';
import { folded, nameKey } from '../text/fold.ts';

/** Papers that have something in common, in the order they were given. */
export interface Shelf {
  /** Unique among all groupings, and the same for as long as what it gathers is. */
  readonly id: string;
  readonly label: string;
  readonly papers: readonly Paper[];
}

/** How papers are put on shelves; a paper stands on each that it belongs to, and on one for the rest where it has none. */
export type Shelving = Exclude<PaperGrouping, 'none'>;

/** The shelves of a grouping with at least one paper, in the order a reader looks for them; `papers` are in order. */
export function shelvesBy(by: Shelving, papers: readonly Paper[], taxonomy: Taxonomy): readonly Shelf[] {
  switch (by) {
    case 'category':
      return byCategory(papers, taxonomy);
    case 'year':
      return byYear(papers);
    case 'venue':
      return byVenue(papers);
    case 'source':
      return bySource(papers);
    case 'tag':
      return byTag(papers);
    case 'collection':
      return byCollection(papers);
  }
}

const byCategory = memo((papers: readonly Paper[], taxonomy: Taxonomy): readonly Shelf[] => {
  const gathered = gather(papers, ({ categories }) => categories.map(({ category }) => category));
  const order = taxonomy.categories.map(({ id, label }) => [id, label] as const);
  return shelves('category', gathered, [...order, ['', 'Other']]);
});

const byYear = memoOne((papers: readonly Paper[]): readonly Shelf[] => {
  const gathered = gather(papers, ({ year }) => (year === undefined ? [] : [String(year)]));
  const years = [...gathered.keys()].filter(year => year !== '').sort((a, b) => Number(b) - Number(a));
  return shelves('year', gathered, [...years.map(year => [year, year] as const), ['', 'No year']]);
});

/** Those with most papers first, as a library has a few venues that matter and many of one paper. */
const byVenue = memoOne((papers: readonly Paper[]): readonly Shelf[] => {
  const names = named(papers, paper => (paper.venue === undefined ? [] : [paper.venue]), seriesOf);
  return shelves('venue', names.gathered, [...mostFirst(names), ['', 'No venue']]);
});

const byTag = memoOne((papers: readonly Paper[]): readonly Shelf[] => {
  const names = named(papers, ({ keywords }) => keywords);
  return shelves('tag', names.gathered, [...mostFirst(names), ['', 'No tag']]);
});

const byCollection = memoOne((papers: readonly Paper[]): readonly Shelf[] => {
  const names = named(papers, ({ collections }) => collections ?? []);
  return shelves('collection', names.gathered, [...byName(names.labels), ['', 'No collection']]);
});

/** A paper stands under each file that has a record of it. Notes that are papers share one shelf. */
const bySource = memoOne((papers: readonly Paper[]): readonly Shelf[] => {
  const gathered = gather(papers, ({ records }) => records.map(record => (isNote(record) ? notes : record.from.uri)));
  const files = [...gathered.keys()].filter(key => key !== notes);
  return shelves('source', gathered, [...byName(shortNames(files)), [notes, 'Notes']]);
});

const notes = 'notes';

/** The names of files by uri, each with as many of its folders as tell it from the others of its name: "thesis/refs.bib". */
function shortNames(uris: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  let waiting = uris;
  for (let depth = 1; waiting.length > 0 && depth <= 8; depth++) {
    const sharing = new Map<string, string[]>();
    for (const uri of waiting) {
      const name = uri.split('/').slice(-depth).map(fileName).join('/');
      sharing.set(name, [...(sharing.get(name) ?? []), uri]);
    }
    for (const [name, of] of sharing) for (const uri of of) names.set(uri, name);
    waiting = [...sharing.values()].filter(of => of.length > 1).flat();
  }
  return names;
}

const none: readonly string[] = [''];

type Gathered = ReadonlyMap<string, readonly Paper[]>;

/** Papers by each of their keys; under '' those that have none. */
function gather(papers: readonly Paper[], keysOf: (paper: Paper) => readonly string[]): Gathered {
  const gathered = new Map<string, Paper[]>();
  for (const paper of papers) {
    const keys = keysOf(paper);
    for (const key of keys.length > 0 ? keys : none) {
      const shelf = gathered.get(key);
      if (shelf === undefined) gathered.set(key, [paper]);
      else if (shelf.at(-1) !== paper) shelf.push(paper);
    }
  }
  return gathered;
}

interface Named {
  readonly gathered: Gathered;
  /** How most papers write the name, by its key. */
  readonly labels: ReadonlyMap<string, string>;
}

/** Papers by names as `shown`, whose capitals, accents and punctuation do not count. */
function named(
  papers: readonly Paper[],
  namesOf: (paper: Paper) => readonly string[],
  shown: (written: string) => string = written => written,
): Named {
  const known = new Map<string, Writing>();
  const read = (written: string) => {
    const name = shown(written);
    const writing = { name, key: nameKey(name), count: 0 };
    known.set(written, writing);
    return writing;
  };
  const gathered = gather(papers, paper =>
    namesOf(paper).flatMap(written => {
      const writing = known.get(written) ?? read(written);
      writing.count++;
      return writing.key === '' ? [] : writing.key;
    }),
  );
  const most = new Map<string, Writing>();
  for (const writing of known.values()) {
    const other = most.get(writing.key);
    if (other === undefined || precedes(writing, other)) most.set(writing.key, writing);
  }
  return { gathered, labels: new Map([...most].map(([key, { name }]) => [key, name])) };
}

interface Writing {
  readonly name: string;
  readonly key: string;
  /** How many papers write it so. */
  count: number;
}

function precedes(a: Writing, b: Writing): boolean {
  return a.count > b.count || (a.count === b.count && a.name < b.name);
}

type Labelled = readonly [key: string, label: string];

function byName(labels: ReadonlyMap<string, string>): readonly Labelled[] {
  const keyed = [...labels].map(entry => ({ entry, key: folded(entry[1]) }));
  return keyed
    .sort((a, b) => compareText(a.key, b.key) || compareText(a.entry[0], b.entry[0]))
    .map(({ entry }) => entry);
}

function mostFirst({ gathered, labels }: Named): readonly Labelled[] {
  const count = ([key]: Labelled) => gathered.get(key)?.length ?? 0;
  return byName(labels).toSorted((a, b) => count(b) - count(a));
}

function shelves(by: Shelving, gathered: Gathered, order: readonly Labelled[]): readonly Shelf[] {
  return order.flatMap(([key, label]) => {
    const papers = gathered.get(key);
    return papers === undefined ? [] : [{ id: `${by}:${key}`, label, papers }];
  });
}

/** A venue without what differs from year to year: "NeurIPS 2023" is "NeurIPS", "arXiv preprint arXiv:2106.09685" is "arXiv". */
function seriesOf(venue: string): string {
  if (/^\s*(?:arxiv|corr)\b/i.test(venue)) return 'arXiv';
  const series = venue
    .slice(0, longestVenue)
    .replace(/^\s*proceedings of (?:the )?/i, '')
    .replace(/(?<!\d)(?:19|20)\d{2}(?!\d)|(?<![\p{L}\d])\d{1,3}(?:st|nd|rd|th)(?!\p{L})|['’]\d{2}(?!\d)/giu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s,;:()[\]-]+|[\s,;:()[\]-]+$/g, '');
  return series === '' ? venue : series;
}

const longestVenue = 300;
