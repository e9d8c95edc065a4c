import type { Location, Position, Range } from 'vscode-languageserver';
import type { Place } from '../library/model.ts';
import { linesOf, type Snapshot } from '../snapshot/snapshot.ts';
import { lineAt, lineStarts } from '../text/lines.ts';
import type { Span } from '../text/span.ts';

export type Encoding = 'utf-16' | 'utf-8';

/** A text whose lines are known. */
export interface LinedText {
  readonly text: string;
  readonly lines: Uint32Array;
}

/** The UTF-16 offset of a position, moved inside the line and the text where it is not. */
export function offsetAt({ text, lines }: LinedText, position: Position, encoding: Encoding): number {
  if (position.line >= lines.length) return text.length;
  if (!(position.line >= 0)) return 0;
  const start = lines[position.line]!;
  const end = endOfLine(text, lines, position.line);
  if (encoding === 'utf-16') return Math.max(start, Math.min(start + position.character, end));
  return start + unitsOfBytes(text.slice(start, end), position.character);
}

/** The position of a UTF-16 offset. */
export function positionAt({ text, lines }: LinedText, offset: number, encoding: Encoding): Position {
  const inside = Math.max(0, Math.min(offset, text.length));
  const line = lineAt(lines, inside);
  const start = lines[line]!;
  return { line, character: encoding === 'utf-16' ? inside - start : Buffer.byteLength(text.slice(start, inside)) };
}

export function rangeOf(text: LinedText, span: Span, encoding: Encoding): Range {
  return { start: positionAt(text, span.start, encoding), end: positionAt(text, span.end, encoding) };
}

/** A place as a location. Without the file's text, which utf-8 columns need, the location is the start of its line. */
export function locationOf(
  snapshot: Snapshot,
  place: Place,
  open: LinedText | undefined,
  encoding: Encoding,
): Location {
  if (open) return { uri: place.uri, range: rangeOf(open, place.span, encoding) };
  const lines = linesOf(snapshot, place.uri);
  if (lines && encoding === 'utf-16') {
    return {
      uri: place.uri,
      range: { start: plainPosition(lines, place.span.start), end: plainPosition(lines, place.span.end) },
    };
  }
  const text = snapshot.source(place.uri);
  if (text !== undefined)
    return { uri: place.uri, range: rangeOf({ text, lines: lines ?? lineStarts(text) }, place.span, encoding) };
  const start = lines ? { line: lineAt(lines, place.span.start), character: 0 } : { line: 0, character: 0 };
  return { uri: place.uri, range: { start, end: start } };
}

/** The text after one change of `didChange`. */
export function changed(before: LinedText, range: Range | undefined, inserted: string, encoding: Encoding): LinedText {
  if (range === undefined) return { text: inserted, lines: lineStarts(inserted) };
  const start = offsetAt(before, range.start, encoding);
  const end = Math.max(start, offsetAt(before, range.end, encoding));
  const text = before.text.slice(0, start) + inserted + before.text.slice(end);
  return { text, lines: lineStarts(text) };
}

function plainPosition(lines: Uint32Array, offset: number): Position {
  const line = lineAt(lines, offset);
  return { line, character: offset - lines[line]! };
}

/** The offset of a line's end, before its line break. */
function endOfLine(text: string, lines: Uint32Array, line: number): number {
  let end = lines[line + 1] ?? text.length;
  const start = lines[line]!;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return end;
}

/** How many UTF-16 units of a line its first `bytes` bytes in UTF-8 are. */
function unitsOfBytes(line: string, bytes: number): number {
  let [units, used] = [0, 0];
  for (const char of line) {
    const size = Buffer.byteLength(char);
    if (used + size > bytes) break;
    used += size;
    units += char.length;
  }
  return units;
}
