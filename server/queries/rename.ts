import type { Sense } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { singularLabel, spells, termKey } from '../text/fold.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { Document } from './document.ts';
import type { FileEdit } from './file-edit.ts';
import { linkAt, mentionAt } from './mention-at.ts';
import { targetsOf } from './resolve.ts';
import { usesOf } from './uses.ts';

/** What a rename would change: the term as it is written there, and the name that it has by itself. */
export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

/** The term at `offset` of a note, if it can be renamed: its label, an alias or its expansion, whichever is written there. */
export function renamable(snapshot: Snapshot, document: Document, offset: number): Renamable | undefined {
  const found = termNamed(snapshot, document, offset);
  return found && { span: found.span, name: found.name };
}

/** Why a text cannot be a term's name; undefined where it can. */
export function refusal(name: string): string | undefined {
  const text = name.trim();
  if (text === '') return 'A term needs a name.';
  if (text.length > 120) return 'This name is too long for a term.';
  if (/[\r\n*[\]|`:#]/.test(text)) return 'A term’s name cannot hold line breaks or any of * [ ] | ` : #';
  return termKey(text) === '' ? 'A term’s name needs a letter or a digit.' : undefined;
}

/**
 * The edits that give the term at `offset` another name in the reader's own notes and glossaries, wherever they mean the
 * same sense by the same name; plurals stay plurals, and what stood at the start of a sentence keeps its capital.
 * Papers are never changed. Other names of the term, such as its expansion, stay.
 */
export function rename(snapshot: Snapshot, document: Document, offset: number, to: string): readonly FileEdit[] {
  const found = termNamed(snapshot, document, offset);
  if (found === undefined || refusal(to) !== undefined) return [];
  const { sense, name } = found;
  const others = namesOf(sense).filter(other => other !== name);
  return usesOf(snapshot, sense, everywhere).notes.flatMap(({ uri, places }) => {
    const text = snapshot.source(uri);
    const note = snapshot.notes.get(uri);
    if (text === undefined || note === undefined) return [];
    return places.flatMap(({ span }) => {
      const written = text.slice(span.start, span.end);
      const isOther = !spells(name, written) || others.some(other => other === singularLabel(written));
      if (isOther || isLinkToSomethingElse(snapshot, { uri, text, note }, span)) return [];
      return [{ uri, span, text: writtenAs(to.trim(), name, written) }];
    });
  });
}

/** True in the target of a link that leads to a note or a paper: that is their name, not the term's. */
function isLinkToSomethingElse(snapshot: Snapshot, document: Document, span: Span): boolean {
  const link = linkAt(document, span.start);
  return link !== undefined && overlaps(link.target.span, span) && targetsOf(snapshot, document.uri, link).length > 0;
}

const everywhere = { texts: Number.POSITIVE_INFINITY, places: Number.POSITIVE_INFINITY };

function termNamed(
  snapshot: Snapshot,
  document: Document,
  offset: number,
): (Renamable & { readonly sense: Sense }) | undefined {
  const mention = mentionAt(snapshot, document, offset);
  if (mention?.kind !== 'term' || !snapshot.notes.get(document.note.uri)) return undefined;
  if (linkAt(document, offset)?.kind === 'citation') return undefined;
  const written = document.text.slice(mention.span.start, mention.span.end);
  for (const sense of mention.senses) {
    const names = namesOf(sense);
    const name = names.find(one => one === written) ?? names.find(one => spells(one, written));
    if (name !== undefined) return { span: mention.span, name, sense };
  }
  return undefined;
}

function namesOf({ label, expansion, aliases }: Sense): readonly string[] {
  return [label, ...(expansion === undefined ? [] : [expansion]), ...aliases];
}

/** The new name in the form in which the old one was written. */
function writtenAs(to: string, name: string, written: string): string {
  const isPlural = written.length > name.length && /s$/.test(written) && !/s$/i.test(name);
  const raised = /^\p{Ll}/u.test(name) && /^\p{Lu}\p{Ll}/u.test(written) && /^\p{Ll}/u.test(to);
  const first = raised ? to.charAt(0).toUpperCase() + to.slice(1) : to;
  return isPlural && !/s$/i.test(to) ? `${first}s` : first;
}
