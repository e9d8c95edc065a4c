import { memoOne } from '../library/memo.ts';
import type { Place, Sense } from '../library/model.ts';
import type { TermResult } from '../protocol.ts';
import { sensesOf } from '../snapshot/senses.ts';
import { linesOf, type Snapshot } from '../snapshot/snapshot.ts';
import { termKey } from '../text/fold.ts';
import { lineAt } from '../text/lines.ts';
import { escapeMarkdown } from '../text/markdown.ts';
import { allSenses } from './find.ts';
import type { Linker } from './linker.ts';
import { counted, termCard } from './term-card.ts';
import { usesOfAcronym } from './undefined-terms.ts';
import { placesUsing } from './uses.ts';

const mostNotes = 1000;

/** The id of a sense: its label and expansion, and a number where several share these. So it outlives edits elsewhere. */
export function idOfSense({ terms }: Pick<Snapshot, 'terms'>, sense: Sense): string {
  return idsOf(terms).ids.get(sense)!;
}

export function idOfJargon(label: string): string {
  return `${jargon}${label}`;
}

export function idOfKnown(label: string): string {
  return `${known}${label}`;
}

/** What a row of the Terms view is, by its id; null where it is gone. */
export function termRow(snapshot: Snapshot, id: string, linker: Linker): TermResult {
  if (id.startsWith(jargon)) return jargonRow(snapshot, id.slice(jargon.length));
  const sense = senseOf(snapshot, id);
  if (sense === undefined) return null;
  const tooltipMarkdown = termCard(snapshot, sense, [], linker);
  return { label: sense.label, tooltipMarkdown, place: startOf(snapshot, sense.from.place) };
}

/** Every use of a row of the Terms view. */
export function usesOfRow(snapshot: Snapshot, id: string): readonly Place[] {
  if (id.startsWith(jargon)) return [...usesOfAcronym(snapshot, id.slice(jargon.length), mostNotes)];
  const sense = senseOf(snapshot, id);
  return sense === undefined ? [] : placesUsing(snapshot, sense);
}

/** The sense that a label of the settings hides, where the library has one. */
export function senseKnownAs({ terms }: Pick<Snapshot, 'terms'>, label: string): Sense | undefined {
  const key = termKey(label);
  const senses = sensesOf(terms.get(key) ?? []);
  return senses.find(sense => [sense.label, ...sense.aliases].some(name => termKey(name) === key)) ?? senses[0];
}

const jargon = 'jargon:';
const known = 'known:';

function senseOf(snapshot: Snapshot, id: string): Sense | undefined {
  return id.startsWith(known) ? senseKnownAs(snapshot, id.slice(known.length)) : idsOf(snapshot.terms).senses.get(id);
}

function jargonRow(snapshot: Snapshot, label: string): TermResult {
  const notes = snapshot.noteIndex.using(label);
  const [first] = usesOfAcronym(snapshot, label, mostNotes);
  if (first === undefined) return null;
  const said = `Used in ${counted(notes.length, 'note')}, defined in none.`;
  return { label, tooltipMarkdown: `**${escapeMarkdown(label)}**\n\n${said}`, place: startOf(snapshot, first) };
}

function startOf(snapshot: Snapshot, { uri, span }: Place) {
  const lines = linesOf(snapshot, uri) ?? new Uint32Array(1);
  const line = lineAt(lines, span.start);
  return { uri, line, character: span.start - lines[line]! };
}

const idsOf = memoOne((terms: Snapshot['terms']) => {
  const ids = new Map<Sense, string>();
  const senses = new Map<string, Sense>();
  for (const sense of allSenses(terms)) {
    const name = `sense:${sense.label}/${sense.expansion ?? ''}`;
    let id = name;
    for (let n = 2; senses.has(id); n++) id = `${name}/${n}`;
    ids.set(sense, id);
    senses.set(id, sense);
  }
  return { ids, senses };
});
