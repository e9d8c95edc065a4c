import type { PaperText, Problem } from '../library/model.ts';
import type { Decoded } from '../text/decoded.ts';
import { instantIn } from '../text/instant.ts';
import { decodeValue, ValueOutput } from '../text/latex-value.ts';
import { bibtexDetails } from './bibtex-details.ts';
import { pdfIn } from './bibtex-file.ts';
import { arxivId, arxivIn, corrId, doiIn, withoutLatex } from './bibtex-ids.ts';
import { namesIn } from './bibtex-names.ts';
import { type BibEntry, type BibField, type BibPiece, scanBib } from './bibtex-scan.ts';
import type { Entry, Format, Read } from './format.ts';

/** BibTeX and BibLaTeX: every entry with a title is a paper, whatever its type. */
export const bibtex: Format = { name: 'bibtex', recognises, read, text, details: bibtexDetails };

function recognises(path: string, head: string): boolean {
  if (/\.(?:bib|bibtex|biblatex)$/i.test(path)) return /@\s?[a-z]+\s?[{(]/i.test(head);
  return /\.te?xt$/i.test(path) && /^\s*@[a-z]+\s?\{\s?[^\s{},="]+,/i.test(head.replace(/^(?:\s|%[^\n]*\n)+/, ''));
}

function read(source: string): Read {
  const { entries, problems } = scanBib(source);
  const file = fileOf(source, entries);
  const found: Problem[] = [...problems];
  const seen = new Set<string>();
  const papers: Entry[] = [];
  for (const entry of entries) {
    if (notPapers.has(entry.type)) continue;
    if (entry.key !== undefined && seen.has(entry.key.text)) found.push(problem(entry, 'bibtex-duplicate-key'));
    if (entry.key !== undefined) seen.add(entry.key.text);
    const paperText = fieldIn(entry, 'title') && textOf(file, entry);
    if (paperText === undefined || paperText.title.text === '') {
      const isParent = entry.key !== undefined && file.parents.has(entry.key.text);
      if (!entry.broken && !isParent) found.push(problem(entry, 'paper-no-title'));
    } else {
      if (entry.key === undefined && !entry.broken) found.push(problem(entry, 'bibtex-no-key'));
      papers.push({ ...fieldsOf(file, entry), span: entry.span, text: paperText });
    }
  }
  return { entries: papers, problems: found.sort((a, b) => a.span.start - b.span.start) };
}

/** A `@string` stands elsewhere in the file, so that here its name stands for it. */
function text(record: string): PaperText {
  const { entries } = scanBib(record);
  const file = fileOf(record, []);
  return entries[0] === undefined ? { title: decodeValue(''), abstract: decodeValue('') } : textOf(file, entries[0]);
}

/** What the entries of one file share. */
interface BibFile {
  readonly source: string;
  /** Entries that others name in `crossref` or `xdata`, by their keys. */
  readonly parents: ReadonlyMap<string, BibEntry>;
  /** The source of a `@string` or of a month, or else the name itself. */
  macro(name: string): string;
}

function fileOf(source: string, entries: readonly BibEntry[]): BibFile {
  const macros = new Map<string, string>();
  const file: BibFile = { source, parents: new Map(), macro: limitedLookup(macros) };
  const named = new Set<string>();
  for (const entry of entries) {
    if (entry.type === 'string') {
      for (const { name, pieces } of entry.fields) macros.set(name, joined(file, pieces).slice(0, longestMacro));
    } else {
      for (const key of parentKeys(file, entry)) named.add(key);
    }
  }
  const parents = new Map<string, BibEntry>();
  for (const entry of named.size > 0 ? entries : []) {
    const key = entry.key?.text;
    if (key !== undefined && named.has(key) && !parents.has(key)) parents.set(key, asParent(entry));
  }
  return { ...file, parents };
}

/** What others may inherit: no long texts and not endless many, as each of them would be read once for every child. */
function asParent(entry: BibEntry): BibEntry {
  const lengthOf = (pieces: readonly BibPiece[]) => pieces.reduce((sum, { span }) => sum + span.end - span.start, 0);
  return { ...entry, fields: entry.fields.filter(({ pieces }) => lengthOf(pieces) <= longestInherited).slice(0, 100) };
}

/** Looks up macros until all that they stood for is longer than any honest file's: theirs is a text that grows without end. */
function limitedLookup(macros: ReadonlyMap<string, string>): (name: string) => string {
  let left = 4_000_000;
  return name => {
    const value = macros.get(name.toLowerCase()) ?? months.get(name.toLowerCase());
    if (value === undefined || left < value.length) return name;
    left -= value.length;
    return value;
  };
}

function parentKeys(file: BibFile, entry: BibEntry): string[] {
  return ['crossref', 'xdata']
    .flatMap(name => raw(file, entry, name)?.split(',') ?? [])
    .map(key => key.trim())
    .filter(key => key !== '');
}

/** The marks of a text ascend, so that a subtitle counts only after its title. */
function textOf(file: BibFile, entry: BibEntry): PaperText {
  const title = fieldIn(entry, 'title')?.pieces ?? [];
  const subtitle = (fieldIn(entry, 'subtitle')?.pieces ?? []).filter(
    ({ span }) => span.start > (title[0]?.span.start ?? file.source.length),
  );
  const abstract = fieldIn(entry, 'abstract')?.pieces ?? [];
  const empty = entry.span.start;
  return { title: decoded(file, title, subtitle, empty), abstract: decoded(file, abstract, [], empty) };
}

function decoded(file: BibFile, first: readonly BibPiece[], second: readonly BibPiece[], empty: number): Decoded {
  const out = new ValueOutput();
  put(file, first, out);
  if (second.length > 0) out.put(': ', second[0]!.span.start, second[0]!.span.start);
  put(file, second, out);
  return out.trimmed(first[0]?.span.start ?? empty);
}

function put(file: BibFile, pieces: readonly BibPiece[], out: ValueOutput): void {
  for (const { kind, span } of pieces) {
    if (kind === 'text') {
      out.write(file.source, span.start, span.end);
    } else {
      const value = file.macro(file.source.slice(span.start, span.end));
      if (/^\s/.test(value)) out.space(' ', span.start, span.start);
      out.put(decodeValue(value).text, span.start, span.end);
      if (/\s$/.test(value)) out.space(' ', span.end - 1, span.end);
    }
  }
}

function fieldsOf(file: BibFile, entry: BibEntry): Omit<Entry, 'span' | 'text'> {
  const own = (name: string) => raw(file, entry, name);
  const shown = (name: string) => inherited(file, entry, name, decodedText);
  const address = (...names: readonly string[]) => {
    for (const name of names) {
      const value = own(name);
      if (value !== undefined && /^https?:\/\/[^\s"<>]+$/i.test(value)) return value;
    }
    return undefined;
  };
  const url = address('url', 'ee', 'link', 'howpublished', 'note', 'bdsk-url-1');
  const id = entry.key?.text;
  const doi = doiIn(own('doi')) ?? doiIn(own('url')) ?? doiIn(own('ee'));
  const arxiv = arxivOf(own);
  const year = yearIn(inherited(file, entry, 'date', raw)) ?? yearIn(inherited(file, entry, 'year', raw));
  const venue = shown('journal') ?? shown('journaltitle') ?? shown('booktitle') ?? parentTitle(file, entry);
  const pdf = address('pdf') ?? pdfIn(joinedField(file, entry, 'file') ?? '');
  const added = ['date-added', 'dateadded', 'timestamp']
    .map(name => instantIn(own(name) ?? ''))
    .find(time => time !== undefined);
  const collections = keywordsIn(decodedText(file, entry, 'groups') ?? '');
  const authors = inherited(file, entry, 'author', joinedField) ?? joinedField(file, entry, 'editor');
  return {
    ...(id === undefined ? {} : { id, key: id }),
    authors: authors === undefined ? [] : namesIn(authors),
    ...(year === undefined ? {} : { year }),
    ...(venue === undefined ? {} : { venue }),
    ...(arxiv === undefined ? {} : { arxiv }),
    ...(doi === undefined ? {} : { doi }),
    ...(url === undefined ? {} : { url }),
    ...(pdf === undefined ? {} : { pdf }),
    ...(added === undefined ? {} : { added }),
    ...(collections.length > 0 ? { collections } : {}),
    keywords: keywordsIn(decodedText(file, entry, 'keywords') ?? decodedText(file, entry, 'keyword') ?? ''),
  };
}

function arxivOf(own: (name: string) => string | undefined): string | undefined {
  const kind = own('eprinttype') ?? own('archiveprefix');
  const eprint = kind === undefined || /^arxiv$/i.test(kind) ? arxivId(own('eprint')) : undefined;
  return (
    eprint ??
    arxivId(own('arxiv') ?? own('arxivid')) ??
    arxivIn(own('doi')) ??
    arxivIn(own('url')) ??
    arxivIn(own('ee')) ??
    arxivIn(own('journal')) ??
    arxivIn(own('journaltitle')) ??
    arxivIn(own('note')) ??
    arxivIn(own('howpublished')) ??
    arxivIn(own('number')) ??
    arxivIn(own('volume')) ??
    corrId(own('volume'))
  );
}

/** The entry's own value, else that of the entries it names as parents, at most two deep. */
function inherited(
  file: BibFile,
  entry: BibEntry,
  name: string,
  value: (file: BibFile, entry: BibEntry, name: string) => string | undefined,
  depth = 0,
): string | undefined {
  const own = value(file, entry, name);
  if (own !== undefined || depth === 2 || file.parents.size === 0) return own;
  for (const key of parentKeys(file, entry).slice(0, 4)) {
    const parent = file.parents.get(key);
    const theirs = parent && inherited(file, parent, name, value, depth + 1);
    if (theirs !== undefined) return theirs;
  }
  return undefined;
}

/** The title of the book or proceedings that an entry is part of, where they give no `booktitle`. */
function parentTitle(file: BibFile, entry: BibEntry): string | undefined {
  if (file.parents.size === 0) return undefined;
  const key = raw(file, entry, 'crossref');
  const parent = key === undefined ? undefined : file.parents.get(key);
  return parent && decodedText(file, parent, 'title');
}

function keywordsIn(value: string): string[] {
  return [...new Set(value.split(/[,;]/).map(word => word.trim()))].filter(word => word !== '');
}

/** A year from 1000 on in "2021", "2021-05-03" or "May 2021". */
function yearIn(value: string | undefined): number | undefined {
  const year = Number(/(?<!\d)[12]\d{3}(?!\d)/.exec(value ?? '')?.[0]);
  return Number.isNaN(year) ? undefined : year;
}

/** The first field of a name wins, as in BibTeX. */
function fieldIn(entry: BibEntry, name: string): BibField | undefined {
  for (const field of entry.fields) if (field.name === name) return field;
  return undefined;
}

/** A field as text on one line; undefined where it is missing or empty. */
function decodedText(file: BibFile, entry: BibEntry, name: string): string | undefined {
  const field = fieldIn(entry, name);
  if (field === undefined) return undefined;
  const shown = decoded(file, field.pieces, [], 0).text.replace(/\s+/g, ' ');
  return shown === '' ? undefined : shown;
}

/** A field without the LaTeX in it; undefined where it is missing or empty. */
function raw(file: BibFile, entry: BibEntry, name: string): string | undefined {
  const value = joinedField(file, entry, name);
  return value === undefined ? undefined : withoutLatex(value) || undefined;
}

/** A field as it is written, its pieces joined. */
function joinedField(file: BibFile, entry: BibEntry, name: string): string | undefined {
  const field = fieldIn(entry, name);
  return field && joined(file, field.pieces);
}

function joined({ source, macro }: BibFile, pieces: readonly BibPiece[]): string {
  let text = '';
  for (const { kind, span } of pieces) {
    const piece = source.slice(span.start, span.end);
    text += kind === 'text' ? piece : macro(piece);
  }
  return text;
}

function problem({ key, type, span }: BibEntry, code: keyof typeof messages): Problem {
  const start = key?.span.start ?? span.start;
  const end = key?.span.end ?? Math.min(span.end, span.start + type.length + 1);
  return { span: { start, end: Math.min(end, start + 200) }, message: messages[code], code, severity: 'warning' };
}

const messages = {
  'bibtex-duplicate-key': 'Another entry before this one has the same key.',
  'paper-no-title': 'This entry has no title, so it is left out.',
  'bibtex-no-key': 'This entry has no key.',
} as const;

/** Types of entries that hold data for others or for programs. */
const notPapers = new Set(['string', 'xdata', 'set', 'control', 'ieeetranbstctl', 'bibnote']);
const longestMacro = 2000;
const longestInherited = 2000;
/** The months as every style defines them. */
const months: ReadonlyMap<string, string> = new Map(
  'January February March April May June July August September October November December'
    .split(' ')
    .map(month => [month.slice(0, 3).toLowerCase(), month]),
);
