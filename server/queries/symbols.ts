import type { Note, Place } from '../library/model.ts';
import { compareText, type Snapshot } from '../snapshot/snapshot.ts';
import { folded } from '../text/fold.ts';
import type { Span } from '../text/span.ts';
import { allSenses, papersFor } from './find.ts';

/** A paper, term or note by name. */
export interface Symbol {
  readonly kind: 'paper' | 'term' | 'note';
  readonly name: string;
  readonly detail: string;
  readonly place: Place;
}

const most = 100;

/** Papers, terms and notes whose names hold the query, for a search over the whole workspace. */
export function workspaceSymbols(snapshot: Snapshot, query: string): readonly Symbol[] {
  const wanted = folded(query.trim());
  const papers = papersFor(snapshot, query, most).map(
    (paper): Symbol => ({ kind: 'paper', name: paper.title, detail: String(paper.year ?? ''), place: paper.from }),
  );
  const terms = allSenses(snapshot.terms)
    .filter(
      sense => sense.from.role !== 'bundled' && folded(`${sense.label} ${sense.expansion ?? ''}`).includes(wanted),
    )
    .slice(0, most)
    .map(
      (sense): Symbol => ({ kind: 'term', name: sense.label, detail: sense.expansion ?? '', place: sense.from.place }),
    );
  const notes: Symbol[] = [];
  for (const note of snapshot.notes.values()) {
    if (folded(note.title).includes(wanted))
      notes.push({ kind: 'note', name: note.title, detail: '', place: { uri: note.uri, span: { start: 0, end: 0 } } });
    if (notes.length >= most) break;
  }
  notes.sort((a, b) => compareText(a.name, b.name));
  return [...terms, ...notes, ...papers];
}

/** A heading and what stands below it. */
export interface Outline {
  readonly name: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly Outline[];
}

/** The headings of a note as a tree; each reaches to the next of its level or above. */
export function outline(note: Note, length: number): readonly Outline[] {
  const { headings } = note;
  const build = (from: number, to: number): Outline[] => {
    const items: Outline[] = [];
    for (let i = from; i < to; ) {
      const heading = headings[i]!;
      let next = i + 1;
      while (next < to && headings[next]!.level > heading.level) next++;
      const end = headings[next]?.span.start ?? length;
      items.push({
        name: heading.text === '' ? '#' : heading.text,
        span: { start: heading.span.start, end: Math.max(end, heading.span.end) },
        nameSpan: heading.textSpan,
        children: build(i + 1, next),
      });
      i = next;
    }
    return items;
  };
  return build(0, headings.length);
}
