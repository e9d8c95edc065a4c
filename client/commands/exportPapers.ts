import { FileType, Uri, window, workspace } from 'vscode';
import { type ExportParams, type ExportResult, exportRequest } from '../../server/protocol.ts';
import { isNote } from '../documents.ts';
import type { Command } from '../gloss.ts';

/**
 * Writes the papers that a note, the selection in it or all notes of a folder cite into a BibTeX or CSL-JSON file, or
 * into a new document: of the resource that a menu was opened on, else of the active note.
 */
export const exportPapers: Command = async (gloss, arg) => {
  const of = await subject(arg);
  if (of === undefined) {
    void window.showInformationMessage('Open a note, or choose this in the context menu of a folder.');
    return;
  }
  const form = await window.showQuickPick(forms, { title: 'Export cited papers as' });
  const answer = form && (await gloss.server.request(exportRequest, { of, format: form.format }));
  if (form === undefined || !answer) return;
  if (answer.papers === 0) {
    void window.showInformationMessage(`There are no papers to export. ${unknownIn(answer)}`.trim());
    return;
  }
  if (form.isFile) {
    const target = await window.showSaveDialog({
      defaultUri: Uri.joinPath(folderOf(of), `references.${form.format === 'bib' ? 'bib' : 'json'}`),
      filters: form.format === 'bib' ? { BibTeX: ['bib'] } : { 'CSL-JSON': ['json'] },
    });
    if (target === undefined) return;
    await workspace.fs.writeFile(target, Buffer.from(answer.text));
    void tell(answer, target);
    return;
  }
  const language = form.format === 'bib' ? 'bibtex' : 'json';
  await window.showTextDocument(await workspace.openTextDocument({ language, content: answer.text }));
  void tell(answer);
};

const forms = [
  { label: 'BibTeX file…', format: 'bib', isFile: true },
  { label: 'CSL-JSON file…', format: 'csl', isFile: true },
  { label: 'BibTeX in a new document', format: 'bib', isFile: false },
  { label: 'CSL-JSON in a new document', format: 'csl', isFile: false },
] as const;

async function subject(arg: unknown): Promise<ExportParams['of'] | undefined> {
  const editor = window.activeTextEditor;
  const isOther = arg instanceof Uri && arg.toString() !== editor?.document.uri.toString();
  if (isOther) {
    const isFolder = ((await workspace.fs.stat(arg)).type & FileType.Directory) !== 0;
    return isFolder ? { folder: arg.toString() } : { note: arg.toString() };
  }
  if (editor === undefined || !isNote(editor.document)) return undefined;
  const { start, end, isEmpty } = editor.selection;
  const place = ({ line, character }: typeof start) => ({ line, character });
  return {
    note: editor.document.uri.toString(),
    ...(isEmpty ? {} : { range: { start: place(start), end: place(end) } }),
  };
}

function folderOf(of: ExportParams['of']): Uri {
  if ('folder' in of) return Uri.parse(of.folder);
  const note = 'note' in of ? Uri.parse(of.note) : undefined;
  const first = workspace.workspaceFolders?.[0]?.uri;
  return note?.scheme === 'file' ? Uri.joinPath(note, '..') : (first ?? Uri.file('/'));
}

/** Says how many papers were exported and what led to none, and opens the file if the reader wants. */
async function tell(answer: ExportResult, target?: Uri): Promise<void> {
  const count = answer.papers === 1 ? '1 paper' : `${answer.papers} papers`;
  const message = `Exported ${count}. ${unknownIn(answer)}`.trim();
  const chosen = await window.showInformationMessage(message, ...(target === undefined ? [] : ['Open file']));
  if (chosen !== undefined && target !== undefined) await window.showTextDocument(target);
}

function unknownIn({ unknown }: ExportResult): string {
  if (unknown.length === 0) return '';
  const shown = unknown.slice(0, 5).map(name => `“${name.slice(0, 60)}”`);
  const rest = unknown.length > 5 ? ` and ${unknown.length - 5} more` : '';
  return `Not in your library: ${shown.join(', ')}${rest}.`;
}
