import {
  commands,
  type Disposable,
  EventEmitter,
  type Memento,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  type TreeView,
  window,
} from 'vscode';
import {
  type PaperArrangement,
  type PaperGrouping,
  type PaperSort,
  revealRequest,
  type TreeNode,
  type TreeResult,
  treeRequest,
} from '../../server/protocol.ts';
import { isServed, served } from '../documents.ts';
import type { Filtered } from '../filter.ts';
import { later } from '../later.ts';
import { PaperRow, paperItem, withTooltip } from '../row.ts';
import type { Server } from '../server.ts';
import { currentSettings } from '../settings.ts';
import { NearDocument } from './near.ts';
import { isMore, type MoreRow, moreItem, Paging } from './paging.ts';
import { type Arranged, described, remember, remembered } from './papers-arranged.ts';

type Group = TreeNode & { readonly kind: 'group' };
interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  readonly node: Group;
}
type More = MoreRow<GroupRow>;
type Row = GroupRow | More | PaperRow;

const fewEnoughToUnfold = 100;

/** The papers of the library in groups, as the server orders them. */
export class PapersView implements TreeDataProvider<Row>, Filtered, Disposable {
  private readonly changes = new EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  readonly tree: TreeView<Row>;
  private readonly told = new EventEmitter<string>();
  /** Fired with what the filter says of which nothing can be made yet; '' for nothing. */
  readonly onTold = this.told.event;
  private readonly near: NearDocument;
  private arranged: Arranged;
  private unfold = false;
  /** Counts the states that rows were asked for, so that an answer that comes late is not told. */
  private state = 0;
  private readonly paging = new Paging();
  /** What is folded open, since VS Code forgets it of rows that a filter takes away for a while. */
  private readonly unfolded = new Set<string>();
  private readonly disposables: Disposable[];

  constructor(
    private readonly server: Server,
    private readonly memory: Memento,
  ) {
    this.arranged = remembered(memory);
    this.tree = window.createTreeView('gloss.papers', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    const refresh = later(200, () => this.refresh());
    const reveal = later(200, () => this.revealActive());
    const follow = later(300, () => this.refresh());
    this.near = new NearDocument(() => this.arranged.sort === 'relevance' && follow());
    this.disposables = [
      this.changes,
      this.told,
      this.near,
      follow,
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
    this.tellArrangement();
  }

  get filter(): string {
    return this.arranged.filter;
  }

  set filter(query: string) {
    this.arrange({ filter: query.trim() });
  }

  set grouping(by: PaperGrouping) {
    this.arrange({ by });
  }

  set sort(sort: PaperSort) {
    this.arrange({ sort });
  }

  refresh(): void {
    this.state++;
    this.changes.fire(undefined);
  }

  async getChildren(parent?: Row): Promise<Row[]> {
    if (parent !== undefined && !isGroup(parent)) return [];
    const { state } = this;
    return this.paging.rows(parent?.key ?? '', async from => {
      const answer = await this.server.request(treeRequest, {
        ...this.asked(),
        ...(parent === undefined ? {} : { parent: parent.node.id }),
        ...(from === 0 ? {} : { from }),
      });
      if (answer && parent === undefined && state === this.state) this.tell(answer);
      return answer?.nodes.map(node => this.row(node, parent));
    });
  }

  getTreeItem(row: Row): TreeItem {
    if (row instanceof PaperRow) return paperItem(row, row.paper.title, row.description);
    return row.kind === 'group' ? this.groupItem(row) : moreItem(row, 'gloss.showMore');
  }

  getParent(row: Row): GroupRow | undefined {
    return row instanceof PaperRow || row.kind === 'more' ? (row.parent as GroupRow | undefined) : undefined;
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem {
    return row instanceof PaperRow ? withTooltip(item, row) : item;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private arrange(change: Partial<Arranged>): void {
    const arranged = { ...this.arranged, ...change };
    const { by, sort, filter } = this.arranged;
    if (arranged.by === by && arranged.sort === sort && arranged.filter === filter) return;
    this.arranged = arranged;
    void remember(this.memory, arranged);
    this.paging.clear();
    this.tellArrangement();
    this.refresh();
  }

  private asked(): PaperArrangement {
    const { by, sort, filter } = this.arranged;
    const near = sort === 'relevance' ? this.near.now : undefined;
    return { by, sort, ...(filter === '' ? {} : { filter }), ...(near === undefined ? {} : { near }) };
  }

  private tellArrangement(): void {
    this.tree.description = described(this.arranged, undefined);
    void commands.executeCommand('setContext', 'gloss.filtered', this.filter !== '');
    void commands.executeCommand('setContext', 'gloss.papersBy', this.arranged.by);
    void commands.executeCommand('setContext', 'gloss.papersSortedBy', this.arranged.sort);
  }

  /** Where nothing is left, the view's welcome says so, which a message would hide. */
  private tell({ shown, papers, unread, near }: TreeResult): void {
    this.unfold = this.filter !== '' && shown <= fewEnoughToUnfold;
    const parts = [`Filter: ${this.filter}`, `${shown} of ${papers}`, ...unread];
    this.tree.message = this.filter === '' || shown === 0 ? '' : parts.join(' · ');
    this.tree.description = described(this.arranged, near);
    this.told.fire(unread.join(' '));
  }

  /** Under a filter the keys differ, so that what the reader had folded open before comes back with the full list. */
  private row(node: TreeNode, parent: GroupRow | undefined): Row {
    const key = `${parent?.key ?? (this.filter === '' ? '' : '?')}/${node.id}`;
    switch (node.kind) {
      case 'paper':
        return new PaperRow(key, node.paper, parent, node.description);
      case 'group':
        return { kind: 'group', key, node };
      case 'more':
        return { kind: 'more', key, node, parent };
    }
  }

  private groupItem({ key, node }: GroupRow): TreeItem {
    const isOpen = this.unfold || this.unfolded.has(key);
    const item = new TreeItem(
      node.label,
      isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
    );
    // VS Code remembers by id what is folded, so an unfolded filter needs ids of its own.
    item.id = this.unfold ? `${key}+` : key;
    item.description = String(node.count);
    item.iconPath = icons[node.of];
    item.contextValue = `group.${node.of}`;
    item.accessibilityInformation = { label: `${node.label}, ${node.count} ${node.count === 1 ? 'paper' : 'papers'}` };
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
      ...this.asked(),
    });
    let row: Row | undefined;
    for (const node of path ?? []) row = this.row(node, row && isGroup(row) ? row : undefined);
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

const icons: Readonly<Record<Group['of'], ThemeIcon>> = {
  category: new ThemeIcon('tag'),
  year: new ThemeIcon('calendar'),
  venue: new ThemeIcon('organization'),
  source: new ThemeIcon('file'),
  tag: new ThemeIcon('symbol-key'),
  collection: new ThemeIcon('folder'),
};

function isGroup(row: Row): row is GroupRow {
  return !(row instanceof PaperRow) && row.kind === 'group';
}
