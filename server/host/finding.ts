import { promises as fs } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import type { NoteUri } from '../library/model.ts';
import { exclusion, type FoundFile, foundFile, kindOf, reasonOf, walk } from './files.ts';
import { libraryPaths } from './places.ts';
import { fileUri } from './uris.ts';

/** Where files are looked for. */
export interface Places {
  /** Paths of the folders that make up the workspace. */
  readonly folders: readonly string[];
  /** Files that are read wherever they are. */
  readonly files?: readonly FoundFile[];
  /** Further files and folders, as the reader writes them in `gloss.libraries`. */
  readonly libraries: readonly string[];
  /** Globs of what is not read. */
  readonly exclude: readonly string[];
}

export interface Failure {
  readonly uri: NoteUri;
  readonly message: string;
}

/**
 * The files that there are at some places, each once: what links or settings lead to a second time keeps the name that
 * it has in the workspace.
 */
export class Found {
  readonly files = new Map<NoteUri, FoundFile>();
  /** Files that are read whatever their names are. */
  readonly named = new Set<NoteUri>();
  /** Every folder that was entered. */
  readonly folders = new Set<string>();
  /** Folders in which something may change that a client does not tell of. */
  readonly unwatched = new Set<string>();
  /** Paths at which there is nothing to read, and why, in words for the reader. */
  readonly missing = new Map<string, string>();
  readonly failed: Failure[] = [];
  private readonly roots: string[] = [];
  private readonly reals = new Map<string, NoteUri>();
  private readonly folderNames = new Map<string, string>();

  /** `workspace` has the paths of its folders, those without links in them too. */
  constructor(
    private readonly workspace: readonly string[],
    private readonly exclude: readonly string[],
  ) {}

  /** The uri under which the file at a path is or would be read; a path without links in it may lead to another name. */
  uriOf(real: string): NoteUri | undefined {
    const folder = this.folderNames.get(dirname(real));
    return this.reals.get(real) ?? (folder === undefined ? undefined : fileUri(join(folder, basename(real))));
  }

  /** True for a path below one of the folders that are read. */
  holds(path: string): boolean {
    return this.rootOf(path) !== undefined;
  }

  isExcluded(path: string): boolean {
    const root = this.rootOf(path);
    return root !== undefined && exclusion(root, this.exclude)(path);
  }

  async addFolder(root: string, cancelled: () => boolean): Promise<void> {
    this.roots.push(root);
    const { files, folders, failed } = await walk(root, exclusion(root, this.exclude), cancelled);
    for (const file of files) this.add(file);
    for (const { path, real } of folders) {
      this.folders.add(path);
      if (!this.folderNames.has(real)) this.folderNames.set(real, path);
      if (!this.isInWorkspace(real)) this.unwatched.add(path);
    }
    for (const { path, message } of failed) this.failed.push({ uri: fileUri(path), message });
  }

  add(file: FoundFile): NoteUri {
    const known = this.reals.get(file.real);
    if (known !== undefined) return known;
    const uri = fileUri(file.path);
    this.reals.set(file.real, uri);
    this.files.set(uri, file);
    if (file.real !== file.path && !this.isInWorkspace(file.real)) this.unwatched.add(dirname(file.real));
    return uri;
  }

  /** Takes the file at a path that the reader named; false where there is none. */
  async addNamed(path: string): Promise<boolean> {
    try {
      const stat = await fs.stat(path);
      if (stat.isDirectory()) this.missing.set(path, 'it is a folder');
      if (!stat.isFile()) return stat.isDirectory();
      this.named.add(this.add(foundFile(path, await fs.realpath(path), stat)));
      if (kindOf(path) === undefined || !this.isInWorkspace(path)) this.unwatched.add(dirname(path));
      return true;
    } catch {
      return false;
    }
  }

  private isInWorkspace(path: string): boolean {
    return this.workspace.some(folder => isWithin(folder, path));
  }

  private rootOf(path: string): string | undefined {
    return this.roots.filter(root => isWithin(root, path)).sort((a, b) => b.length - a.length)[0];
  }
}

/** Looks through all folders, and then at the libraries that the reader's settings name. */
export async function find(places: Places, cancelled: () => boolean): Promise<Found> {
  const real = await Promise.all(places.folders.map(folder => fs.realpath(folder).catch(() => folder)));
  const found = new Found([...places.folders, ...real], places.exclude);
  for (const folder of places.folders) await found.addFolder(folder, cancelled);
  for (const file of places.files ?? []) found.add(file);
  for (const entry of places.libraries) await addLibrary(found, entry, places.folders, cancelled);
  return found;
}

async function addLibrary(
  found: Found,
  entry: string,
  folders: readonly string[],
  cancelled: () => boolean,
): Promise<void> {
  const paths = libraryPaths(entry, folders);
  if (paths.length === 0 && entry.trim() !== '') {
    const message = 'gloss.libraries names it relative to the workspace, and no folder is open';
    found.failed.push({ uri: entry as NoteUri, message });
  }
  let reason = '';
  for (const path of paths) {
    try {
      if ((await fs.stat(path)).isDirectory()) await found.addFolder(path, cancelled);
      else if (!(await found.addNamed(path))) throw new Error('it is neither a file nor a folder');
      return;
    } catch (error) {
      reason ||= (error as { code?: string }).code === 'ENOENT' ? 'there is nothing there' : reasonOf(error);
    }
  }
  if (paths[0] === undefined) return;
  found.missing.set(paths[0], reason);
  found.failed.push({ uri: fileUri(paths[0]), message: `gloss.libraries names it, but ${reason}` });
}

function isWithin(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
