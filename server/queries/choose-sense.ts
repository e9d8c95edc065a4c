import { memoOne } from '../library/memo.ts';
import type { Sense } from '../library/model.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { lastStartingBefore, type Span } from '../text/span.ts';
import { type Bag, bagOf, contextOf, senseScores, type UseStatistics } from './sense-scores.ts';

/** Where a term is used: the words around it, and the file in which it stands. */
export interface Context {
  readonly uri: string;
  readonly offset: number;
  readonly paragraph: string;
  /** What tells how common words are and what is written with them; without it the definitions alone speak. */
  readonly library?: Pick<Snapshot, 'search' | 'records'>;
}

/**
 * The senses in the order in which they fit where the term is used: one that this very file defines, nearest before the
 * place; one that the words of the paragraph speak for; then as they stand in the library.
 */
export function sensesByFit(senses: readonly Sense[], context: Context): readonly Sense[] {
  if (senses.length < 2) return senses;
  const statistics = context.library === undefined ? nothingKnown : statisticsOf(context.library);
  const scores = senseScores(wordsAround(senses[0]!.label, context.paragraph), senses.map(candidateOf), statistics);
  const scored = senses.map((sense, order) => ({
    sense,
    order,
    here: definedHere(sense, context),
    words: scores[order]!,
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

function wordsAround(label: string, paragraph: string): Bag {
  const at = Math.max(0, paragraph.indexOf(label));
  return contextOf(paragraph, at, paragraph.startsWith(label, at) ? at + label.length : at);
}

const candidateOf = memoOne((sense: Sense) => ({
  expansion: [sense.expansion ?? '', ...sense.aliases].join(' '),
  examples: sense.definitions.flatMap(({ definition }) => (definition === '' ? [] : [bagOf(definition)])),
}));

const none: readonly Bag[] = [];
const nothingKnown: UseStatistics = { size: 100, frequency: () => 1, textsWith: () => none, meaningsOf: () => [] };

const mostPapers = 30;
const tooCommon = 2000;

/** The search index's frequencies, and titles and definitions, which are at hand unread, in place of whole texts. */
const statisticsOf = memoOne(({ search, records }: Pick<Snapshot, 'search' | 'records'>): UseStatistics => {
  const known = new Map<string, readonly Bag[]>();
  const titlesWith = (word: string): readonly Bag[] => {
    const frequency = search.frequency(word);
    if (frequency === 0 || frequency > tooCommon) return none;
    return search.containing([word], mostPapers).flatMap(id => {
      const paper = paperOf({ records }, id);
      return paper ? [bagOf([paper.title, ...paper.definitions.map(({ definition }) => definition)].join(' '))] : [];
    });
  };
  return {
    size: search.size,
    // The index knows no openings of words; one stands in about every twentieth text.
    frequency: word => (word.endsWith('…') ? search.size / 20 : search.frequency(word)),
    textsWith: word => {
      let texts = known.get(word);
      if (texts === undefined) known.set(word, (texts = titlesWith(word)));
      return texts;
    },
    meaningsOf: () => [],
  };
});

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
