/** How many children a node of a view shows before a "more" node. */
export const mostChildren = 200;

/** A node that asks for the next children of `parent`, or of the root, from `from`; `count` are left. */
export interface MoreNode {
  readonly kind: 'more';
  readonly id: string;
  readonly parent?: string;
  readonly from: number;
  readonly count: number;
}

/** The items from the `from`th on as nodes, at most as many as a node shows, and a "more" node for the rest. */
export function paged<T, Node>(
  items: readonly T[],
  from: number,
  parent: string | undefined,
  nodeOf: (item: T) => Node,
): readonly (Node | MoreNode)[] {
  const nodes = items.slice(from, from + mostChildren).map(nodeOf);
  const next = from + mostChildren;
  if (items.length <= next) return nodes;
  const under = parent === undefined ? {} : { parent };
  return [
    ...nodes,
    { kind: 'more', id: `${parent ?? ''}/more${next}`, ...under, from: next, count: items.length - next },
  ];
}
