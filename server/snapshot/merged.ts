import type { Definition, Paper, PaperId, PaperRecord } from '../library/model.ts';
import { citationKey, type KeySource, longCitationKey } from '../text/citation-key.ts';
import { folded } from '../text/fold.ts';

/** The paper that records are, under an id that one of them has: of each field the best that any says. */
export function mergedPaper(id: PaperId, records: readonly PaperRecord[], keyPattern: string): Paper {
  if (records.length === 1) return paperOfOne(id, records[0]!, keyPattern);
  const ordered = [...records].sort(byStanding);
  const first = ordered.find(record => record.id === id) ?? ordered[0]!;
  const byFirst = [first, ...ordered.filter(record => record !== first)];
  const told = byFirst.reduce((best, record) => (record.abstractLength > best.abstractLength ? record : best));
  // A reading note names a paper, and has a title of its own.
  const lists = byFirst.filter(record => !isNote(record));
  const published = lists.find(record => isPublished(record.venue)) ?? lists[0] ?? first;
  const one = <T>(read: (record: PaperRecord) => T | undefined): T | undefined =>
    [published, ...byFirst].map(read).find(value => value !== undefined);
  const authors = byFirst.map(record => record.authors).reduce((best, list) => (isFuller(list, best) ? list : best));
  const title = published.title;
  const known = {
    year: one(record => record.year),
    venue: one(record => record.venue),
    arxiv: one(record => record.arxiv),
    doi: one(record => (isArxivDoi(record.doi) ? undefined : record.doi)) ?? one(record => record.doi),
    url: one(record => record.url),
    collections: several(byFirst.flatMap(record => record.collections ?? [])),
    added: earliest(byFirst.flatMap(record => record.added ?? [])),
    pdf: one(record => (/^https?:/i.test(record.pdf ?? '') ? undefined : record.pdf)) ?? one(record => record.pdf),
  };
  const source = { title, authors, ...(known.year === undefined ? {} : { year: known.year }) };
  return {
    ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<Paper>),
    id,
    keys: keysFor(source, byFirst, keyPattern),
    title,
    authors,
    keywords: distinct(byFirst.flatMap(record => record.keywords)),
    from: first.from,
    told,
    records: byFirst,
    categories: told.categories,
    definitions: definitionsFor(id, told),
  };
}

/** The usual case, of which a large library has tens of thousands. */
function paperOfOne(id: PaperId, record: PaperRecord, keyPattern: string): Paper {
  const { isNamed: _, key: __, abstractLength: ___, identifiers: ____, ...known } = record;
  return {
    ...known,
    id,
    keys: keysFor(record, [record], keyPattern),
    told: record,
    records: [record],
    definitions: definitionsFor(id, record),
  };
}

function keysFor(source: KeySource, records: readonly PaperRecord[], keyPattern: string): readonly string[] {
  const own = records.flatMap(({ key }) => key ?? []);
  if (own.length === 1) return own;
  return own.length > 1 ? [...new Set(own)] : [citationKey(source, keyPattern), longCitationKey(source, keyPattern)];
}

function definitionsFor(id: PaperId, told: PaperRecord): readonly Definition[] {
  return told.id === id ? told.definitions : told.definitions.map(definition => ({ ...definition, paper: id }));
}

/**
 * A paper's ids in the order in which it should be called by them: a record's citation key first, then an id that a
 * record gives itself, then a slug.
 */
export function idsOf(records: readonly PaperRecord[]): readonly PaperId[] {
  return [...new Set([...records].sort(byStanding).map(record => record.id))];
}

/** Records with a citation key first, then those with an id, of each those in lists before notes; ties as they were given. */
function byStanding(a: PaperRecord, b: PaperRecord): number {
  return standing(a) - standing(b);
}

function standing(record: PaperRecord): number {
  return (record.key !== undefined ? 0 : record.isNamed ? 2 : 4) + (isNote(record) ? 1 : 0);
}

/** True for a record that is the front matter of a note. */
export function isNote({ from }: PaperRecord): boolean {
  return from.format === 'markdown';
}

/** True for a place of publication, which a preprint server or a repository is not. */
export function isPublished(venue: string | undefined): boolean {
  return (
    venue !== undefined &&
    !/\b(?:ar\s?xiv|corr|bio\s?rxiv|med\s?rxiv|ssrn|preprint|openreview|zenodo|hal)\b/i.test(venue)
  );
}

function isArxivDoi(doi: string | undefined): boolean {
  return doi !== undefined && /^10\.48550\//.test(doi);
}

/** True for a list of more authors, or of as many with longer names: "Edward J. Hu" rather than "E. Hu". */
function isFuller(list: readonly string[], best: readonly string[]): boolean {
  if (list.length !== best.length) return list.length > best.length;
  return list.join('').length > best.join('').length;
}

function several(words: readonly string[]): readonly string[] | undefined {
  return words.length > 0 ? distinct(words) : undefined;
}

function earliest(times: readonly number[]): number | undefined {
  return times.length > 0 ? Math.min(...times) : undefined;
}

function distinct(words: readonly string[]): string[] {
  const seen = new Map(words.map(word => [folded(word), word] as const).reverse());
  return [...new Set(words.map(word => seen.get(folded(word))!))];
}
