import { recordsOfJson } from '../../formats/bibliographic.ts';
import type { Answer } from './ask.ts';

const fields =
  'title,abstract,authors,year,venue,publicationVenue,journal,externalIds,openAccessPdf,publicationDate,url';

/** The path that gives papers of a title. */
export function semanticScholarTitlePath(title: string): string {
  // A hyphen in a query leaves out what follows it.
  const query = title
    .replace(/[-–—"]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return `graph/v1/paper/search?query=${encodeURIComponent(query)}&limit=5&fields=${fields}`;
}

/** The path that gives one paper by an id of another service: "ARXIV:2106.09685", "DOI:10.18653/v1/N19-1423". */
export function semanticScholarPath(id: string): string {
  return `graph/v1/paper/${encodeURIComponent(id)}?fields=${fields}`;
}

/** The papers of an answer of the Graph API: one, or a page of a search. */
export function semanticScholarRecords(text: string): Answer {
  const records = recordsOfJson(text);
  return records === undefined || records.length > 0 || /"(?:total|data)"\s*:/.test(text) ? records : undefined;
}
