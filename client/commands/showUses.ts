import { commands, type Location, window } from 'vscode';
import { placeOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Peeks at all uses of what stands at [uri, line, column]. */
export const showUses: Command = async (gloss, ...args) => {
  const place = placeOf(gloss, args);
  if (place === undefined) return;
  const { uri, position } = place;
  const uses = await commands.executeCommand<Location[] | undefined>('vscode.executeReferenceProvider', uri, position);
  if (uses === undefined || uses.length === 0) {
    void window.showInformationMessage('No uses found.');
    return;
  }
  await commands.executeCommand('editor.action.showReferences', uri, position, uses);
};
