import type { Span } from '../../text/span.ts';
import type { Spelt } from '../abbreviations.ts';
import { costs } from '../spelling/costs.ts';
import { isSpace } from '../spelling/letters.ts';
import { type Spelling, spelledAfter, spelledBefore } from '../spelling.ts';
import { capitals, endOfWords, letters, mayBeShort, wordAfter, wordBefore } from './short-forms.ts';

/** Pairs that no bracket shows. */
export function plainPairs(text: string): readonly Spelt[] {
  const found: Spelt[] = [];
  for (const match of text.matchAll(
    / ?=|(?::|,| -{1,2}| [–—]|\b(?:is|are) short for|\bshort for|\bstands? for|\bor)\s/g,
  )) {
    const mark = match[0].trim();
    const after = match.index + match[0].length;
    if (mark === '=' || mark === ':' || mark.endsWith('for')) {
      const name = wordBefore(text, endOfWords(text, 0, match.index));
      if (name === undefined || !mayBeShort(text, name) || capitals(text, name) < 1) continue;
      const long = spelledAfter(text, skipArticle(text, after), phraseEnd(text, after), letters(text, name), false);
      if (
        long !== undefined &&
        sure(long, mark === ':' ? costs.plainColon : mark === '=' ? costs.plain : costs.explicit, name) &&
        long.end - long.start > 3
      )
        found.push({ short: name, long: spanOf(long) });
      continue;
    }
    const name = wordAfter(text, after);
    if (name === undefined || !mayBeShort(text, name) || capitals(text, name) < 2) continue;
    const closing = text.charCodeAt(name.end);
    if (mark === ',' && closing !== 44 && closing !== 41 && closing !== 46) continue;
    const long = spelledBefore(text, 0, endOfWords(text, 0, match.index), letters(text, name));
    if (long !== undefined && sure(long, costs.plainComma, name)) found.push({ short: name, long: spanOf(long) });
  }
  return found;
}

function sure(spelling: Spelling, cost: number, short: Span): boolean {
  return spelling.cost <= cost * (short.end - short.start);
}

function skipArticle(text: string, at: number): number {
  let start = at;
  while (start < text.length && start < at + 3 && isSpace(text.charCodeAt(start))) start++;
  const article = /^(?:the|an?)\s/i.exec(text.slice(start, start + 4));
  return article ? start + article[0].length : start;
}

/** The end of the phrase that starts here: at a comma, a semicolon, a bracket or a full stop. */
function phraseEnd(text: string, start: number): number {
  const most = Math.min(text.length, start + 160);
  for (let at = start; at < most; at++) {
    const code = text.charCodeAt(at);
    if (code === 44 || code === 59 || code === 40 || code === 41 || code === 61 || code === 10) return at;
    if (code === 46 && (at + 1 >= text.length || isSpace(text.charCodeAt(at + 1)))) return at;
  }
  return most;
}

function spanOf({ start, end }: Spelling): Span {
  return { start, end };
}
