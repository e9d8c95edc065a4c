import { promises as fs, type Stats } from 'node:fs';
import { join } from 'node:path';
import picomatch from 'picomatch';

/** A file as the walk found it; `size` in bytes, `changed` in milliseconds since 1970. */
export interface FoundFile {
  readonly path: string;
  /** The path with no link in it; files are the same where this is. */
  readonly real: string;
  readonly size: number;
  readonly changed: number;
}

export interface WalkResult {
  readonly files: readonly FoundFile[];
  /** Every folder that was entered, for watching; `real` has no link in it. */
  readonly folders: readonly { readonly path: string; readonly real: string }[];
  /** What could not be listed, with the reason. */
  readonly failed: readonly { readonly path: string; readonly message: string }[];
}

const skippedFolders = new Set([
  'node_modules',
  '.git',
  '.hg',
  '.svn',
  '.venv',
  'venv',
  '.obsidian',
  '.vscode-test',
  '__pycache__',
  '.cache',
  '.trash',
]);
const notePattern = /\.(?:md|markdown|mdown|mkd|qmd)$/i;
const libraryPattern = /\.(?:txt|text|jsonl|ndjson|json|bib|ris|yaml|yml|xml|atom)$/i;
const taxonomyPattern = /(?:^|[\\/])gloss-taxonomy\.ya?ml$/i;

/** What a file can be by its name alone; undefined for a file that is never read. */
export function kindOf(path: string): 'note' | 'library' | 'taxonomy' | undefined {
  if (notePattern.test(path)) return 'note';
  if (taxonomyPattern.test(path)) return 'taxonomy';
  return libraryPattern.test(path) ? 'library' : undefined;
}

/** Tells whether a path below `root` is left out, by the built-in folders and by globs such as VS Code's `files.exclude`. */
export function exclusion(root: string, globs: readonly string[]): (path: string) => boolean {
  const matches = globs.flatMap(glob => matcher(glob));
  return path => {
    const relative = path.startsWith(root) ? path.slice(root.length).replace(/\\/g, '/').replace(/^\/+/, '') : path;
    if (relative.split('/').some(part => skippedFolders.has(part))) return true;
    return matches.some(match => match(relative));
  };
}

/**
 * Every file below `root` that may be a note, a library or a taxonomy, sorted by path, those reached without a link
 * first. A folder reached twice, as through a link that leads back, is entered once, by its own path if it has one here.
 */
export async function walk(
  root: string,
  isExcluded: (path: string) => boolean,
  cancelled: () => boolean,
): Promise<WalkResult> {
  const files: FoundFile[] = [];
  const folders: { path: string; real: string }[] = [];
  const failed: { path: string; message: string }[] = [];
  const entered = new Set<string>();
  const waiting = [root];
  const linked: string[] = [];
  const next = () => waiting.pop() ?? linked.shift();
  for (let folder = next(); folder !== undefined && !cancelled(); folder = next()) {
    try {
      const real = await fs.realpath(folder);
      if (entered.has(real)) continue;
      entered.add(real);
      folders.push({ path: folder, real });
      for (const entry of await fs.readdir(folder, { withFileTypes: true })) {
        const path = join(folder, entry.name);
        if (isExcluded(path)) continue;
        if (entry.isDirectory()) waiting.push(path);
        else if (entry.isSymbolicLink() || (entry.isFile() && kindOf(path) !== undefined)) {
          const stat = await fs.stat(path).catch(() => undefined);
          if (stat?.isDirectory()) linked.push(path);
          else if (stat?.isFile() && kindOf(path) !== undefined) {
            const own = join(real, entry.name);
            files.push(foundFile(path, entry.isSymbolicLink() ? await fs.realpath(path) : own, stat));
          }
        }
      }
    } catch (error) {
      failed.push({ path: folder, message: reasonOf(error) });
    }
  }
  const isLinked = (file: FoundFile) => Number(file.path !== file.real);
  files.sort((a, b) => isLinked(a) - isLinked(b) || (a.path < b.path ? -1 : 1));
  return { files, folders, failed };
}

/** The file at a path, as the system describes it. */
export function foundFile(path: string, real: string, { size, mtimeMs }: Stats): FoundFile {
  return { path, real, size, changed: mtimeMs };
}

/** What went wrong with a file, in words for its reader. */
export function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === 'EACCES' || code === 'EPERM') return 'no permission to read it';
  if (code === 'ENOENT') return 'it is not there any more';
  if (code === 'ELOOP') return 'its links lead in a circle';
  return error instanceof Error ? error.message : String(error);
}

function matcher(glob: string): ((path: string) => boolean)[] {
  try {
    const match = picomatch([glob, `${glob}/**`], { dot: true, nonegate: true });
    return [path => match(path)];
  } catch {
    return [];
  }
}
