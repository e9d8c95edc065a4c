import { existsSync, promises as fs } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { appendRecords, type KeyedRecord } from '../formats/append.ts';
import { decodeFile, encodingOf } from './decode.ts';
import { reasonOf } from './files.ts';
import { versionOf, writeAtomically } from './write-file.ts';

/** What came of adding papers to a file. */
export type Addition =
  | {
      readonly kind: 'added';
      /** Zero-based line on which the first of them begins. */
      readonly line: number;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** The path that a setting names: absolute, from `~`, or in the first folder; undefined where there is no folder. */
export function settledPath(named: string, folders: readonly string[]): string | undefined {
  const home = /^~(?:[\\/]|$)/.test(named) ? join(homedir(), named.slice(1)) : named;
  if (isAbsolute(home)) return resolve(home);
  return folders[0] === undefined ? undefined : resolve(folders[0], home);
}

/** Those of some files that are there and in none of the folders. */
export function presentOutside(paths: readonly string[], folders: readonly string[]): readonly string[] {
  const isInside = (path: string) =>
    folders.some(folder => {
      const way = relative(folder, path);
      return !isAbsolute(way) && way.split(sep)[0] !== '..';
    });
  return paths.filter(path => !isInside(path) && existsSync(path));
}

/** The text of a file, empty where it is not there; the reason where it cannot be read. */
export async function textOfFile(path: string): Promise<{ readonly bytes: Buffer; readonly text: string } | string> {
  try {
    const bytes = await fs.readFile(path);
    return { bytes, text: decodeFile(bytes).text };
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return { bytes: Buffer.alloc(0), text: '' };
    return reasonOf(error);
  }
}

/**
 * Adds papers to the end of a library file in its own format; every byte that is there stays. What others write into the
 * file meanwhile is read anew.
 */
export async function addToFile(path: string, records: readonly KeyedRecord[]): Promise<Addition> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const addition = await addOnce(path, records);
    if (addition !== undefined) return addition;
  }
  return { kind: 'failed', message: `${path} is being changed by another program. Try again.` };
}

const tries = 5;

/** Undefined where the file has changed since it was read, and nothing was written. */
async function addOnce(path: string, records: readonly KeyedRecord[]): Promise<Addition | undefined> {
  const version = await versionOf(path);
  const file = await textOfFile(path);
  if (typeof file === 'string') return { kind: 'failed', message: `${path} cannot be read: ${file}.` };
  const append = appendRecords(path, file.text, records);
  if (append.kind === 'problem') return { kind: 'failed', message: append.message };
  const at = file.bytes.length === 0 ? 0 : decodeFile(file.bytes).byteAt(append.offset);
  const inserted = encoded(append.text, file.bytes);
  try {
    const bytes = Buffer.concat([file.bytes.subarray(0, at), inserted, file.bytes.subarray(at)]);
    if (!(await writeAtomically(path, bytes, version))) return undefined;
  } catch (error) {
    return { kind: 'failed', message: `${path} cannot be written: ${writingProblem(error)}.` };
  }
  return { kind: 'added', line: lineOf(file.text, append) };
}

/** The line on which what was put in begins, past the empty lines before it. */
export function lineOf(
  text: string,
  { offset, text: added }: { readonly offset: number; readonly text: string },
): number {
  const before = text.slice(0, offset) + /^[\s,]*/.exec(added)![0];
  return before.split('\n').length - 1;
}

/** Text in the encoding of a file. */
function encoded(text: string, bytes: Buffer): Buffer {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf8') return Buffer.from(text);
  const units = Buffer.from(text, 'utf16le');
  return encoding === 'utf16be' ? units.swap16() : units;
}

export function writingProblem(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'no permission to write there';
  if (code === 'ENOSPC') return 'the disk is full';
  return reasonOf(error);
}
