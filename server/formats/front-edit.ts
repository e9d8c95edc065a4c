import { isMap, isScalar, parseDocument } from 'yaml';
import { lineStarts } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { readFrontMatter } from './note-front.ts';

/** Puts `text` in the place of `span`. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/**
 * The edit after which the map `field` of a note's front matter has `key` with `value`: it adds what is missing, down to
 * the front matter itself, and leaves all else as it is written. Undefined where the front matter is no valid YAML, has
 * something else under that name, or would not be read so afterwards.
 */
export function withFrontEntry(text: string, field: string, key: string, value: string): TextEdit | undefined {
  const edit = entryEdit(text, field, key, value);
  if (edit === undefined) return undefined;
  const written = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
  const { maps, problems } = readFrontMatter(written, lineStarts(written));
  const entries = maps.get(field) ?? [];
  const isRead = entries.some(entry => entry.key.text === key.trim() && entry.value.text === value.trim());
  return isRead && problems.length === 0 ? edit : undefined;
}

function entryEdit(text: string, field: string, key: string, value: string): TextEdit | undefined {
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const entry = `${scalar(key)}: ${scalar(value)}`;
  const lines = lineStarts(text);
  const front = readFrontMatter(text, lines);
  if (front.problems.length > 0) return undefined;
  const block = `${field}:${eol}  ${entry}${eol}`;
  if (front.span.end === 0) {
    const at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    return { span: { start: at, end: at }, text: `---${eol}${block}---${eol}${at < text.length ? eol : ''}` };
  }
  const body = { start: lines[1]!, end: lines[front.nextLine - 1]! };
  const atEnd = { start: body.end, end: body.end };
  // A map that is indented as a whole cannot take a line without the indent.
  if (/^[ \t]/.test(text.slice(body.start, body.end))) return undefined;
  const { contents } = parseDocument(text.slice(body.start, body.end), { prettyErrors: false, logLevel: 'silent' });
  if (contents === null) return { span: atEnd, text: block };
  if (!isMap(contents) || contents.flow) return undefined;
  const pair = contents.items.find(item => isScalar(item.key) && String(item.key.value).toLowerCase() === field);
  if (pair === undefined) return { span: atEnd, text: block };
  const map = pair.value;
  if (!isMap(map)) {
    if (!isScalar(map) || (map.value !== null && map.value !== '') || !map.range) return undefined;
    const at = body.start + (pair.key as { range: [number, number, number] }).range[1];
    const colon = text.indexOf(':', at) + 1;
    const lineEnd = colon + /^[^\r\n]*/.exec(text.slice(colon))![0].length;
    return { span: { start: lineEnd, end: lineEnd }, text: `${eol}  ${entry}` };
  }
  const known = map.items.find(item => isScalar(item.key) && String(item.key.source ?? item.key.value) === key);
  if (known !== undefined) {
    if (!isScalar(known.value) || !known.value.range) return undefined;
    // A block scalar's source ends behind its line break, and a missing value has none of its own.
    const [start, end] = known.value.range.map(offset => body.start + offset) as [number, number];
    const own = text.slice(start, end);
    const kept = own.length - own.replace(/\s+$/, '').length;
    const colon = text.lastIndexOf(':', start);
    if (start === end) return { span: { start: colon + 1, end: colon + 1 }, text: ` ${scalar(value)}` };
    return { span: { start, end: end - kept }, text: scalar(value) };
  }
  const start = body.start + map.range![0];
  if (map.flow) {
    const first = map.items.length === 0 ? entry : `${entry}, `;
    return { span: { start: start + 1, end: start + 1 }, text: first };
  }
  const indent = start - lastLineStart(text, start);
  return { span: { start, end: start }, text: `${entry}${eol}${' '.repeat(indent)}` };
}

function lastLineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

/** A text as YAML: plain where that says the same, else in double quotes. */
export function scalar(text: string): string {
  const plain = /^[\p{L}_][\p{L}\p{M}\p{N} _.()/+&’'–-]*$/u.test(text) && !/\s$/.test(text);
  return plain && !/^(?:true|false|yes|no|on|off|null|y|n)$/i.test(text) ? text : JSON.stringify(text);
}
