import { parsedJson, record, typeBy } from '../../formats/bibliographic.ts';
import { keywordsOf, textOf, yearOf } from '../../formats/record-values.ts';
import type { Answer } from './ask.ts';

/** The path that gives the notes of a forum: a submission with its reviews. */
export function openReviewPath(forum: string): string {
  return `notes?forum=${encodeURIComponent(forum)}`;
}

/** The submission among the notes of a forum, of either version of the API; its reviews are left out. */
export function openReviewRecords(text: string): Answer {
  const { notes } = (parsedJson(text) ?? {}) as { notes?: unknown };
  if (!Array.isArray(notes)) return undefined;
  return notes.flatMap((note: unknown) => {
    const { id, forum, content, pdate, cdate } = (note ?? {}) as Readonly<Record<string, unknown>>;
    if (id !== forum || typeof id !== 'string' || typeof content !== 'object' || content === null) return [];
    const value = (name: string): unknown => {
      const member = (content as Readonly<Record<string, unknown>>)[name];
      return typeof member === 'object' && member !== null && 'value' in member ? member.value : member;
    };
    const title = textOf(value('title'))?.replace(/\s+/g, ' ');
    if (title === undefined) return [];
    const shown = textOf(value('venue'));
    const venue = shown === undefined || /submitted|withdrawn|rejected|under review/i.test(shown) ? undefined : shown;
    const date = typeof pdate === 'number' ? pdate : typeof cdate === 'number' ? cdate : undefined;
    const pdf = textOf(value('pdf'));
    const authors = value('authors');
    return [
      record({
        type: venue === undefined ? 'preprint' : typeBy(`Conference ${venue}`, undefined),
        title,
        authors: Array.isArray(authors) ? authors.flatMap(author => textOf(author) ?? []) : [],
        year: yearOf(venue) ?? (date === undefined ? undefined : new Date(date).getUTCFullYear()),
        venue: venue?.replace(/\s+(?:poster|oral|spotlight|notable.*)$/i, ''),
        url: `https://openreview.net/forum?id=${id}`,
        pdf: pdf?.startsWith('/pdf') ? `https://openreview.net${pdf}` : undefined,
        abstract: textOf(value('abstract')),
        keywords: keywordsOf(value('keywords'), 'keywords'),
      }),
    ];
  });
}
