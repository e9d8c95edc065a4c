import { Uri, window } from 'vscode';
import { readZoteroRequest } from '../../server/protocol.ts';
import { withProgress } from '../adding.ts';
import type { Command } from '../gloss.ts';

/** Reads the Zotero library on this computer anew into its file. */
export const importZotero: Command = async gloss => {
  const read = await withProgress(gloss, 'Reading the Zotero library', token =>
    gloss.server.request(readZoteroRequest, {}, token),
  );
  if (read?.kind === 'failed') void window.showWarningMessage(read.message);
  if (read?.kind !== 'read') return;
  const what = read.items === 1 ? 'one item' : `${read.items} items`;
  void window.showInformationMessage(`Read ${what} of Zotero into ${read.file}.`, 'Open').then(answer => {
    if (answer !== undefined) void window.showTextDocument(Uri.parse(read.uri));
  });
};
