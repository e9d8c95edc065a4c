import type { Definition, Paper, PaperId, PaperRecord } from '../library/model.ts';
import { citationKey, longCitationKey } from '../text/citation-key.ts';
import { folded } from '../text/fold.ts';

/** The paper that records are, under an id that one of them has: of each field the best that any says. */
export function mergedPaper(id: PaperId, records: readonly PaperRecord[], keyPattern: string): Paper {
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
    pdf: one(record => (/^https?:/i.test(record.pdf ?? '') ? undefined : record.pdf)) ?? one(record => record.pdf),
  };
  const source = { title, authors, ...(known.year === undefined ? {} : { year: known.year }) };
  const own = [...new Set(byFirst.flatMap(record => record.key ?? []))];
  return {
    ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<Paper>),
    id,
    keys: own.length > 0 ? own : [citationKey(source, keyPattern), longCitationKey(source, keyPattern)],
    title,
    authors,
    keywords: distinct(byFirst.flatMap(record => record.keywords)),
    from: first.from,
    told,
    records: byFirst,
    categories: told.categories,
    definitions: told.id === id ? told.definitions : told.definitions.map(definition => ofPaper(definition, id)),
  };
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

function distinct(words: readonly string[]): string[] {
  const seen = new Map(words.map(word => [folded(word), word] as const).reverse());
  return [...new Set(words.map(word => seen.get(folded(word))!))];
}

function ofPaper(definition: Definition, paper: PaperId): Definition {
  return { ...definition, paper };
}
