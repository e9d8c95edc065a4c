import { Buffer } from 'node:buffer';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { Library } from '../server/host/library.ts';
import { readFile, readTaxonomyFile } from '../server/host/reading.ts';
import { fileUri } from '../server/host/uris.ts';
import type { NoteUri, Taxonomy } from '../server/library/model.ts';
import type { Document } from '../server/queries/document.ts';
import type { FileFacts } from '../server/snapshot/snapshot.ts';

/** A library in memory, made from a fixture, with the place that the fixture marks. */
export interface Fixture {
  readonly library: Library;
  /** The document with the cursor, else the last one. */
  readonly document: Document;
  readonly offset: number;
}

/**
 * Reads `-- name --` lines as file names, what follows each as its text, and `<|>` as the cursor. All files are open
 * documents, so that nothing is read from disk.
 */
export function fixture(marked: string, glossary?: FileFacts, taxonomy: Taxonomy = bundledTaxonomy()): Fixture {
  const library = new Library(taxonomy, glossary);
  let at: { uri: NoteUri; offset: number } | undefined;
  let last: NoteUri | undefined;
  for (const [name, text] of filesOf(marked)) {
    const uri = fileUri(`/vault/${name}`);
    const cursor = text.indexOf('<|>');
    const plain = cursor < 0 ? text : text.slice(0, cursor) + text.slice(cursor + 3);
    if (cursor >= 0) at = { uri, offset: cursor };
    addFile(library, uri, name, plain);
    last = uri;
  }
  const { uri, offset } = at ?? { uri: last!, offset: 0 };
  const open = library.document(uri)!;
  return { library, document: { uri, text: open.text, note: open.note }, offset };
}

/** Puts a file into a library as if it were on disk and open. */
export function addFile(library: Library, uri: NoteUri, name: string, text: string): void {
  if (/\.ya?ml$/.test(name)) {
    const { taxonomy, facts } = readTaxonomyFile(uri, text);
    library.setTaxonomy(taxonomy);
    library.put([{ uri, read: { facts, text, texts: [] } }]);
    return;
  }
  const read = readFile(uri, name, Buffer.from(text), library.taxonomy);
  library.put([{ uri, read }]);
  library.edit(uri, 1, text);
}

/** The files of a fixture, in order; text before the first name belongs to `note.md`. */
export function filesOf(marked: string): [name: string, text: string][] {
  const files: [string, string][] = [];
  const parts = marked.replace(/^\n/, '').split(/^-- (.+) --\n/m);
  if (parts[0]!.trim() !== '') files.push(['note.md', parts[0]!]);
  for (let i = 1; i < parts.length; i += 2) files.push([parts[i]!, parts[i + 1]!]);
  return files;
}
