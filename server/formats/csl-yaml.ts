import { isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from 'yaml';
import type { PaperText, Problem } from '../library/model.ts';
import { type Decoded, shifted, verbatim } from '../text/decoded.ts';
import type { Span } from '../text/span.ts';
import { aligned } from './aligned.ts';
import type { Details } from './details.ts';
import type { Entry, Format, Read } from './format.ts';
import { readable } from './readable.ts';
import { recordDetails } from './record-details.ts';
import { fieldsOf, isPaper, type RecordValue, titleOf } from './record-shapes.ts';

/**
 * CSL-YAML: a list `references` of records in the fields of CSL. Each record is parsed by itself, so that a broken one
 * costs only itself and the parser never sees more than one.
 */
export const cslYaml: Format = { name: 'csl-yaml', recognises, read, text, details };

function recognises(path: string, head: string): boolean {
  if (!/\.ya?ml$/i.test(path) || !/^\ufeff?references:[ \t]*\r?$/m.test(head)) return false;
  const records = recordsOf(head)
    .slice(0, 8)
    .map(span => parsed(head.slice(span.start, span.end)));
  const papers = records.filter(record => !('problem' in record) && isPaper(record.value));
  return papers.length > 0 && papers.length * 2 >= records.length;
}

function read(source: string): Read {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const { start, end, sure } of recordsOf(source)) {
    const span = { start, end };
    const record = source.slice(start, end);
    const found = parsed(record);
    if (!sure && ('problem' in found || !isPaper(found.value))) continue;
    if ('problem' in found) {
      problems.push(problem(span, 'yaml', `This record cannot be read: ${found.problem}`));
    } else if (titleOf(found.value) === undefined) {
      problems.push(problem(span, 'paper-no-title', 'This record has no title, so it is left out.'));
    } else {
      const { title, abstract } = textOf(record, found.map);
      const paper = { title: shifted(title, span.start), abstract: shifted(abstract, span.start) };
      entries.push({ ...fieldsOf(found.value), span, text: paper });
    }
  }
  return { entries, problems };
}

function text(record: string): PaperText {
  const found = parsed(record);
  return 'problem' in found ? { title: verbatim(''), abstract: verbatim('') } : textOf(record, found.map);
}

function details(record: string): Details {
  const found = parsed(record);
  return 'problem' in found ? {} : recordDetails(found.value);
}

/** A record, and whether it is surely one of the list. */
interface FoundRecord extends Span {
  readonly sure: boolean;
}

/**
 * The items of the list, as whole lines; the first tells how far in they stand. A name that stands no further in ends the
 * list; anything else there breaks the record above it and ends that. Where items follow a name all the same, it may be
 * a record's that lost its indent, and they are not `sure`.
 */
function recordsOf(source: string): FoundRecord[] {
  const records: FoundRecord[] = [];
  const head = /^\ufeff?references:[ \t]*\r?\n/m.exec(source);
  if (head === null) return records;
  let indent = -1;
  let open: Span | undefined;
  let sure = true;
  const close = () => {
    if (open !== undefined) records.push({ ...open, sure });
    open = undefined;
  };
  for (let at = head.index + head[0].length; at < source.length; ) {
    const found = source.indexOf('\n', at);
    const end = found < 0 ? source.length : found;
    const first = afterSpaces(source, at, end);
    const code = source.charCodeAt(first);
    const isBlank = first >= end || code === 13 || code === 35;
    const isFurtherIn = first - at > indent && indent >= 0;
    if (code === 45 && source.charCodeAt(first + 1) <= 32 && !isFurtherIn && (indent < 0 || first - at === indent)) {
      close();
      indent = first - at;
      open = { start: at, end };
    } else if (!isBlank && !isFurtherIn) {
      const line = source.slice(first, Math.min(end, first + 80));
      if (indent < 0 || /^(?:---|\.\.\.)\s*$/.test(line)) break;
      if (/^[\w-]+:(?:\s|$)/.test(line)) {
        close();
        sure = false;
      } else if (open !== undefined) {
        open = { start: open.start, end };
        close();
      }
    } else if (!isBlank && open !== undefined) open = { start: open.start, end };
    at = end + 1;
  }
  close();
  return records;
}

type Parsed = { readonly value: RecordValue; readonly map: YAMLMap } | { readonly problem: string };

/** One record. Its values are all texts, so that an arXiv id is not taken for a number. */
function parsed(record: string): Parsed {
  if (record.length > longest) return { problem: 'it is too long.' };
  if (isTooDeep(record)) return { problem: 'its brackets are too many.' };
  try {
    const document = parseDocument(record, { schema: 'failsafe', prettyErrors: false, logLevel: 'silent' });
    const list = document.contents;
    const map = isSeq(list) && list.items.length === 1 ? list.items[0] : undefined;
    const [error] = document.errors;
    if (error !== undefined) return { problem: error.message };
    if (!isMap(map)) return { problem: 'it is no list of fields.' };
    return { value: map.toJS(document, { maxAliasCount: 0 }) as RecordValue, map };
  } catch {
    return { problem: 'it is no YAML.' };
  }
}

/** The parser takes up to ten microseconds for each character that is an error. */
const longest = 300_000;
const deepest = 60;
const mostBrackets = 3000;

/** True where brackets, or marks of lists one behind the other, are more than a record needs: the parser's stack has an end. */
function isTooDeep(record: string): boolean {
  let [brackets, marks, all] = [0, 0, 0];
  for (let i = 0; i < record.length; i++) {
    const code = record.charCodeAt(i);
    if (code === 91 || code === 123) [brackets, all] = [brackets + 1, all + 1];
    else if (code === 93 || code === 125) brackets--;
    if ((code === 45 || code === 63) && record.charCodeAt(i + 1) <= 32) marks++;
    else if (code > 32 || code === 10) marks = 0;
    if (Math.abs(brackets) > deepest || marks > deepest || all > mostBrackets) return true;
  }
  return false;
}

function textOf(record: string, map: YAMLMap): PaperText {
  const decoded = (name: string): Decoded => {
    const node = map.items.find(({ key }) => isScalar(key) && key.value === name)?.value as Node | null | undefined;
    if (!isScalar(node) || typeof node.value !== 'string' || !node.range) return verbatim('');
    const [start, end] = node.range;
    return readable(aligned(node.value.replace(/\s+/g, ' ').trim(), record, { start, end }), true);
  };
  return { title: decoded('title'), abstract: decoded('abstract') };
}

function problem({ start, end }: Span, code: string, message: string): Problem {
  return { span: { start, end: Math.min(end, start + 200) }, code, message, severity: 'warning' };
}

function afterSpaces(source: string, from: number, end: number): number {
  let at = from;
  while (at < end && source.charCodeAt(at) === 32) at++;
  return at;
}
