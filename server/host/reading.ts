import { formats } from '../formats/all.ts';
import type { Format } from '../formats/format.ts';
import { readNote } from '../formats/note.ts';
import { recordOfEntry, type SourceFile, withText, withTold } from '../formats/papers.ts';
import { readTaxonomy } from '../formats/taxonomy.ts';
import type { Note, NoteUri, PaperRecord, PaperText, Problem, Taxonomy } from '../library/model.ts';
import type { FileFacts } from '../snapshot/snapshot.ts';
import { lineAt, lineStarts } from '../text/lines.ts';
import { decodeFile, isBinary } from './decode.ts';
import { kindOf } from './files.ts';

/** A file's facts, and beside them the texts that the indexes take in before they are dropped. */
export interface FileRead {
  readonly facts: FileFacts;
  readonly text: string;
  /** The text of each of the facts' records; empty where they are too many to hold, and are read from the file. */
  readonly texts: readonly PaperText[];
}

/**
 * The reading of one file, in steps of well under 10 ms, behind the parsing itself. A step may give what is known by
 * then: the records of a large library, without what their texts say. At its end stand all facts, or undefined for a
 * file that is binary, or that is neither a note nor in a format that is known.
 */
export type Reading = Generator<FileRead | undefined, FileRead | undefined>;

/** A file's text and what is known of it beforehand. */
interface GivenText {
  readonly uri: NoteUri;
  readonly path: string;
  readonly text: string;
  /** True for a file that the reader named, which is read whatever its name is. */
  readonly named: boolean;
  /** The byte offset of a UTF-16 offset; asked for in ascending order. */
  byteAt?(offset: number): number;
  /** What it says as a note, where that is known. */
  readonly note?: Note;
}

/** Below this many records, a library file is taken as a whole. */
const manyRecords = 200;

/** What a file's bytes say, all at once. */
export function readFile(
  uri: NoteUri,
  path: string,
  bytes: Buffer,
  taxonomy: Taxonomy,
  named = false,
): FileRead | undefined {
  return finished(reading(uri, path, bytes, taxonomy, named));
}

/** What a text says, all at once; what `earlier` told of a record's source, it still tells. */
export function readText(
  given: GivenText,
  taxonomy: Taxonomy,
  earlier: ReadonlyMap<string, PaperRecord> = new Map(),
): FileRead | undefined {
  return finished(readingText(given, taxonomy, earlier));
}

/** What a file's bytes say, step by step. */
export function* reading(uri: NoteUri, path: string, bytes: Buffer, taxonomy: Taxonomy, named = false): Reading {
  if (isBinary(bytes)) return undefined;
  const { text, byteAt } = decodeFile(bytes);
  return yield* readingText({ uri, path, text, named, byteAt }, taxonomy);
}

/** A taxonomy file's categories and what is wrong with it. */
export function readTaxonomyFile(uri: NoteUri, text: string): { taxonomy: Taxonomy; facts: FileFacts } {
  const { taxonomy, problems } = readTaxonomy(text);
  return { taxonomy, facts: { uri, records: [], definitions: [], problems, lines: lineStarts(text) } };
}

/** The format of a file that begins with `head`; undefined where none is known. */
export function formatOfHead(path: string, head: Buffer, named: boolean): Format | undefined {
  return isBinary(head) ? undefined : formatOf(path, decodeFile(head).text, named);
}

function* readingText(
  { uri, path, text, named, byteAt, note: given }: GivenText,
  taxonomy: Taxonomy,
  earlier: ReadonlyMap<string, PaperRecord> = new Map(),
): Reading {
  const note = kindOf(path) === 'note' ? (given ?? readNote(uri, text)) : undefined;
  const format = formatOf(path, text, named);
  if (format === undefined && note === undefined) return undefined;
  const lines = note?.lines ?? lineStarts(text);
  const { entries, problems } = format?.read(text) ?? { entries: [], problems: [] as readonly Problem[] };
  const file: SourceFile = {
    uri,
    format: format?.name ?? '',
    lineAt: offset => lineAt(lines, offset),
    byteAt: byteAt ?? (offset => offset),
  };
  yield undefined;
  const records: PaperRecord[] = [];
  for (const entry of entries) {
    records.push(recordOfEntry(entry, file));
    yield undefined;
  }
  const read: FileRead = {
    facts: {
      uri,
      records,
      definitions: note?.definitions ?? [],
      problems: [...problems, ...(note?.problems ?? [])],
      lines,
      ...(note ? { note } : {}),
    },
    text,
    texts: entries.map(entry => entry.text),
  };
  if (entries.length >= manyRecords) yield read;
  const told = [...records];
  const size = Math.max(100, Math.ceil(records.length / 100));
  for (const [i, record] of records.entries()) {
    const known = earlier.size > 0 ? earlier.get(text.slice(record.from.span.start, record.from.span.end)) : undefined;
    told[i] = (known && withTold(record, known)) ?? withText(record, read.texts[i]!, taxonomy);
    const isPart = records.length >= manyRecords && (i + 1) % size === 0;
    yield isPart ? { ...read, facts: { ...read.facts, records: [...told] } } : undefined;
  }
  return { ...read, facts: { ...read.facts, records: told } };
}

function finished(steps: Reading): FileRead | undefined {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** A name that tells nothing is tried with each ending that a format may want to see; BibTeX takes almost any text. */
function formatOf(path: string, text: string, named: boolean): Format | undefined {
  const head = text.slice(0, 65_536);
  for (const ending of named ? ['', ...endings] : ['']) {
    const format = formats.find(({ recognises }) => recognises(path + ending, head));
    if (format !== undefined) return format;
  }
  return undefined;
}

const endings = ['.json', '.ris', '.yaml', '.xml', '.txt', '.bib'];
