import { acronymsIn } from '../extract/acronyms.ts';
import { localMeaning } from '../extract/local-meaning.ts';
import type { Sense } from '../library/model.ts';
import { isReaders, sensesOf } from '../snapshot/senses.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { singularLabel, termKey } from '../text/fold.ts';
import { clipped } from '../text/markdown.ts';
import { touches } from '../text/span.ts';
import { wordsIn } from '../text/words.ts';
import { type Addition, addToGlossary, entryOf } from './add-to-glossary.ts';
import { paragraphAt } from './choose-sense.ts';
import type { Document } from './document.ts';
import type { FileEdit } from './file-edit.ts';
import { homeOf } from './glossary-scope.ts';
import { linkAt, mentionAt } from './mention-at.ts';
import { type PinScope, pinSense, scopesOf } from './pin-sense.ts';
import { isPinned, pinMeaning, pinnedMeaning } from './pins.ts';
import { isDefined } from './undefined-terms.ts';

/** Something that can be done about a term, told by what stays true however the document is edited meanwhile. */
export type TermAction =
  /** Adds an entry: of the sense of that meaning, or, without one, of a label that nothing defines. */
  | { readonly kind: 'add'; readonly label: string; readonly meaning?: string }
  | { readonly kind: 'pin'; readonly label: string; readonly meaning: string; readonly scope: PinScope };

export interface OfferedAction {
  readonly title: string;
  readonly action: TermAction;
}

const mostSensesOffered = 4;

/**
 * What can be done about the term at `offset`. Where the reader has not `asked`, only what nobody has defined yet is
 * offered, so that no light bulb stands at every term.
 */
export function termActions(
  snapshot: Snapshot,
  document: Document,
  offset: number,
  asked: boolean,
): readonly OfferedAction[] {
  const unknown = undefinedAt(snapshot, document, offset);
  if (unknown !== undefined)
    return [{ title: `Define “${unknown}” in a glossary`, action: { kind: 'add', label: unknown } }];
  const mention = asked && linkAt(document, offset) === undefined ? mentionAt(snapshot, document, offset) : undefined;
  if (mention?.kind !== 'term') return [];
  const [best] = mention.senses;
  const own = best!.definitions.some(isReaders);
  const written = singularLabel(document.text.slice(mention.span.start, mention.span.end));
  const pinned = pinnedMeaning(snapshot, homeOf(snapshot, document.uri), mention.key);
  const pins = mention.senses.length < 2 ? [] : mention.senses.slice(0, mostSensesOffered);
  return [
    ...(own
      ? []
      : [
          {
            title: `Add “${best!.label}” to a glossary`,
            action: {
              kind: 'add',
              label: best!.label,
              meaning: pinMeaning(snapshot, best!, termKey(best!.label)),
            } as const,
          },
        ]),
    ...scopesOf(snapshot, document).flatMap(scope =>
      pins
        .filter(sense => pinned === undefined || !isPinned(snapshot, sense, mention.key, pinned))
        .map(sense => {
          const meaning = pinMeaning(snapshot, sense, mention.key);
          return {
            title: `In this ${scope}, “${written}” means ${clipped(meaning, 60)}`,
            action: { kind: 'pin', label: written, meaning, scope } as const,
          };
        }),
    ),
  ];
}

/** The edit that an action stands for, by what is known now; undefined where it can be done no more. */
export function editOf(
  snapshot: Snapshot,
  document: Pick<Document, 'uri' | 'text'>,
  action: TermAction,
  roots: readonly string[],
): Addition | { readonly edit: FileEdit } | undefined {
  const sense = action.meaning === undefined ? undefined : senseOf(snapshot, action.label, action.meaning);
  switch (action.kind) {
    case 'add': {
      const entry = sense ? entryOf(snapshot, sense) : { label: action.label, definition: '' };
      return addToGlossary(snapshot, homeOf(snapshot, document.uri), entry, roots);
    }
    case 'pin': {
      const edit = sense && pinSense(snapshot, document, action);
      return edit && { edit };
    }
  }
}

function senseOf(snapshot: Snapshot, label: string, meaning: string): Sense | undefined {
  const key = termKey(label);
  return sensesOf(snapshot.terms.get(key) ?? []).find(sense => isPinned(snapshot, sense, key, meaning));
}

/** The acronym at `offset` of a note where nothing says what it stands for. */
function undefinedAt(snapshot: Snapshot, { text, note }: Document, offset: number): string | undefined {
  const paragraph = paragraphAt(text, offset);
  const acronyms = acronymsIn(text, note, wordsIn(text, paragraph.start, paragraph.end));
  const found = acronyms.find(({ span }) => touches(span, offset));
  if (found === undefined || isDefined(snapshot, found.text)) return undefined;
  const spelt = localMeaning({ text, note }, found.text, found.span.start, { start: 0, end: text.length });
  return spelt === undefined ? found.text : undefined;
}
