import { memo } from '../library/memo.ts';
import type { Paper, Taxonomy } from '../library/model.ts';
import type { PaperGrouping, RevealResult, TreeNode, TreeResult } from '../protocol.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { mostChildren, paged } from './paged.ts';
import { byline, paperCard } from './paper-card.ts';
import { type PaperOrder, papersInOrder, subjectName } from './paper-order.ts';
import { readQuery } from './paper-query.ts';
import { type Shelf, type Shelving, shelvesBy } from './paper-shelves.ts';
import { papersLeft } from './query-match.ts';

/** Which papers the Papers view shows, and how. */
export interface Arrangement {
  readonly by: PaperGrouping;
  readonly order: PaperOrder;
  /** A query; an empty one leaves all. */
  readonly filter: string;
}

/** The children of a node of the Papers view, from the `from`th on: groups, or papers where there are none. */
export function tree(
  snapshot: Snapshot,
  taxonomy: Taxonomy,
  arrangement: Arrangement,
  parent: string | undefined,
  from: number,
): TreeResult {
  const { order, filter } = arrangement;
  const { parts, unread } = readQuery(filter);
  const papers = snapshot.papers.size;
  const shown = parts.length === 0 ? papers : papersLeft(snapshot, filter).size;
  const subject = order.kind === 'relevance' && order.to !== undefined ? subjectName(snapshot, order.to) : undefined;
  return {
    papers,
    shown,
    unread,
    ...(subject === undefined ? {} : { near: subject }),
    nodes: nodesOf(snapshot, taxonomy, arrangement, parent, from),
  };
}

/** The path to the first place of a paper in the tree; null where the filter or a "more" node hides it. */
export function reveal(snapshot: Snapshot, taxonomy: Taxonomy, arrangement: Arrangement, id: string): RevealResult {
  const { by } = arrangement;
  const paper = paperOf(snapshot, id);
  if (paper === undefined) return null;
  if (by === 'none') {
    return isReached(listed(snapshot, arrangement).indexOf(paper)) ? [paperNode(snapshot, paper, by, undefined)] : null;
  }
  const shelves = shelved(snapshot, taxonomy, arrangement, by);
  const first = `category:${paper.categories[0]?.category ?? ''}`;
  const holding = shelves.filter(({ papers }) => papers.includes(paper));
  const shelf = holding.find(({ id }) => id === first) ?? holding[0];
  if (shelf === undefined || !isReached(shelves.indexOf(shelf)) || !isReached(shelf.papers.indexOf(paper))) return null;
  return [groupNode(shelf, by), paperNode(snapshot, paper, by, shelf.id)];
}

function nodesOf(
  snapshot: Snapshot,
  taxonomy: Taxonomy,
  arrangement: Arrangement,
  parent: string | undefined,
  from: number,
): readonly TreeNode[] {
  const { by } = arrangement;
  const node = (paper: Paper) => paperNode(snapshot, paper, by, parent);
  if (by === 'none') return parent === undefined ? paged(listed(snapshot, arrangement), from, undefined, node) : [];
  const shelves = shelved(snapshot, taxonomy, arrangement, by);
  if (parent === undefined) return paged(shelves, from, undefined, shelf => groupNode(shelf, by));
  return paged(shelves.find(({ id }) => id === parent)?.papers ?? [], from, parent, node);
}

function listed(snapshot: Snapshot, { order, filter }: Arrangement): readonly Paper[] {
  const papers = papersInOrder(snapshot, order);
  return readQuery(filter).parts.length === 0 ? papers : papersAmong(papers, papersLeft(snapshot, filter));
}

/** Shelves are filled before anything is filtered, so that a filter changes neither their order nor their names. */
function shelved(
  snapshot: Snapshot,
  taxonomy: Taxonomy,
  { order, filter }: Arrangement,
  by: Shelving,
): readonly Shelf[] {
  const shelves = shelvesBy(by, papersInOrder(snapshot, order), taxonomy);
  return readQuery(filter).parts.length === 0 ? shelves : shelvesWith(shelves, papersLeft(snapshot, filter));
}

const papersAmong = memo((papers: readonly Paper[], left: ReadonlySet<Paper>): readonly Paper[] =>
  papers.filter(paper => left.has(paper)),
);

const shelvesWith = memo((shelves: readonly Shelf[], left: ReadonlySet<Paper>): readonly Shelf[] =>
  shelves
    .map(shelf => ({ ...shelf, papers: shelf.papers.filter(paper => left.has(paper)) }))
    .filter(({ papers }) => papers.length > 0),
);

function isReached(index: number): boolean {
  return index >= 0 && index < mostChildren;
}

function groupNode({ id, label, papers }: Shelf, of: Shelving): TreeNode {
  return { kind: 'group', of, id, label, count: papers.length };
}

function paperNode(snapshot: Snapshot, paper: Paper, by: PaperGrouping, parent: string | undefined): TreeNode {
  const { year: _, ...undated } = paper;
  return {
    kind: 'paper',
    id: `${parent ?? ''}/${paper.id}`,
    paper: paperCard(snapshot, paper),
    description: byline(by === 'year' ? undated : paper),
  };
}
