import type { Link, Sense } from '../library/model.ts';
import { type TermMention, termsBetween } from '../snapshot/mentions.ts';
import { sensesOf } from '../snapshot/senses.ts';
import type { Snapshot, Target } from '../snapshot/snapshot.ts';
import { termKey } from '../text/fold.ts';
import { type Span, touches } from '../text/span.ts';
import { paragraphAt, sensesByFit, standsIn } from './choose-sense.ts';
import type { Document } from './document.ts';
import { targetsOf } from './resolve.ts';
import { isAlsoWord, isSupported } from './support.ts';

/** What stands at a place of a text: a link to something known, a term, or a link to nothing known. */
export type Mention =
  | { readonly kind: 'target'; readonly span: Span; readonly target: Target; readonly link: Link }
  | { readonly kind: 'term'; readonly span: Span; readonly senses: readonly Sense[] }
  | { readonly kind: 'unknown'; readonly span: Span; readonly link: Link };

const reach = 300;

/** What stands at `offset`; a link wins over a term. Reads only the text around the offset. */
export function mentionAt(snapshot: Snapshot, document: Document, offset: number): Mention | undefined {
  const link = linkAt(document, offset);
  if (link !== undefined) return mentionOfLink(snapshot, document, link, offset);
  if (standsIn(document.note.silent, offset)) return undefined;
  const found = termAt(snapshot, document, offset);
  if (found === undefined) return undefined;
  const senses = definedSenses(snapshot, document, found);
  return senses.length > 0 ? { kind: 'term', span: { start: found.start, end: found.end }, senses } : undefined;
}

/** The link whose target or label holds the offset. */
export function linkAt({ note }: Document, offset: number): Link | undefined {
  return note.links.find(link => {
    if (link.kind === 'inline' || link.kind === 'definition')
      return touches(link.target.span, offset) || touches(link.label.span, offset);
    return link.span.start <= offset && offset < link.span.end;
  });
}

/**
 * The senses of a mention that say something, best fitting first. Where the word may be an ordinary one, only those
 * that the text around it speaks for.
 */
export function definedSenses(
  snapshot: Snapshot,
  { uri, text }: Pick<Document, 'uri' | 'text'>,
  mention: TermMention,
): readonly Sense[] {
  const all = snapshot.terms.get(mention.key) ?? [];
  const senses = sensesOf(all.length === mention.definitions.length ? all : mention.definitions);
  const defined = senses.filter(sense => sense.definition !== '' || sense.expansion !== undefined);
  const span = paragraphAt(text, mention.start);
  const paragraph = text.slice(span.start, span.end);
  const written = text.slice(mention.start, mention.end);
  const meant = isAlsoWord(written)
    ? defined.filter(
        sense =>
          sense.from.place.uri === uri || isSupported(sense, written, lineAround(text, mention.start), paragraph, text),
      )
    : defined;
  return sensesByFit(meant, { uri, offset: mention.start, paragraph });
}

/** The line that an offset stands in, at most 400 characters of it to either side. */
function lineAround(text: string, offset: number): string {
  const before = text.slice(Math.max(0, offset - 400), offset);
  const after = text.slice(offset, offset + 400);
  return before.slice(before.search(/[^\r\n]*$/)) + (/^[^\r\n]*/.exec(after)?.[0] ?? '');
}

function termAt(snapshot: Snapshot, { text, note }: Document, offset: number): TermMention | undefined {
  const start = wordBoundary(text, Math.max(0, offset - reach));
  const end = Math.min(text.length, offset + reach);
  return termsBetween(snapshot.terms, text, note.silent, start, end).find(mention => touches(mention, offset));
}

function mentionOfLink(snapshot: Snapshot, document: Document, link: Link, offset: number): Mention | undefined {
  const span = partAt(link, offset);
  const [target] = targetsOf(snapshot, document.uri, link);
  if (target !== undefined) return { kind: 'target', span, target, link };
  if (link.kind === 'wiki') {
    const definitions = snapshot.terms.get(termKey(link.target.text));
    const senses = definitions ? sensesOf(definitions).filter(sense => sense.definition !== '') : [];
    if (senses.length > 0) return { kind: 'term', span, senses };
  }
  return link.kind === 'url' ? undefined : { kind: 'unknown', span, link };
}

/** The part of a link that a cursor is on: its target, its label, else all of it. */
function partAt(link: Link, offset: number): Span {
  if (touches(link.target.span, offset)) return link.target.span;
  const label = 'label' in link ? link.label : undefined;
  return label && touches(label.span, offset) ? label.span : link.span;
}

/** The next offset at which a word cannot be cut in two. */
function wordBoundary(text: string, offset: number): number {
  if (offset === 0) return 0;
  const space = /\s/.exec(text.slice(offset, offset + 100));
  return space === null ? offset : offset + space.index;
}
