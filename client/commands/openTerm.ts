import { Uri, window } from 'vscode';
import { termRequest } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';
import { selectionAt, TermRow } from '../term-row.ts';

/** Opens the place where the term of a row is defined or, where nothing defines it, first used. */
export const openTerm: Command = async (gloss, row) => {
  if (!(row instanceof TermRow)) return;
  const term = await gloss.server.request(termRequest, { term: row.node.term });
  if (term?.place === undefined) {
    void window.showInformationMessage(`Nothing defines or uses ${row.node.label}.`);
    return;
  }
  await window.showTextDocument(Uri.parse(term.place.uri), { preview: false, selection: selectionAt(term.place) });
};
