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
  workspace,
} from 'vscode';
import { type TermGrouping, type TermNode, type TermTreeResult, termTreeRequest } from '../../server/protocol.ts';
import type { Filtered } from '../filter.ts';
import { later } from '../later.ts';
import type { Server } from '../server.ts';
import { resolved, TermRow, termItem } from '../term-row.ts';
import { isMore, type MoreRow, moreItem, Paging } from './paging.ts';

type Group = TermNode & { readonly kind: 'group' };
interface GroupRow {
  readonly kind: 'group';
  readonly key: string;
  readonly node: Group;
}
type More = MoreRow<GroupRow>;
type Row = GroupRow | More | TermRow;

const fewEnoughToUnfold = 100;
const groupingKey = 'terms.grouping';

/** The terms of the library in groups, as the server orders them. Asks for nothing while it is folded away. */
export class TermsView implements TreeDataProvider<Row>, Filtered, Disposable {
  private readonly changes = new EventEmitter<Row | undefined>();
  readonly onDidChangeTreeData = this.changes.event;
  readonly tree: TreeView<Row>;
  private words = '';
  private by: TermGrouping;
  private unfold = false;
  /** True where answers may have changed since the tree was last drawn. */
  private stale = false;
  private readonly paging = new Paging();
  /** What is folded open, since VS Code forgets it of rows that a filter takes away for a while. */
  private readonly unfolded = new Set<string>();
  private readonly disposables: Disposable[];

  constructor(
    private readonly server: Server,
    private readonly memory: Memento,
  ) {
    this.by = groupingOf(memory.get(groupingKey));
    this.tree = window.createTreeView('gloss.terms', { treeDataProvider: this, showCollapseAll: true });
    const refresh = later(300, () => this.refresh());
    this.disposables = [
      this.changes,
      this.tree,
      refresh,
      server.onChanged(refresh),
      workspace.onDidChangeConfiguration(change => change.affectsConfiguration('gloss.hover.knownTerms') && refresh()),
      this.tree.onDidExpandElement(({ element }) => this.unfolded.add(element.key)),
      this.tree.onDidCollapseElement(({ element }) => this.unfolded.delete(element.key)),
      this.tree.onDidChangeVisibility(({ visible }) => visible && this.stale && this.refresh()),
      commands.registerCommand('gloss.showMoreTerms', (row: unknown) => this.showMore(row)),
    ];
    this.tellGrouping();
  }

  get filter(): string {
    return this.words;
  }

  set filter(words: string) {
    if (words.trim() === this.words) return;
    this.words = words.trim();
    this.paging.clear();
    void commands.executeCommand('setContext', 'gloss.termsFiltered', this.words !== '');
    this.refresh();
  }

  set grouping(by: TermGrouping) {
    if (by === this.by) return;
    this.by = by;
    void this.memory.update(groupingKey, by);
    this.tellGrouping();
    this.refresh();
  }

  refresh(): void {
    this.stale = !this.tree.visible;
    if (!this.stale) this.changes.fire(undefined);
  }

  async getChildren(parent?: Row): Promise<Row[]> {
    if (parent !== undefined && !isGroup(parent)) return [];
    return this.paging.rows(parent?.key ?? '', async from => {
      const answer = await this.server.request(termTreeRequest, {
        by: this.by,
        ...(parent === undefined ? {} : { parent: parent.node.id }),
        ...(this.words === '' ? {} : { filter: this.words }),
        ...(from === 0 ? {} : { from }),
      });
      if (answer && parent === undefined) this.tell(answer);
      return answer?.nodes.map(node => this.row(node, parent));
    });
  }

  getTreeItem(row: Row): TreeItem {
    if (row instanceof TermRow) return termItem(row);
    return row.kind === 'group' ? this.groupItem(row) : moreItem(row, 'gloss.showMoreTerms');
  }

  getParent(row: Row): GroupRow | undefined {
    return row instanceof TermRow || row.kind === 'more' ? (row.parent as GroupRow | undefined) : undefined;
  }

  resolveTreeItem(item: TreeItem, row: Row): TreeItem | Promise<TreeItem> {
    return row instanceof TermRow ? resolved(this.server, item, row) : item;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Where nothing is left, the view's welcome says so, which a message would hide. */
  private tell({ nodes, shown = 0, terms = 0 }: TermTreeResult): void {
    this.unfold = this.words !== '' && shown <= fewEnoughToUnfold;
    this.tree.message = this.words === '' || nodes.length === 0 ? '' : `Filter: ${this.words} · ${shown} of ${terms}`;
  }

  private tellGrouping(): void {
    this.tree.description = this.by === 'letter' ? '' : `by ${this.by}`;
    void commands.executeCommand('setContext', 'gloss.termsBy', this.by);
  }

  /** Under a filter the keys differ, so that what the reader had folded open before comes back with the full list. */
  private row(node: TermNode, parent: GroupRow | undefined): Row {
    const key = `${parent?.key ?? (this.words === '' ? '' : '?')}/${node.id}`;
    switch (node.kind) {
      case 'term':
        return new TermRow(key, node, parent);
      case 'group':
        return { kind: 'group', key, node };
      case 'more':
        return { kind: 'more', key, node, parent };
    }
  }

  private groupItem({ key, node }: GroupRow): TreeItem {
    // The bundled glossary is no answer of the reader's own papers, and stays folded.
    const isOpen = (this.unfold && node.of !== 'bundled') || this.unfolded.has(key);
    const item = new TreeItem(
      node.label,
      isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed,
    );
    // VS Code remembers by id what is folded, so an unfolded filter needs ids of its own.
    item.id = this.unfold ? `${key}+` : key;
    item.description = String(node.count);
    const icon = icons[node.of];
    if (icon !== undefined) item.iconPath = icon;
    item.contextValue = `group.${node.of}`;
    return item;
  }

  private showMore(row: unknown): void {
    if (!isMore(row)) return;
    const { parent } = row as More;
    this.paging.want(parent?.key ?? '', row);
    this.changes.fire(parent);
  }
}

function groupingOf(remembered: unknown): TermGrouping {
  return remembered === 'paper' || remembered === 'category' ? remembered : 'letter';
}

const icons: Readonly<Record<Group['of'], ThemeIcon | undefined>> = {
  letter: undefined,
  paper: new ThemeIcon('note'),
  category: new ThemeIcon('tag'),
  named: new ThemeIcon('circle-outline'),
  jargon: new ThemeIcon('question'),
  known: new ThemeIcon('check'),
  bundled: new ThemeIcon('library'),
};

function isGroup(row: Row): row is GroupRow {
  return !(row instanceof TermRow) && row.kind === 'group';
}
