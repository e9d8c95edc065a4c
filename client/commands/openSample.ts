import { commands, type ExtensionContext, FileSystemError, FileType, Uri, window, workspace } from 'vscode';
import type { Command } from '../gloss.ts';

const library = 'daily-papers-fine-tuning.txt';
const startHere = 'Start here.md';
const pending = 'gloss.sampleOpened';

/** Opens the sample library in a window of its own: a copy that readers may change, made where there is none yet. */
export const openSample: Command = async ({ context }) => {
  const folder = await sampleCopy(context);
  await context.globalState.update(pending, true);
  await commands.executeCommand('vscode.openFolder', folder, {
    forceNewWindow: workspace.workspaceFolders !== undefined,
  });
};

/** In the window that `openSample` has just opened, shows the note that leads through the first things to try. */
export async function welcomeToSample(context: ExtensionContext): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (!context.globalState.get(pending) || folder?.toString() !== sampleFolder(context).toString()) return;
  await context.globalState.update(pending, undefined);
  const note = Uri.joinPath(folder, startHere);
  if (await exists(note)) await window.showTextDocument(note, { preview: false });
}

function sampleFolder(context: ExtensionContext): Uri {
  return Uri.joinPath(context.globalStorageUri, 'sample');
}

async function sampleCopy(context: ExtensionContext): Promise<Uri> {
  const folder = sampleFolder(context);
  if (await exists(folder)) return folder;
  const seeds = Uri.joinPath(context.extensionUri, 'seeds');
  const notes = Uri.joinPath(seeds, 'notes');
  await workspace.fs.createDirectory(folder);
  for (const [name, type] of await entries(notes)) {
    if (type === FileType.File) await workspace.fs.copy(Uri.joinPath(notes, name), Uri.joinPath(folder, name));
  }
  await workspace.fs.copy(Uri.joinPath(seeds, library), Uri.joinPath(folder, library));
  return folder;
}

async function entries(folder: Uri): Promise<[string, FileType][]> {
  return (await exists(folder)) ? workspace.fs.readDirectory(folder) : [];
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError) return false;
    throw error;
  }
}
