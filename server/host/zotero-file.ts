import { parsedJson } from '../formats/bibliographic.ts';
import type { RecordValue } from '../formats/record-shapes.ts';
import { textOfFile, writingProblem } from './library-file.ts';
import { versionOf, writeAtomically } from './write-file.ts';

/**
 * Keeps what was read of Zotero in a JSON file, in place of what it held of Zotero before. A file that holds anything
 * else is left as it is. Gives what is wrong, or undefined where it is written.
 */
export async function writeZoteroFile(path: string, items: readonly RecordValue[]): Promise<string | undefined> {
  if (!/\.json$/i.test(path)) return `The setting gloss.zoteroFile names ${path}. Name a file that ends in .json.`;
  const version = await versionOf(path);
  const file = await textOfFile(path);
  if (typeof file === 'string') return `${path} cannot be read: ${file}.`;
  if (!isZoteros(file.text)) {
    return `${path} holds more than Zotero’s items, so it is left as it is. Name another file in gloss.zoteroFile.`;
  }
  const text = `[\n${items.map(item => JSON.stringify(item)).join(',\n')}\n]\n`;
  try {
    const isWritten = await writeAtomically(path, Buffer.from(text), version);
    return isWritten ? undefined : `${path} is being changed by another program. Try again.`;
  } catch (error) {
    return `${path} cannot be written: ${writingProblem(error)}.`;
  }
}

/** True for an empty text, and for a list of nothing but items as Zotero gives them. */
function isZoteros(text: string): boolean {
  if (text.trim() === '') return true;
  const items = parsedJson(text);
  return Array.isArray(items) && items.every(isItem);
}

function isItem(value: unknown): boolean {
  const { key, data } = (value ?? {}) as { readonly key?: unknown; readonly data?: { readonly itemType?: unknown } };
  return typeof key === 'string' && typeof data?.itemType === 'string';
}
