import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { Entry } from './format.ts';
import { json } from './json.ts';

/** What an entry of a file says, as a record to be written elsewhere; `more` adds to it or wins over it. */
export function bibliographicOf(entry: Entry, more: Partial<BibliographicRecord> = {}): BibliographicRecord {
  const { key, authors, year, venue, arxiv, doi, url, pdf, keywords, text } = entry;
  return record({
    type: typeBy(venue, arxiv),
    key,
    title: text.title.text.replace(/\s+/g, ' ').trim(),
    authors,
    year,
    venue,
    arxiv,
    doi,
    url,
    pdf,
    abstract: text.abstract.text.trim(),
    keywords,
    ...more,
  });
}

/** The records of a JSON text in any shape that files may have too; undefined where it is no JSON. */
export function recordsOfJson(text: string): readonly BibliographicRecord[] | undefined {
  if (parsedJson(text) === undefined) return undefined;
  return json.read(text).entries.map(entry => bibliographicOf(entry));
}

/** The value of a JSON text; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** A record without the members that say nothing. */
export function record(
  values: { readonly [K in keyof BibliographicRecord]: BibliographicRecord[K] | undefined } & BibliographicRequired,
): BibliographicRecord {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== ''),
  ) as unknown as BibliographicRecord;
}

type BibliographicRequired = Pick<BibliographicRecord, 'type' | 'title' | 'authors' | 'keywords'>;

/** The type that a venue's name tells. */
export function typeBy(venue: string | undefined, arxiv: string | undefined): BibliographicRecord['type'] {
  if (venue === undefined) return arxiv === undefined ? 'other' : 'preprint';
  if (/^arxiv\b|\bcorr\b/i.test(venue)) return 'preprint';
  return conference.test(venue) ? 'inproceedings' : 'article';
}

const conference =
  /\b(?:proceedings|conference|workshop|symposium|meeting|neurips|nips|icml|iclr|acl|emnlp|naacl|eacl|coling|aaai|ijcai|cvpr|iccv|eccv|kdd|sigir|www|wsdm|cikm|recsys|interspeech|icassp|colm)\b/i;
