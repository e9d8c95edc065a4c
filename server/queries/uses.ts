import { placeInFile, wholeText } from '../formats/papers.ts';
import type { NoteUri, Paper, Place, Sense } from '../library/model.ts';
import { searchWords } from '../snapshot/search.ts';
import { sensesOf } from '../snapshot/senses.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { spells, termKey } from '../text/fold.ts';
import { overlapsAny, type Span } from '../text/span.ts';
import { wordsIn } from '../text/words.ts';
import { definedSenses } from './mention-at.ts';
import { isAlsoWord } from './support.ts';

/** Where a sense is used. `complete` is false where the library has more papers with its words than were read. */
export interface Uses {
  readonly papers: readonly { readonly paper: Paper; readonly places: readonly Place[] }[];
  readonly notes: readonly { readonly uri: NoteUri; readonly places: readonly Place[] }[];
  readonly complete: boolean;
}

/**
 * Every use of a sense, over at most `limit` papers and as many notes; its plural and its expansion count as uses. For a
 * count, `first` ends the search of each text at the first use.
 */
export function usesOf(snapshot: Snapshot, sense: Sense, limit: number, first = false): Uses {
  const spellings = [sense.label, ...sense.aliases, ...(sense.expansion ? [sense.expansion] : [])];
  const queries = spellings.flatMap(spelling => {
    const words = searchWords(spelling);
    return words.length > 1 ? [words, searchWords(words.join(''))] : [words];
  });
  const ids = [...new Set(queries.flatMap(words => snapshot.search.containing(words, limit + 1)))].sort();
  const uris = [...new Set(queries.flatMap(words => snapshot.noteIndex.containing(words)))].sort();
  const patterns = spellings.map(spelling => ({ spelling, pattern: patternOf(spelling) }));
  const papers = ids.slice(0, limit).flatMap(id => {
    const paper = paperOf(snapshot, id);
    const read = paper && snapshot.text(paper);
    if (paper === undefined || read === undefined) return [];
    const { text } = wholeText(read);
    const spans = usesIn(snapshot, sense, paper.from.uri, text, patterns, [], first);
    return spans.length === 0
      ? []
      : [{ paper, places: spans.map(span => ({ uri: paper.from.uri, span: placeInFile(read, span) })) }];
  });
  const notes = uris.slice(0, limit).flatMap(uri => {
    const text = snapshot.source(uri);
    const note = snapshot.notes.get(uri);
    if (text === undefined || note === undefined) return [];
    const spans = usesIn(snapshot, sense, uri, text, patterns, note.silent, first);
    return spans.length === 0 ? [] : [{ uri, places: spans.map(span => ({ uri, span })) }];
  });
  return { papers, notes, complete: ids.length <= limit && uris.length <= limit };
}

interface Pattern {
  readonly spelling: string;
  readonly pattern: RegExp;
}

/** The uses of the sense in one text, in order; where the words have several senses, only those that mean this one. */
function usesIn(
  snapshot: Snapshot,
  sense: Sense,
  uri: string,
  text: string,
  patterns: readonly Pattern[],
  silent: readonly Span[],
  first: boolean,
): Span[] {
  const found: Span[] = [];
  for (const { spelling, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      if (!spells(spelling, match[0]) || overlapsAny(silent, span) || !means(snapshot, sense, uri, text, span))
        continue;
      if (first) return [span];
      found.push(span);
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

/** True where the words at `span` mean the sense; the text around is read only where they could mean something else. */
function means(snapshot: Snapshot, sense: Sense, uri: string, text: string, span: Span): boolean {
  const written = text.slice(span.start, span.end);
  const key = termKey(written);
  const definitions = snapshot.terms.get(key) ?? [];
  const senses = sensesOf(definitions);
  if (senses.length === 1 && !isAlsoWord(written)) return sense.definitions.includes(senses[0]!.from);
  const [first] = definedSenses(snapshot, { uri, text }, { ...span, key, definitions });
  return first !== undefined && sense.definitions.includes(first.from);
}

/** Finds a spelling's words with whatever may join them; `spells` then decides on case. */
function patternOf(spelling: string): RegExp {
  const words = wordsIn(spelling).map(word => word.text.replace(/[+]/g, '\\+'));
  const body = words.join("[\\s\\-‐‑–_&/.’']{0,4}").replace(/y$/i, '(?:y|ies)');
  return new RegExp(`(?<![\\p{L}\\p{N}+#])${body}(?:e?s)?(?![\\p{L}\\p{N}+#])`, 'giu');
}
