import { memoOne } from '../library/memo.ts';
import type { Sense, Taxonomy } from '../library/model.ts';
import type { TermGrouping, TermNode, TermTreeParams, TermTreeResult } from '../protocol.ts';
import { searchWords } from '../snapshot/search.ts';
import { compareText, type Snapshot } from '../snapshot/snapshot.ts';
import { folded, type TermKey, termKey } from '../text/fold.ts';
import { paged } from './paged.ts';
import { counted } from './term-card.ts';
import { idOfJargon, idOfKnown, idOfSense, senseKnownAs } from './term-rows.ts';
import { byCategory, byLetter, bySpeaker, type Shelf, standingOf } from './term-shelves.ts';
import { undefinedTerms } from './undefined-terms.ts';

/**
 * The children of a node of the Terms view, from the `from`th on: the reader's terms in groups, then what is only named,
 * what notes use undefined, what the reader knows, and last the bundled glossary. `known` are the labels of the setting.
 * Nothing at all where only the bundled glossary would stand there, so that a view can say how to begin.
 */
export function termsTree(
  snapshot: Snapshot,
  taxonomy: Taxonomy,
  known: readonly string[],
  { by, parent, filter = '', from = 0 }: TermTreeParams,
): TermTreeResult {
  const words = searchWords(filter);
  const hidden = new Map(known.map(label => [termKey(label), label]));
  const groups = groupsOf(snapshot, taxonomy, hidden, by);
  if (parent !== undefined) {
    const group = groups.find(({ id }) => id === parent);
    const rows = group?.rows().filter(row => hasWords(row, words)) ?? [];
    return { nodes: paged(rows, from, parent, row => termNode(snapshot, row, parent, hidden)) };
  }
  const nodes = groups.flatMap((group): TermNode[] => {
    const count = group.rows().filter(row => hasWords(row, words)).length;
    return count === 0 ? [] : [{ kind: 'group', of: group.of, id: group.id, label: group.label, count }];
  });
  const { own, named, bundled } = standingOf(snapshot.terms);
  const all = [...own, ...named, ...bundled];
  const shown = all.filter(sense => hasWords({ kind: 'sense', sense }, words)).length;
  const isBare = words.length === 0 && nodes.every(node => node.kind === 'group' && node.of === 'bundled');
  return { nodes: isBare ? [] : paged(nodes, from, undefined, node => node), terms: all.length, shown };
}

type Row =
  | { readonly kind: 'sense'; readonly sense: Sense }
  | { readonly kind: 'jargon'; readonly label: string; readonly uses: number }
  | { readonly kind: 'known'; readonly label: string; readonly sense: Sense | undefined };

interface Group {
  readonly of: (TermNode & { kind: 'group' })['of'];
  readonly id: string;
  readonly label: string;
  readonly rows: () => readonly Row[];
}

function groupsOf(
  snapshot: Snapshot,
  taxonomy: Taxonomy,
  hidden: ReadonlyMap<TermKey, string>,
  by: TermGrouping,
): readonly Group[] {
  const { named, bundled } = standingOf(snapshot.terms);
  const ofSenses = (of: Group['of'], { id, label, senses }: Shelf): Group => ({ of, id, label, rows: rowsOf(senses) });
  return [
    ...shelvesBy(snapshot, taxonomy, by).map(shelf => ofSenses(by, shelf)),
    ofSenses('named', { id: 'named', label: 'Named, not defined', senses: named }),
    {
      of: 'jargon',
      id: 'jargon',
      label: 'Undefined jargon in my notes',
      rows: () =>
        undefinedTerms(snapshot, new Set(hidden.keys())).map(({ label, uses }) => ({ kind: 'jargon', label, uses })),
    },
    {
      of: 'known',
      id: 'known',
      label: 'Known terms',
      rows: () =>
        [...new Set(hidden.values())]
          .sort((a, b) => compareText(folded(a), folded(b)))
          .map(label => ({ kind: 'known', label, sense: senseKnownAs(snapshot, label) })),
    },
    ofSenses('bundled', { id: 'bundled', label: 'Bundled glossary', senses: bundled }),
  ];
}

function rowsOf(senses: readonly Sense[]): () => readonly Row[] {
  return () => senses.map(sense => ({ kind: 'sense', sense }));
}

function shelvesBy({ terms, papers }: Snapshot, taxonomy: Taxonomy, by: TermGrouping): readonly Shelf[] {
  switch (by) {
    case 'letter':
      return byLetter(terms);
    case 'paper':
      return bySpeaker(terms, papers);
    case 'category': {
      const shelves = byCategory(terms, papers);
      const order = [...taxonomy.categories, { id: '', label: 'Other' }];
      return order.flatMap(({ id, label }) => {
        const senses = shelves.get(id);
        return senses ? [{ id: `category:${id}`, label, senses }] : [];
      });
    }
  }
}

function termNode(
  snapshot: Snapshot,
  row: Row,
  parent: string,
  hidden: ReadonlyMap<TermKey, string>,
): TermNode & { kind: 'term' } {
  const node = (term: string, rest: Pick<TermNode & { kind: 'term' }, 'label' | 'description' | 'state' | 'known'>) =>
    ({ kind: 'term', id: `${parent}/${term}`, term, ...rest }) as const;
  switch (row.kind) {
    case 'jargon':
      return node(idOfJargon(row.label), {
        label: row.label,
        description: counted(row.uses, 'use'),
        state: 'jargon',
      });
    case 'known': {
      const state = row.sense === undefined ? 'unknown' : stateOf(row.sense);
      const description = row.sense?.expansion ?? '';
      return node(idOfKnown(row.label), { label: row.label, description, state, known: row.label });
    }
    case 'sense': {
      const { label, aliases, expansion } = row.sense;
      const known = [label, ...aliases].flatMap(name => hidden.get(termKey(name)) ?? [])[0];
      return node(idOfSense(snapshot, row.sense), {
        label,
        description: expansion ?? '',
        state: stateOf(row.sense),
        ...(known === undefined ? {} : { known }),
      });
    }
  }
}

function stateOf({ definition, definitions }: Sense): 'defined' | 'named' | 'bundled' {
  if (definition === '') return 'named';
  return definitions.every(({ role }) => role === 'bundled') ? 'bundled' : 'defined';
}

function hasWords(row: Row, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const own =
    row.kind === 'sense'
      ? wordsOf(row.sense)
      : [...searchWords(row.label), ...('sense' in row && row.sense ? wordsOf(row.sense) : [])];
  return words.every(word => own.some(other => other.startsWith(word)));
}

const wordsOf = memoOne(({ label, aliases, expansion, definition }: Sense): readonly string[] =>
  searchWords([label, ...aliases, expansion ?? '', definition].join(' ')),
);
