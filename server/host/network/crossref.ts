import { parsedJson, record } from '../../formats/bibliographic.ts';
import { pagesIn } from '../../formats/details.ts';
import { readable } from '../../formats/readable.ts';
import { typeNamed } from '../../formats/record-types.ts';
import { authorNames, doiOf, keywordsOf, textOf, webAddress, yearOf } from '../../formats/record-values.ts';
import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { verbatim } from '../../text/decoded.ts';
import type { Answer } from './ask.ts';

/** The path that gives the work of a DOI. */
export function crossrefPath(doi: string): string {
  return `works/${encodeURIComponent(doi)}`;
}

/** The path that gives works of a title. */
export function crossrefTitlePath(title: string): string {
  return `works?query.bibliographic=${encodeURIComponent(title)}&rows=5`;
}

/** The works of an answer of Crossref's REST API: one, or a list. */
export function crossrefRecords(text: string): Answer {
  const message = (parsedJson(text) as { message?: unknown } | undefined)?.message;
  if (typeof message !== 'object' || message === null) return undefined;
  const { items } = message as { items?: unknown };
  const works: unknown[] = Array.isArray(items) ? items : [message];
  return works.flatMap(work => (typeof work === 'object' && work !== null ? workOf(work as Work) : []));
}

type Work = Readonly<Record<string, unknown>>;

function workOf(work: Work): BibliographicRecord[] {
  const name = plain(first(work.title));
  if (name === undefined) return [];
  const subtitle = plain(first(work.subtitle));
  const date = work.published ?? work['published-print'] ?? work['published-online'] ?? work.issued;
  const type = typeNamed(textOf(work.type) ?? '');
  return [
    record({
      type: type ?? 'other',
      title: subtitle === undefined || name.includes(subtitle) ? name : `${name}: ${subtitle}`,
      authors: peopleOf(work.author),
      editors: Array.isArray(work.editor) ? peopleOf(work.editor) : undefined,
      year: yearOf(date) ?? yearOf(work.issued),
      month: monthOf(date),
      venue: plain(first(work['container-title'])) ?? plain(textOf((work.event as Work | undefined)?.name)),
      publisher: plain(work.publisher),
      volume: textOf(work.volume),
      number: textOf(work.issue),
      pages: pagesIn(textOf(work.page)),
      doi: doiOf(work.DOI),
      url: webAddress(work.URL),
      abstract: plain(textOf(work.abstract)?.replace(/^\s*<jats:title>[^<]{0,30}<\/jats:title>/, '')),
      keywords: keywordsOf(work.subject, 'keywords'),
    }),
  ];
}

/** An organisation has a name only, and is put in braces, so that no program takes it for a person's. */
function peopleOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap(person => {
    const { family, given, suffix, name } = (person ?? {}) as Work;
    const [last, before, after] = [family, given, suffix].map(part => plain(part));
    if (last !== undefined) return [[last, after, before].filter(part => part !== undefined).join(', ')];
    const whole = plain(name) ?? authorNames([person])[0];
    return whole === undefined ? [] : [`{${whole.replace(/[{}]/g, '')}}`];
  });
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

/** A text without its tags, on one line. */
function plain(value: unknown): string | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : textOf(readable(verbatim(text), true).text.replace(/\s+/g, ' '));
}

function monthOf(date: unknown): number | undefined {
  const parts = (date as { 'date-parts'?: unknown } | undefined)?.['date-parts'];
  const month = Array.isArray(parts) && Array.isArray(parts[0]) ? Number(parts[0][1]) : 0;
  return month >= 1 && month <= 12 ? month : undefined;
}
