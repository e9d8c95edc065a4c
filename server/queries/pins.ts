import type { NoteUri, Sense } from '../library/model.ts';
import { noteName, shortName } from '../snapshot/names.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
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

/** True where a pin's meaning names the sense: by an expansion, a paper's id, title or short name, or its source. */
export function isPinned(snapshot: Pick<Snapshot, 'records'>, sense: Sense, meaning: string): boolean {
  const wanted = nameKey(meaning);
  const expansion = termKey(meaning);
  return sense.definitions.some(definition => {
    const paper = definition.paper === undefined ? undefined : paperOf(snapshot, definition.paper);
    const names = paper ? [paper.id, paper.title, shortName(paper)] : [sourceOf(definition)];
    return (
      (definition.expansion !== undefined && termKey(definition.expansion) === expansion) ||
      names.some(name => nameKey(name) === wanted)
    );
  });
}

/** What a pin calls the sense, so that `isPinned` finds it again: its expansion, else the paper or file that it is from. */
export function pinMeaning(snapshot: Pick<Snapshot, 'records'>, sense: Sense): string {
  const paper = sense.from.paper === undefined ? undefined : paperOf(snapshot, sense.from.paper);
  return sense.expansion ?? (paper ? shortName(paper) : sourceOf(sense.from));
}

function sourceOf({ source, place }: Sense['from']): string {
  return source ?? noteName(place.uri);
}
