import { memo } from '../library/memo.ts';
import type { Category, Paper, PaperId, Taxonomy } from '../library/model.ts';
import type { Table } from '../library/table.ts';
import type { RevealResult, TreeNode, TreeResult } from '../protocol.ts';
import { searchWords } from '../snapshot/search.ts';
import { compareText, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { hasDetails } from './find.ts';
import { paperCard } from './paper-card.ts';

/** How many children a node shows before a "more" node. */
export const mostChildren = 200;
const unfiled = 'other';

/** The children of a node of the Papers view, from the `from`th on: categories, then each one's papers by title. */
export function tree(
  snapshot: Snapshot,
  taxonomy: Taxonomy,
  parent: string | undefined,
  filter: string,
  from: number,
): TreeResult {
  const shelves = shelvesFor(snapshot, taxonomy, filter);
  const papers = snapshot.papers.size;
  const shown = new Set(shelves.flatMap(shelf => shelf.papers)).size;
  if (parent === undefined) return { papers, shown, nodes: shelves.map(categoryNode) };
  const shelf = shelves.find(({ category }) => nodeId(category.id) === parent);
  const all = shelf?.papers ?? [];
  const nodes: TreeNode[] = all
    .slice(from, from + mostChildren)
    .map(paper => ({ kind: 'paper', id: `${parent}/${paper.id}`, paper: paperCard(snapshot, paper) }));
  const left = all.length - from - mostChildren;
  if (left > 0)
    nodes.push({
      kind: 'more',
      id: `${parent}/more${from + mostChildren}`,
      parent,
      from: from + mostChildren,
      count: left,
    });
  return { papers, shown, nodes };
}

/** The path to the first place of a paper in the tree; null where the filter or a "more" node hides it. */
export function reveal(snapshot: Snapshot, taxonomy: Taxonomy, id: string, filter: string): RevealResult {
  const paper = paperOf(snapshot, id);
  if (paper === undefined) return null;
  const first = paper.categories[0]?.category ?? unfiled;
  const shelves = shelvesFor(snapshot, taxonomy, filter).filter(({ papers }) => papers.includes(paper));
  const shelf = shelves.find(({ category }) => category.id === first) ?? shelves[0];
  if (shelf === undefined || shelf.papers.indexOf(paper) >= mostChildren) return null;
  return [
    categoryNode(shelf),
    { kind: 'paper', id: `${nodeId(shelf.category.id)}/${paper.id}`, paper: paperCard(snapshot, paper) },
  ];
}

interface Shelf {
  readonly category: Pick<Category, 'id' | 'label'>;
  readonly papers: readonly Paper[];
}

function shelvesFor(snapshot: Snapshot, taxonomy: Taxonomy, filter: string): readonly Shelf[] {
  const shelves = shelvesOf(snapshot.papers, taxonomy);
  if (searchWords(filter).length === 0) return shelves;
  const found = new Set<string>(snapshot.search.find(filter, Number.MAX_SAFE_INTEGER).map(({ id }) => id));
  const words = searchWords(filter);
  const kept = (paper: Paper) => found.has(paper.id) || hasDetails(paper, words);
  return shelves
    .map(({ category, papers }) => ({ category, papers: papers.filter(kept) }))
    .filter(({ papers }) => papers.length > 0);
}

/** Remembered until a record or the taxonomy changes: notes do not move papers. */
const shelvesOf = memo((papers: Table<PaperId, Paper>, taxonomy: Taxonomy): readonly Shelf[] => {
  const byCategory = new Map<string, Paper[]>();
  for (const paper of papers.values()) {
    const categories = paper.categories.length > 0 ? paper.categories.map(fit => fit.category) : [unfiled];
    for (const category of categories) {
      const papers = byCategory.get(category);
      if (papers) papers.push(paper);
      else byCategory.set(category, [paper]);
    }
  }
  const order: Pick<Category, 'id' | 'label'>[] = [...taxonomy.categories, { id: unfiled, label: 'Other' }];
  return order.flatMap(category => {
    const papers = byCategory.get(category.id);
    return papers ? [{ category, papers: papers.sort((a, b) => compareTitles(a, b)) }] : [];
  });
});

function compareTitles(a: Paper, b: Paper): number {
  return compareText(a.title.toLowerCase(), b.title.toLowerCase()) || compareText(a.id, b.id);
}

function categoryNode({ category, papers }: Shelf): TreeNode {
  return { kind: 'category', id: nodeId(category.id), label: category.label, count: papers.length };
}

function nodeId(category: string): string {
  return `category:${category}`;
}
