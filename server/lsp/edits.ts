import type { TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver';
import { normalUri } from '../host/uris.ts';
import type { FileEdit } from '../queries/file-edit.ts';
import { lineStarts } from '../text/lines.ts';
import { rangeOf } from './convert.ts';
import type { Session } from './session.ts';

/**
 * Edits as the client takes them. A file that is to be made must not be there: one that Gloss does not read would be
 * written over, so the client refuses the whole edit then; undefined where a file has to be made and the client cannot do that, or where a file
 * cannot be read any more.
 */
export function workspaceEdit(session: Session, edits: readonly FileEdit[]): WorkspaceEdit | undefined {
  const { client, library } = session;
  const byFile = new Map<string, FileEdit[]>();
  for (const edit of edits) byFile.set(edit.uri, [...(byFile.get(edit.uri) ?? []), edit]);
  if (!client.makesFiles && edits.some(({ creates }) => creates)) return undefined;
  const changes: Record<string, TextDocumentEdit['edits']> = {};
  for (const [uri, own] of byFile) {
    const text = own[0]!.creates ? '' : (library.document(normalUri(uri))?.text ?? library.now.source(uri));
    if (text === undefined) return undefined;
    const lined = { text, lines: lineStarts(text) };
    changes[uri] = own.map(edit => ({ range: rangeOf(lined, edit.span, client.encoding), newText: edit.text }));
  }
  if (!client.makesFiles) return { changes } as WorkspaceEdit;
  return {
    documentChanges: Object.entries(changes).flatMap(([uri, edits]) => [
      ...(byFile.get(uri)![0]!.creates ? [{ kind: 'create' as const, uri }] : []),
      { textDocument: { uri, version: library.document(normalUri(uri))?.version ?? null }, edits },
    ]),
  };
}

/** Where `offset` of an edit's text stands once the edit is made, by line and UTF-16 column. */
export function positionAfter(session: Session, { uri, span, text, creates }: FileEdit, offset: number) {
  const before = creates
    ? ''
    : (session.library.document(normalUri(uri))?.text ?? session.library.now.source(uri) ?? '');
  const whole = before.slice(0, span.start) + text.slice(0, offset);
  const lines = lineStarts(whole);
  return { line: lines.length - 1, character: whole.length - lines.at(-1)! };
}
