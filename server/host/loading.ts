import { type FSWatcher, promises as fs, watch } from 'node:fs';
import { join, sep } from 'node:path';
import type { NoteUri, Taxonomy } from '../library/model.ts';
import { exclusion, type FoundFile, kindOf, reasonOf, walk } from './files.ts';
import { type FileRead, type Library, readFile, readTaxonomyFile, recognised } from './library.ts';
import { fileUri, pathOf } from './uris.ts';

export interface LoadingOptions {
  /** Paths of the folders that make up the workspace. */
  readonly folders: readonly string[];
  /** Files that are read wherever they are. */
  readonly files?: readonly FoundFile[];
  /** Globs of what is not read. */
  readonly exclude: readonly string[];
  /** Notes above this size, in bytes, are not read. */
  readonly maxNoteBytes: number;
  /** Uris of files that are not read, as one of them may have crashed the server before. */
  readonly skip: readonly string[];
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  /** The file that is being read. */
  readonly reading?: NoteUri;
  readonly failed: readonly Failure[];
}

export interface Failure {
  readonly uri: NoteUri;
  readonly message: string;
}

/** How long the event loop may be held before it is given back, in milliseconds. */
const slice = 10;
const largestLibrary = 200_000_000;
const sweepInterval = 5_000;

/**
 * Brings files into a library and keeps them fresh: a walk at first, then what changed, one pass for all that changed
 * together. A change of one file reads that file alone.
 */
export class Loader {
  private readonly failures = new Map<NoteUri, string>();
  private readonly seen = new Map<NoteUri, FoundFile>();
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly pending = new Set<string>();
  private generation = 0;
  private settling: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly library: Library,
    private readonly defaultTaxonomy: Taxonomy,
    private options: LoadingOptions,
    private readonly report: (progress: Progress) => void,
  ) {}

  /** Walks all folders and reads what is new or has changed; what is gone leaves the library. A later call supersedes it. */
  load(options: LoadingOptions = this.options): Promise<void> {
    this.options = options;
    const generation = ++this.generation;
    this.running = this.running.then(() => this.loadAll(generation));
    return this.running;
  }

  /** Stops what is under way; what has been read stays. */
  cancel(): void {
    this.generation++;
  }

  /** Takes note that files may have changed, come or gone. They are read together, a moment after the last one is told. */
  changed(uris: readonly string[]): void {
    for (const uri of uris) this.pending.add(uri);
    clearTimeout(this.settling);
    this.settling = setTimeout(() => void this.settle(), 40);
  }

  /** Watches the folders with the operating system's means; where those run out, by looking again every few seconds. */
  watch(): void {
    this.watching = true;
    for (const folder of this.foldersSeen) this.watchFolder(folder);
  }

  dispose(): void {
    this.cancel();
    clearTimeout(this.settling);
    clearInterval(this.sweeping);
    for (const watcher of this.watchers.values()) watcher.close();
  }

  private watching = false;
  private readonly foldersSeen = new Set<string>();

  private async loadAll(generation: number): Promise<void> {
    const cancelled = () => generation !== this.generation;
    const found = new Map<NoteUri, FoundFile>();
    const entered = new Set<string>();
    for (const folder of this.options.folders) {
      const result = await walk(folder, exclusion(folder, this.options.exclude), cancelled);
      for (const file of result.files) found.set(fileUri(file.path), file);
      for (const { path, message } of result.failed) this.failures.set(fileUri(path), message);
      for (const path of result.folders) entered.add(path);
    }
    for (const file of this.options.files ?? []) found.set(fileUri(file.path), file);
    if (cancelled()) return;
    this.follow(entered);
    const gone = [...this.seen.keys()].filter(uri => !found.has(uri));
    const changed = [...found].filter(([uri, file]) => isNews(this.seen.get(uri), file));
    this.forget(gone);
    // A taxonomy decides on every paper's categories, so it is read before them.
    await this.read(
      changed.sort(([, a], [, b]) => order(a) - order(b)),
      cancelled,
    );
  }

  private async read(files: readonly (readonly [NoteUri, FoundFile])[], cancelled: () => boolean): Promise<void> {
    let due = Date.now() + slice;
    let batch: { uri: NoteUri; read: FileRead | undefined; stat: FoundFile }[] = [];
    const flush = () => {
      if (batch.length > 0) this.library.put(batch);
      batch = [];
    };
    let done = 0;
    for (const [uri, file] of files) {
      if (cancelled()) break;
      this.report({ done: done++, total: files.length, reading: uri, failed: [] });
      const read = await this.readOne(uri, file);
      this.seen.set(uri, file);
      batch.push({ uri, read, stat: file });
      if (Date.now() >= due) {
        flush();
        await new Promise(resolve => setImmediate(resolve));
        due = Date.now() + slice;
      }
    }
    flush();
    if (!cancelled()) this.report({ done: files.length, total: files.length, failed: this.failed() });
  }

  /** A file's facts; undefined where it cannot be read, which is noted, or holds nothing for Gloss. */
  private async readOne(uri: NoteUri, file: FoundFile): Promise<FileRead | undefined> {
    this.failures.delete(uri);
    const kind = kindOf(file.path);
    if (this.options.skip.includes(uri)) return this.fail(uri, 'skipped, as the server stopped while reading it');
    if (kind === 'note' && file.size > this.options.maxNoteBytes) {
      return this.fail(
        uri,
        `larger than ${Math.round(this.options.maxNoteBytes / 1e6)} MB, so it is not read (gloss.maxNoteBytes)`,
      );
    }
    if (file.size > largestLibrary) return this.fail(uri, 'larger than 200 MB, so it is not read');
    try {
      if (kind === 'library' && !(await mayBeLibrary(file))) return undefined;
      const bytes = await fs.readFile(file.path);
      if (kind === 'taxonomy') return this.takeTaxonomy(uri, bytes.toString('utf8'));
      return (
        readFile(uri, file.path, bytes, this.library.taxonomy) ??
        (kind === 'note' ? this.fail(uri, 'not a text file') : undefined)
      );
    } catch (error) {
      return this.fail(uri, reasonOf(error));
    }
  }

  private takeTaxonomy(uri: NoteUri, text: string): FileRead {
    const { taxonomy, facts } = readTaxonomyFile(uri, text);
    this.library.setTaxonomy(taxonomy.categories.length > 0 ? taxonomy : this.defaultTaxonomy);
    return { facts, text, texts: [] };
  }

  private async settle(): Promise<void> {
    const uris = [...this.pending];
    this.pending.clear();
    await this.running;
    const files: [NoteUri, FoundFile][] = [];
    let all = false;
    for (const uri of uris) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      if (this.isExcluded(path)) {
        // An editor may have had it open; now that it is closed, nothing of it is part of the library.
        if (!this.seen.has(uri as NoteUri) && !this.library.document(uri as NoteUri)) this.forget([uri as NoteUri]);
        continue;
      }
      const stat = await fs.stat(path).catch(() => undefined);
      if (stat?.isDirectory()) {
        // It may be another folder of that name than the one that is watched.
        this.unwatch(path);
        all = true;
      } else if (stat === undefined) {
        if (!this.seen.has(uri as NoteUri) && kindOf(path) === undefined) all = true;
        this.forget([uri as NoteUri]);
        this.unwatch(path);
      } else if (kindOf(path) !== undefined) {
        const file = { path, size: stat.size, changed: stat.mtimeMs };
        if (isNews(this.seen.get(uri as NoteUri), file)) files.push([uri as NoteUri, file]);
      }
    }
    const taxonomy = uris.some(uri => kindOf(uri) === 'taxonomy');
    if (taxonomy) {
      this.library.setTaxonomy(this.defaultTaxonomy);
      this.seen.clear();
    }
    if (all || taxonomy) await this.load();
    else if (files.length > 0) {
      const generation = this.generation;
      this.running = this.read(files, () => generation !== this.generation);
      await this.running;
    }
  }

  /** Reads a file again though nothing tells that it changed: an editor has closed it, and its text may be another. */
  async reload(uri: NoteUri): Promise<void> {
    this.seen.delete(uri);
    this.changed([uri]);
  }

  private forget(uris: readonly NoteUri[]): void {
    for (const uri of uris) {
      this.seen.delete(uri);
      this.failures.delete(uri);
    }
    this.library.put(uris.map(uri => ({ uri })));
  }

  private fail(uri: NoteUri, message: string): undefined {
    this.failures.set(uri, message);
    return undefined;
  }

  private failed(): Failure[] {
    return [...this.failures].map(([uri, message]) => ({ uri, message }));
  }

  private isExcluded(path: string): boolean {
    const within = (folder: string) => path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
    const root = this.options.folders.filter(within).sort((a, b) => b.length - a.length)[0];
    return root === undefined || exclusion(root, this.options.exclude)(path);
  }

  /** Watches exactly the folders that are there: one that went and came back needs a watcher of its own. */
  private follow(folders: ReadonlySet<string>): void {
    for (const folder of this.foldersSeen) if (!folders.has(folder)) this.unwatch(folder);
    for (const folder of folders) this.foldersSeen.add(folder);
    if (this.watching) for (const folder of folders) this.watchFolder(folder);
  }

  private unwatch(folder: string): void {
    this.foldersSeen.delete(folder);
    this.watchers.get(folder)?.close();
    this.watchers.delete(folder);
  }

  private watchFolder(folder: string): void {
    if (this.watchers.has(folder) || this.sweeping !== undefined) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name !== null) this.changed([fileUri(join(folder, name))]);
      });
      watcher.on('error', () => {
        watcher.close();
        this.watchers.delete(folder);
      });
      this.watchers.set(folder, watcher);
    } catch {
      // The system has no watch left to give: look at every file's date instead.
      this.sweeping = setInterval(() => void this.load(), sweepInterval);
      this.sweeping.unref();
    }
  }
}

function isNews(known: FoundFile | undefined, found: FoundFile): boolean {
  return known === undefined || known.size !== found.size || known.changed !== found.changed;
}

function order(file: FoundFile): number {
  return { taxonomy: 0, library: 1, note: 2 }[kindOf(file.path) ?? 'note'];
}

/** Looks at the first bytes, so that a log or a data file of a hundred megabytes is not read for nothing. */
async function mayBeLibrary(file: FoundFile): Promise<boolean> {
  if (file.size <= 65_536) return true;
  const handle = await fs.open(file.path);
  try {
    const head = Buffer.alloc(131_072);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return recognised(file.path, head.subarray(0, bytesRead));
  } finally {
    await handle.close();
  }
}
