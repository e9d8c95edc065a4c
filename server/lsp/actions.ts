import { type CodeAction, CodeActionKind } from 'vscode-languageserver';
import { type PaperRequest, requestName } from '../formats/paper-request.ts';
import { normalUri } from '../host/uris.ts';
import type { AddToGlossaryResult } from '../protocol.ts';
import { editOf, type TermAction } from '../queries/code-actions.ts';
import { positionAfter, workspaceEdit } from './edits.ts';
import type { Session } from './session.ts';

/** What a term's action does, in the client's form, and the place that it leads to; null where it can be done no more. */
export function editFor(s: Session, uri: string, action: TermAction): NonNullable<AddToGlossaryResult> | null {
  const normal = normalUri(uri);
  const document = s.document(normal) ?? { uri: normal, text: '' };
  const done = editOf(s.library.now, document, action, s.client.folders);
  const edit = done && workspaceEdit(s, [done.edit]);
  if (done === undefined || edit === undefined) return null;
  return { edit, place: { uri: done.edit.uri, ...positionAfter(s, done.edit, 'shown' in done ? done.shown : 0) } };
}

/** A code action with its edit, and, where the client can, a command that shows what was added. */
export function withEdit(s: Session, offered: CodeAction): CodeAction | undefined {
  const { uri, action } = offered.data as { uri: string; action: TermAction };
  const done = editFor(s, uri, action);
  if (done === null) return undefined;
  const { place } = done;
  const shows = action.kind === 'add' && s.client.commands.has('gloss.openPlace');
  const command = { title: 'Open', command: 'gloss.openPlace', arguments: [place.uri, place.line, place.character] };
  return { ...offered, edit: done.edit, ...(shows ? { command } : {}) };
}

/** The action that has the client look a paper up and add it to the library file. */
export function addAction(request: PaperRequest, { client }: Session): CodeAction {
  const name = requestName(request);
  const title = `Add ${name} to ${client.settings.libraryFile.replace(/^.*[\\/]/, '')}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    command: { title, command: 'gloss.addPaper', arguments: [addressOf(request)] },
  };
}

/** A text that `paperRequest` takes for this request. */
function addressOf(request: PaperRequest): string {
  return request.kind === 'openReview'
    ? `https://openreview.net/forum?id=${request.forum}`
    : requestName(request).replace(/^ACL /, 'acl:');
}
