import {
  commands,
  type Disposable,
  EventEmitter,
  type TreeDataProvider,
  type TreeItem,
  type TreeView,
  window,
} from 'vscode';
import { type RelatedParams, type RelatedResult, relatedRequest } from '../../server/protocol.ts';
import { isServed, served } from '../documents.ts';
import { later } from '../later.ts';
import { PaperRow, paperItem, withTooltip } from '../row.ts';
import type { Server } from '../server.ts';
import { currentSettings } from '../settings.ts';

const nothing: RelatedResult = { about: '', papers: [] };

/** Papers related to the paragraph under the cursor, to the paper whose page is read, or to one that was pinned. */
export class RelatedView implements TreeDataProvider<PaperRow>, Disposable {
  private readonly changes = new EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  readonly tree: TreeView<PaperRow>;
  private shown = nothing;
  private why = new Map<string, string>();
  private pinned: string | undefined;
  /** What was asked last, and how often the library has changed: the same again would get the same answer. */
  private asked = '';
  private revision = 0;
  private readonly disposables: Disposable[];

  constructor(private readonly server: Server) {
    this.tree = window.createTreeView('gloss.related', { treeDataProvider: this });
    const follow = later(200, () => this.follow());
    this.disposables = [
      this.changes,
      this.tree,
      follow,
      server.onChanged(() => {
        this.revision++;
        follow();
      }),
      window.onDidChangeActiveTextEditor(follow),
      window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === window.activeTextEditor && follow()),
      this.tree.onDidChangeVisibility(({ visible }) => visible && follow()),
    ];
  }

  /** Shows what is related to one paper, in the foreground, until another is pinned or the view is told to follow. */
  async pin(id: string): Promise<void> {
    this.setPinned(id);
    await commands.executeCommand('gloss.related.focus');
    await this.follow();
  }

  async unpin(): Promise<void> {
    this.setPinned(undefined);
    await this.follow();
  }

  async focus(): Promise<void> {
    await commands.executeCommand('gloss.related.focus');
    await this.unpin();
  }

  refresh(): void {
    this.revision++;
    void this.follow();
  }

  getChildren(parent?: PaperRow): PaperRow[] {
    if (parent !== undefined) return [];
    return this.shown.papers.map(({ paper }) => new PaperRow(paper.id, paper));
  }

  getTreeItem(row: PaperRow): TreeItem {
    return paperItem(row, shortened(row.paper.shortName), this.why.get(row.paper.id) ?? '');
  }

  getParent(): undefined {
    return undefined;
  }

  resolveTreeItem(item: TreeItem, row: PaperRow): TreeItem {
    return withTooltip(item, row);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private setPinned(id: string | undefined): void {
    this.pinned = id;
    void commands.executeCommand('setContext', 'gloss.relatedPinned', id !== undefined);
  }

  private async follow(): Promise<void> {
    if (!this.tree.visible) return;
    const params = this.params();
    if (params === undefined) return;
    const { question, version } = params;
    const asked = JSON.stringify([question, version, this.revision]);
    if (asked === this.asked) return;
    this.asked = asked;
    const answer = await this.server.request(relatedRequest, question);
    if (asked !== this.asked) return;
    if (answer === undefined) this.asked = '';
    this.show(answer ?? nothing);
  }

  /** Undefined where the active editor is none that the server answers for: then the list stays as it is. */
  private params(): { readonly question: RelatedParams; readonly version?: number } | undefined {
    if (this.pinned !== undefined) return { question: { paper: this.pinned } };
    const editor = window.activeTextEditor;
    if (editor === undefined || !isServed(editor.document, served(currentSettings().textFiles))) return undefined;
    const { line, character } = editor.selection.active;
    return {
      question: { uri: editor.document.uri.toString(), line, character },
      version: editor.document.version,
    };
  }

  private show(result: RelatedResult): void {
    if (JSON.stringify(result) === JSON.stringify(this.shown)) return;
    this.shown = result;
    this.why = new Map(result.papers.map(({ paper, why }) => [paper.id, why]));
    this.tree.description = result.about;
    this.changes.fire(undefined);
  }
}

/** A name of at most 36 characters, cut at a word, so that the reason after it is seen in a side bar of usual width. */
function shortened(name: string): string {
  if (name.length <= 36) return name;
  const cut = name.slice(0, 35);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 20)).replace(/[\s,:;–-]+$/, '')}…`;
}
