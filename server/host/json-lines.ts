import type { FileHandle } from 'node:fs/promises';
import { json } from '../formats/json.ts';
import { recordOfEntry, type SourceFile, withText } from '../formats/papers.ts';
import type { NoteUri, PaperRecord, Problem, Taxonomy } from '../library/model.ts';
import { shifted } from '../text/decoded.ts';
import { lineAt, lineStarts } from '../text/lines.ts';
import { moved } from '../text/span.ts';
import { decodeFile, decodeUtf8, encodingOf } from './decode.ts';
import type { FileRead } from './reading.ts';

/** The reading of one file of JSON lines: each step gives how many bytes are read, or, now and then, what is known by then. */
export type LinesReading = AsyncGenerator<number | FileRead, FileRead>;

/** How much is read at once, in bytes. */
const piece = 131_072;
/** A line above this, in bytes, is no record of a paper. */
const longestLine = 16_000_000;
/** UTF-16 offsets are held in 32 bits. */
export const largestJsonLines = 4_000_000_000;

/** True for a beginning of a file, in UTF-8, whose first line is one JSON object: it can be read line by line. */
export function isJsonLines(head: Buffer): boolean {
  const end = head.indexOf(10);
  if (end < 0 || encodingOf(head) !== 'utf8') return false;
  try {
    const first: unknown = JSON.parse(decodeFile(head.subarray(0, end)).text);
    return typeof first === 'object' && first !== null && !Array.isArray(first);
  } catch {
    return false;
  }
}

/**
 * Reads JSON lines of any size a piece at a time, never holding more of the text than a piece and a line. What is known
 * is given whenever it has doubled, so that all of it is taken in time linear in the file's size.
 */
export async function* readingLines(
  file: FileHandle,
  uri: NoteUri,
  taxonomy: Taxonomy,
  pieceBytes = piece,
): LinesReading {
  const records: PaperRecord[] = [];
  const problems: Problem[] = [];
  const lines = new LineStarts();
  let [offset, byte, shown] = [0, 0, 1000];
  const known = (): FileRead => ({
    facts: { uri, records: [...records], definitions: [], problems: [...problems], lines: lines.all() },
    text: '',
    texts: [],
  });
  for await (const bytes of wholeLines(file, pieceBytes)) {
    const { text, byteAt } = byte === 0 ? decodeFile(bytes) : decodeUtf8(bytes, 0);
    const starts = lineStarts(text);
    const { entries, problems: found } = json.read(text);
    const [firstOffset, firstByte, firstLine] = [offset, byte, lines.count - 1];
    const source: SourceFile = {
      uri,
      format: json.name,
      lineAt: at => firstLine + lineAt(starts, at - firstOffset),
      byteAt: at => firstByte + byteAt(at - firstOffset),
    };
    for (const { span, text: own, ...entry } of entries) {
      const paper = { title: shifted(own.title, offset), abstract: shifted(own.abstract, offset) };
      const record = recordOfEntry({ ...entry, span: moved(span, offset), text: paper }, source);
      records.push(withText(record, paper, taxonomy));
      yield byte;
    }
    for (const problem of found) problems.push({ ...problem, span: moved(problem.span, offset) });
    lines.add(starts, offset);
    offset += text.length;
    byte += bytes.length;
    yield byte;
    if (records.length >= shown) {
      shown = 2 * records.length;
      yield known();
    }
  }
  return known();
}

/** The file's bytes in pieces that end with a line; a line that is too long is left empty. */
async function* wholeLines(file: FileHandle, pieceBytes: number): AsyncGenerator<Buffer> {
  let rest: Buffer[] = [];
  let held = 0;
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(pieceBytes), 0, pieceBytes, at);
    at += bytesRead;
    const chunk = buffer.subarray(0, bytesRead);
    const end = bytesRead === 0 ? 0 : chunk.lastIndexOf(10) + 1;
    if (bytesRead === 0 || end > 0) {
      const whole = Buffer.concat([...rest, chunk.subarray(0, end)]);
      if (whole.length > 0) yield whole;
      rest = [chunk.subarray(end)];
      held = rest[0]!.length;
      if (bytesRead === 0) return;
    } else {
      rest.push(chunk);
      held += chunk.length;
      if (held > longestLine) throw new Error('it has a line above 16 MB');
    }
  }
}

/** The offsets at which lines start, as they come, in an array that grows. */
class LineStarts {
  count = 1;
  private starts = new Uint32Array(1024);

  /** Takes the line starts of a piece that begins at `offset`; its first is known from the piece before. */
  add(starts: Uint32Array, offset: number): void {
    const length = this.count + starts.length - 1;
    if (length > this.starts.length) {
      const grown = new Uint32Array(2 * length);
      grown.set(this.starts);
      this.starts = grown;
    }
    for (let i = 1; i < starts.length; i++) this.starts[this.count++] = starts[i]! + offset;
  }

  all(): Uint32Array {
    return this.starts.slice(0, this.count);
  }
}
