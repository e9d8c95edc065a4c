import { sentencesIn } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { Spelt } from './abbreviations.ts';
import { readAnnouncements } from './introduced/announcements.ts';
import { readMarked } from './introduced/marked.ts';
import { readOwn } from './introduced/own-things.ts';
import { readParts } from './introduced/parts.ts';
import type { Introduced, Reader } from './introduced/reader.ts';
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
  const reader: Reader = { text, titleEnd, pairs, sentences, found: new Map() };
  sentences.forEach((_, index) => {
    readAnnouncements(reader, index);
    readOwn(reader, index);
    readMarked(reader, index);
    readParts(reader, index);
  });
  readSiblings(reader);
  readTitle(reader);
  return [...reader.found.values()].sort((a, b) => a.name.start - b.name.start);
}

/** Shorter and longer ones are no sentences of an abstract; they are not read. */
const shortestSentence = 12;
const longestSentence = 2000;
