import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { formats } from '../formats/all.ts';
import { readNote } from '../formats/note.ts';
import { isToldOf } from '../formats/papers.ts';
import type { Note, NoteUri, Paper, PaperId, PaperRecord, PaperText, RecordPlace, Taxonomy } from '../library/model.ts';
import { MutableNoteIndex } from '../snapshot/note-index.ts';
import { defaultRules, type PaperRules } from '../snapshot/papers.ts';
import { MutablePaperSearch } from '../snapshot/search.ts';
import { emptyTables, type FileFacts, type Snapshot, type Tables, withFiles } from '../snapshot/snapshot.ts';
import { shifted } from '../text/decoded.ts';
import { decodeBytes, decodeFile, encodingOf } from './decode.ts';
import { kindOf } from './files.ts';
import { type FileRead, readText } from './reading.ts';
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
  /** Papers that the search does not know yet; their texts, where these are at hand. */
  private readonly unindexed = new Map<PaperId, PaperText | undefined>();
  private named: ReadonlySet<string> = new Set();
  /** Under which taxonomy files were read. */
  private readonly readWith = new WeakMap<FileFacts, Taxonomy>();
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
    const before = this.textRead(uri);
    const note = readNote(uri, text);
    const document: OpenDocument = { uri, version, text, note };
    this.documents.set(uri, document);
    const path = pathOf(uri);
    if (path === undefined || kindOf(path) === 'taxonomy') return;
    if (kindOf(path) === undefined && !this.named.has(uri)) return;
    // The bundled glossary, opened from a card, does not become one of the reader's own.
    if (this.tables.files.get(`bundled:${uri}`) !== undefined && this.tables.files.get(uri) === undefined) return;
    if (before?.text === text && before.isWhole) return;
    const read = this.readOpen(document, path, before?.records);
    if (read !== undefined || this.tables.files.get(uri) !== undefined) this.apply([[uri, read]]);
  }

  /** What an open document says; undefined where it is a library file that holds no papers now. */
  private readOpen(
    { uri, text, note }: OpenDocument,
    path: string,
    earlier?: ReadonlyMap<string, PaperRecord>,
  ): FileRead | undefined {
    return readText({ uri, path, text, named: this.named.has(uri), note }, this.taxonomyNow, earlier);
  }

  /**
   * The text that a library file's facts were read from, and its records by their sources: an edit of one entry need not
   * read thousands of others again. Undefined where that text is not at hand, or was read under another taxonomy.
   */
  private textRead(uri: NoteUri) {
    const facts = this.tables.files.get(uri);
    if (facts === undefined || facts.note !== undefined || facts.records.length === 0) return undefined;
    const text = this.sourceOf(uri);
    if (text === undefined || this.readWith.get(facts) !== this.taxonomyNow) return undefined;
    const records = new Map(
      facts.records.map(record => [text.slice(record.from.span.start, record.from.span.end), record]),
    );
    return { text, records, isWhole: facts.records.every(isToldOf) };
  }

  /** Forgets an open document; what the file says counts again, and `reload` should read it if the two differ. */
  close(uri: NoteUri): void {
    this.documents.delete(uri);
  }

  /** Takes the uris of files that are read whatever their names are, if a format recognises them. */
  setNamed(uris: ReadonlySet<string>): void {
    this.named = uris;
  }

  /**
   * Takes what files on disk say now. `undefined` facts mean that the file is gone. An open document's text stands. With
   * 'later', the words of papers are found only after `index` has taken them in.
   */
  put(
    files: readonly { readonly uri: NoteUri; readonly read?: FileRead | undefined; readonly stat?: ReadFile }[],
    indexed: 'now' | 'later' = 'now',
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
    if (changes.length > 0) this.apply(changes, indexed);
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

  /** Takes papers into the search that were put to be found later, until `isDue`; true once none is left. */
  index(isDue: () => boolean): boolean {
    for (const [id, text] of this.unindexed) {
      if (isDue()) return false;
      this.unindexed.delete(id);
      const paper = this.tables.papers.get(id);
      if (paper) this.addToSearch(paper, text);
    }
    return true;
  }

  private addToSearch(paper: Paper, text: PaperText | undefined): void {
    this.search.add(paper.id, paper.title, (text ?? this.textOf(paper))?.abstract.text ?? '');
  }

  private apply(
    changes: readonly (readonly [NoteUri, FileRead | undefined])[],
    indexed: 'now' | 'later' = 'now',
  ): void {
    const before = this.tables;
    this.tables = withFiles(
      before,
      changes.map(([uri, read]) => [uri, read?.facts] as const),
      this.rules,
    );
    const texts = new Map<PaperRecord, PaperText>();
    for (const [uri, read] of changes) {
      if (read !== undefined) this.readWith.set(read.facts, this.taxonomyNow);
      read?.texts.forEach((text, i) => void texts.set(read.facts.records[i]!, text));
      const old = before.files.get(uri)?.note;
      if (old) this.noteIndex.remove(old.uri);
      if (read?.facts.note) this.noteIndex.add(read.facts.note, read.text);
    }
    this.announce(before, texts, indexed);
  }

  /** Makes the snapshot of the tables as they are now, with the search index to go with it, and tells the listeners. */
  private announce(before: Tables, texts: ReadonlyMap<PaperRecord, PaperText>, indexed: 'now' | 'later' = 'now'): void {
    this.snapshot = this.makeSnapshot();
    for (const [id, paper] of this.tables.papers.differences(before.papers)) {
      if (paper === undefined) {
        this.unindexed.delete(id);
        this.search.remove(id);
        continue;
      }
      // What one reading of a file says first and last of a record has the same place, and what a later one knows of it
      // already has the same categories: its text is the same.
      const old = before.papers.get(id);
      const isKnown = isToldOf(paper.told) && old?.told.categories === paper.told.categories;
      const isSame = isKnown || old?.told.from === paper.told.from;
      if (isSame && old?.title === paper.title) continue;
      const text = texts.get(paper.told);
      this.unindexed.delete(id);
      if (indexed === 'later') this.unindexed.set(id, text);
      else this.addToSearch(paper, text);
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
