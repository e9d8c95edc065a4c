import type { SensesResult } from '../protocol.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { singularLabel } from '../text/fold.ts';
import type { Document } from './document.ts';
import { homeOf } from './glossary-scope.ts';
import { mentionAt } from './mention-at.ts';
import { scopesOf } from './pin-sense.ts';
import { isPinned, pinMeaning, pinnedMeaning } from './pins.ts';
import { sourceName } from './term-card.ts';

/** The senses of the term at `offset`, best first, as a list that one of them is chosen from. */
export function sensesAt(snapshot: Snapshot, document: Document, offset: number): SensesResult {
  const mention = mentionAt(snapshot, document, offset);
  if (mention?.kind !== 'term') return null;
  const pinned = pinnedMeaning(snapshot, homeOf(snapshot, document.uri), mention.key);
  return {
    label: singularLabel(document.text.slice(mention.span.start, mention.span.end)),
    senses: mention.senses.map(sense => ({
      meaning: pinMeaning(snapshot, sense, mention.key),
      definition: sense.definition,
      source: sourceName(snapshot, sense.from),
      pinned: pinned !== undefined && isPinned(snapshot, sense, mention.key, pinned),
    })),
    scopes: scopesOf(snapshot, document),
  };
}
