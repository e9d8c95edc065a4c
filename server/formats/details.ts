import type { BibliographicRecord } from '../library/bibliographic-record.ts';

/** What a record says of its paper for a reference: what is unknown is left out. Names are as `personName` reads them. */
export type Details = Partial<BibliographicRecord>;

/** The details that have a value. */
export function known(details: { readonly [Name in keyof Details]: Details[Name] | undefined }): Details {
  return Object.fromEntries(
    Object.entries(details).filter(
      ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

/** The month in "2021-06-17", "2021/6", "June 2021", "jun" or "6", 1 to 12; undefined where there is none. */
export function monthIn(value: string | undefined): number | undefined {
  const text = value?.slice(0, 100).trim() ?? '';
  const number = /^(?:\d{4}[-/])?(\d{1,2})(?!\d)/.exec(text)?.[1];
  if (number !== undefined) return Number(number) >= 1 && Number(number) <= 12 ? Number(number) : undefined;
  const name = /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i.exec(text)?.[1];
  return name === undefined ? undefined : months.indexOf(name.toLowerCase()) / 3 + 1;
}

/** Pages with a dash between them: "1877--1901", "1877-1901" and "1877 – 1901" as "1877–1901". */
export function pagesIn(value: string | undefined): string | undefined {
  return value?.replace(/\s?[-‐‑–—]{1,3}\s?/g, '–').trim();
}

const months = 'janfebmaraprmayjunjulaugsepoctnovdec';
