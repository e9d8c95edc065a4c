import {
  commands,
  type Disposable,
  EventEmitter,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import { revealRequest, type TreeNode, type TreeResult, treeRequest } from '../../server/protocol.ts';
import { isServed, served } from '../documents.ts';
import { later } from '../later.ts';
import { PaperRow, paperItem, withTooltip } from '../row.ts';
import type { Server } from '../server.ts';
import { currentSettings } from '../settings.ts';
import { isMore, type MoreRow, moreItem, Paging } from './paging.ts';

interface CategoryRow {
  readonly kind: 'category';
  readonly key: string;
  readonly node: TreeNode & { kind: 'category' };
  readonly parent?: CategoryRow | undefined;
}
type More = MoreRow<CategoryRow>;
type Row = CategoryRow | More | PaperRow;

const fewEnoughToUnfold = 100;

/** The papers by category, as the server orders them. */
export class PapersView implements TreeDataProvider<Row>, Disposable {
  private readonly changes = new EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  readonly tree: TreeView<Row>;
  private words = '';
  private unfold = false;
  private readonly paging = new Paging();
  /** What is folded open, since VS Code forgets it of rows that a filter takes away for a while. */
  private readonly unfolded = new Set<string>();
  private readonly disposables: Disposable[];

  constructor(private readonly server: Server) {
    this.tree = window.createTreeView('gloss.papers', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const refresh = later(200, () => this.refresh());
    const reveal = later(200, () => this.revealActive());
    this.disposables = [
      this.changes,
      this.tree,
      refresh,
      reveal,
      server.onChanged(refresh),
      this.tree.onDidExpandElement(({ element }) => this.unfolded.add(element.key)),
      this.tree.onDidCollapseElement(({ element }) => this.unfolded.delete(element.key)),
      window.onDidChangeActiveTextEditor(reveal),
      window.onDidChangeTextEditorSelection(({ textEditor }) => textEditor === window.activeTextEditor && reveal()),
      this.tree.onDidChangeVisibility(({ visible }) => visible && reveal()),
      commands.registerCommand('gloss.showMore', (row: unknown) => this.showMore(row)),
    ];
    void server.ready.then(reveal);
  }

  get filter(): string {
    return this.words;
  }

  set filter(words: string) {
    if (words.trim() === this.words) return;
    this.words = words.trim();
    this.paging.clear();
    void commands.executeCommand('setContext', 'gloss.filtered', this.words !== '');
    this.refresh();
  }

  refresh(): void {
    this.changes.fire(undefined);
  }

  async getChildren(parent?: Row): Promise<Row[]> {
    if (parent !== undefined && !isCategory(parent)) return [];
    return this.paging.rows(parent?.key ?? '', async from => {
      const answer = await this.server.request(treeRequest, {
        ...(parent === undefined ? {} : { parent: parent.node.id }),
        ...(this.words === '' ? {} : { filter: this.words }),
        ...(from === 0 ? {} : { from }),
      });
      if (answer && parent === undefined) this.tell(answer);
      return answer?.nodes.map(node => this.row(node, parent));
    });
  }

  getTreeItem(row: Row): TreeItem {
    if (row instanceof PaperRow) return paperItem(row, row.paper.title, row.paper.byline);
    return row.kind === 'category' ? this.categoryItem(row) : moreItem(row, 'gloss.showMore');
  }

  getParent(row: Row): CategoryRow | undefined {
    return row.parent as CategoryRow | undefined;
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    return row instanceof PaperRow ? withTooltip(item, row) : item;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Where nothing is left, the view's welcome says so, which a message would hide. */
  /** Where nothing is left, the view's welcome says so, which a message would hide. */
  private tell({ shown, papers }: TreeResult): void {
    this.unfold = this.words !== '' && shown <= fewEnoughToUnfold;
    this.tree.message = this.words === '' || shown === 0 ? '' : `Filter: ${this.words} · ${shown} of ${papers}`;
  }

  /** Under a filter the keys differ, so that what the reader had folded open before comes back with the full list. */
  private row(node: TreeNode, parent: CategoryRow | undefined): Row {
    const key = `${parent?.key ?? (this.words === '' ? '' : '?')}/${node.id}`;
    switch (node.kind) {
      case 'paper':
        return new PaperRow(key, node.paper, parent);
      case 'category':
        return { kind: 'category', key, node, parent };
      case 'more':
        return { kind: 'more', key, node, parent };
    }
  }

  private categoryItem({ key, node }: CategoryRow): TreeItem {
    const isOpen = this.unfold || this.unfolded.has(key);
    const item = new TreeItem(
      node.label,
      isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
    );
    // VS Code remembers by id what is folded, so an unfolded filter needs ids of its own.
    item.id = this.unfold ? `${key}+` : key;
    item.description = String(node.count);
    item.iconPath = new ThemeIcon('tag');
    item.contextValue = 'category';
    return item;
  }

  private showMore(row: unknown): void {
    if (!isMore(row)) return;
    const { parent } = row as More;
    this.paging.want(parent?.key ?? '', row);
    this.changes.fire(parent);
  }

  /** Selects the paper that the active editor shows; never opens the side bar nor takes the focus. */
  private async revealActive(): Promise<void> {
    const editor = window.activeTextEditor;
    if (!this.tree.visible || editor === undefined || this.server.phase.kind !== 'ready') return;
    if (!isServed(editor.document, served(currentSettings().textFiles))) return;
    const path = await this.server.request(revealRequest, {
      uri: editor.document.uri.toString(),
      line: editor.selection.active.line,
      ...(this.words === '' ? {} : { filter: this.words }),
    });
    let row: Row | undefined;
    for (const node of path ?? []) row = this.row(node, row && isCategory(row) ? row : undefined);
    if (!(row instanceof PaperRow) || !this.tree.visible) return;
    const { id } = row.paper;
    if (this.tree.selection.some(selected => selected instanceof PaperRow && selected.paper.id === id)) return;
    try {
      await this.tree.reveal(row, { select: true, focus: false, expand: true });
    } catch {
      // It stands beyond the rows loaded so far, or the tree has changed meanwhile.
    }
  }
}

function isCategory(row: Row): row is CategoryRow {
  return !(row instanceof PaperRow) && row.kind === 'category';
}
