import { type LocalMeaning, localMeaning } from '../extract/local-meaning.ts';
import type { Link, NoteUri, PaperId, Sense } from '../library/model.ts';
import { type TermMention, termsBetween } from '../snapshot/mentions.ts';
import { isReaders, sayTheSame, sensesOf } from '../snapshot/senses.ts';
import type { Snapshot, Target } from '../snapshot/snapshot.ts';
import { isOrdinary } from '../text/everyday.ts';
import { type TermKey, termKey } from '../text/fold.ts';
import { countWhile, type Span, touches } from '../text/span.ts';
import { type Choice, chooseSense, paragraphAt, standsIn, type Use } from './choose-sense.ts';
import type { Document } from './document.ts';
import { paperOfPage } from './page-uri.ts';
import { recordAt } from './record-at.ts';
import { targetsOf } from './resolve.ts';
import { isSupported, needsSupport } from './support.ts';

/** What stands at a place of a text: a link to something known, a term, or a link to nothing known. */
export type Mention =
  | { readonly kind: 'target'; readonly span: Span; readonly target: Target; readonly link: Link }
  | TermUse
  | { readonly kind: 'unknown'; readonly span: Span; readonly link: Link };

/** A term, and what it can mean there. */
export interface TermUse extends Choice {
  readonly kind: 'term';
  readonly span: Span;
  readonly key: TermKey;
}

/** A text in which terms stand: a document, or a paper's title and abstract, which have no note. */
export interface TermText extends Pick<Document, 'uri' | 'text'> {
  readonly note?: Document['note'];
  /** The paper whose words the text is. */
  readonly paper?: PaperId | undefined;
}

const reach = 300;

/** What stands at `offset`; a link wins over a term. Reads only the text around the offset. */
export function mentionAt(snapshot: Snapshot, document: Document, offset: number): Mention | undefined {
  const link = linkAt(document, offset);
  if (link !== undefined) return mentionOfLink(snapshot, document, link, offset);
  if (standsIn(document.note.silent, offset)) return undefined;
  const found = termAt(snapshot, document, offset);
  if (found === undefined) return undefined;
  const choice = definedSenses(snapshot, document, found);
  return choice.senses.length > 0 ? termUse(found, choice) : undefined;
}

function termUse({ start, end, key }: Pick<TermMention, 'start' | 'end' | 'key'>, choice: Choice): TermUse {
  return { kind: 'term', span: { start, end }, key, ...choice };
}

/** The link whose target or label holds the offset. */
export function linkAt({ note }: Document, offset: number): Link | undefined {
  // Links stand in order, and only a picture stands inside another one.
  const before = countWhile(note.links.length, i => note.links[i]!.span.start <= offset);
  return note.links.slice(Math.max(0, before - 3), before).find(link => {
    if (link.kind === 'inline' || link.kind === 'definition')
      return touches(link.target.span, offset) || touches(link.label.span, offset);
    return offset < link.span.end;
  });
}

/**
 * The senses of a mention that say something, best fitting first. Of an everyday word in lower case only the reader's
 * own; where a name may be an ordinary word, only those that the text around it speaks for; where the text spells it out itself, only what that means.
 */
export function definedSenses(snapshot: Snapshot, source: TermText, mention: TermMention): Choice {
  const { uri, text } = source;
  const all = snapshot.terms.get(mention.key) ?? [];
  const senses = sensesOf(all.length === mention.definitions.length ? all : mention.definitions);
  const defined = senses.filter(saysSomething);
  const paragraph = paragraphAt(text, mention.start);
  const written = text.slice(mention.start, mention.end);
  const around = () => text.slice(paragraph.start, paragraph.end);
  const meant = defined.filter(
    sense =>
      (isReaders(sense.from) || !isOrdinary(written)) &&
      (!needsSupport(sense, written) ||
        sense.from.place.uri === uri ||
        isSupported(sense, written, lineAround(text, mention.start), around(), text)),
  );
  if (meant.length === 0) return none;
  const record =
    source.paper === undefined && !snapshot.notes.get(uri as NoteUri)
      ? recordAt(snapshot, uri, mention.start)
      : undefined;
  const local = localMeaning(source, written, mention.start, record?.from.span ?? { start: 0, end: text.length });
  const use: Use = {
    uri,
    text,
    paragraph,
    local,
    key: mention.key,
    start: mention.start,
    paper: source.paper ?? record?.id ?? (paperOfPage(uri) as PaperId | undefined),
    cited: meant.length < 2 ? noPapers : citedAround(snapshot, source, mention.start, paragraph),
  };
  return chooseSense(snapshot, local === undefined ? meant : spelt(snapshot, meant, local), use);
}

const none: Choice = { senses: [], tied: 0 };
const noPapers: ReadonlyMap<PaperId, number> = new Map();

/**
 * The senses, with those of the words that the text spells out where none of them is what it spells out. None where
 * nothing is known of these words: then the text speaks of something else.
 */
function spelt(snapshot: Snapshot, senses: readonly Sense[], { expansion }: LocalMeaning): readonly Sense[] {
  if (senses.some(sense => sayTheSame(sense, expansion))) return senses;
  const definitions = snapshot.terms.get(termKey(expansion));
  const known = definitions ? sensesOf(definitions).filter(saysSomething) : [];
  return known.length === 0 ? [] : [...known, ...senses];
}

function saysSomething({ definition, expansion }: Sense): boolean {
  return definition !== '' || expansion !== undefined;
}

/** How far around a term, in UTF-16 units, a citation outside its paragraph still counts. */
const citedWithin = 600;

function citedAround(
  snapshot: Snapshot,
  { uri, note }: TermText,
  offset: number,
  paragraph: Span,
): ReadonlyMap<PaperId, number> {
  if (note === undefined) return noPapers;
  const cited = new Map<PaperId, number>();
  const from = Math.min(paragraph.start, offset - citedWithin);
  const to = Math.max(paragraph.end, offset + citedWithin);
  const first = countWhile(note.links.length, i => note.links[i]!.span.start < from);
  for (let i = first; i < note.links.length && note.links[i]!.span.start < to; i++) {
    const link = note.links[i]!;
    const [target] = targetsOf(snapshot, uri, link);
    if (target?.kind !== 'paper') continue;
    const inside = paragraph.start <= link.span.start && link.span.end <= paragraph.end;
    cited.set(target.id, Math.max(cited.get(target.id) ?? 0, inside ? 2 : 1));
  }
  return cited;
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
    const key = termKey(link.target.text);
    const definitions = snapshot.terms.get(key);
    const senses = definitions ? sensesOf(definitions).filter(sense => sense.definition !== '') : [];
    if (senses.length > 0) return termUse({ ...span, key }, { senses, tied: 1 });
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
