import { type Disposable, type TextEditor, window, workspace } from 'vscode';
import { isNote, isServed, served } from '../documents.ts';
import { currentSettings } from '../settings.ts';

/** A document, with the cursor's line where each line may belong to another paper. */
export interface Near {
  readonly uri: string;
  readonly line?: number;
}

/**
 * The document that the reader has open and Gloss knows: the active one, or the last one that was while it stays open,
 * so that a look into a terminal or a picture changes nothing. `onMoved` is called when it is another.
 */
export class NearDocument implements Disposable {
  private near: Near | undefined;
  private readonly disposables: Disposable[];

  constructor(private readonly onMoved: () => void) {
    this.follow(window.activeTextEditor);
    this.disposables = [
      window.onDidChangeActiveTextEditor(editor => this.follow(editor)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === window.activeTextEditor) this.follow(textEditor);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => {
        if (uri.toString() === this.near?.uri) this.move(undefined);
      }),
    ];
  }

  get now(): Near | undefined {
    return this.near;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private follow(editor: TextEditor | undefined): void {
    if (editor === undefined || !isServed(editor.document, served(currentSettings().textFiles))) return;
    const uri = editor.document.uri.toString();
    this.move(isNote(editor.document) ? { uri } : { uri, line: editor.selection.active.line });
  }

  private move(near: Near | undefined): void {
    if (near?.uri === this.near?.uri && near?.line === this.near?.line) return;
    this.near = near;
    this.onMoved();
  }
}
