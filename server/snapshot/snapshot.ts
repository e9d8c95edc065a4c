import type { Definition, Note, NoteUri, Paper, PaperId, PaperRecord, PaperText, Problem } from '../library/model.ts';
import { Table } from '../library/table.ts';
import { type NameKey, nameKey, type TermKey, termKey } from '../text/fold.ts';
import { type IdentityKey, idKey } from './identity.ts';
import { namesOfNote, namesOfPaper } from './names.ts';
import type { NoteIndex } from './note-index.ts';
import { identityKeysOf, type PaperRules, regroupedPapers } from './papers.ts';
import type { PaperSearch } from './search.ts';

/** All that one file says, from its own text alone. */
export interface FileFacts {
  readonly uri: string;
  readonly records: readonly PaperRecord[];
  readonly note?: Note;
  /** Entries of a glossary; what papers define stands with the papers. */
  readonly definitions: readonly Definition[];
  readonly problems: readonly Problem[];
  /** UTF-16 offsets at which lines start. */
  readonly lines: Uint32Array;
}

/** What a name in a link can mean. */
export type Target =
  | { readonly kind: 'paper'; readonly id: PaperId }
  | { readonly kind: 'note'; readonly uri: NoteUri };

/** Everything known at one instant. An edit makes the next one and shares what it did not touch. */
export interface Snapshot {
  readonly revision: number;
  readonly files: Table<string, FileFacts>;
  readonly papers: Table<PaperId, Paper>;
  /** The papers whose records have something in common, under each thing that records can have in common. */
  readonly identities: Table<IdentityKey, readonly Paper[]>;
  readonly notes: Table<NoteUri, Note>;
  /** Every definition, under the keys of its label, its aliases and its expansion. */
  readonly terms: Table<TermKey, readonly Definition[]>;
  readonly names: Table<NameKey, readonly Target[]>;
  readonly search: PaperSearch;
  readonly noteIndex: NoteIndex;
  /** The paper's title and abstract, marks leading to its file; undefined where the file has changed since. One bounded read. */
  text(paper: Paper): PaperText | undefined;
  /** The source of one record, as it is written in its file; undefined where the file has changed since. One bounded read. */
  record(record: PaperRecord): string | undefined;
  /** The text of a note or library file as it was read; undefined where it has changed since or is too large. */
  source(uri: string): string | undefined;
}

/** The part of a snapshot that is tables. */
export type Tables = Pick<Snapshot, 'files' | 'papers' | 'identities' | 'notes' | 'terms' | 'names'>;

export const emptyTables: Tables = {
  files: Table.of(),
  papers: Table.of(),
  identities: Table.of(),
  notes: Table.of(),
  terms: Table.of(),
  names: Table.of(),
};

/** The tables after each file of `changes` says what is given, or, where that is undefined, nothing any more. */
export function withFiles(
  now: Tables,
  changes: readonly (readonly [uri: string, facts: FileFacts | undefined])[],
  rules: PaperRules,
): Tables {
  const gone = changes.flatMap(([uri]) => now.files.get(uri) ?? []);
  const come = changes.flatMap(([, facts]) => facts ?? []);
  // A file that comes in parts gives most of its records again.
  const [left, arrived] = [gone.flatMap(recordsOf), come.flatMap(recordsOf)];
  const [known, kept] = [new Set(left), new Set(arrived)];
  const papers = regroupedPapers(
    now,
    left.filter(record => !kept.has(record)),
    arrived.filter(record => !known.has(record)),
    rules,
  );
  const [before, after] = [
    { files: gone, papers: papers.gone },
    { files: come, papers: papers.come },
  ];
  return {
    files: now.files.with(changes),
    notes: now.notes.with([
      ...gone.flatMap(facts => (facts.note ? [[facts.note.uri, undefined] as const] : [])),
      ...come.flatMap(facts => (facts.note ? [[facts.note.uri, facts.note] as const] : [])),
    ]),
    papers: now.papers.with([
      ...papers.gone.map(paper => [paper.id, undefined] as const),
      ...papers.come.map(paper => [paper.id, paper] as const),
    ]),
    identities: regrouped(now.identities, papers.gone.flatMap(identitiesOf), papers.come.flatMap(identitiesOf), byId),
    terms: regrouped(now.terms, termsOf(before), termsOf(after), byDefinition),
    names: regrouped(now.names, targetsOf(before), targetsOf(after), byTarget),
  };
}

/** The part of a snapshot that leads from an id to its paper. */
export type Papers = Pick<Snapshot, 'papers' | 'identities'>;

/** The paper of that id, or the first that has a record of that id. */
export function paperOf(snapshot: Papers, id: string): Paper | undefined {
  return snapshot.papers.get(id as PaperId) ?? papersWithId(snapshot, id)[0];
}

/** The paper that a record belongs to. */
export function paperOfRecord(snapshot: Papers, record: PaperRecord): Paper | undefined {
  const papers = snapshot.identities.get(idKey(record.id)) ?? [];
  return papers.find(({ records }) => records.includes(record));
}

function papersWithId(snapshot: Papers, id: string): readonly Paper[] {
  return snapshot.identities.get(idKey(id)) ?? [];
}

/** The line starts of a file that is known. What ships with Gloss stands under a uri of its own, beside the user's files. */
export function linesOf({ files }: Pick<Snapshot, 'files'>, uri: string): Uint32Array | undefined {
  return (files.get(uri) ?? files.get(`bundled:${uri}`))?.lines;
}

/** Every key that a definition is found under. */
export function keysOf(definition: Definition): TermKey[] {
  const spellings = [definition.label, definition.expansion ?? '', ...definition.aliases];
  return [...new Set(spellings.map(termKey))].filter(key => key !== '');
}

type Keyed<K, V> = readonly [key: K, value: V];

/** What went or came: what files say themselves, and papers, which may have their records in several. */
interface Change {
  readonly files: readonly FileFacts[];
  readonly papers: readonly Paper[];
}

function recordsOf(facts: FileFacts): readonly PaperRecord[] {
  return facts.records;
}

function identitiesOf(paper: Paper): Keyed<IdentityKey, Paper>[] {
  return identityKeysOf(paper.records).map(key => [key, paper]);
}

function termsOf({ files, papers }: Change): Keyed<TermKey, Definition>[] {
  const own = files.flatMap(facts => [...facts.definitions, ...(facts.note?.remarks ?? [])]);
  const definitions = [...own, ...papers.flatMap(paper => paper.definitions)];
  return definitions.flatMap(definition => keysOf(definition).map(key => [key, definition] as const));
}

function targetsOf({ files, papers }: Change): Keyed<NameKey, Target>[] {
  const notes = files.flatMap(({ note }) => (note ? named(namesOfNote(note), { kind: 'note', uri: note.uri }) : []));
  return [...notes, ...papers.flatMap(paper => named(namesOfPaper(paper), { kind: 'paper', id: paper.id }))];
}

function named(names: readonly string[], target: Target): Keyed<NameKey, Target>[] {
  const keys = new Set(names.map(nameKey));
  keys.delete('' as NameKey);
  return [...keys].map(key => [key, target]);
}

/** Takes `gone` out of and puts `come` into the lists of a table, each list sorted, so that the order of edits leaves no trace. */
function regrouped<K extends string, V extends object>(
  table: Table<K, readonly V[]>,
  gone: readonly Keyed<K, V>[],
  come: readonly Keyed<K, V>[],
  compare: (a: V, b: V) => number,
): Table<K, readonly V[]> {
  const removed = byKey(gone);
  const added = byKey(come);
  const changes: [K, readonly V[] | undefined][] = [];
  for (const [key, values] of removed) {
    const list = without(table.get(key) ?? [], values.sort(compare), compare);
    const news = added.get(key);
    if (news !== undefined) for (const value of news) list.push(value);
    changes.push([key, list.length === 0 ? undefined : news === undefined ? list : list.sort(compare)]);
  }
  for (const [key, values] of added) {
    if (removed.has(key)) continue;
    const known = table.get(key);
    const list = known === undefined ? values : [...known, ...values];
    changes.push([key, list.length > 1 ? list.sort(compare) : list]);
  }
  return table.with(changes);
}

function byKey<K, V>(pairs: readonly Keyed<K, V>[]): ReadonlyMap<K, V[]> {
  const lists = new Map<K, V[]>();
  for (const [key, value] of pairs) {
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [value]);
    else list.push(value);
  }
  return lists;
}

/** The list without one element for each of `removed` that compares equal to it; both are sorted. Linear. */
function without<V>(list: readonly V[], removed: readonly V[], compare: (a: V, b: V) => number): V[] {
  let next = 0;
  return list.filter(value => {
    while (next < removed.length && compare(removed[next]!, value) < 0) next++;
    if (next === removed.length || compare(removed[next]!, value) !== 0) return true;
    next++;
    return false;
  });
}

function byId(a: Paper, b: Paper): number {
  return compareText(a.id, b.id);
}

function byDefinition(a: Definition, b: Definition): number {
  return (
    compareText(a.place.uri, b.place.uri) ||
    a.place.span.start - b.place.span.start ||
    compareText(a.label, b.label) ||
    compareText(a.expansion ?? '', b.expansion ?? '') ||
    compareText(a.definition, b.definition)
  );
}

function byTarget(a: Target, b: Target): number {
  return compareText(targetText(a), targetText(b));
}

function targetText(target: Target): string {
  return target.kind === 'paper' ? `paper ${target.id}` : `note ${target.uri}`;
}

/** Code-unit order: the same on every machine, unlike the order of a locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
