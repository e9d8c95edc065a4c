import { posix, win32 } from 'node:path';
import { commands, env, Uri, window } from 'vscode';
import { paperOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Opens the PDF of a paper, in the browser or from the disk. Only a click gets here; the address is the record's. */
export const openPdf: Command = async (gloss, arg) => {
  const paper = await paperOf(gloss, arg, 'Open PDF');
  if (paper === undefined) return;
  const target = paper.pdf === undefined ? undefined : pdfTarget(paper.pdf);
  if (target !== undefined) {
    await (target.scheme === 'file' ? commands.executeCommand('vscode.open', target) : env.openExternal(target));
    return;
  }
  const choice = await window.showInformationMessage(`No PDF is known for ${paper.shortName}.`, 'Open on the Web');
  if (choice !== undefined) await commands.executeCommand('gloss.openOnWeb', paper.id);
};

/** A web address, or an absolute path on this machine to a file that is named like a PDF; nothing else is opened. */
function pdfTarget(pdf: string): Uri | undefined {
  if (/^https?:\/\//i.test(pdf)) return Uri.parse(pdf);
  const path = /^file:\/\/\//i.test(pdf) ? Uri.parse(pdf).fsPath : pdf;
  const isAbsolute = process.platform === 'win32' ? /^[a-z]:[\\/]/i.test(path) : posix.isAbsolute(path);
  const name = process.platform === 'win32' ? win32.basename(path) : posix.basename(path);
  return isAbsolute && name.toLowerCase().endsWith('.pdf') && !path.startsWith('//') ? Uri.file(path) : undefined;
}
