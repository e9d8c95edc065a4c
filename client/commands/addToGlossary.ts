import { Position, Range, Uri, window } from 'vscode';
import { type AddToGlossaryParams, addToGlossaryRequest } from '../../server/protocol.ts';
import { placeOrCursor } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Adds the term at the cursor, or a [label] that nothing defines, to the nearest glossary, and shows the entry there. */
export const addToGlossary: Command = async (gloss, ...args) => {
  const params = paramsOf(gloss, args);
  if (params === undefined) return;
  const answer = await gloss.server.request(addToGlossaryRequest, params);
  if (!answer || !(await gloss.server.applyEdit(answer.edit))) {
    void window.showInformationMessage('Put the cursor on a term that your glossary does not have yet.');
    return;
  }
  const { uri, line, character } = answer.place;
  const position = new Position(line, character);
  await window.showTextDocument(Uri.parse(uri), { selection: new Range(position, position) });
};

function paramsOf(gloss: Parameters<Command>[0], args: readonly unknown[]): AddToGlossaryParams | undefined {
  const [label] = args;
  if (args.length === 1 && typeof label === 'string' && label !== '' && label.length <= 200) {
    return { label, ...(window.activeTextEditor ? { near: window.activeTextEditor.document.uri.toString() } : {}) };
  }
  const place = placeOrCursor(gloss, args);
  return place && { uri: place.uri.toString(), line: place.position.line, character: place.position.character };
}
