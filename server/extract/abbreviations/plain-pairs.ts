import type { Span } from '../../text/span.ts';
import { costs } from '../spelling/costs.ts';
import { isCapital, isSpace, isWordLetter } from '../spelling/letters.ts';
import { type Spelling, spelledAfter, spelledBefore } from '../spelling.ts';
import { capitals, endOfWords, isRepeat, letters, mayBeShort, wordAfter, wordBefore } from './short-forms.ts';
import type { Spelt } from './spelt.ts';

/** Pairs that no bracket shows: "SR = Serbian", "X is short for Y", "the long form, LF,", "LF – the long form". */
export function plainPairs(text: string): readonly Spelt[] {
  const found: Spelt[] = [];
  let dash = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 61 && code < 128) continue;
    if (code === 45) {
      if (isSmallLetter(text.charCodeAt(at - 1)) && isCapital(text.charCodeAt(at + 1)))
        add(found, joinedPair(text, at));
    } else if (code === 61)
      add(found, pairAfter(text, text.charCodeAt(at - 1) === 32 ? at - 1 : at, at + 1, costs.plain));
    else if (at > 0 && isSpace(code)) {
      const before = text.charCodeAt(at - 1);
      if (before === 58) add(found, pairAfter(text, at - 1, at + 1, costs.plainColon));
      else if (before === 114) {
        const short = beforeFor(text, at);
        if (short !== undefined) add(found, pairAfter(text, short, at + 1, costs.explicit));
        else if (isWord(text, at, 'or')) add(found, pairBefore(text, at - 2, at + 1, false));
      } else if (before === 44) add(found, pairBefore(text, at - 1, at + 1, true));
      else if (before === 45 || before === 0x2013 || before === 0x2014) {
        const start = text.charCodeAt(at - 2) === 45 && before === 45 ? at - 3 : at - 2;
        if (text.charCodeAt(start) !== 32 || start === dash) continue;
        add(found, pairBefore(text, start, at + 1, false));
        dash = at;
      }
    }
  }
  return found;
}

function add(found: Spelt[], pair: Spelt | undefined): void {
  if (pair !== undefined) found.push(pair);
}

/** Where "is short for", "short for" or "stands for" starts that ends at `end`. */
function beforeFor(text: string, end: number): number | undefined {
  if (!text.startsWith('for', end - 3)) return undefined;
  const match = /\b(?:(?:is |are )?short|stands?) for$/.exec(text.slice(Math.max(0, end - 16), end));
  return match === null ? undefined : end - match[0].length;
}

/** True where `word` ends at `end` and nothing goes before it in its word. */
function isWord(text: string, end: number, word: string): boolean {
  const start = end - word.length;
  return text.startsWith(word, start) && (start === 0 || !isWordLetter(text.charCodeAt(start - 1)));
}

/** "Large Language Models-LLMs": a hyphen where a bracket should be. */
function joinedPair(text: string, hyphen: number): Spelt | undefined {
  const short = /^[A-Z]{2,8}s?(?![\w-])/.exec(text.slice(hyphen + 1, hyphen + 12));
  const pair = short === null ? undefined : pairBefore(text, hyphen, hyphen + 1, false);
  return pair !== undefined && /\s/.test(text.slice(pair.long.start, pair.long.end)) ? pair : undefined;
}

function isSmallLetter(code: number): boolean {
  return code >= 97 && code <= 122;
}

/** A short form that ends at `end`, spelt by what starts at `after`. */
function pairAfter(text: string, end: number, after: number, most: number): Spelt | undefined {
  const name = wordBefore(text, endOfWords(text, 0, end));
  if (name === undefined || capitals(text, name) < 1 || !mayBeShort(text, name)) return undefined;
  const long = spelledAfter(text, skipArticle(text, after), phraseEnd(text, after), letters(text, name), false);
  return long !== undefined && sure(long, most, name) && long.end - long.start > 3
    ? { short: name, long: spanOf(long) }
    : undefined;
}

/** A short form that starts at `after`, spelt by what ends at `end`; `closed`: a mark must stand after it too. */
function pairBefore(text: string, end: number, after: number, closed: boolean): Spelt | undefined {
  const name = wordAfter(text, after);
  if (name === undefined || capitals(text, name) < 2 || !mayBeShort(text, name)) return undefined;
  const closing = text.charCodeAt(name.end);
  if (closed && closing !== 44 && closing !== 41 && closing !== 46) return undefined;
  const before = endOfWords(text, 0, end);
  if (isRepeat(text, before, name)) return undefined;
  const long = spelledBefore(text, 0, before, letters(text, name));
  return long !== undefined && sure(long, costs.plainComma, name) ? { short: name, long: spanOf(long) } : undefined;
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
