import type { PaperText, Problem } from '../library/model.ts';
import { type Decoded, verbatim } from '../text/decoded.ts';
import { joined } from '../text/pieces.ts';
import type { Span } from '../text/span.ts';
import { type Details, known, monthIn, pagesIn } from './details.ts';
import type { Entry, Format, Read } from './format.ts';
import { readable } from './readable.ts';
import { typeNamed } from './record-types.ts';
import { arxivIn, doiOf, givenFirst, keywordsOf, webAddress, yearOf } from './record-values.ts';

/** RIS: records from `TY  - ` to `ER  - `, or to the next `TY`; lines without a tag continue the value above them. */
export const ris: Format = { name: 'ris', recognises, read, text, details };

function recognises(path: string, head: string): boolean {
  if (!/\.(?:ris|txt)$/i.test(path)) return false;
  const begins =
    /^\ufeff?TY {1,2}- ?[A-Z]/.test(head.trimStart()) || (/\.ris$/i.test(path) && /[\r\n]TY {1,2}- ?[A-Z]/.test(head));
  return begins && /[\r\n](?:ER|TI|T1|AU|A1) {1,2}-/.test(head);
}

function read(source: string): Read {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  let values: Value[] = [];
  const close = () => {
    if (values.length === 0) return;
    const entry = entryOf(source, values);
    if (entry !== undefined) entries.push(entry);
    else problems.push(problem(source, values[0]!.line));
    values = [];
  };
  for (const value of valuesOf(source)) {
    if (value.tag === 'TY') close();
    if (value.tag === 'TY' || values.length > 0) values.push(value);
    if (value.tag === 'ER') close();
  }
  close();
  return { entries, problems };
}

function text(record: string): PaperText {
  return textOf(record, valuesOf(record));
}

function details(record: string): Details {
  const values = valuesOf(record);
  const all = (...tags: readonly string[]) =>
    values.filter(({ tag }) => tags.includes(tag)).map(value => written(record, value).text);
  const [first] = all('SP');
  const [last] = all('EP');
  const range = first === undefined || last === undefined || first.includes('-') ? first : `${first}-${last}`;
  return known({
    type: typeNamed(all('TY')[0] ?? ''),
    authors: all('AU', 'A1').map(name),
    editors: all('ED', 'A2').map(name),
    month: monthIn(all('DA', 'PY', 'Y1').find(date => /^\d{4}[-/]\d/.test(date))),
    publisher: all('PB')[0],
    volume: all('VL')[0],
    number: all('IS')[0],
    pages: pagesIn(range),
  });
}

/** RIS writes "Family, Given, Suffix"; a name without a comma is an organisation's. */
function name(value: string): string {
  const [family = '', given = '', suffix = ''] = value.split(',').map(part => part.trim());
  if (given === '') return `{${family.replace(/[{}]/g, '')}}`;
  return suffix === '' ? `${family}, ${given}` : `${family}, ${suffix}, ${given}`;
}

/** One tag's value: its lines, each without the white space at its ends. */
interface Value {
  readonly tag: string;
  /** The whole first line, tag included. */
  readonly line: Span;
  readonly lines: Span[];
}

function valuesOf(source: string): Value[] {
  const values: Value[] = [];
  for (let start = source.charCodeAt(0) === 0xfeff ? 1 : 0; start < source.length; ) {
    const end = lineEnd(source, start);
    const tag = tagAt(source.slice(start, Math.min(end, start + 6)));
    const first = tag === undefined ? start : start + source.slice(start, end).indexOf('-') + 1;
    const line = trimmedLine(source, first, end);
    if (tag !== undefined) values.push({ tag, line: { start, end }, lines: line.end > line.start ? [line] : [] });
    else if (line.end > line.start && values.at(-1)?.tag !== 'ER') values.at(-1)?.lines.push(line);
    start = end + 1;
  }
  return values;
}

/** A tag has two spaces after it; with one, which some programs write, only the usual ones are no prose. */
function tagAt(line: string): string | undefined {
  return /^(?:([A-Z][A-Z0-9]) {2}|(TY|ER|TI|T1|AU|A1|AB|N2|PY|Y1|DO|UR|JO|T2|KW|ID) )-(?:[\u0000- ]|$)/
    .exec(line)
    ?.slice(1)
    .find(Boolean);
}

const titles = ['TI', 'T1', 'CT'];
const abstracts = ['AB', 'N2'];

function entryOf(source: string, values: readonly Value[]): Entry | undefined {
  const paper = textOf(source, values);
  if (paper.title.text.trim() === '') return undefined;
  const all = (...tags: readonly string[]) =>
    tags.flatMap(tag => values.filter(value => value.tag === tag).map(value => written(source, value).text));
  const found = <T>(read: (value: string) => T | undefined, ...tags: readonly string[]): T | undefined => {
    for (const value of all(...tags)) {
      const known = read(value);
      if (known !== undefined) return known;
    }
    return undefined;
  };
  const some = (value: string) => (value === '' ? undefined : value);
  const doi = found(value => doiOf(/10\.\d{4,9}\/\S+/.exec(value.slice(0, 400))?.[0]), 'DO', 'M3');
  const url = found(webAddress, 'UR', 'L2');
  const inside = (value: string) => arxivIn(value, true);
  const last = values.at(-1)!;
  const known: Record<string, string | number | undefined> = {
    id: found(some, 'ID'),
    key: found(some, 'ID'),
    year: found(yearOf, 'PY', 'Y1', 'DA', 'YR'),
    venue: found(some, 'JO', 'T2', 'JF', 'JA', 'BT', 'PB'),
    arxiv: found(inside, 'DO', 'UR', 'L1', 'L2', 'M1', 'AN', 'N1', 'C1', 'JO', 'T2'),
    doi,
    url,
    pdf: found(webAddress, 'L1'),
  };
  const fields = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  return {
    ...(fields as Partial<Entry>),
    authors: all('AU', 'A1')
      .map(givenFirst)
      .filter(name => name !== ''),
    keywords: [...new Set(all('KW').flatMap(value => keywordsOf([value], '')))],
    span: { start: values[0]!.line.start, end: Math.max(last.line.end, last.lines.at(-1)?.end ?? 0) },
    text: paper,
  };
}

function textOf(source: string, values: readonly Value[]): PaperText {
  const first = (tags: readonly string[]): Decoded => {
    for (const tag of tags) {
      const value = values.find(one => one.tag === tag && one.lines.length > 0);
      if (value !== undefined) return readable(written(source, value), true);
    }
    return verbatim('');
  };
  return { title: first(titles), abstract: first(abstracts) };
}

/** A value's lines as one text. */
function written(source: string, { lines }: Value): Decoded {
  return joined(
    lines.flatMap(({ start, end }, i) => [
      ...(i > 0 ? [verbatim(' ', lines[i - 1]!.end)] : []),
      verbatim(source.slice(start, end), start),
    ]),
  );
}

function problem(source: string, { start, end }: Span): Problem {
  const span = { start, end: Math.min(end, start + 200, source.length) };
  return {
    span,
    code: 'paper-no-title',
    message: 'This record has no title, so it is left out.',
    severity: 'warning',
  };
}

function lineEnd(source: string, start: number): number {
  for (let i = start; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 10 || code === 13) return i;
  }
  return source.length;
}

function trimmedLine(source: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && source.charCodeAt(start) <= 32) start++;
  while (end > start && source.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}
