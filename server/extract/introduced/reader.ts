import type { Span } from '../../text/span.ts';
import type { Spelt } from '../abbreviations/spelt.ts';
import { polished } from '../definition.ts';
import { isWellKnown } from './well-known.ts';

/** A thing that a paper itself introduces. */
export interface Introduced {
  /** The name as the text writes it, without brackets and quotes; the short form where it is one of a pair. */
  readonly name: Span;
  /** The sentence that announces or defines it. */
  readonly sentence: Span;
  /** What it is or does, polished; empty where the text does not say. */
  readonly definition: string;
  /** What kind of thing it is, as the text calls it. */
  readonly thing?: string;
  /** The pair that the name is of, where the text abbreviates it. */
  readonly spelt?: Spelt;
  /** A phrase beside the name that its letters spell: "LiNeS, Layer-increasing Network Scaling, …". */
  readonly expansion?: Span;
}

/** One text being read, and what was found in it so far, by its name in lower case. */
export interface Reader {
  readonly text: string;
  readonly titleEnd: number;
  readonly pairs: readonly Spelt[];
  /** The first pair that starts at an offset, be it with its long or its short form. */
  readonly pairAt: ReadonlyMap<number, Spelt>;
  /** The pair whose short form starts at an offset. */
  readonly shortAt: ReadonlyMap<number, Spelt>;
  readonly sentences: readonly Span[];
  readonly found: Map<string, Introduced>;
  /** Where the sentences start that named something. */
  readonly told: Set<number>;
}

/** One kind of sentence: what it is known by, and what is made of each match of that in the sentence at `index`. */
export interface Pass {
  /** Global; run once over the whole text, so no part of it may look further than a few words. */
  readonly pattern: RegExp;
  read(reader: Reader, index: number, match: RegExpExecArray): void;
}

/** A name where it stands, and what stands around it. */
export interface Named {
  readonly name: Span;
  readonly spelt?: Spelt;
  /** The noun phrase before the name ("a fine-tuning method"), else empty. */
  readonly phrase: string;
  /** Where the text goes on after the name, its brackets and what thing it is. */
  readonly rest: number;
}

export function readerOf(text: string, titleEnd: number, pairs: readonly Spelt[], sentences: readonly Span[]): Reader {
  const shortAt = new Map(pairs.map(pair => [pair.short.start, pair]));
  const pairAt = new Map<number, Spelt>();
  for (const pair of pairs) {
    const start = Math.min(pair.long.start, pair.short.start);
    if (!pairAt.has(start)) pairAt.set(start, pair);
  }
  return { text, titleEnd, pairs, pairAt, shortAt, sentences, found: new Map(), told: new Set() };
}

/** Keeps the first that says something of each name. */
export function keep(reader: Reader, found: Introduced): void {
  const name = reader.text.slice(found.name.start, found.name.end);
  if (isKnownBefore(reader, found, name)) return;
  const one = { ...found, definition: withoutName(found.definition.replace(` (${name})`, ''), name) };
  const key = keyOf(reader.text, one.name);
  const before = reader.found.get(key);
  reader.told.add(one.sentence.start);
  if (before === undefined || (before.definition === '' && one.definition !== '')) {
    reader.found.set(key, before === undefined ? one : { ...before, ...one });
  }
}

/** True for what is well known, unless it is the title, or stands before its colon. */
function isKnownBefore({ text, titleEnd }: Reader, { spelt, expansion }: Introduced, name: string): boolean {
  const long = spelt?.long ?? expansion;
  const whole = long === undefined ? name : text.slice(long.start, long.end);
  if (!isWellKnown(whole)) return false;
  const title = text.slice(0, titleEnd).toLowerCase();
  return !title.startsWith(whole.toLowerCase()) || !/^s?(?::|$)/.test(title.slice(whole.length));
}

/** "sound2vec, a new embedding …" says its own name first. */
function withoutName(definition: string, name: string): string {
  if (definition.slice(0, name.length).toLowerCase() !== name.toLowerCase()) return definition;
  const rest = /^(?:,|:|\s[–—-])\s(an?\s.*)$/.exec(definition.slice(name.length));
  return rest === null ? definition : polished(rest[1]!);
}

export function keyOf(text: string, name: Span): string {
  return text.slice(name.start, name.end).toLowerCase();
}
