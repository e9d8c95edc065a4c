import { appendRecords } from '../formats/append.ts';
import { addToFile, lineOf, settledPath, textOfFile } from '../host/library-file.ts';
import { fileUri, normalUri, pathOf } from '../host/uris.ts';
import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { AddPapersParams, AddPapersResult } from '../protocol.ts';
import { newRecords } from '../queries/new-records.ts';
import { paperCard } from '../queries/paper-card.ts';
import { fileName } from '../snapshot/names.ts';
import { workspaceEdit } from './edits.ts';
import type { Session } from './session.ts';

/**
 * Adds what is new of some records to the reader's library file, on disk; where it is open and not saved, gives the edit
 * that adds them there instead, so that nothing that was typed is lost.
 */
export async function addPapers(
  s: Session,
  { records, completes }: AddPapersParams,
  reread: (uri: string) => void,
): Promise<AddPapersResult> {
  const { libraryFile, keyPattern } = s.client.settings;
  const path = settledPath(libraryFile, foldersOf(s));
  if (path === undefined) return { kind: 'failed', message: noFolder('libraryFile') };
  const uri = fileUri(path);
  const { fresh, owned } = newRecords(s.library.now, records.filter(isRecord), keyPattern, completes === true);
  const done = {
    kind: 'added',
    papers: fresh.map(({ key, record }) => ({ key, title: record.title })),
    owned: owned.map(paper => paperCard(s.library.now, paper)),
    uri,
    file: fileName(uri),
  } as const;
  if (fresh.length === 0) return { ...done, line: 0 };
  const open = s.library.document(normalUri(uri));
  const file = open && (await textOfFile(path));
  if (open !== undefined && typeof file !== 'string' && file?.text !== open.text) {
    const append = appendRecords(path, open.text, fresh);
    if (append.kind === 'problem') return { kind: 'failed', message: append.message };
    const span = { start: append.offset, end: append.offset };
    const edit = workspaceEdit(s, [{ uri, span, text: append.text }]);
    if (edit === undefined) return { kind: 'failed', message: `${path} has changed meanwhile. Try again.` };
    return { ...done, line: lineOf(open.text, append), edit };
  }
  const addition = await addToFile(path, fresh);
  if (addition.kind === 'failed') return addition;
  reread(uri);
  return { ...done, line: addition.line };
}

function isRecord(value: object): value is BibliographicRecord {
  const { title, authors, keywords, type } = value as Partial<Record<string, unknown>>;
  return typeof title === 'string' && typeof type === 'string' && Array.isArray(authors) && Array.isArray(keywords);
}

/** Why a file that a setting names has no place. */
export function noFolder(setting: string): string {
  return `There is no folder to write to. Open a folder, or give gloss.${setting} a whole path.`;
}

/** The paths of the workspace's folders. */
export function foldersOf({ client }: Session): string[] {
  return client.folders.flatMap(uri => pathOf(uri) ?? []);
}
