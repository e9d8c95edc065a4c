import { type BibEntry, scanBib } from '../formats/bibtex-scan.ts';
import { slug } from '../formats/papers.ts';
import { bibKey, writeBibtex } from '../formats/writing/bibtex.ts';
import { cslItem } from '../formats/writing/csl.ts';
import type { Link, Note, Paper, PaperId } from '../library/model.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { overlaps, type Span } from '../text/span.ts';
import { bibliographicOf } from './bibliographic.ts';
import { citeKey } from './cite-key.ts';
import { targetsOf } from './resolve.ts';

/** A paper for a list, under the keys by which it is cited. */
export interface ExportedPaper {
  readonly paper: Paper;
  readonly keys: readonly string[];
}

/** What texts cite and link to. */
export interface Cited {
  readonly papers: readonly ExportedPaper[];
  /** Citations and links that lead neither to a paper nor to a note or file, as they are written, each once. */
  readonly unknown: readonly string[];
}

/** The papers that notes cite or link to, in order, each once; of one note perhaps only what a part of it holds. */
export function citedIn(snapshot: Snapshot, notes: readonly Note[], part?: Span): Cited {
  const cited = new Map<PaperId, { paper: Paper; keys: Set<string> }>();
  const unknown = new Set<string>();
  for (const note of notes) {
    for (const link of note.links) {
      if (part !== undefined && !overlaps(part, link.span)) continue;
      const targets = targetsOf(snapshot, note.uri, link);
      const [target] = targets;
      const paper = target?.kind === 'paper' ? paperOf(snapshot, target.id) : undefined;
      if (paper !== undefined) {
        const entry = cited.get(paper.id) ?? { paper, keys: new Set() };
        const written = link.target.text;
        if (link.kind === 'citation' && bibKey(written) === written) entry.keys.add(written);
        cited.set(paper.id, entry);
      } else if (target === undefined && isCitation(link)) unknown.add(link.target.text);
    }
  }
  return {
    papers: [...cited.values()].map(({ paper, keys }) => ({
      paper,
      keys: keys.size > 0 ? distinctKeys(keys) : [citeKey(snapshot, paper)],
    })),
    unknown: [...unknown],
  };
}

/** The notes below a folder, by their uris. */
export function notesBelow(snapshot: Pick<Snapshot, 'notes'>, folder: string): readonly Note[] {
  const prefix = `${folder.replace(/\/$/, '')}/`;
  const notes = [...snapshot.notes.values()].filter(({ uri }) => uri.startsWith(prefix));
  return notes.sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

/** Papers by their ids, each once; ids that are unknown are left out. */
export function papersNamed(snapshot: Snapshot, ids: readonly string[]): readonly ExportedPaper[] {
  const papers = new Set(ids.flatMap(id => paperOf(snapshot, id) ?? []));
  return [...papers].map(paper => ({ paper, keys: [citeKey(snapshot, paper)] }));
}

/**
 * Papers as CSL-JSON. No key stands there twice: a paper that comes later under a taken key gets a letter behind it.
 */
export function cslExport(snapshot: Snapshot, papers: readonly ExportedPaper[]): string {
  const taken = new Set<string>();
  const items = papers.flatMap(({ paper, keys }) => {
    const record = bibliographicOf(snapshot, paper);
    return keys.map(key => cslItem(record, freeKey(key || slug(paper.title), taken)));
  });
  return `${JSON.stringify(items, undefined, 2)}\n`;
}

/**
 * Papers as BibTeX. An entry that comes from a BibTeX file stays as its file has it, and brings along the `@string`s
 * that it needs and the entries that it names as parents; other papers are written anew. No key stands there twice.
 */
export function bibExport(snapshot: Snapshot, papers: readonly ExportedPaper[]): string {
  const sources = new Map<string, BibSource | undefined>();
  const sourceOf = (uri: string) => {
    if (!sources.has(uri)) sources.set(uri, bibSource(snapshot.source(uri)));
    return sources.get(uri);
  };
  const macros = new Map<string, string>();
  const taken = new Set<string>();
  const entries = new Map<string, string>();
  const parents = new Map<string, string>();
  for (const { paper, keys } of papers) {
    for (const wanted of keys) {
      const key = freeKey(bibKey(wanted), taken);
      const copied = copiedEntry(snapshot, paper, wanted, sourceOf, macros, parents);
      entries.set(key.toLowerCase(), copied?.(key) ?? writeBibtex(bibliographicOf(snapshot, paper), key));
    }
  }
  // BibTeX wants a parent behind the entries that name it.
  const last = [...parents].map(([key, text]) => entries.get(key) ?? text);
  const first = [...entries].filter(([key]) => !parents.has(key)).map(([, text]) => text);
  return [...new Set(macros.values()), ...first, ...last].map(text => `${text.trim()}\n`).join('\n');
}

/** What a BibTeX file has for its entries to share. */
interface BibSource {
  readonly text: string;
  readonly macros: ReadonlyMap<string, BibEntry>;
  /** By their keys in lower case, as BibTeX tells no keys apart by case. */
  readonly entries: ReadonlyMap<string, BibEntry>;
}

function bibSource(text: string | undefined): BibSource | undefined {
  if (text === undefined) return undefined;
  const macros = new Map<string, BibEntry>();
  const entries = new Map<string, BibEntry>();
  for (const entry of scanBib(text).entries) {
    if (entry.type === 'string') for (const { name } of entry.fields) macros.set(name, entry);
    else {
      const key = entry.key?.text.toLowerCase();
      if (key !== undefined && !entries.has(key)) entries.set(key, entry);
    }
  }
  return { text, macros, entries };
}

/** The entry as its file has it, for a key to be put in; that of the `wanted` key before others. Undefined where the paper has none, or none that can be copied whole. */
function copiedEntry(
  snapshot: Snapshot,
  paper: Paper,
  wanted: string,
  sourceOf: (uri: string) => BibSource | undefined,
  macros: Map<string, string>,
  parents: Map<string, string>,
): ((key: string) => string) | undefined {
  const records = paper.records.filter(({ from }) => from.format === 'bibtex');
  const record = records.find(one => one.key === wanted) ?? records[0];
  const text = record && snapshot.record(record);
  if (record === undefined || text === undefined) return undefined;
  const [entry] = scanBib(text).entries;
  if (entry?.key === undefined || entry.broken) return undefined;
  const { start, end } = entry.key.span;
  const needed = neededBy(text, entry);
  const source = needed.size === 0 && !namesParents(entry) ? undefined : sourceOf(record.from.uri);
  const ownMacros = new Map<string, string>();
  if (!gatherMacros(needed, source, macros, ownMacros)) return undefined;
  const ownParents = new Map<string, string>();
  if (!gatherParents(text, entry, source, macros, ownMacros, parents, ownParents)) return undefined;
  for (const [name, macro] of ownMacros) macros.set(name, macro);
  for (const [name, parent] of ownParents) parents.set(name, parent);
  return key => text.slice(0, start) + key + text.slice(end);
}

/** Puts the macros of those names into `own`, those that they need first; false where one is missing or means two things. */
function gatherMacros(
  names: Iterable<string>,
  source: BibSource | undefined,
  known: ReadonlyMap<string, string>,
  own: Map<string, string>,
  depth = 0,
): boolean {
  for (const name of names) {
    if (own.has(name)) continue;
    const macro = source?.macros.get(name);
    if (source === undefined || macro === undefined || depth > 20) return false;
    const text = source.text.slice(macro.span.start, macro.span.end);
    if (known.has(name) && known.get(name) !== text) return false;
    const beside = new Set(macro.fields.map(field => field.name));
    const others = [...neededBy(source.text, macro)].filter(other => !beside.has(other));
    if (!gatherMacros(others, source, known, own, depth + 1)) return false;
    own.set(name, text);
  }
  return true;
}

/** Puts the entries that one names as its parents into `own`, and theirs; false where two files have different ones of a key. */
function gatherParents(
  text: string,
  entry: BibEntry,
  source: BibSource | undefined,
  knownMacros: ReadonlyMap<string, string>,
  macros: Map<string, string>,
  known: ReadonlyMap<string, string>,
  own: Map<string, string>,
): boolean {
  for (const key of parentsOf(text, entry)) {
    const parent = source?.entries.get(key);
    if (own.has(key) || source === undefined || parent === undefined || own.size > 20) continue;
    const written = source.text.slice(parent.span.start, parent.span.end);
    if (parent.broken || (known.has(key) && known.get(key) !== written)) return false;
    if (!gatherMacros(neededBy(source.text, parent), source, knownMacros, macros)) return false;
    own.set(key, written);
    if (!gatherParents(source.text, parent, source, knownMacros, macros, known, own)) return false;
  }
  return true;
}

/** The names of the macros in an entry's values, but for months, which every style has. */
function neededBy(text: string, { fields }: BibEntry): ReadonlySet<string> {
  const words = fields.flatMap(({ pieces }) => pieces.filter(({ kind }) => kind === 'word'));
  const names = words.map(({ span }) => text.slice(span.start, span.end).trim().toLowerCase());
  return new Set(names.filter(name => !/^\d*$|^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)$/.test(name)));
}

function namesParents({ fields }: BibEntry): boolean {
  return fields.some(({ name }) => name === 'crossref' || name === 'xdata');
}

/** The keys of the entries that one names as its parents, in lower case. */
function parentsOf(text: string, { fields }: BibEntry): string[] {
  const naming = fields.filter(({ name }) => name === 'crossref' || name === 'xdata');
  const values = naming.flatMap(({ pieces }) => pieces.map(({ span }) => text.slice(span.start, span.end)));
  return values.flatMap(value => value.split(',')).flatMap(key => key.trim().toLowerCase() || []);
}

/** The key, or with the first letters behind it that make it free; BibTeX takes keys that differ in case for one. */
function freeKey(key: string, taken: Set<string>): string {
  let free = key;
  for (let i = 0; taken.has(free.toLowerCase()); i++) free = key + lettersOf(i);
  taken.add(free.toLowerCase());
  return free;
}

/** 0 as "a", 25 as "z", 26 as "aa". */
function lettersOf(index: number): string {
  const last = String.fromCharCode(97 + (index % 26));
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last;
}

/** Keys that differ by more than case; of those that do not, the one written first. */
function distinctKeys(keys: Iterable<string>): string[] {
  const byFolded = new Map<string, string>();
  for (const key of keys) if (!byFolded.has(key.toLowerCase())) byFolded.set(key.toLowerCase(), key);
  return [...byFolded.values()];
}

/** True for a link that was meant for a paper or a note: no figure or section of a text's own, no image, no file. */
function isCitation(link: Link): boolean {
  const { text } = link.target;
  if (link.kind === 'citation')
    return !/^(?:fig|tbl|tab|eq|sec|lst|alg|thm|lem|cor|prp|cnj|def|exm|exr)[-:]/.test(text);
  return link.kind === 'wiki' && !link.embed && text !== '' && !/\.[a-z][a-z0-9]{1,4}$/i.test(text);
}
