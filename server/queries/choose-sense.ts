import type { Sense } from '../library/model.ts';
import { searchWords } from '../snapshot/search.ts';
import { isStopWord } from '../snapshot/stop-words.ts';
import { termKey } from '../text/fold.ts';
import { lastStartingBefore, type Span } from '../text/span.ts';

/** Where a term is used: the words around it, and the file in which it stands. */
export interface Context {
  readonly uri: string;
  readonly offset: number;
  readonly paragraph: string;
}

/**
 * The senses in the order in which they fit where the term is used: one that this very file defines, nearest before the
 * place; one that the words of the paragraph speak for; then as they stand in the library.
 */
export function sensesByFit(senses: readonly Sense[], context: Context): readonly Sense[] {
  if (senses.length < 2) return senses;
  const words = new Set(searchWords(context.paragraph).filter(word => !isStopWord(word)));
  const scored = senses.map((sense, order) => ({
    sense,
    order,
    here: definedHere(sense, context),
    words: sharedWords(sense, words),
  }));
  scored.sort((a, b) => b.here - a.here || b.words - a.words || a.order - b.order);
  return scored.map(({ sense }) => sense);
}

/** 2 where the file defines the sense before the place, 1 where it does so after, else 0. */
function definedHere(sense: Sense, { uri, offset }: Context): number {
  const own = sense.definitions.filter(definition => definition.place.uri === uri && definition.role === 'glossary');
  if (own.length === 0) return 0;
  return own.some(definition => definition.place.span.start <= offset) ? 2 : 1;
}

/** How many of the paragraph's words the sense's own words have; the label's own do not count, as all senses share it. */
function sharedWords(sense: Sense, words: ReadonlySet<string>): number {
  const own = new Set(searchWords([sense.expansion ?? '', sense.definition, ...sense.aliases].join(' ')));
  own.delete(termKey(sense.label));
  let shared = 0;
  for (const word of own) if (words.has(word)) shared++;
  return shared;
}

/** The paragraph around an offset: up to the blank lines, at most 2,000 characters to either side. */
export function paragraphAt(text: string, offset: number): Span {
  const from = Math.max(0, offset - 2000);
  const before = text.slice(from, offset);
  const blank = [...before.matchAll(/\r?\n[ \t]*\r?\n/g)].at(-1);
  const start = blank === undefined ? from : from + blank.index + blank[0].length;
  const after = /\r?\n[ \t]*\r?\n/.exec(text.slice(offset, offset + 2000));
  return { start, end: after === null ? Math.min(text.length, offset + 2000) : offset + after.index };
}

/** True where an offset stands inside a heading or a span of `spans`, which are sorted. */
export function standsIn(spans: readonly Span[], offset: number): boolean {
  const before = lastStartingBefore(spans, offset);
  return before !== undefined && offset < before.end;
}
