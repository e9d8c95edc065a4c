import { formats } from '../formats/all.ts';
import type { Details } from '../formats/details.ts';
import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { Paper, PaperRecord } from '../library/model.ts';
import { isPublished } from '../snapshot/merged.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

/**
 * All that is known of a paper for a list or a reference, under its first citation key. Where it appeared is told by one
 * record alone, that of a journal or proceedings before a preprint's, so that no volume stands beside another's pages.
 */
export function bibliographicOf(snapshot: Pick<Snapshot, 'record' | 'text'>, paper: Paper): BibliographicRecord {
  const said = paper.records.slice(0, mostRecords).map(record => ({ record, details: detailsOf(snapshot, record) }));
  const published = said.filter(({ record }) => isPublished(record.venue));
  const main = published.find(({ record }) => record.venue === paper.venue) ?? published[0] ?? said[0];
  const { type, editors, publisher, volume, number, pages } = main?.details ?? {};
  const one = <T>(read: (details: Details) => T | undefined) =>
    [...(main ? [main] : []), ...said].map(({ details }) => read(details)).find(value => value !== undefined);
  const isPreprint = published.length === 0 && paper.arxiv !== undefined && (type ?? 'other') in preprints;
  const venue = isPreprint ? undefined : (main?.record.venue ?? paper.venue ?? main?.details.venue);
  const month = main?.record.year === paper.year ? main?.details.month : undefined;
  // A volume "abs/2106.09685" is what DBLP gives an arXiv paper.
  const place = isPreprint ? {} : { editors, publisher, volume, number, pages };
  const abstract = snapshot.text(paper)?.abstract.text;
  const values = {
    type: isPreprint ? 'preprint' : typeFor(type, venue),
    key: paper.keys[0],
    title: paper.title,
    authors: authorsOf(paper, said),
    year: paper.year,
    month: month ?? (isPreprint ? one(details => details.month) : undefined),
    venue,
    ...place,
    arxiv: paper.arxiv,
    arxivClass: one(details => details.arxivClass),
    doi: paper.doi,
    url: paper.url,
    pdf: /^https?:/i.test(paper.pdf ?? '') ? paper.pdf : undefined,
    abstract: abstract === '' ? undefined : abstract,
    keywords: paper.keywords,
  };
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as unknown as BibliographicRecord;
}

/** A paper of more records than this has enough said of it. */
const mostRecords = 12;

/** Kinds of works that are preprints where no place of publication is known and arXiv has them. */
const preprints = { article: true, preprint: true, other: true };

function detailsOf(snapshot: Pick<Snapshot, 'record'>, record: PaperRecord): Details {
  const source = snapshot.record(record);
  const format = formats.find(({ name }) => name === record.from.format);
  return source === undefined || format === undefined ? {} : format.details(source);
}

/** The authors that the paper has, with the parts of their names where a record tells them. */
function authorsOf(
  { authors }: Paper,
  said: readonly { readonly record: PaperRecord; readonly details: Details }[],
): readonly string[] {
  // A book that only editors are named for has them as its authors in views, but not in a reference.
  if (said.every(({ details }) => details.authors === undefined) && said.some(({ details }) => details.editors))
    return [];
  const known = said.filter(({ record }) => record.authors.join('\n') === authors.join('\n'));
  const names = known.map(({ details }) => details.authors ?? []).filter(list => list.length === authors.length);
  return names.find(list => list.some(name => /[,{]/.test(name))) ?? authors;
}

/** The kind of work, by where it stands if nothing tells it: in proceedings or a journal. */
function typeFor(
  type: BibliographicRecord['type'] | undefined,
  venue: string | undefined,
): BibliographicRecord['type'] {
  const isUntold = type === undefined || type === 'other' || type === 'preprint';
  if (!isUntold) return type;
  if (!isPublished(venue)) return type === 'preprint' ? 'preprint' : 'other';
  return /\b(?:proc|proceedings|conference|symposium|workshops?|neurips|nips|icml|iclr|a?acl|emnlp|naacl|eacl|coling|cvpr|iccv|eccv|aaai|ijcai|sigir|kdd|www|chi|colm|interspeech|icassp|neural information processing systems|learning representations)\b/i.test(
    venue!,
  )
    ? 'inproceedings'
    : 'article';
}
