import type { PaperText, Problem } from '../library/model.ts';
import { composed, type Decoded, shifted } from '../text/decoded.ts';
import { decodeLatex } from '../text/latex.ts';
import type { Span } from '../text/span.ts';
import type { Entry, Format, Read } from './format.ts';
import { decodeJsonString, membersOf } from './json-strings.ts';

/** JSON lines: one object a line, with at least a title and something else that papers have. */
export const jsonLines: Format = { name: 'json-lines', recognises, read, text };

function recognises(path: string, head: string): boolean {
  if (!/\.(?:jsonl|ndjson|json)$/i.test(path)) return false;
  const line = /^\s*(\{[^\r\n]*)/.exec(head)?.[1];
  if (line === undefined) return false;
  const record = parsed(line);
  if (record !== undefined) return isRecord(record);
  return head.length > 60_000 && /"title"\s*:\s*"/.test(line) && /"(?:abstract|summary)"\s*:\s*"/.test(line);
}

function read(source: string): Read {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (let start = 0; start < source.length; ) {
    const found = source.indexOf('\n', start);
    const end = found < 0 ? source.length : found;
    const span = trimmedLine(source, start, end);
    start = end + 1;
    if (span.start === span.end) continue;
    const line = source.slice(span.start, span.end);
    const record = parsed(line);
    if (record === undefined) {
      problems.push(problem(span, 'json-syntax', 'This line is not a JSON object, so its paper is left out.'));
    } else if (typeof record.title !== 'string' || record.title.trim() === '') {
      problems.push(problem(span, 'paper-no-title', 'This record has no title, so it is left out.'));
    } else {
      entries.push(entryOf(record, line, span));
    }
  }
  return { entries, problems };
}

function text(record: string): PaperText {
  const members = membersOf(record);
  const decoded = (span: Span | undefined): Decoded => {
    const value = decodeJsonString(record, span ?? { start: 0, end: 0 });
    return composed(decodeLatex(value.text), value);
  };
  return { title: decoded(members.get('title')), abstract: decoded(members.get('abstract') ?? members.get('summary')) };
}

function entryOf(record: Record<string, unknown>, line: string, span: Span): Entry {
  const { title, abstract } = text(line);
  const arxiv = stringOf(record.arxiv) ?? stringOf(record.arxiv_id) ?? arxivId(stringOf(record.id));
  const values: Record<string, string | number | undefined> = {
    id: stringOf(record.id) ?? arxiv,
    year: yearOf(record),
    venue: stringOf(record.venue) ?? stringOf(record.journal),
    arxiv,
    doi: stringOf(record.doi),
    url: webAddress(record.url),
    pdf: webAddress(record.pdf) ?? webAddress(record.pdf_url),
  };
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  return {
    ...(known as Partial<Entry>),
    authors: authorsOf(record.authors),
    keywords: [...listOf(record.keywords), ...listOf(record.categories)],
    span,
    text: { title: shifted(title, span.start), abstract: shifted(abstract, span.start) },
  };
}

/** True for an object that only a paper's record would be: a title, and a text, authors or an identifier beside it. */
function isRecord(record: Record<string, unknown>): boolean {
  return (
    typeof record.title === 'string' &&
    (typeof record.abstract === 'string' ||
      typeof record.summary === 'string' ||
      Array.isArray(record.authors) ||
      typeof record.doi === 'string' ||
      typeof record.arxiv_id === 'string')
  );
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function stringOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

function webAddress(value: unknown): string | undefined {
  const text = stringOf(value);
  return text !== undefined && /^https?:\/\/\S+$/i.test(text) ? text : undefined;
}

function yearOf(record: Record<string, unknown>): number | undefined {
  const written =
    stringOf(record.year) ?? stringOf(record.published) ?? stringOf(record.publishedAt) ?? stringOf(record.date);
  const year = Number(/^\d{4}(?!\d)/.exec(written ?? '')?.[0]);
  return year >= 1000 ? year : undefined;
}

function authorsOf(value: unknown): string[] {
  if (typeof value === 'string') return namesIn(value);
  if (!Array.isArray(value)) return [];
  return value.flatMap(author => stringOf(typeof author === 'object' && author !== null ? author.name : author) ?? []);
}

/** The names of a list written as text: "A and B", "A; B", "A, B". */
function namesIn(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/;|,? and |, /)
    .map(name => name.trim())
    .filter(name => name !== '');
}

function listOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(/[,;\s]+/).filter(word => word !== '');
  return Array.isArray(value) ? value.flatMap(item => stringOf(item) ?? []) : [];
}

/** An arXiv id, with or without its version, else undefined: "2106.09685v2", "cs/0112017". */
function arxivId(id: string | undefined): string | undefined {
  return id !== undefined && /^(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7})(?:v\d+)?$/.test(id) ? id : undefined;
}

function trimmedLine(source: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && source.charCodeAt(start) <= 32) start++;
  while (end > start && source.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}

function problem(span: Span, code: string, message: string): Problem {
  return { span: { start: span.start, end: Math.min(span.end, span.start + 200) }, code, message, severity: 'warning' };
}
