import type { Definition, NoteUri, Sense } from '../library/model.ts';
import { noteName, shortName } from '../snapshot/names.ts';
import { type Papers, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { nameKey, type TermKey, termKey } from '../text/fold.ts';
import { foldersAbove } from './glossary-scope.ts';

/** The names of a folder's glossary that are looked for, the one that is made first. */
export const glossaryNames = ['glossary.md', 'Glossary.md', 'GLOSSARY.md'] as const;

/** What a term is said to mean where the file stands: by the note itself, else by the `glossary.md` of the nearest folder. */
export function pinnedMeaning(snapshot: Pick<Snapshot, 'notes'>, file: string, key: TermKey): string | undefined {
  const uris = [file, ...foldersAbove(file).flatMap(folder => glossaryNames.map(name => folder + name))];
  for (const uri of uris) {
    const pin = snapshot.notes.get(uri as NoteUri)?.pins.find(({ label }) => termKey(label.text) === key);
    if (pin !== undefined) return pin.meaning.text;
  }
  return undefined;
}

/**
 * True where a pin's meaning names the sense: by an expansion or another name than the pinned one, by a paper's id, title
 * or short name, by its source, or by the first words of a definition.
 */
export function isPinned(snapshot: Papers, sense: Sense, key: TermKey, meaning: string): boolean {
  const wanted = nameKey(meaning);
  const term = termKey(meaning);
  return sense.definitions.some(definition => {
    const paper = definition.paper === undefined ? undefined : paperOf(snapshot, definition.paper);
    const sources = paper ? [paper.id, paper.title, shortName(paper)] : [sourceOf(definition)];
    return (
      otherNames(definition, key).some(name => termKey(name) === term) ||
      sources.some(name => nameKey(name) === wanted) ||
      (definition.definition !== '' && openingOf(definition.definition) === meaning)
    );
  });
}

/** What a pin of `key` calls the sense, so that `isPinned` finds it again: what it stands for, else where it is from. */
export function pinMeaning(snapshot: Papers, sense: Sense, key: TermKey): string {
  const name = [sense.expansion ?? '', sense.label].find(one => one !== '' && termKey(one) !== key);
  if (name !== undefined) return name;
  const paper = sense.from.paper === undefined ? undefined : paperOf(snapshot, sense.from.paper);
  if (paper) return shortName(paper);
  return sense.definition === '' ? sourceOf(sense.from) : openingOf(sense.definition);
}

function otherNames({ label, aliases, expansion }: Definition, key: TermKey): readonly string[] {
  return [label, ...aliases, expansion ?? ''].filter(name => name !== '' && termKey(name) !== key);
}

function openingOf(definition: string): string {
  return definition
    .split(/\s+/)
    .slice(0, 6)
    .join(' ')
    .replace(/[.,;:…]+$/, '');
}

function sourceOf({ source, place }: Definition): string {
  return source ?? noteName(place.uri);
}
