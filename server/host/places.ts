import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Note, NoteUri, Problem } from '../library/model.ts';
import { pathOf } from './uris.ts';

/**
 * The absolute paths that an entry of `gloss.libraries` may mean: absolute, below `~`, below `${workspaceFolder}`, or
 * relative to a folder of the workspace; then one for each of `folders`. None where it needs a folder and there is none.
 */
export function libraryPaths(entry: string, folders: readonly string[], home = homedir()): readonly string[] {
  const written = entry.trim();
  if (written === '') return [];
  if (/^~(?:[\\/]|$)/.test(written)) return [join(home, written.slice(1))];
  if (folderVariable.test(written)) return folders.map(folder => join(folder, written.replace(folderVariable, '')));
  return isAbsolute(written) ? [resolve(written)] : folders.map(folder => resolve(folder, written));
}

/** The absolute path of a file that a note's `bibliography` names, relative to the note; undefined for a web address. */
export function bibliographyPath(note: NoteUri, written: string, home = homedir()): string | undefined {
  const path = pathOf(note);
  if (path === undefined || /^[a-z][a-z+.-]+:\/\//i.test(written)) return undefined;
  return /^~[\\/]/.test(written) ? join(home, written.slice(1)) : resolve(dirname(path), written);
}

/** The absolute paths of all files that the `bibliography` of notes names. */
export function bibliographyPaths(notes: Iterable<Note>): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { uri, bibliographies } of notes) {
    for (const { text } of bibliographies) {
      const path = bibliographyPath(uri, text);
      if (path !== undefined) paths.add(path);
    }
  }
  return paths;
}

/** What is wrong with the `bibliography` of notes: `faults` tells it for paths, in words for the reader. */
export function bibliographyProblems(
  notes: Iterable<Note>,
  faults: ReadonlyMap<string, string>,
): ReadonlyMap<NoteUri, readonly Problem[]> {
  const problems = new Map<NoteUri, readonly Problem[]>();
  if (faults.size === 0) return problems;
  for (const { uri, bibliographies } of notes) {
    const own = bibliographies.flatMap(({ text, span }): Problem[] => {
      const fault = faults.get(bibliographyPath(uri, text) ?? '');
      if (fault === undefined) return [];
      const message = `This bibliography is not read: ${fault}.`;
      return [{ span, message, code: 'bibliography', severity: 'warning' }];
    });
    if (own.length > 0) problems.set(uri, own);
  }
  return problems;
}

const folderVariable = /^\$\{workspaceFolder\}/;
