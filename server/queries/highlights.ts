import { termsBetween } from '../snapshot/mentions.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Span } from '../text/span.ts';
import { choicesIn } from './choices.ts';
import type { Document } from './document.ts';
import { mentionAt } from './mention-at.ts';
import { targetsOf } from './resolve.ts';

/** Every place of a document that means what stands at `offset`: uses of the term in its sense, or links to the same target. */
export function highlights(snapshot: Snapshot, document: Document, offset: number): readonly Span[] {
  const mention = mentionAt(snapshot, document, offset);
  if (mention === undefined || mention.kind === 'unknown') return [];
  if (mention.kind === 'target') {
    const wanted = JSON.stringify(mention.target);
    return document.note.links
      .filter(link => JSON.stringify(targetsOf(snapshot, document.uri, link)[0]) === wanted)
      .map(link => link.target.span);
  }
  const sense = mention.senses[0]!;
  const choose = choicesIn(snapshot, document);
  return termsBetween(snapshot.terms, document.text, document.note.silent).filter(
    other => choose(other).senses[0]?.from === sense.from,
  );
}
