import { acronymsIn } from '../extract/acronyms.ts';
import { spelledOutIn } from '../extract/local-meaning.ts';
import type { Note, NoteUri } from '../library/model.ts';
import { folded, type NameKey, nameKey, singular } from '../text/fold.ts';
import { wordsIn } from '../text/words.ts';

/** Finds the notes that link to a name or hold words. Queries only find; `Library` alone adds and removes. */
export interface NoteIndex {
  /** The notes with a link or citation whose target has this key. */
  linking(key: NameKey): readonly NoteUri[];
  /** The notes that hold all of `words`, which are folded and singular. */
  containing(words: readonly string[]): readonly NoteUri[];
  /** Every acronym that notes use and do not spell out themselves, and how often over all of them; in no order. */
  acronyms(): Iterable<readonly [label: string, uses: number]>;
  /** The notes that use an acronym and do not spell it out. */
  using(acronym: string): readonly NoteUri[];
}

/** The index that `Library` keeps: `remove` undoes exactly what `add` did with the same note. */
export class MutableNoteIndex implements NoteIndex {
  private readonly byName = new Map<string, Set<NoteUri>>();
  private readonly byWord = new Map<string, Set<NoteUri>>();
  private readonly byAcronym = new Map<string, { uses: number; readonly notes: Set<NoteUri> }>();
  private readonly entries = new Map<
    NoteUri,
    {
      readonly names: readonly string[];
      readonly words: readonly string[];
      readonly acronyms: ReadonlyMap<string, number>;
    }
  >();

  add(note: Note, text: string): void {
    this.remove(note.uri);
    const names = [...new Set(note.links.map(link => nameKey(targetName(link.target.text))))].filter(
      name => name !== '',
    );
    const written = wordsIn(text);
    const words = [...new Set(written.map(word => singular(folded(word.text))))];
    const places = acronymsIn(text, note, written);
    const spelt = spelledOutIn(text, places);
    const acronyms = counted(places.map(place => place.text).filter(label => !spelt.has(label)));
    for (const name of names) insert(this.byName, name, note.uri);
    for (const word of words) insert(this.byWord, word, note.uri);
    for (const [label, uses] of acronyms) {
      const known = this.byAcronym.get(label);
      if (known === undefined) this.byAcronym.set(label, { uses, notes: new Set([note.uri]) });
      else {
        known.uses += uses;
        known.notes.add(note.uri);
      }
    }
    this.entries.set(note.uri, { names, words, acronyms });
  }

  remove(uri: NoteUri): void {
    const entry = this.entries.get(uri);
    if (entry === undefined) return;
    for (const name of entry.names) take(this.byName, name, uri);
    for (const word of entry.words) take(this.byWord, word, uri);
    for (const [label, uses] of entry.acronyms) {
      const known = this.byAcronym.get(label)!;
      known.uses -= uses;
      known.notes.delete(uri);
      if (known.notes.size === 0) this.byAcronym.delete(label);
    }
    this.entries.delete(uri);
  }

  linking(key: NameKey): readonly NoteUri[] {
    return [...(this.byName.get(key) ?? [])].sort();
  }

  containing(words: readonly string[]): readonly NoteUri[] {
    const sets = words.map(word => this.byWord.get(word));
    if (sets.length === 0 || sets.includes(undefined)) return [];
    const [smallest, ...others] = (sets as Set<NoteUri>[]).sort((a, b) => a.size - b.size);
    return [...smallest!].filter(uri => others.every(set => set.has(uri))).sort();
  }

  *acronyms(): Iterable<readonly [label: string, uses: number]> {
    for (const [label, { uses }] of this.byAcronym) yield [label, uses];
  }

  using(acronym: string): readonly NoteUri[] {
    return [...(this.byAcronym.get(acronym)?.notes ?? [])].sort();
  }
}

function counted(labels: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** The name that a link's target ends in: a path's last part, without ending and decoded; a web address' id. */
export function targetName(target: string): string {
  const known =
    /^(?:https?:\/\/)?(?:(?:www\.)?arxiv\.org\/(?:abs|pdf|html)\/|huggingface\.co\/papers\/|(?:dx\.)?doi\.org\/)([^\s?#]+?)(?:\.pdf)?(?:[?#].*)?$/i.exec(
      target,
    )?.[1];
  if (known !== undefined) return known.replace(/v\d+$/, '');
  if (/^arxiv:/i.test(target)) return target.slice(6).trim().replace(/v\d+$/, '');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target)) return '';
  const name = /\.(?:md|markdown|qmd)$/i.test(target)
    ? target.slice(target.lastIndexOf('/') + 1).replace(/\.[a-z]+$/i, '')
    : target;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function insert(map: Map<string, Set<NoteUri>>, key: string, uri: NoteUri): void {
  const set = map.get(key);
  if (set === undefined) map.set(key, new Set([uri]));
  else set.add(uri);
}

function take(map: Map<string, Set<NoteUri>>, key: string, uri: NoteUri): void {
  const set = map.get(key);
  set?.delete(uri);
  if (set?.size === 0) map.delete(key);
}
