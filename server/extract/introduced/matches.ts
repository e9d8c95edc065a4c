import type { Span } from '../../text/span.ts';

/** What one pattern found, by the index of the sentence that it stands in. */
export type Matches = ReadonlyMap<number, readonly RegExpExecArray[]>;

/**
 * Runs a global pattern once over the whole text, as one run per sentence would cost more than the matching itself.
 * `sentences` are sorted and apart; what does not lie within one of them is left out.
 */
export function matchesIn(text: string, pattern: RegExp, sentences: readonly Span[]): Matches {
  const found = new Map<number, RegExpExecArray[]>();
  let index = 0;
  pattern.lastIndex = sentences[0]?.start ?? text.length;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    while (index < sentences.length && sentences[index]!.end <= match.index) index++;
    const sentence = sentences[index];
    if (sentence === undefined) break;
    if (match.index < sentence.start) pattern.lastIndex = sentence.start;
    else if (match.index + match[0].length > sentence.end) pattern.lastIndex = sentence.end;
    else {
      const before = found.get(index);
      if (before === undefined) found.set(index, [match]);
      else before.push(match);
    }
  }
  pattern.lastIndex = 0;
  return found;
}
