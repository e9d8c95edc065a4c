import { existsSync } from 'node:fs';
import { join } from 'node:path';
import glossary from '../../seeds/glossary.md';
import taxonomy from '../../seeds/taxonomy.yaml';
import { readNote } from '../formats/note.ts';
import { readTaxonomy } from '../formats/taxonomy.ts';
import type { Taxonomy } from '../library/model.ts';
import type { FileFacts } from '../snapshot/snapshot.ts';
import { fileUri } from './uris.ts';

/** The taxonomy that stands where the workspace has none of its own. */
export function bundledTaxonomy(): Taxonomy {
  return readTaxonomy(taxonomy).taxonomy;
}

/** The bundled glossary. Its entries lead to the file where it is installed beside the program. */
export function bundledGlossary(programFolder: string): FileFacts {
  const path = join(programFolder, '..', 'seeds', 'glossary.md');
  const uri = existsSync(path) ? fileUri(path) : 'gloss:/glossary.md';
  const note = readNote(fileUri('/glossary.md'), glossary);
  const definitions = note.definitions.map(definition => ({
    ...definition,
    role: 'bundled' as const,
    place: { uri, span: definition.place.span },
  }));
  // A name of its own: the file may also be in the workspace, and is then the user's.
  return { uri: `bundled:${uri}`, records: [], definitions, problems: [], lines: note.lines };
}
