import { sentencesIn } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { Spelt } from './abbreviations/spelt.ts';
import { announcements } from './introduced/announcements.ts';
import { markedNames } from './introduced/marked.ts';
import { matchesIn } from './introduced/matches.ts';
import { ownThings } from './introduced/own-things.ts';
import { parts } from './introduced/parts.ts';
import { type Introduced, readerOf } from './introduced/reader.ts';
import { readSiblings } from './introduced/siblings.ts';
import { readTitle } from './introduced/title.ts';

/**
 * What the paper introduces by name, in the order of the names. `text` is the title, an empty line, the abstract;
 * `titleEnd` the title's length; `pairs` and `allSentences` the abbreviations and sentences of the text. The patterns
 * are those of announcements: "we propose X, a …", "a method called X that …", "our approach, X, …", "(i) X, which …",
 * and titles "X: …". Linear.
 */
export function introducedIn(
  text: string,
  titleEnd: number,
  pairs: readonly Spelt[],
  allSentences: readonly Span[] = sentencesIn(text),
): readonly Introduced[] {
  const sentences = allSentences.filter(
    ({ start, end }) => start >= titleEnd && end - start >= shortestSentence && end - start <= longestSentence,
  );
  const reader = readerOf(text, titleEnd, pairs, sentences);
  const passes = readers.map(({ pattern, read }) => ({ read, matches: matchesIn(text, pattern, sentences) }));
  for (let index = 0; index < sentences.length; index++) {
    for (const { read, matches } of passes) {
      for (const match of matches.get(index) ?? []) read(reader, index, match);
    }
  }
  readSiblings(reader);
  readTitle(reader);
  return [...reader.found.values()].sort((a, b) => a.name.start - b.name.start);
}

/** What is looked for in each sentence, in this order. */
const readers = [announcements, ownThings, markedNames, parts];

/** Shorter and longer ones are no sentences of an abstract; they are not read. */
const shortestSentence = 12;
const longestSentence = 2000;
