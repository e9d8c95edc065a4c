import {
  type Disposable,
  type Position,
  Range,
  type TextEditor,
  type Uri,
  type ViewColumn,
  window,
  workspace,
} from 'vscode';
import { isNote } from './documents.ts';

/** Where a link goes: the cursor of the note that was edited last, also after the reader has moved on to a page. */
export class Insertion implements Disposable {
  private last: { uri: Uri; cursor: Position; column: ViewColumn | undefined } | undefined;
  private readonly listeners = [
    window.onDidChangeActiveTextEditor(editor => this.remember(editor)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => this.remember(textEditor)),
  ];

  constructor() {
    this.remember(window.activeTextEditor);
  }

  /** Inserts `text` as one edit, which one undo takes back; says how to help where there is no note. */
  async insert(text: string): Promise<void> {
    const editor = await this.editor();
    if (editor === undefined) {
      void window.showInformationMessage('Open a note and put the cursor where it should go.');
      return;
    }
    await editor.edit(edit => edit.insert(editor.selection.active, text));
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private remember(editor: TextEditor | undefined): void {
    if (editor === undefined || !isNote(editor.document)) return;
    this.last = { uri: editor.document.uri, cursor: editor.selection.active, column: editor.viewColumn };
  }

  private async editor(): Promise<TextEditor | undefined> {
    const { last } = this;
    if (last === undefined) return undefined;
    const uri = last.uri.toString();
    const visible = window.visibleTextEditors.filter(editor => editor.document.uri.toString() === uri);
    const shown = visible.find(editor => editor.viewColumn === last.column) ?? visible[0];
    if (shown !== undefined) return shown;
    const document = workspace.textDocuments.find(open => open.uri.toString() === uri && !open.isClosed);
    if (document === undefined) return undefined;
    return window.showTextDocument(document, {
      preserveFocus: true,
      preview: false,
      selection: document.validateRange(new Range(last.cursor, last.cursor)),
      ...(last.column === undefined ? {} : { viewColumn: last.column }),
    });
  }
}
