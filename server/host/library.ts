import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { formats } from '../formats/all.ts';
import type { Format } from '../formats/format.ts';
import { readNote } from '../formats/note.ts';
import { recordOfEntry, type SourceFile } from '../formats/papers.ts';
import { readTaxonomy } from '../formats/taxonomy.ts';
import type { Note, NoteUri, Paper, PaperRecord, PaperText, Problem, RecordPlace, Taxonomy } from '../library/model.ts';
import { MutableNoteIndex } from '../snapshot/note-index.ts';
import { defaultRules, type PaperRules } from '../snapshot/papers.ts';
import { MutablePaperSearch } from '../snapshot/search.ts';
import { emptyTables, type FileFacts, type Snapshot, type Tables, withFiles } from '../snapshot/snapshot.ts';
import { shifted } from '../text/decoded.ts';
import { lineStarts } from '../text/lines.ts';
import { decodeBytes, decodeFile, encodingOf, isBinary } from './decode.ts';
import { kindOf } from './files.ts';
import { pathOf } from './uris.ts';

/** A document that an editor has open; its text wins over the file's. */
export interface OpenDocument {
  readonly uri: NoteUri;
  readonly version: number;
  readonly text: string;
  /** Read as a note whatever it is, so that every open document can be asked. */
  readonly note: Note;
}

/** What a file was when it was read: texts are read again only from a file that is still that one. */
interface ReadFile {
  readonly size: number;
  readonly changed: number;
}

const largestSource = 200_000_000;

/**
 * The one object that changes. Every change makes the next snapshot and tells the listeners, all in one synchronous
 * step, so that a query that reads `now` once sees one state of everything.
 */
export class Library {
  private tables: Tables = emptyTables;
  private revision = 0;
  private readonly search = new MutablePaperSearch();
  private readonly noteIndex = new MutableNoteIndex();
  private readonly documents = new Map<NoteUri, OpenDocument>();
  private readonly filesRead = new Map<string, ReadFile>();
  private readonly listeners = new Set<() => void>();
  private recent = new Map<Paper, PaperText>();
  private rules: PaperRules = defaultRules;
  private snapshot: Snapshot;

  /** `bundled` is what ships with Gloss: a glossary that stands behind the user's own. */
  constructor(
    private taxonomyNow: Taxonomy,
    bundled?: FileFacts,
  ) {
    if (bundled) this.tables = withFiles(this.tables, [[bundled.uri, bundled]], this.rules);
    this.snapshot = this.makeSnapshot();
  }

  get now(): Snapshot {
    return this.snapshot;
  }

  get taxonomy(): Taxonomy {
    return this.taxonomyNow;
  }

  /** Calls `listener` after every change; gives a function that ends it. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  document(uri: NoteUri): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  openDocuments(): Iterable<OpenDocument> {
    return this.documents.values();
  }

  /** Takes the text of an open document. Files become part of the library, whether they were read before or not. */
  edit(uri: NoteUri, version: number, text: string): void {
    const note = readNote(uri, text);
    const document: OpenDocument = { uri, version, text, note };
    this.documents.set(uri, document);
    const path = pathOf(uri);
    if (path === undefined || kindOf(path) === undefined || kindOf(path) === 'taxonomy') return;
    // The bundled glossary, opened from a card, does not become one of the reader's own.
    if (this.tables.files.get(`bundled:${uri}`) !== undefined && this.tables.files.get(uri) === undefined) return;
    const read = this.readOpen(document, path);
    if (read !== undefined || this.tables.files.get(uri) !== undefined) this.apply([[uri, read]]);
  }

  /** What an open document says; undefined where it is a library file that holds no papers now. */
  private readOpen({ uri, text, note }: OpenDocument, path: string): FileRead | undefined {
    return factsOf(uri, path, text, offset => offset, this.taxonomyNow, kindOf(path) === 'note' ? note : undefined);
  }

  /** Forgets an open document; what the file says counts again, and `reload` should read it if the two differ. */
  close(uri: NoteUri): void {
    this.documents.delete(uri);
  }

  /** Takes what files on disk say now. `undefined` facts mean that the file is gone. An open document's text stands. */
  put(
    files: readonly { readonly uri: NoteUri; readonly read?: FileRead | undefined; readonly stat?: ReadFile }[],
  ): void {
    const changes: [NoteUri, FileRead | undefined][] = [];
    for (const { uri, read, stat } of files) {
      if (stat) this.filesRead.set(uri, stat);
      else this.filesRead.delete(uri);
      const known = this.tables.files.get(uri) !== undefined;
      const open = this.documents.get(uri);
      const path = pathOf(uri);
      if (open === undefined || path === undefined || kindOf(path) === 'taxonomy') {
        if (known || read !== undefined) changes.push([uri, read]);
      } else if (!known && read !== undefined) {
        const opened = this.readOpen(open, path);
        if (opened !== undefined) changes.push([uri, opened]);
      }
    }
    if (changes.length > 0) this.apply(changes);
  }

  /** Replaces the taxonomy. Papers keep their categories until their files are read again. */
  setTaxonomy(taxonomy: Taxonomy): void {
    this.taxonomyNow = taxonomy;
  }

  /** Takes what the reader decides about papers, and brings their records together anew. */
  setRules(rules: PaperRules): void {
    this.rules = rules;
    const before = this.tables;
    this.tables = withFiles(emptyTables, [...before.files.entries()], rules);
    this.announce(before, new Map());
  }

  private apply(changes: readonly (readonly [NoteUri, FileRead | undefined])[]): void {
    const before = this.tables;
    this.tables = withFiles(
      before,
      changes.map(([uri, read]) => [uri, read?.facts] as const),
      this.rules,
    );
    const texts = new Map<PaperRecord, PaperText>();
    for (const [uri, read] of changes) {
      read?.facts.records.forEach((record, i) => void texts.set(record, read.texts[i]!));
      const old = before.files.get(uri)?.note;
      if (old) this.noteIndex.remove(old.uri);
      if (read?.facts.note) this.noteIndex.add(read.facts.note, read.text);
    }
    this.announce(before, texts);
  }

  /** Makes the snapshot of the tables as they are now, with the search index to go with it, and tells the listeners. */
  private announce(before: Tables, texts: ReadonlyMap<PaperRecord, PaperText>): void {
    this.snapshot = this.makeSnapshot();
    for (const [id, paper] of this.tables.papers.differences(before.papers)) {
      const old = before.papers.get(id);
      if (paper === undefined) this.search.remove(id);
      else if (old?.told !== paper.told || old.title !== paper.title) {
        const text = texts.get(paper.told) ?? this.textOf(paper);
        this.search.add(id, paper.title, text?.abstract.text ?? '');
      }
    }
    for (const listener of this.listeners) listener();
  }

  private makeSnapshot(): Snapshot {
    return {
      ...this.tables,
      revision: ++this.revision,
      search: this.search,
      noteIndex: this.noteIndex,
      text: paper => this.textOf(paper),
      record: ({ from }) => this.recordOf(from),
      source: uri => this.sourceOf(uri),
    };
  }

  private textOf(paper: Paper): PaperText | undefined {
    const known = this.recent.get(paper);
    if (known !== undefined) return known;
    const { from } = paper.told;
    const record = this.recordOf(from);
    const format = formats.find(({ name }) => name === from.format);
    if (record === undefined || format === undefined) return undefined;
    const read = format.text(record);
    const text = {
      title: shifted(read.title, from.span.start),
      abstract: shifted(read.abstract, from.span.start),
    };
    if (this.recent.size > 400) this.recent = new Map([...this.recent].slice(200));
    this.recent.set(paper, text);
    return text;
  }

  /** The record's source, by one bounded read, or from the open document. */
  private recordOf(from: RecordPlace): string | undefined {
    const open = this.documents.get(from.uri as NoteUri);
    if (open) return open.text.slice(from.span.start, from.span.end);
    const path = pathOf(from.uri);
    if (path === undefined || !this.isUnchanged(from.uri, path)) return undefined;
    try {
      const file = openSync(path, 'r');
      try {
        const mark = Buffer.alloc(2);
        readSync(file, mark, 0, mark.length, 0);
        const bytes = Buffer.alloc(from.bytes.end - from.bytes.start);
        const length = readSync(file, bytes, 0, bytes.length, from.bytes.start);
        return decodeBytes(bytes.subarray(0, length), encodingOf(mark));
      } finally {
        closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  private sourceOf(uri: string): string | undefined {
    const open = this.documents.get(uri as NoteUri);
    if (open) return open.text;
    const path = pathOf(uri);
    const stat = this.filesRead.get(uri);
    if (path === undefined || (stat && (stat.size > largestSource || !this.isUnchanged(uri, path)))) return undefined;
    try {
      return decodeFile(readFileSync(path)).text;
    } catch {
      return undefined;
    }
  }

  private isUnchanged(uri: string, path: string): boolean {
    const read = this.filesRead.get(uri);
    if (read === undefined) return false;
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat !== undefined && stat.size === read.size && stat.mtimeMs === read.changed;
  }
}

/** A file's facts, and beside them the texts that the indexes take in before they are dropped. */
export interface FileRead {
  readonly facts: FileFacts;
  readonly text: string;
  /** The text of each of the facts' records. */
  readonly texts: readonly PaperText[];
}

/** What a file's bytes say; undefined for a file that is binary, or that is neither a note nor in a format that is known. */
export function readFile(uri: NoteUri, path: string, bytes: Buffer, taxonomy: Taxonomy): FileRead | undefined {
  if (isBinary(bytes)) return undefined;
  const { text, byteAt } = decodeFile(bytes);
  return factsOf(uri, path, text, byteAt, taxonomy, kindOf(path) === 'note' ? readNote(uri, text) : undefined);
}

/** A taxonomy file's categories and what is wrong with it. */
export function readTaxonomyFile(uri: NoteUri, text: string): { taxonomy: Taxonomy; facts: FileFacts } {
  const { taxonomy, problems } = readTaxonomy(text);
  return { taxonomy, facts: { uri, records: [], definitions: [], problems, lines: lineStarts(text) } };
}

function factsOf(
  uri: NoteUri,
  path: string,
  text: string,
  byteAt: (offset: number) => number,
  taxonomy: Taxonomy,
  note: Note | undefined,
): FileRead | undefined {
  const format = formatOf(path, text);
  if (format === undefined && note === undefined) return undefined;
  const lines = note?.lines ?? lineStarts(text);
  const { entries, problems } = format?.read(text) ?? { entries: [], problems: [] as readonly Problem[] };
  const file: SourceFile = { uri, format: format?.name ?? '', lines, byteAt };
  const records = entries.map(entry => recordOfEntry(entry, file, taxonomy));
  const facts: FileFacts = {
    uri,
    records,
    definitions: note?.definitions ?? [],
    problems: [...problems, ...(note?.problems ?? [])],
    lines,
    ...(note ? { note } : {}),
  };
  return { facts, text, texts: entries.map(entry => entry.text) };
}

/** True where a file that begins with `head` is in a format that is known. */
export function recognised(path: string, head: Buffer): boolean {
  return !isBinary(head) && formatOf(path, decodeFile(head).text) !== undefined;
}

function formatOf(path: string, text: string): Format | undefined {
  const head = text.slice(0, 65_536);
  return formats.find(format => format.recognises(path, head));
}
