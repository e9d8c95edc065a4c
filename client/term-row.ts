import { MarkdownString, Range, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import { type TermNode, type TermResult, termRequest } from '../server/protocol.ts';
import type { Server } from './server.ts';

type Term = TermNode & { readonly kind: 'term' };

/** A term where it stands in the Terms view. A class, since no argument of a link can pretend to be one. */
export class TermRow {
  constructor(
    /** Unique in the view: a term may stand there several times. */
    readonly key: string,
    readonly node: Term,
    readonly parent?: unknown,
  ) {}
}

/** The row as the tree draws it. Its card and its place are left to `resolved`, since few rows are ever asked for. */
export function termItem({ key, node }: TermRow): TreeItem {
  const item = new TreeItem(node.label, TreeItemCollapsibleState.None);
  item.id = key;
  if (node.description !== '') item.description = node.description;
  item.iconPath = node.known === undefined ? icons[node.state] : knownIcon;
  item.contextValue = `term.${node.state}${node.known === undefined ? '' : '.known'}`;
  return item;
}

/** The row with its card as a tooltip and, for a click, the place where it is defined or first used. */
export async function resolved(server: Server, item: TreeItem, { node }: TermRow): Promise<TreeItem> {
  const term = await server.request(termRequest, { term: node.term });
  item.tooltip = term ? new MarkdownString(term.tooltipMarkdown) : node.label;
  const place = term?.place;
  if (place === undefined) return item;
  // The tree adds to this command how the row was chosen: a click previews and keeps the focus, Enter moves it.
  item.command = {
    command: 'vscode.open',
    title: 'Open',
    arguments: [Uri.parse(place.uri), { selection: selectionAt(place) }],
  };
  return item;
}

export function selectionAt({ line, character }: NonNullable<NonNullable<TermResult>['place']>): Range {
  return new Range(line, character, line, character);
}

const quiet = new ThemeColor('disabledForeground');
const icons: Readonly<Record<Term['state'], ThemeIcon>> = {
  defined: new ThemeIcon('symbol-key'),
  bundled: new ThemeIcon('symbol-key'),
  named: new ThemeIcon('circle-outline', quiet),
  jargon: new ThemeIcon('question', new ThemeColor('list.warningForeground')),
  unknown: new ThemeIcon('circle-outline', quiet),
};
const knownIcon = new ThemeIcon('check', quiet);
