import { isMap, isNode, isScalar, isSeq, type Node, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import type { Problem } from '../library/model.ts';
import type { Span } from '../text/span.ts';
import { afterBlanks, beforeSpaces, copied } from './note-characters.ts';

/** One value of the front matter: its decoded text and where its source stands, quotes and block marks included. */
export interface FrontValue {
  readonly text: string;
  readonly span: Span;
}

/** The front matter of a note. A list has one value for each item, a person written as a map has the name. */
export interface FrontMatter {
  /** From the first mark to the end of the closing one; empty where the note has none. */
  readonly span: Span;
  /** The number of the first line after it. */
  readonly nextLine: number;
  readonly fields: ReadonlyMap<string, readonly FrontValue[]>;
  /** The fields whose value is a map of plain values, as its entries in order. */
  readonly maps: ReadonlyMap<string, readonly FrontEntry[]>;
  readonly problems: readonly Problem[];
}

/** One entry of a map in the front matter. */
export interface FrontEntry {
  readonly key: FrontValue;
  readonly value: FrontValue;
}

/**
 * Reads the YAML between `---` and `---` (or `...`) at the very start of a note. What is broken costs its own field and
 * one problem with the code `front-matter`. Front matter above 32,768 characters, or nested deeper than anyone writes,
 * is not parsed: the parser's stack has an end, and one keystroke may not cost more than that.
 */
export function readFrontMatter(text: string, lines: Uint32Array): FrontMatter {
  const none: FrontMatter = {
    span: { start: 0, end: 0 },
    nextLine: 0,
    fields: new Map(),
    maps: new Map(),
    problems: [],
  };
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', start) || lines.length < 2 || !isMark(text, start, lineEnd(text, lines, 0))) return none;
  let close = 1;
  while (close < lines.length && !isMark(text, lines[close]!, lineEnd(text, lines, close))) close++;
  if (close === lines.length) return none;
  const body = { start: lines[1]!, end: lines[close]! };
  const span = { start, end: lineEnd(text, lines, close) };
  return { span, nextLine: close + 1, ...parsed(text, body) };
}

/** The first value of the first of `names` that the front matter has; undefined where it is empty. */
export function frontValue(front: FrontMatter, ...names: readonly string[]): FrontValue | undefined {
  for (const name of names) {
    const value = front.fields.get(name)?.find(one => one.text !== '');
    if (value !== undefined) return value;
  }
  return undefined;
}

/** All values under `names`, as texts; one that stands alone may hold several, parted by what `separator` matches. */
export function frontTexts(front: FrontMatter, separator: RegExp, ...names: readonly string[]): string[] {
  return names.flatMap(name => {
    const values = front.fields.get(name) ?? [];
    const texts = values.length === 1 ? values[0]!.text.split(separator) : values.map(value => value.text);
    return texts.map(one => one.trim()).filter(one => one !== '');
  });
}

type Fields = Pick<FrontMatter, 'fields' | 'maps' | 'problems'>;

/** The fields while they are gathered. */
interface Gathered {
  readonly fields: Map<string, readonly FrontValue[]>;
  readonly maps: Map<string, readonly FrontEntry[]>;
}

const gathered = (): Gathered => ({ fields: new Map(), maps: new Map() });

function parsed(text: string, body: Span): Fields {
  const source = text.slice(body.start, body.end);
  const end = beforeSpaces(text, body.start, body.end);
  if (source.length > LONGEST) return failed({ start: body.start, end }, 'This front matter is too long to be read.');
  if (isTooDeep(source))
    return failed({ start: body.start, end }, 'This front matter is nested too deeply to be read.');
  const simple = simpleFields(source, body.start);
  if (simple !== undefined) return { fields: simple, maps: new Map(), problems: [] };
  const whole = gathered();
  const error = addFields(source, body.start, whole);
  if (error === undefined) return { ...whole, problems: [] };
  const found = gathered();
  for (const part of topLevelParts(source)) {
    const piece = source.slice(part.start, part.end);
    const own = gathered();
    if (addFields(piece, body.start + part.start, own) === undefined) {
      for (const [key, value] of own.fields) setFirst(found.fields, key, value);
      for (const [key, value] of own.maps) setFirst(found.maps, key, value);
    } else addPlain(piece, body.start + part.start, found.fields);
  }
  return { ...found, problems: [problemAt(error.span, error.message)] };
}

function failed(span: Span, message: string): Fields {
  return { ...gathered(), problems: [problemAt(span, message)] };
}

function problemAt(span: Span, message: string): Problem {
  return { span, message, code: 'front-matter', severity: 'warning' };
}

/** Adds the fields of a piece of YAML; gives its first error, in offsets of the note. */
function addFields(
  source: string,
  offset: number,
  { fields, maps }: Gathered,
): { readonly span: Span; readonly message: string } | undefined {
  try {
    const document = parseDocument(source, { prettyErrors: false, uniqueKeys: false, logLevel: 'silent' });
    const [error] = document.errors;
    if (error !== undefined) {
      const start = Math.min(error.pos[0], source.length);
      const end = Math.min(Math.max(error.pos[1], start), source.length);
      return {
        span: { start: offset + start, end: offset + end },
        message: `This front matter is no valid YAML: ${error.message}.`,
      };
    }
    if (isMap(document.contents)) {
      for (const { key, value } of document.contents.items) {
        if (!isScalar(key)) continue;
        setFirst(fields, scalarText(key), isNode(value) ? valuesOf(value, offset, 0) : []);
        if (isMap(value)) setFirst(maps, scalarText(key), entriesOf(value, offset));
      }
    } else if (document.contents !== null) {
      const end = beforeSpaces(source, 0, source.length);
      return { span: { start: offset, end: offset + end }, message: 'This front matter has no fields.' };
    }
    return undefined;
  } catch {
    return { span: { start: offset, end: offset + source.length }, message: 'This front matter cannot be read.' };
  }
}

function setFirst<V>(fields: Map<string, V>, key: string, value: V): void {
  const name = key.toLowerCase();
  if (!fields.has(name)) fields.set(name, value);
}

function entriesOf(map: YAMLMap, offset: number): FrontEntry[] {
  return map.items.flatMap(({ key, value }) =>
    isScalar(key) && isScalar(value)
      ? [{ key: valuesOf(key, offset, 0)[0]!, value: valuesOf(value, offset, 0)[0]! }]
      : [],
  );
}

function valuesOf(node: Node, offset: number, depth: number): FrontValue[] {
  if (depth > 4) return [];
  if (isScalar(node)) {
    const [start, end] = node.range ?? [0, 0];
    return [{ text: scalarText(node), span: { start: offset + start, end: offset + end } }];
  }
  if (isSeq(node)) return node.items.flatMap(item => (isNode(item) ? valuesOf(item, offset, depth + 1) : []));
  if (!isMap(node)) return [];
  const parts = new Map<string, FrontValue>();
  for (const { key, value } of node.items) {
    if (isScalar(key) && isScalar(value))
      parts.set(scalarText(key).toLowerCase(), valuesOf(value, offset, depth + 1)[0]!);
  }
  const whole = parts.get('name') ?? parts.get('literal') ?? parts.get('title') ?? parts.get('id');
  if (whole !== undefined) return [whole];
  const given = parts.get('given') ?? parts.get('first');
  const family = parts.get('family') ?? parts.get('last');
  if (family === undefined) return [];
  return [{ text: given === undefined ? family.text : `${given.text} ${family.text}`, span: family.span }];
}

/** The text of a scalar as it is written: `2106.10000` keeps its zeros, which a number would lose. */
function scalarText(node: Scalar): string {
  if (typeof node.value === 'string') return node.value.trim();
  if (node.value === null || node.value === undefined) return '';
  return (node.source ?? String(node.value)).trim();
}

/**
 * Most front matter is lines of `key: words`, flow lists of words, and `- words`, which need no parser: it takes some
 * twenty times as long as all the rest of a note. Undefined for anything else.
 */
function simpleFields(source: string, offset: number): Map<string, readonly FrontValue[]> | undefined {
  const fields = new Map<string, readonly FrontValue[]>();
  let list: FrontValue[] | undefined;
  for (const match of source.matchAll(anyLine)) {
    const line = match[0];
    const at = match.index;
    if (line.trim() === '') continue;
    const item = simpleItem.exec(line);
    if (item !== null) {
      if (list === undefined) return undefined;
      list.push(plainValue(item[2]!, offset + at + item[1]!.length));
      continue;
    }
    const field = simpleField.exec(line);
    if (field === null) return undefined;
    const key = field[2]!.toLowerCase();
    const start = offset + at + field[1]!.length;
    list = undefined;
    if (fields.has(key)) return undefined;
    if (field[3] !== undefined) fields.set(key, [plainValue(field[3], start)]);
    else if (field[4] === undefined) {
      list = [];
      fields.set(key, list);
    } else fields.set(key, flowValues(field[4], start));
  }
  return fields;
}

function flowValues(flow: string, start: number): FrontValue[] {
  const values: FrontValue[] = [];
  let at = 1;
  for (const part of flow.slice(1, -1).split(',')) {
    const value = plainValue(part, start + at);
    if (value.text !== '') values.push(value);
    at += part.length + 1;
  }
  return values;
}

function plainValue(text: string, start: number): FrontValue {
  const first = afterBlanks(text, 0, text.length);
  const last = beforeSpaces(text, first, text.length);
  const value = copied(text, first, last);
  return { text: nothing.test(value) ? '' : value, span: { start: start + first, end: start + last } };
}

/** A field that YAML does not take (`title: GPT-4: a report`) is read as its writer meant it. */
function addPlain(piece: string, offset: number, fields: Map<string, readonly FrontValue[]>): void {
  const match = plainField.exec(piece);
  if (match === null) return;
  const value = plainValue(match[3]!, offset + match[1]!.length);
  if (value.text !== '' && !/^["'[{|>&*!]/.test(value.text)) setFirst(fields, match[2]!, [value]);
}

/** The lines of each top-level key, with what is indented under it. */
function topLevelParts(source: string): Span[] {
  const starts = [...source.matchAll(topLevelKey)].map(match => match.index);
  return starts.map((start, i) => ({ start, end: starts[i + 1] ?? source.length }));
}

/** True where the parser would go down further than its stack may reach. */
function isTooDeep(source: string): boolean {
  let flow = 0;
  let indent = 0;
  let marks = 0;
  /** True where only indent and marks stand before: `- ` opens a list there. */
  let atStart = true;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === 10 || code === 13) {
      indent = 0;
      marks = 0;
      atStart = true;
    } else if (code === 91 || code === 123) {
      if (++flow > DEEPEST) return true;
    } else if (code === 93 || code === 125) flow = Math.max(0, flow - 1);
    else if (code === 32 || code === 9) {
      if (atStart && ++indent > WIDEST) return true;
    } else if ((code === 58 || ((code === 45 || code === 63) && atStart)) && flow === 0) {
      const after = source.charCodeAt(i + 1);
      if (after === 32 || after === 9) {
        atStart = true;
        if (++marks > DEEPEST) return true;
      }
    } else atStart = false;
  }
  return false;
}

function isMark(text: string, start: number, end: number): boolean {
  const mark = text.charCodeAt(start);
  if (mark !== 45 && (mark !== 46 || start === 0)) return false;
  if (text.charCodeAt(start + 1) !== mark || text.charCodeAt(start + 2) !== mark || start + 3 > end) return false;
  return afterBlanks(text, start + 3, end) === end;
}

function lineEnd(text: string, lines: Uint32Array, line: number): number {
  const next = line + 1 < lines.length ? lines[line + 1]! : text.length;
  let end = next;
  while (end > lines[line]! && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return end;
}

const LONGEST = 32_768;
const DEEPEST = 64;
const WIDEST = 100;

const anyLine = /[^\r\n]+/g;
const nothing = /^(?:~|null|Null|NULL)$/;
const simpleField =
  /^(([A-Za-z][\w-]{0,60}):[ \t]{0,8})(?:([\p{L}\p{N}][^:#\t]{0,1000})|(\[[\p{L}\p{N}\-_/. ,]{0,1000}\]))?[ \t]{0,8}$/u;
const simpleItem = /^([ \t]{0,8}- {1,4})([\p{L}\p{N}][^:#\t]{0,1000})$/u;
const plainField = /^(([^\s:][^:\r\n]{0,60}):[ \t]{1,8})([^\r\n]+)/;
const topLevelKey = /^[^\s#:-][^:\r\n]{0,60}:(?=[ \t\r\n]|$)/gm;
