import { placeInFile, wholeText } from '../formats/papers.ts';
import { memoOne } from '../library/memo.ts';
import type { NoteUri, Paper, Place, Sense } from '../library/model.ts';
import { type TermMention, termsBetween } from '../snapshot/mentions.ts';
import { searchWords } from '../snapshot/search.ts';
import { sensesOf } from '../snapshot/senses.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { spells, type TermKey, termKey } from '../text/fold.ts';
import { overlapsAny, type Span } from '../text/span.ts';
import { wordsIn } from '../text/words.ts';
import { choicesIn } from './choices.ts';
import type { Choice } from './choose-sense.ts';
import type { TermText } from './mention-at.ts';
import { needsSupport } from './support.ts';

/** Where a sense is used. `complete` is false where there may be more. */
export interface Uses {
  readonly papers: readonly { readonly paper: Paper; readonly places: readonly Place[] }[];
  readonly notes: readonly { readonly uri: NoteUri; readonly places: readonly Place[] }[];
  readonly complete: boolean;
}

/** How far uses are looked for: in so many papers and as many notes, and up to so many places that may be uses. */
export interface Reach {
  readonly texts: number;
  readonly places: number;
  /** How many of these may be weighed by the words around them, where they could mean something else. */
  readonly weighed: number;
}

/** Every place that uses a sense, notes first; beyond so many no reader looks at them one by one. */
export function placesUsing(snapshot: Snapshot, sense: Sense): readonly Place[] {
  const { papers, notes } = usesOf(snapshot, sense, { texts: 1000, places: 20_000, weighed: Number.POSITIVE_INFINITY });
  return [...notes, ...papers].flatMap(({ places }) => places);
}

/** Every use of a sense, as far as `reach` goes; its plural and its expansion count as uses. */
export function usesOf(snapshot: Snapshot, sense: Sense, reach: Reach): Uses {
  const spellings = [sense.label, ...sense.aliases, ...(sense.expansion ? [sense.expansion] : [])];
  const queries = spellings.flatMap(spelling => {
    const words = searchWords(spelling);
    return words.length > 1 ? [words, searchWords(words.join(''))] : [words];
  });
  const ids = [...new Set(queries.flatMap(words => snapshot.search.containing(words, reach.texts + 1)))].sort();
  const uris = [...new Set(queries.flatMap(words => snapshot.noteIndex.containing(words)))].sort();
  const search: Search = {
    snapshot,
    sense,
    patterns: spellings.map(spelling => ({ spelling, pattern: patternOf(spelling) })),
    keys: new Set(spellings.map(termKey)),
    left: reach.places,
    weighings: reach.weighed,
  };
  const papers = ids.slice(0, reach.texts).flatMap(id => {
    const paper = search.left > 0 ? paperOf(snapshot, id) : undefined;
    const read = paper && snapshot.text(paper);
    if (paper === undefined || read === undefined) return [];
    const { text } = wholeText(read);
    const spans = usesInPaper(search, { uri: paper.told.from.uri, text, paper: id }, mentionsIn(snapshot, paper, text));
    return spans.length === 0
      ? []
      : [{ paper, places: spans.map(span => ({ uri: paper.told.from.uri, span: placeInFile(read, span) })) }];
  });
  const notes = uris.slice(0, reach.texts).flatMap(uri => {
    const text = search.left > 0 ? snapshot.source(uri) : undefined;
    const note = snapshot.notes.get(uri);
    if (text === undefined || note === undefined) return [];
    const spans = usesIn(search, { uri, text, note }, note.silent);
    return spans.length === 0 ? [] : [{ uri, places: spans.map(span => ({ uri, span })) }];
  });
  return { papers, notes, complete: search.left > 0 && Math.max(ids.length, uris.length) <= reach.texts };
}

/** One search over many texts; `left` is how many places may still be looked at. */
interface Search {
  readonly snapshot: Snapshot;
  readonly sense: Sense;
  readonly patterns: readonly Pattern[];
  readonly keys: ReadonlySet<TermKey>;
  left: number;
  /** How many more of them may be weighed. */
  weighings: number;
}

interface Pattern {
  readonly spelling: string;
  readonly pattern: RegExp;
}

const keptPapers = 500;

/** The terms of the papers looked at last, so that the next card finds them read. */
const termsOfPapers = memoOne((_: Snapshot['terms']) => new Map<Paper, readonly TermMention[]>());

function mentionsIn({ terms }: Snapshot, paper: Paper, text: string): readonly TermMention[] {
  const known = termsOfPapers(terms);
  let mentions = known.get(paper);
  if (mentions === undefined) {
    if (known.size >= keptPapers) known.clear();
    known.set(paper, (mentions = termsBetween(terms, text, [])));
  }
  return mentions;
}

/** The uses of the sense among the terms of a paper's text. */
function usesInPaper(search: Search, source: TermText, mentions: readonly TermMention[]): Span[] {
  const choose = choicesIn(search.snapshot, source);
  return mentions.filter(mention => {
    if (!search.keys.has(mention.key) || search.left-- <= 0) return false;
    return isMeant(search, choose, mention, source.text.slice(mention.start, mention.end));
  });
}

/** The uses of the sense in one text, in order; where the words have several senses, only those that mean this one. */
function usesIn(search: Search, source: TermText, silent: readonly Span[]): Span[] {
  const found: Span[] = [];
  const { text } = source;
  const choose = choicesIn(search.snapshot, source);
  for (const { spelling, pattern } of search.patterns) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (!spells(spelling, match[0]) || overlapsAny(silent, span)) continue;
      if (search.left-- <= 0) break;
      if (means(search, choose, source, span, silent)) found.push(span);
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter(span => {
    if (span.start < end) return false;
    end = span.end;
    return true;
  });
}

/** True where the words at `span` mean the sense, and are no part of a longer term; the text around is read only where need be. */
function means(
  search: Search,
  choose: (mention: TermMention) => Choice,
  { text }: TermText,
  span: Span,
  silent: readonly Span[],
): boolean {
  const { snapshot } = search;
  const written = text.slice(span.start, span.end);
  const from = Math.max(0, span.start - longestTerm);
  const start = from === 0 ? 0 : from + Math.max(0, text.slice(from, span.start).search(/\s/));
  const near = termsBetween(snapshot.terms, text, silent, start, Math.min(text.length, span.end + longestTerm));
  const mention = near.find(one => one.start <= span.start && span.end <= one.end);
  if (mention !== undefined && mention.end - mention.start > written.length) return false;
  const key = termKey(written);
  return isMeant(search, choose, { ...span, key, definitions: snapshot.terms.get(key) ?? [] }, written);
}

/** True where a mention means the sense; it is weighed only where it could mean something else. */
function isMeant(
  search: Search,
  choose: (mention: TermMention) => Choice,
  mention: TermMention,
  written: string,
): boolean {
  const { snapshot, sense } = search;
  const senses = sensesOf(snapshot.terms.get(mention.key) ?? []);
  if (senses.length === 1 && !needsSupport(senses[0]!, written)) return sense.definitions.includes(senses[0]!.from);
  if (search.weighings-- <= 0) {
    search.left = 0;
    return false;
  }
  const [first] = choose(mention).senses;
  return first !== undefined && sense.definitions.includes(first.from);
}

/** How far around a use a longer term may reach, in UTF-16 units. */
const longestTerm = 40;

/** Finds a spelling's words with whatever may join them; `spells` then decides on case. */
function patternOf(spelling: string): RegExp {
  const words = wordsIn(spelling).map(word => word.text.replace(/[+]/g, '\\+'));
  const body = words.join("[\\s\\-‐‑–_&/.’']{0,4}").replace(/y$/i, '(?:y|ies)');
  return new RegExp(`(?<![\\p{L}\\p{N}+#_])${body}(?:e?s)?(?![\\p{L}\\p{N}+#_])`, 'giu');
}
