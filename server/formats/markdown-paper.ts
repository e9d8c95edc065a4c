import type { Heading, PaperText, Problem } from '../library/model.ts';
import { type Decoded, verbatim } from '../text/decoded.ts';
import { lineStarts } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { aligned } from './aligned.ts';
import { type Details, known, monthIn, pagesIn } from './details.ts';
import type { Entry, Format, Read } from './format.ts';
import { blocksOf } from './note.ts';
import { beforeSpaces, isSpace } from './note-characters.ts';
import { type FrontMatter, type FrontValue, frontTexts, frontValue, readFrontMatter } from './note-front.ts';
import { plainText } from './note-plain.ts';
import { typeNamed } from './record-types.ts';

/**
 * A Markdown note that is a paper's record: its front matter has authors, an abstract, a DOI, an arXiv id, or says
 * `type: paper`. Any other note, a README above all, is no record and gives nothing.
 */
export const markdownPaper: Format = { name: 'markdown', recognises, read, text, details };

function recognises(path: string, head: string): boolean {
  if (!/\.(?:md|markdown|mdown|qmd|rmd)$/i.test(path) || !/^\ufeff?---[ \t]*[\r\n]/.test(head)) return false;
  return isPaper(readFrontMatter(head, lineStarts(head)));
}

function read(source: string): Read {
  const lines = lineStarts(source);
  const front = readFrontMatter(source, lines);
  if (!isPaper(front)) return { entries: [], problems: [] };
  const record = recordOf(source, lines, front);
  if (record.title === undefined) return { entries: [], problems: [withoutTitle(front)] };
  const end = Math.max(front.span.end, record.title.end, record.abstract?.end ?? 0);
  return {
    entries: [{ ...fieldsOf(front), span: { start: 0, end }, text: textOf(source, front, record) }],
    problems: [],
  };
}

function text(record: string): PaperText {
  const lines = lineStarts(record);
  const front = readFrontMatter(record, lines);
  return textOf(record, front, recordOf(record, lines, front));
}

function details(record: string): Details {
  const front = readFrontMatter(record, lineStarts(record));
  const one = (...names: string[]) => frontValue(front, ...names)?.text;
  const date = one('date', 'published', 'issued');
  return known({
    type: typeNamed(one('type') ?? ''),
    month: monthIn(one('month') ?? (/^\d{4}[-/]\d/.test(date ?? '') ? date : undefined)),
    publisher: one('publisher'),
    volume: one('volume'),
    number: one('number', 'issue'),
    pages: pagesIn(one('pages', 'page')),
  });
}

function isPaper(front: FrontMatter): boolean {
  if (frontValue(front, 'authors', 'author', 'abstract', 'doi', 'arxiv') !== undefined) return true;
  return frontValue(front, 'type')?.text.toLowerCase() === 'paper';
}

function withoutTitle(front: FrontMatter): Problem {
  return {
    span: front.span,
    message: 'This note has a paper’s front matter, but neither a title nor a heading.',
    code: 'paper-no-title',
    severity: 'information',
  };
}

/** Where the title and the abstract stand, in the front matter or else in the note. */
interface RecordSpans {
  readonly title: Span | undefined;
  readonly abstract: Span | undefined;
}

function recordOf(source: string, lines: Uint32Array, front: FrontMatter): RecordSpans {
  const title = frontValue(front, 'title')?.span;
  const abstract = frontValue(front, 'abstract')?.span;
  if (title !== undefined && abstract !== undefined) return { title, abstract };
  const { headings } = blocksOf(source, lines, front);
  const at = headings.findIndex(heading => isAbstract(heading));
  const named = headings.find((heading, i) => i !== at && heading.text !== '');
  return {
    title: title ?? named?.textSpan,
    abstract: abstract ?? (at === -1 ? undefined : sectionSpan(source, headings[at]!, headings[at + 1])),
  };
}

function isAbstract({ text: heading }: Heading): boolean {
  return heading.length < 30 && /^(?:\d{1,2}\.?\s{1,3})?abstract:?$/i.test(plainText(heading));
}

function sectionSpan(source: string, heading: Heading, next: Heading | undefined): Span {
  let start = heading.span.end;
  const limit = next?.span.start ?? source.length;
  while (start < limit && isSpace(source.charCodeAt(start))) start++;
  return { start, end: beforeSpaces(source, start, limit) };
}

function textOf(source: string, front: FrontMatter, { title, abstract }: RecordSpans): PaperText {
  return {
    title: decodedAt(source, frontValue(front, 'title'), title),
    abstract: decodedAt(source, frontValue(front, 'abstract'), abstract),
  };
}

function decodedAt(source: string, value: FrontValue | undefined, span: Span | undefined): Decoded {
  if (value !== undefined) return aligned(value.text.replace(/\s+/g, ' '), source, value.span);
  if (span === undefined) return verbatim('');
  return aligned(source.slice(span.start, span.end).replace(/\s+/g, ' '), source, span);
}

function fieldsOf(front: FrontMatter): Omit<Entry, 'span' | 'text'> {
  const one = (...names: string[]) => frontValue(front, ...names)?.text;
  const arxiv = one('arxiv', 'arxiv_id', 'arxivid', 'eprint')
    ?.replace(/^(?:https?:\/\/arxiv\.org\/(?:abs|pdf)\/|arxiv:\s?)/i, '')
    .replace(/\.pdf$/i, '');
  const doi = one('doi')?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s?)/i, '');
  const key = one('citekey', 'citation-key', 'citationkey', 'key')?.replace(/^@/, '');
  const id = key ?? one('id')?.replace(/^@/, '') ?? arxiv;
  const year = /(?<!\d)(?:1[5-9]|20)\d\d(?!\d)/.exec(one('year', 'date', 'published', 'issued') ?? '')?.[0];
  const venue = one('venue', 'journal', 'booktitle', 'conference', 'publication', 'container-title');
  const url = one('url', 'link');
  const pdf = one('pdf');
  return {
    ...(id === undefined ? {} : { id }),
    ...(key === undefined ? {} : { key }),
    authors: authorsOf(front),
    ...(year === undefined ? {} : { year: Number(year) }),
    ...(venue === undefined ? {} : { venue }),
    ...(arxiv === undefined ? {} : { arxiv }),
    ...(doi === undefined ? {} : { doi }),
    ...(url !== undefined && /^https?:/i.test(url) ? { url } : {}),
    ...(pdf === undefined ? {} : { pdf }),
    keywords: [...new Set(frontTexts(front, /[,;]/, 'keywords', 'tags').map(word => word.replace(/^#/, '')))],
  };
}

/** "Hu, Edward J. and Shen, Yelong" and "Edward J. Hu, Yelong Shen" are two authors each; "Hu, Edward" is one. */
function authorsOf(front: FrontMatter): string[] {
  const values = front.fields.get('authors') ?? front.fields.get('author') ?? [];
  const names =
    values.length === 1
      ? values[0]!.text
          .replace(/\s+/g, ' ')
          .split(/ and |[;&]/)
          .flatMap((part, _, all) => {
            const pieces = part.split(',').map(piece => piece.trim());
            return all.length === 1 && pieces.every(piece => piece.includes(' ')) ? pieces : [part];
          })
      : values.map(value => value.text);
  return names.map(inOrder).filter(name => name !== '');
}

/** "Hu, Edward J." as "Edward J. Hu". */
function inOrder(name: string): string {
  const parts = name.split(',').map(part => part.trim());
  return (parts.length === 2 && parts[1] !== '' ? `${parts[1]} ${parts[0]}` : name).trim();
}
