import { scalar } from '../formats/front-edit.ts';
import { entryLine } from '../formats/glossary-entry.ts';
import { readNote } from '../formats/note.ts';
import type { Note, NoteUri, Sense } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { singularLabel, spells, termKey } from '../text/fold.ts';
import { overlaps, overlapsAny, type Span } from '../text/span.ts';
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
  if (/[\r\n*[\]|`:#<>()_~\\]/.test(text))
    return 'A term’s name cannot hold line breaks, brackets or marks of Markdown.';
  if (termKey(text) === '') return 'A term’s name needs a letter or a digit.';
  const [entry] = readNote(
    'file:///glossary.md' as NoteUri,
    entryLine({ label: text, definition: 'a b.' }),
  ).definitions;
  return entry?.label === text ? undefined : 'A glossary could not hold a term of this name.';
}

/**
 * The edits that give the term at `offset` another name in the reader's own notes and glossaries, wherever they mean the
 * same sense by the same name; plurals stay plurals, what stood at the start of a sentence keeps its capital, and pins
 * go with the name. Papers, headings, which links may lead to, other targets and labels of links, and identifiers are
 * never changed. Other names of the term, such as its expansion, stay.
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
    const uses = places.flatMap(({ span }) => {
      const written = text.slice(span.start, span.end);
      const isOther = !spells(name, written) || others.some(other => other === singularLabel(written));
      if (isOther || isFixed(snapshot, { uri, text, note }, span)) return [];
      return [{ uri, span, text: writtenAs(to.trim(), name, written) }];
    });
    const pins = note.pins.filter(({ label }) => spells(name, label.text));
    return [...uses, ...pins.map(({ label }) => ({ uri, span: label.span, text: scalar(to.trim()) }))];
  });
}

/** True where a name is not the term's own to change: in headings, in what a link leads to or is found by, in identifiers. */
function isFixed(snapshot: Snapshot, document: Document, span: Span): boolean {
  const { text, note, uri } = document;
  if (
    overlapsAny(
      note.headings.map(heading => heading.span),
      span,
    ) &&
    !isEntry(note, span)
  )
    return true;
  const link = linkAt(document, span.start);
  if (link !== undefined && overlaps(link.target.span, span)) {
    if (link.kind !== 'wiki' || link.embed || link.anchor || /[./\\]/.test(link.target.text)) return true;
    return targetsOf(snapshot, uri, link).length > 0;
  }
  if (link?.kind === 'definition' || isReferenceLabel(text, note, span)) return true;
  const from = text.slice(Math.max(0, span.start - 80), span.start);
  const to = text.slice(span.end, span.end + 80);
  const before = /\S*$/.exec(from)![0];
  const after = /^\S*/.exec(to)![0];
  return (
    /[\\{}=@~]|:\/\/|^(?:www\.|\.{0,2}\/)/.test(before) ||
    /^[@={}]|^\.[A-Za-z0-9]|^\/\S*\.\w/.test(after) ||
    /\{[^{}\n]*$/.test(from)
  );
}

/** True for an entry of a glossary that is a heading: its name is the term's. */
function isEntry(note: Note, span: Span): boolean {
  return note.definitions.some(({ place }) => place.span.start <= span.start && span.start < place.span.end);
}

/** True for `[label]` where the note says further down what the label leads to. */
function isReferenceLabel(text: string, note: Note, span: Span): boolean {
  if (text.charAt(span.start - 1) !== '[' || text.charAt(span.end) !== ']') return false;
  const label = text.slice(span.start, span.end).toLowerCase();
  return note.links.some(link => link.kind === 'definition' && link.label.text.toLowerCase() === label);
}

const everywhere = {
  texts: Number.POSITIVE_INFINITY,
  places: Number.POSITIVE_INFINITY,
  weighed: Number.POSITIVE_INFINITY,
};

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
  const raised = /^\p{Ll}/u.test(name) && /^\p{Lu}\p{Ll}/u.test(written) && /^\p{Ll}/u.test(to);
  const first = raised ? to.charAt(0).toUpperCase() + to.slice(1) : to;
  return written.length > name.length && singularLabel(written).length < written.length ? pluralOf(first) : first;
}

/** The regular English plural: "policies", "boxes", "LLMs"; a name that is a plural already stays. */
function pluralOf(name: string): string {
  if (/[^s]s$/.test(name)) return name;
  if (/[^aeiouAEIOU\W]y$/.test(name)) return `${name.slice(0, -1)}ies`;
  return /(?:s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;
}
