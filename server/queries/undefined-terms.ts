import { acronymsIn } from '../extract/acronyms.ts';
import type { Place } from '../library/model.ts';
import { writes } from '../snapshot/mentions.ts';
import { compareText, type Snapshot } from '../snapshot/snapshot.ts';
import { type TermKey, termKey } from '../text/fold.ts';

/** An acronym that notes use and nothing defines, and how often they do. */
export interface Jargon {
  readonly label: string;
  readonly uses: number;
}

/** The acronyms of the notes that nothing defines or expands and the reader does not know, most used first. */
export function undefinedTerms(snapshot: Snapshot, known: ReadonlySet<TermKey>): readonly Jargon[] {
  const found: Jargon[] = [];
  for (const [label, uses] of snapshot.noteIndex.acronyms()) {
    if (!known.has(termKey(label)) && !isDefined(snapshot, label)) found.push({ label, uses });
  }
  return found.sort((a, b) => b.uses - a.uses || compareText(a.label, b.label));
}

/** Where notes use an acronym, note by note, in at most `limit` notes. */
export function* usesOfAcronym(snapshot: Snapshot, label: string, limit: number): Iterable<Place> {
  for (const uri of snapshot.noteIndex.using(label).slice(0, limit)) {
    const note = snapshot.notes.get(uri);
    const text = snapshot.source(uri);
    if (note === undefined || text === undefined) continue;
    for (const acronym of acronymsIn(text, note)) if (acronym.text === label) yield { uri, span: acronym.span };
  }
}

/** True where a definition says or expands a label, or each part of one with hyphens: KL and UCB are enough for "KL-UCB". */
export function isDefined(snapshot: Snapshot, label: string): boolean {
  if (isSaid(snapshot, label)) return true;
  const parts = label.split(/[-‐‑]/).filter(part => !/^\p{N}+$/u.test(part));
  return label.length > parts[0]!.length && parts.every(part => isSaid(snapshot, part));
}

function isSaid({ terms }: Snapshot, label: string): boolean {
  const definitions = terms.get(termKey(label)) ?? [];
  return definitions.some(
    definition => (definition.definition !== '' || definition.expansion !== undefined) && writes(definition, label),
  );
}
