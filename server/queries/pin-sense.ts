import { withFrontEntry } from '../formats/front-edit.ts';
import type { NoteUri } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Document } from './document.ts';
import type { FileEdit } from './file-edit.ts';
import { folderOf, homeOf } from './glossary-scope.ts';
import { glossaryNames } from './pins.ts';

/** What a pin holds for: one note, or a folder with all below it. */
export type PinScope = 'note' | 'folder';

/** The scopes that a pin can have from a document: a paper's page is no note, and a new note is in no folder yet. */
export function scopesOf(snapshot: Snapshot, { uri }: Pick<Document, 'uri'>): readonly PinScope[] {
  const isNote = snapshot.notes.get(uri as NoteUri) !== undefined || uri.startsWith('untitled:');
  return [
    ...(isNote ? ['note' as const] : []),
    ...(homeOf(snapshot, uri).startsWith('file:') ? ['folder' as const] : []),
  ];
}

/**
 * The edit after which `label` means `meaning` in a note, or in the folder of a document and below: a line of front matter,
 * in the note or in the folder's `glossary.md`, which is made where there is none. Undefined where the file cannot take it.
 */
export function pinSense(
  snapshot: Snapshot,
  document: Pick<Document, 'uri' | 'text'>,
  { label, meaning, scope }: { readonly label: string; readonly meaning: string; readonly scope: PinScope },
): FileEdit | undefined {
  const uri = scope === 'note' ? document.uri : glossaryIn(snapshot, folderOf(homeOf(snapshot, document.uri)));
  const isNew = scope === 'folder' && snapshot.notes.get(uri as NoteUri) === undefined;
  const text = uri === document.uri ? document.text : isNew ? '' : snapshot.source(uri);
  const edit = text === undefined ? undefined : withFrontEntry(text, 'senses', label, meaning);
  return edit && { ...edit, uri, ...(isNew ? { creates: true } : {}) };
}

function glossaryIn(snapshot: Snapshot, folder: string): string {
  const known = glossaryNames.find(name => snapshot.notes.get((folder + name) as NoteUri));
  return folder + (known ?? glossaryNames[0]);
}
