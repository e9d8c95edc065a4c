import { isDeepStrictEqual } from 'node:util';
import { categoriesOf } from '../extract/categories.ts';
import { type Fact, termsIn } from '../extract/terms.ts';
import type { Definition, Fit, PaperId, PaperRecord, PaperText, Place, Taxonomy } from '../library/model.ts';
import { sourceSpan } from '../text/decoded.ts';
import { folded } from '../text/fold.ts';
import type { Span } from '../text/span.ts';
import { wordsIn } from '../text/words.ts';
import type { Entry } from './format.ts';

/** What stands between title and abstract where the two are read as one text. */
const gap = '\n\n';

/** A paper's title and abstract as one text; the title ends at `titleEnd`. */
export function wholeText({ title, abstract }: PaperText): { readonly text: string; readonly titleEnd: number } {
  return { text: title.text + gap + abstract.text, titleEnd: title.text.length };
}

/** The place in the file of a span of the text that `wholeText` gives. */
export function placeInFile({ title, abstract }: PaperText, span: Span): Span {
  const shift = title.text.length + gap.length;
  if (span.start < title.text.length) {
    return sourceSpan(title, { start: span.start, end: Math.min(span.end, title.text.length) });
  }
  return sourceSpan(abstract, { start: Math.max(0, span.start - shift), end: Math.max(0, span.end - shift) });
}

/** What a file's readers need to know of it beside its text. */
export interface SourceFile {
  readonly uri: string;
  readonly format: string;
  /** The zero-based line that holds a UTF-16 offset. */
  lineAt(offset: number): number;
  /** The byte offset of a UTF-16 offset. */
  byteAt(offset: number): number;
}

/** What the fields of a record say of its paper; what its text says is added by `withText`, which takes far longer. */
export function recordOfEntry(entry: Entry, file: SourceFile): PaperRecord {
  const { id: own, span, text: paperText, ...known } = wellFormed(entry);
  const title = wellFormed(entry.text.title.text);
  const id = (own?.replace(/~(?=\d+$)/, '-') ?? slugOf(title, known.authors, known.year)) as PaperId;
  return {
    identifiers: [],
    ...known,
    id,
    isNamed: own !== undefined,
    abstractLength: paperText.abstract.text.length,
    title: title.replace(/\s+/g, ' ').trim(),
    from: {
      uri: file.uri,
      span,
      line: file.lineAt(span.start),
      bytes: { start: file.byteAt(span.start), end: file.byteAt(span.end) },
      format: file.format,
    },
    categories: unread,
    definitions: [],
  };
}

/** True where a record's text has been read for what it tells. */
export function isToldOf({ categories }: PaperRecord): boolean {
  return categories !== unread;
}

/** The categories of a record whose text has not been read. */
const unread: readonly Fit[] = [];

/**
 * The record with what an earlier reading told of the same source, wherever that stood; undefined where it was not read
 * then, or where the source means something else now, as the macros that it names do.
 */
export function withTold(record: PaperRecord, earlier: PaperRecord): PaperRecord | undefined {
  const { id, title, abstractLength, from, categories, definitions } = earlier;
  const isSame = record.id === id && record.title === title && record.abstractLength === abstractLength;
  if (!isSame || categories === unread) return undefined;
  const distance = record.from.span.start - from.span.start;
  // One that has not moved stays the same object, so that nothing has to be done about it anywhere.
  if (distance === 0) {
    const told = { ...record, categories, definitions };
    return isDeepStrictEqual(told, earlier) ? earlier : told;
  }
  const moved = ({ uri, span }: Place) => ({ uri, span: { start: span.start + distance, end: span.end + distance } });
  return {
    ...record,
    categories,
    definitions: definitions.map(definition => ({ ...definition, place: moved(definition.place) })),
  };
}

/** The record with all that its title and abstract tell; the text itself is not kept. Its place stays the same object. */
export function withText(record: PaperRecord, paperText: PaperText, taxonomy: Taxonomy): PaperRecord {
  const { text, titleEnd } = wholeText(paperText);
  const { uri } = record.from;
  return {
    ...record,
    categories: categoriesOf(text, titleEnd, taxonomy),
    definitions: termsIn(text, titleEnd).map(fact =>
      definitionOf(fact, record.id, { uri, span: placeInFile(paperText, fact.sentence) }),
    ),
  };
}

function definitionOf(fact: Fact, paper: PaperId, place: Place): Definition {
  return {
    label: fact.name,
    aliases: fact.aliases,
    definition: fact.definition,
    role: fact.role,
    place,
    paper,
    ...(fact.expansion === undefined ? {} : { expansion: fact.expansion }),
    ...(fact.thing === undefined ? {} : { thing: fact.thing }),
  };
}

/** The same value with half surrogate pairs in its strings made U+FFFD: no uri can hold them, and no length changes. */
function wellFormed<T>(value: T): T {
  if (typeof value === 'string') return value.replace(/\p{Surrogate}/gu, '\ufffd') as T;
  if (Array.isArray(value)) return value.map(item => wellFormed(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === 'text' ? item : wellFormed(item)]),
  ) as T;
}

/** An id for a record that has none: of its title, and of its first author and year where it has authors. */
function slugOf(title: string, authors: readonly string[], year: number | undefined): string {
  const family = authors[0]?.includes(',') ? authors[0].split(',')[0]! : (authors[0]?.trim().split(' ').at(-1) ?? '');
  return family === '' ? slug(title) : `${slug(title)}-${slug(`${family} ${year ?? ''}`)}`;
}

/** An id made of a title: "lofit-localized-fine-tuning-on-llm-representations". */
export function slug(title: string): string {
  const words = wordsIn(title).map(word => folded(word.text).replace(/[+#]/g, ''));
  let text = '';
  for (const word of words) {
    if (word === '') continue;
    if (text.length + word.length > 80) break;
    text += text === '' ? word : `-${word}`;
  }
  return text === '' ? 'untitled' : text;
}
