import type { Span } from './span.ts';

/** A word of a text: a longest run of letters, digits, `+` and `#`. Hyphens part words, so that "fine-tuning" has two. */
export interface Word extends Span {
  readonly text: string;
}

const wordPattern = /[\p{L}\p{M}\p{N}+#]+/gu;

/** The words of `text` between two UTF-16 offsets, in order. Linear. */
export function wordsIn(text: string, start = 0, end = text.length): Word[] {
  const part = start === 0 && end === text.length ? text : text.slice(start, end);
  const words: Word[] = [];
  for (const match of part.matchAll(wordPattern)) {
    words.push({ text: match[0], start: start + match.index, end: start + match.index + match[0].length });
  }
  return words;
}
