import type { Note, Paper, Place } from '../library/model.ts';
import { namesOfPaper } from '../snapshot/names.ts';
import { compareText, type Snapshot } from '../snapshot/snapshot.ts';
import { nameKey } from '../text/fold.ts';
import { targetsOf } from './resolve.ts';

/** A note that links to a paper, and where. */
export interface NoteMention {
  readonly note: Note;
  readonly places: readonly Place[];
}

/** Every link to a paper over all notes, by note; a link that means another thing first does not count. */
export function mentionsOfPaper(snapshot: Snapshot, paper: Paper): readonly NoteMention[] {
  const uris = new Set(namesOfPaper(paper).flatMap(name => snapshot.noteIndex.linking(nameKey(name))));
  return [...uris].sort(compareText).flatMap(uri => {
    const note = snapshot.notes.get(uri);
    if (note === undefined) return [];
    const links = note.links.filter(link => {
      const [target] = targetsOf(snapshot, uri, link);
      return target?.kind === 'paper' && target.id === paper.id;
    });
    return links.length === 0 ? [] : [{ note, places: links.map(link => ({ uri, span: link.target.span })) }];
  });
}

/** Every link to a note over all notes. */
export function mentionsOfNote(snapshot: Snapshot, note: Note, names: readonly string[]): readonly Place[] {
  const uris = new Set(names.flatMap(name => snapshot.noteIndex.linking(nameKey(name))));
  return [...uris].sort(compareText).flatMap(uri => {
    const links = snapshot.notes.get(uri)?.links ?? [];
    return links
      .filter(link => {
        const [target] = targetsOf(snapshot, uri, link);
        return target?.kind === 'note' && target.uri === note.uri;
      })
      .map(link => ({ uri, span: link.target.span }));
  });
}
