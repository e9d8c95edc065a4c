import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { PaperCard } from '../server/protocol.ts';

/** A paper where it stands in a view. A class, since no argument of a link can pretend to be one. */
export class PaperRow {
  constructor(
    /** Unique in its view: a paper may stand there several times. */
    readonly key: string,
    readonly paper: PaperCard,
    readonly parent?: unknown,
    /** What stands beside its title. */
    readonly description = '',
  ) {}
}

/** The row as the tree draws it. The tooltip is left to `resolveTreeItem`, since few rows are ever hovered. */
export function paperItem(row: PaperRow, label: string, description: string): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = row.key;
  if (description !== '') item.description = description;
  item.iconPath = new ThemeIcon('note');
  item.contextValue = row.paper.pdf === undefined ? 'paper' : 'paper.pdf';
  // The tree adds to this command how the row was chosen: a click previews and keeps the focus, Enter moves it.
  item.command = { command: 'vscode.open', title: 'Open page', arguments: [Uri.parse(row.paper.page)] };
  return item;
}

export function withTooltip(item: TreeItem, row: PaperRow): TreeItem {
  item.tooltip = new MarkdownString(row.paper.tooltipMarkdown);
  return item;
}
