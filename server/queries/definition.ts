import type { Paper, Place } from '../library/model.ts';
import { paperOf, type Snapshot, type Target } from '../snapshot/snapshot.ts';
import type { Span } from '../text/span.ts';
import type { Document } from './document.ts';
import { mentionAt } from './mention-at.ts';

/** Where to go from a place, and the span it is asked from. `paper` is set where the target is a paper, which has a page. */
export interface Destination {
  readonly from: Span;
  readonly place: Place;
  readonly paper?: string;
}

/** Where what stands at `offset` is defined: the defining sentences of a term, a paper's record, the start of a note. */
export function definition(snapshot: Snapshot, document: Document, offset: number): readonly Destination[] {
  const mention = mentionAt(snapshot, document, offset);
  if (mention === undefined || mention.kind === 'unknown') return [];
  if (mention.kind === 'target') return destinationOf(snapshot, mention.target, mention.span);
  return mention.senses
    .filter(sense => sense.definition !== '')
    .map(sense => ({ from: mention.span, place: sense.from.place }));
}

/** The papers that introduce the term at `offset`; on a link to a paper, that paper. */
export function introducers(snapshot: Snapshot, document: Document, offset: number): readonly Paper[] {
  const mention = mentionAt(snapshot, document, offset);
  if (mention === undefined || mention.kind === 'unknown') return [];
  if (mention.kind === 'target') {
    const paper = mention.target.kind === 'paper' ? paperOf(snapshot, mention.target.id) : undefined;
    return paper ? [paper] : [];
  }
  const introduced = mention.senses[0]!.definitions.filter(({ role }) => role === 'introduces' || role === 'names');
  return introduced.flatMap(({ paper }) => (paper === undefined ? [] : (paperOf(snapshot, paper) ?? [])));
}

function destinationOf(snapshot: Snapshot, target: Target, from: Span): readonly Destination[] {
  if (target.kind === 'note') return [{ from, place: { uri: target.uri, span: { start: 0, end: 0 } } }];
  const paper = paperOf(snapshot, target.id);
  return paper ? [{ from, place: { uri: paper.from.uri, span: paper.from.span }, paper: paper.id }] : [];
}
