import { ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';

/** A row of a tree that asks for the children of its parent that the server has not sent yet. */
export interface MoreRow<Parent> {
  readonly kind: 'more';
  readonly key: string;
  readonly node: { readonly from: number; readonly count: number };
  readonly parent?: Parent | undefined;
}

/** Reads the children of a tree's nodes part by part, as far as the reader has asked for more of them. */
export class Paging {
  /** How many children a node shows at least, by its key, where the reader has asked for more. */
  private readonly wanted = new Map<string, number>();

  clear(): void {
    this.wanted.clear();
  }

  /** Has the node under `key` show what `row` asks for. */
  want(key: string, { node }: MoreRow<unknown>): void {
    this.wanted.set(key, node.from + 1);
  }

  /** All rows of the node under `key`: `ask` gives those from the `from`th on, undefined where no answer can be had. */
  async rows<Row>(key: string, ask: (from: number) => Promise<readonly Row[] | undefined>): Promise<Row[]> {
    const rows: Row[] = [];
    for (let from = 0; ; ) {
      const part = await ask(from);
      if (part === undefined) return rows;
      rows.push(...part);
      const last = rows.at(-1);
      if (!isMore(last) || rows.length > (this.wanted.get(key) ?? 0) || last.node.from <= from) return rows;
      rows.pop();
      from = last.node.from;
    }
  }
}

/** True for such a row, also where it comes as a command's argument that may be anything. */
export function isMore(row: unknown): row is MoreRow<never> {
  const more = row as Partial<MoreRow<never>> | null | undefined;
  return typeof more === 'object' && more?.kind === 'more' && typeof more.node?.from === 'number';
}

/** The row as the tree draws it; a click runs `command` with the row. */
export function moreItem(row: MoreRow<unknown>, command: string): TreeItem {
  const { key, node } = row;
  const item = new TreeItem('Show more', TreeItemCollapsibleState.None);
  item.id = key;
  item.description = String(node.count);
  item.iconPath = new ThemeIcon('ellipsis');
  item.tooltip = `${node.count} more`;
  item.command = { command, title: 'Show more', arguments: [row] };
  return item;
}
