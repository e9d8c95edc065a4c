import type { LocalMeaning } from '../extract/local-meaning.ts';
import type { PaperId, Sense } from '../library/model.ts';
import { sayTheSame } from '../snapshot/senses.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { TermKey } from '../text/fold.ts';
import { lastStartingBefore, type Span } from '../text/span.ts';
import { glossaryNearness, homeOf, seenFrom } from './glossary-scope.ts';
import { isPinned, pinnedMeaning } from './pins.ts';
import { senseScores } from './sense-scores.ts';
import { candidatesOf, statisticsOf } from './sense-statistics.ts';
import { type Bag, contextOf } from './word-bags.ts';

/** Where a term is used, and what the text says there that may choose its sense. */
export interface Use {
  readonly uri: string;
  readonly key: TermKey;
  readonly start: number;
  readonly text: string;
  /** The paper whose words the text is, for abstracts and pages. */
  readonly paper?: PaperId | undefined;
  readonly paragraph: Span;
  /** What the text itself spells the term out as. */
  readonly local?: LocalMeaning | undefined;
  /** The papers that the text cites around the term, those of the same paragraph with 2, others near it with 1. */
  readonly cited: ReadonlyMap<PaperId, number>;
}

/** Senses in the order in which they fit a use. */
export interface Choice {
  readonly senses: readonly Sense[];
  /** How many of the first senses nothing separates: 1 where the choice is clear. */
  readonly tied: number;
}

/** The difference of word scores, in nats, up to which two senses fit alike. */
const close = 0.5;

/**
 * The senses in the order in which they fit: the one pinned for this note or folder; one that this text defines or
 * spells out, nearest before the use, else first after it; the reader's glossaries, nearest folder first; senses of
 * papers cited nearby; then as the words of the paragraph say; of those that fit alike, the bundled glossary's last.
 */
export function chooseSense(snapshot: Snapshot, senses: readonly Sense[], use: Use): Choice {
  const home = homeOf(snapshot, use.uri);
  if (senses.length < 2) return { senses: senses.map(sense => seenFrom(sense, home)), tied: senses.length };
  const pin = pinnedMeaning(snapshot, home, use.key);
  const words = wordScores(snapshot, senses, use);
  const ranked = senses.map((sense, order) => ({
    sense,
    order,
    words: words[order]!,
    tiers: [
      pin !== undefined && isPinned(snapshot, sense, use.key, pin) ? 1 : 0,
      definedHere(sense, use),
      glossaryNearness(sense, home),
      Math.max(0, ...sense.definitions.map(({ paper }) => (paper && use.cited.get(paper)) ?? 0)),
    ],
  }));
  ranked.sort((a, b) => compareTiers(b.tiers, a.tiers) || b.words - a.words || a.order - b.order);
  const [first] = ranked;
  const alike = ranked.filter(
    ({ tiers, words }) => compareTiers(tiers, first!.tiers) === 0 && first!.words - words < close,
  );
  const own = alike.filter(({ sense }) => !isBundled(sense));
  const leading = own.length > 0 ? own : alike;
  const ordered = [...leading, ...ranked.filter(one => !leading.includes(one))];
  return { senses: ordered.map(({ sense }) => seenFrom(sense, home)), tied: leading.length };
}

function compareTiers(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

function isBundled({ definitions }: Sense): boolean {
  return definitions.every(({ role }) => role === 'bundled');
}

const far = 1e9;

/** How near the text defines or spells out the sense: above `far` before the use, below it after, 0 where it does not. */
function definedHere(sense: Sense, use: Use): number {
  const starts = sense.definitions.flatMap(({ place, paper, definition }) => {
    if (use.paper !== undefined)
      return paper === use.paper ? [Math.max(0, use.text.indexOf(definition.slice(0, 40)))] : [];
    return place.uri === use.uri ? [place.span.start] : [];
  });
  if (use.local !== undefined && sayTheSame(sense, use.local.expansion)) starts.push(use.local.span.start);
  const before = Math.max(-1, ...starts.filter(start => start <= use.start));
  if (before >= 0) return 2 * far - (use.start - before);
  return starts.length === 0 ? 0 : far - (Math.min(...starts) - use.start);
}

/** No reader's library has more senses of one label than this but by accident; the rest stand behind. */
const mostWeighed = 24;

function wordScores(snapshot: Snapshot, senses: readonly Sense[], use: Use): readonly number[] {
  const paragraph = use.text.slice(use.paragraph.start, use.paragraph.end);
  const context = wordsAround(paragraph, use.start - use.paragraph.start);
  const weighed = senses.slice(0, mostWeighed);
  const scores = senseScores(context, candidatesOf(snapshot, weighed), statisticsOf(snapshot.search, snapshot.papers));
  return senses.map((_, order) => scores[order] ?? -1);
}

/** The words of a paragraph around the term that starts at `start`, which is left out by its first word. */
function wordsAround(paragraph: string, start: number): Bag {
  const first = /^[\p{L}\p{M}\p{N}+#]+/u.exec(paragraph.slice(start))?.[0] ?? '';
  return contextOf(paragraph, start, start + first.length);
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
