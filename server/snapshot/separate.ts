import type { PaperRecord } from '../library/model.ts';
import { fileName } from './names.ts';

/** What the reader calls a record by, to keep it apart: its file's name and its id, "refs.bib#hu2021lora". */
export function recordName({ from, id }: PaperRecord): string {
  return `${fileName(from.uri)}#${id}`;
}

/**
 * Tells whether a record is one of those that names mean: an id or a citation key, wherever it stands, or one after the
 * end of a file's path and `#`, as `recordName` has it.
 */
export function isNamedBy(names: readonly string[]): (record: PaperRecord) => boolean {
  const anywhere = new Set(names);
  const inFiles = new Map<string, string[]>();
  for (const name of names) {
    const at = name.indexOf('#');
    if (at <= 0) continue;
    const id = name.slice(at + 1);
    inFiles.set(id, [...(inFiles.get(id) ?? []), name.slice(0, at).replace(/\\/g, '/')]);
  }
  if (anywhere.size === 0) return () => false;
  return ({ id, key, from }) => {
    if (anywhere.has(id) || (key !== undefined && anywhere.has(key))) return true;
    const files = inFiles.get(id) ?? inFiles.get(key ?? '');
    return files?.some(file => `/${pathOf(from.uri)}`.endsWith(`/${file.replace(/^\/+/, '')}`)) ?? false;
  };
}

function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^file:\/\//, ''));
  } catch {
    return uri;
  }
}
