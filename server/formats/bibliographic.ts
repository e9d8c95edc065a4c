import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { Entry, Format } from './format.ts';
import { json } from './json.ts';
import { webAddress } from './record-values.ts';

/** The records of a text in a format, with all that they say, each changed by `more` of its source. */
export function recordsIn(
  format: Format,
  text: string,
  more: (source: string, entry: Entry) => Partial<BibliographicRecord> = () => ({}),
): readonly BibliographicRecord[] {
  return format.read(text).entries.map(entry => {
    const source = text.slice(entry.span.start, entry.span.end);
    const { type, ...details } = format.details(source);
    const { key, authors, year, venue, arxiv, doi, url, pdf, keywords, text: read } = entry;
    return record({
      type: type === undefined || type === 'other' ? typeBy(venue, arxiv) : type,
      key,
      title: read.title.text.replace(/\s+/g, ' ').trim(),
      authors,
      year,
      venue,
      arxiv,
      doi,
      url,
      pdf: webAddress(pdf),
      abstract: read.abstract.text.trim(),
      keywords,
      ...details,
      ...more(source, entry),
    });
  });
}

/** The records of a JSON text in any shape that files may have too; undefined where it is no JSON. */
export function recordsOfJson(text: string): readonly BibliographicRecord[] | undefined {
  return parsedJson(text) === undefined ? undefined : recordsIn(json, text);
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
