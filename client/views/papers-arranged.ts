import type { Memento } from 'vscode';
import { type PaperGrouping, type PaperSort, paperGroupings, paperSorts } from '../../server/protocol.ts';

/** How the reader wants the Papers view in this workspace. */
export interface Arranged {
  readonly by: PaperGrouping;
  readonly sort: PaperSort;
  readonly filter: string;
}

/** What was chosen last in this workspace; by category, by title and all of them at first. */
export function remembered(memory: Memento): Arranged {
  const [by, sort, filter] = [keys.by, keys.sort, keys.filter].map(key => memory.get<unknown>(key));
  return {
    by: paperGroupings.find(known => known === by) ?? 'category',
    sort: paperSorts.find(known => known === sort) ?? 'title',
    filter: typeof filter === 'string' ? filter : '',
  };
}

/** Keeps what is not as before. */
export async function remember(memory: Memento, arranged: Arranged): Promise<void> {
  const before = remembered(memory);
  for (const name of ['by', 'sort', 'filter'] as const) {
    if (before[name] !== arranged[name]) await memory.update(keys[name], arranged[name]);
  }
}

/** What stands beside the view's title: how it differs from what a reader first sees; `near` is what relevance is to. */
export function described({ by, sort }: Arranged, near: string | undefined): string {
  return [groupings[by], sort === 'relevance' && near !== undefined ? `by relevance to ${near}` : sorts[sort]]
    .filter(part => part !== '')
    .join(' · ');
}

const keys = { by: 'papers.grouping', sort: 'papers.sort', filter: 'papers.filter' } as const;

const groupings: Readonly<Record<PaperGrouping, string>> = {
  category: '',
  year: 'by year',
  venue: 'by venue',
  source: 'by source',
  tag: 'by tag',
  collection: 'by collection',
  none: 'one list',
};

const sorts: Readonly<Record<PaperSort, string>> = {
  title: '',
  year: 'newest first',
  added: 'last added first',
  relevance: 'by relevance',
};
