import { promises as fs } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import type { NoteUri, Problem, Taxonomy } from '../library/model.ts';
import { type FoundFile, foundFile, kindOf, reasonOf } from './files.ts';
import { type Failure, Found, find, type Places } from './finding.ts';
import { isJsonLines, largestJsonLines, readingLines } from './json-lines.ts';
import type { Library } from './library.ts';
import { bibliographyPaths, bibliographyProblems } from './places.ts';
import { type FileRead, formatOfHead, reading, readTaxonomyFile } from './reading.ts';
import { fileUri, pathOf } from './uris.ts';
import { FolderWatch } from './watching.ts';

export interface LoadingOptions extends Places {
  /** True where the libraries that notes name as their `bibliography` are read too. */
  readonly bibliographies: boolean;
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
  /** How much of that file is read, from 0 to 1, where it takes long. */
  readonly share?: number;
  readonly failed: readonly Failure[];
}

/** How long the event loop may be held before it is given back, in milliseconds. */
const slice = 10;
/** How long files are gathered before the library takes them in, in milliseconds. */
const gathered = 100;
/** How long after a change others are waited for, and at most, in milliseconds. */
const [settlesAfter, settlesWithin] = [40, 400];
const largestLibrary = 200_000_000;
/** JSON lines above this are read a piece at a time, in bytes. */
const largestWhole = 16_000_000;
const sweepInterval = 5_000;
const missingInterval = 2_000;
/** How often a file that changes while it is read is read anew before what was read is taken. */
const tries = 3;

/** How reading a file ended. */
type Outcome =
  | { readonly kind: 'read'; readonly file: FoundFile; readonly read: FileRead | undefined }
  | { readonly kind: 'gone' }
  | { readonly kind: 'superseded' };

/** What reading a file needs of the pass that it is a part of. */
interface Pass {
  /** Gives the event loop back when it is time. */
  pause(): Promise<void>;
  isSuperseded(uri: NoteUri): boolean;
  /** Takes what is known of a file before its end; `share` of it is read. */
  show(read: FileRead, file: FoundFile): void;
  progress(share: number): void;
}

/**
 * Brings files into a library and keeps them fresh: a walk at first, then what changed, one pass for all that changed
 * together. A change of one file reads that file alone.
 */
export class Loader {
  private found: Found;
  private readonly seen = new Map<NoteUri, FoundFile>();
  private readonly failures = new Map<NoteUri, string>();
  private readonly pending = new Set<NoteUri>();
  private readonly supersededTimes = new Map<NoteUri, number>();
  private bibliographies: ReadonlySet<string> = new Set();
  private generation = 0;
  private isWatching = false;
  private settling: NodeJS.Timeout | undefined;
  private firstPending: number | undefined;
  private noticing: NodeJS.Timeout | undefined;
  private sweeping: NodeJS.Timeout | undefined;
  private readonly looking: NodeJS.Timeout;
  private running: Promise<void> = Promise.resolve();
  private readonly unsubscribe: () => void;
  private readonly folders = new FolderWatch(
    path => this.changed([fileUri(path)]),
    () => {
      // The system has no watch left to give: look at every file's date instead.
      this.sweeping = setInterval(() => void this.load(), sweepInterval).unref();
    },
  );

  constructor(
    private readonly library: Library,
    private readonly defaultTaxonomy: Taxonomy,
    private options: LoadingOptions,
    private readonly report: (progress: Progress) => void,
  ) {
    this.found = new Found([], []);
    this.unsubscribe = library.onChange(() => this.noticeBibliographies());
    this.looking = setInterval(() => void this.lookForMissing(), missingInterval).unref();
  }

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
    for (const uri of uris) this.pending.add(this.nameOf(uri));
    this.firstPending ??= Date.now();
    if (this.settling !== undefined && Date.now() - this.firstPending > settlesWithin) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.settling = undefined;
      this.firstPending = undefined;
      this.running = this.running.then(() => this.settle());
    }, settlesAfter);
  }

  /** Watches all folders, for a client that does not; folders outside of the workspace are watched for every client. */
  watch(): void {
    this.isWatching = true;
  }

  /** Reads a file again though nothing tells that it changed: an editor has closed it, and its text may be another. */
  reload(uri: NoteUri): void {
    this.seen.delete(this.nameOf(uri));
    this.changed([uri]);
  }

  /** What is wrong with what notes name as their bibliography, by note. */
  problems(): ReadonlyMap<NoteUri, readonly Problem[]> {
    const faults = new Map(this.found.missing);
    for (const path of this.bibliographies) {
      const reason = this.failures.get(fileUri(path));
      if (reason !== undefined) faults.set(path, reason);
    }
    return bibliographyProblems(this.library.now.notes.values(), this.options.bibliographies ? faults : new Map());
  }

  dispose(): void {
    this.cancel();
    this.unsubscribe();
    for (const timer of [this.settling, this.noticing]) clearTimeout(timer);
    for (const timer of [this.sweeping, this.looking]) clearInterval(timer);
    this.folders.dispose();
  }

  private async loadAll(generation: number): Promise<void> {
    const cancelled = () => generation !== this.generation;
    const found = await find(this.options, cancelled);
    this.bibliographies = this.bibliographiesNow();
    await addBibliographies(found, this.bibliographies);
    if (cancelled()) return;
    for (const uri of found.named) {
      if (!this.found.named.has(uri) && kindOf(pathOf(uri) ?? '') !== 'note') this.seen.delete(uri);
    }
    this.found = found;
    this.library.setNamed(found.named);
    this.follow();
    this.forget([...this.seen.keys()].filter(uri => !found.files.has(uri)));
    // A taxonomy decides on every paper's categories, so it is read before them.
    const changed = [...found.files].filter(([uri, file]) => isNews(this.seen.get(uri), file));
    const count = changed.length;
    await this.read(
      changed.sort(([, a], [, b]) => order(a) - order(b)),
      cancelled,
    );
    await this.readBibliographies(cancelled);
    if (!cancelled()) this.report({ done: count, total: count, failed: this.failed() });
  }

  /** Reads what the notes that were read by now name. */
  private async readBibliographies(cancelled: () => boolean): Promise<void> {
    const named = this.bibliographiesNow();
    if (cancelled() || isSame(named, this.bibliographies)) return;
    this.bibliographies = named;
    await addBibliographies(this.found, named);
    this.library.setNamed(this.found.named);
    this.follow();
    await this.read(
      [...this.found.files].filter(([uri, file]) => isNews(this.seen.get(uri), file)),
      cancelled,
    );
  }

  private bibliographiesNow(): ReadonlySet<string> {
    return this.options.bibliographies ? bibliographyPaths(this.library.now.notes.values()) : new Set();
  }

  /** Looks, a moment after the library has changed, whether its notes name other libraries than before. */
  private noticeBibliographies(): void {
    clearTimeout(this.noticing);
    this.noticing = setTimeout(() => {
      const notice = () => {
        if (!isSame(this.bibliographiesNow(), this.bibliographies)) void this.load();
      };
      void this.running.then(notice);
    }, 2 * settlesAfter).unref();
  }

  private async lookForMissing(): Promise<void> {
    for (const path of this.found.missing.keys()) {
      const stat = await fs.stat(path).catch(() => undefined);
      if (!stat?.isFile() && (!stat?.isDirectory() || this.bibliographies.has(path))) continue;
      this.found.missing.delete(path);
      return this.load();
    }
  }

  private async settle(): Promise<void> {
    const uris = [...this.pending];
    this.pending.clear();
    if (uris.length === 0) return;
    const generation = this.generation;
    const files: [NoteUri, FoundFile][] = [];
    const gone: NoteUri[] = [];
    let all = false;
    for (const uri of uris) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      const named = this.found.named.has(uri);
      if (!named && this.found.isExcluded(path)) {
        // An editor may have had it open; now that it is closed, nothing of it is part of the library.
        if (!this.seen.has(uri) && !this.library.document(uri)) this.forget([uri]);
        continue;
      }
      if (!named && !this.found.holds(path) && this.library.now.files.get(uri) === undefined) continue;
      const stat = await fs.stat(path).catch(() => undefined);
      if (stat?.isDirectory()) {
        // It may be another folder of that name than the one that is watched.
        this.folders.leave(path);
        all = true;
      } else if (stat === undefined) {
        const known = this.seen.get(uri);
        if (named || this.found.folders.has(path) || (known !== undefined && known.real !== path)) all = true;
        gone.push(uri);
        this.folders.leave(path);
      } else if (named || kindOf(path) !== undefined) {
        const real = await fs.realpath(path).catch(() => path);
        const name = this.found.add(foundFile(path, real, stat));
        const file = foundFile(pathOf(name) ?? path, real, stat);
        if (isNews(this.seen.get(name), file)) files.push([name, file]);
      }
    }
    this.forget(gone);
    if (generation !== this.generation) return;
    if (uris.some(uri => kindOf(uri) === 'taxonomy')) {
      this.library.setTaxonomy(this.defaultTaxonomy);
      this.seen.clear();
      all = true;
    }
    if (all) return this.loadAll(generation);
    const cancelled = () => generation !== this.generation;
    if (files.length > 0) await this.read(files, cancelled);
    if (files.length + gone.length > 0 && !cancelled())
      this.report({ done: files.length, total: files.length, failed: this.failed() });
  }

  /** Reads files in slices and puts them into the library, many in one go. */
  private async read(files: readonly (readonly [NoteUri, FoundFile])[], cancelled: () => boolean): Promise<void> {
    let due = Date.now() + slice;
    let flushed = Date.now();
    let batch: { uri: NoteUri; read?: FileRead | undefined; stat?: FoundFile }[] = [];
    const pause = async () => {
      if (Date.now() < due) return;
      await turn();
      due = Date.now() + slice;
    };
    const flush = async () => {
      if (batch.length > 0) this.library.put(batch, 'later');
      batch = [];
      await turn();
      due = Date.now() + slice;
      while (!this.library.index(() => Date.now() >= due)) await pause();
      flushed = Date.now();
    };
    for (const [i, [uri, file]] of files.entries()) {
      if (cancelled()) break;
      const progress = { done: i, total: files.length, reading: uri, failed: [] };
      this.report(progress);
      this.pending.delete(uri);
      this.seen.delete(uri);
      const outcome = await this.readOne(uri, file, {
        pause,
        isSuperseded: () => cancelled() || this.isSupersededBy(uri),
        show: (read, stat) => this.library.put([...batch.splice(0), { uri, read, stat }], 'later'),
        progress: share => this.report({ ...progress, share }),
      });
      if (outcome.kind === 'superseded') continue;
      this.supersededTimes.delete(uri);
      if (outcome.kind === 'gone') batch.push({ uri });
      else {
        this.seen.set(uri, outcome.file);
        batch.push({ uri, read: outcome.read, stat: outcome.file });
      }
      await pause();
      if (Date.now() - flushed > gathered) await flush();
    }
    await flush();
  }

  /** True where the file has changed again while it is read, unless it does so all the time. */
  private isSupersededBy(uri: NoteUri): boolean {
    if (!this.pending.has(uri)) return false;
    const times = (this.supersededTimes.get(uri) ?? 0) + 1;
    this.supersededTimes.set(uri, times);
    return times < tries;
  }

  /** Reads a file until it stays the same meanwhile; one that never does is taken as it was and looked at again. */
  private async readOne(uri: NoteUri, found: FoundFile, pass: Pass): Promise<Outcome> {
    let file = found;
    for (let n = 1; ; n++) {
      const outcome = await this.readOnce(uri, file, pass);
      if (outcome.kind !== 'read') return outcome;
      const stat = await fs.stat(file.path).catch(() => undefined);
      if (stat === undefined || !stat.isFile()) return { kind: 'gone' };
      const now = foundFile(file.path, file.real, stat);
      if (!isNews(file, now)) return outcome;
      if (n === tries) {
        setTimeout(() => this.changed([uri]), 1000).unref();
        return outcome;
      }
      file = now;
    }
  }

  /** A file's facts; none where it cannot be read, which is noted, or holds nothing for Gloss. */
  private async readOnce(uri: NoteUri, file: FoundFile, pass: Pass): Promise<Outcome> {
    this.failures.delete(uri);
    const failed = (message: string): Outcome => {
      this.failures.set(uri, message);
      return { kind: 'read', file, read: undefined };
    };
    const kind = kindOf(file.path);
    const named = this.found.named.has(uri);
    if (this.options.skip.includes(uri)) return failed('skipped, as the server stopped while reading it');
    if (kind === 'note' && file.size > this.options.maxNoteBytes) {
      const limit = Math.round(this.options.maxNoteBytes / 1e6);
      return failed(`larger than ${limit} MB, so it is not read (gloss.maxNoteBytes)`);
    }
    try {
      if (kind !== 'note' && kind !== 'taxonomy' && file.size > 65_536) {
        const head = await headOf(file);
        const format = formatOfHead(file.path, head, named);
        if (format === undefined) return named ? failed(unknownFormat) : { kind: 'read', file, read: undefined };
        if (format.name === 'json' && file.size > largestWhole && isJsonLines(head)) {
          return file.size > largestJsonLines
            ? failed('larger than 4 GB, so it is not read')
            : await this.readLines(uri, file, pass);
        }
      }
      if (file.size > largestLibrary) return failed('larger than 200 MB, so it is not read');
      const bytes = await fs.readFile(file.path);
      if (kind === 'taxonomy') return { kind: 'read', file, read: this.takeTaxonomy(uri, bytes.toString('utf8')) };
      const steps = reading(uri, file.path, bytes, this.library.taxonomy, named);
      let [read, count] = [0, 0];
      for (let step = steps.next(); ; step = steps.next()) {
        if (step.done) {
          if (step.value === undefined && kind === 'note') return failed('not a text file');
          if (step.value === undefined && named) return failed(unknownFormat);
          return { kind: 'read', file, read: step.value };
        }
        if (step.value !== undefined) {
          count = step.value.facts.records.length;
          pass.show(step.value, file);
        } else if (++read % 200 === 0 && count > 0) pass.progress(read / count);
        await pass.pause();
        if (pass.isSuperseded(uri)) return { kind: 'superseded' };
      }
    } catch (error) {
      if ((error as { code?: string }).code === 'ENOENT') return { kind: 'gone' };
      return failed(reasonOf(error));
    }
  }

  private async readLines(uri: NoteUri, file: FoundFile, pass: Pass): Promise<Outcome> {
    const handle = await fs.open(file.path);
    try {
      const steps = readingLines(handle, uri, this.library.taxonomy);
      let told = 0;
      for (let step = await steps.next(); ; step = await steps.next()) {
        if (step.done) return { kind: 'read', file, read: step.value };
        if (typeof step.value !== 'number') pass.show(step.value, file);
        else if (step.value - told > largestWhole) {
          told = step.value;
          pass.progress(told / file.size);
        }
        await pass.pause();
        if (pass.isSuperseded(uri)) return { kind: 'superseded' };
      }
    } finally {
      await handle.close();
    }
  }

  private takeTaxonomy(uri: NoteUri, text: string): FileRead {
    const { taxonomy, facts } = readTaxonomyFile(uri, text);
    this.library.setTaxonomy(taxonomy.categories.length > 0 ? taxonomy : this.defaultTaxonomy);
    return { facts, text, texts: [] };
  }

  private forget(uris: readonly NoteUri[]): void {
    for (const uri of uris) {
      this.seen.delete(uri);
      this.failures.delete(uri);
    }
    if (uris.length > 0) this.library.put(uris.map(uri => ({ uri })));
  }

  private failed(): Failure[] {
    const own = [...this.failures].map(([uri, message]) => ({ uri, message }));
    return [...this.found.failed, ...own];
  }

  /** The uri under which the file of a uri is read. */
  private nameOf(uri: string): NoteUri {
    return this.found.uriOf(pathOf(uri) ?? '') ?? (uri as NoteUri);
  }

  private follow(): void {
    const { folders, unwatched } = this.found;
    this.folders.follow(this.isWatching ? new Set([...folders, ...unwatched]) : unwatched);
  }
}

const unknownFormat = 'it is in no format of papers that Gloss knows';

async function addBibliographies(found: Found, paths: ReadonlySet<string>): Promise<void> {
  for (const path of paths) if (!(await found.addNamed(path))) found.missing.set(path, 'there is no such file');
}

function isSame(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every(path => b.has(path));
}

function isNews(known: FoundFile | undefined, found: FoundFile): boolean {
  return known === undefined || known.size !== found.size || known.changed !== found.changed;
}

function order(file: FoundFile): number {
  return { taxonomy: 0, library: 1, note: 2 }[kindOf(file.path) ?? 'library'];
}

/** The first bytes, so that a log or a data file of a hundred megabytes is not read for nothing. */
async function headOf(file: FoundFile): Promise<Buffer> {
  const handle = await fs.open(file.path);
  try {
    const head = Buffer.alloc(131_072);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    return head.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
