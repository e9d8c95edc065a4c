import type { Span } from '../../text/span.ts';
import type { Bracketed } from '../brackets.ts';
import { costs } from '../spelling/costs.ts';
import { isSpace } from '../spelling/letters.ts';
import { type Spelling, spelledAfter, spelledBefore } from '../spelling.ts';
import { capitals, endOfWords, isRepeat, letters, mayBeShort, trimmed, wordBefore } from './short-forms.ts';
import type { Spelt } from './spelt.ts';

/** What a bracket and the words before it say. */
export function bracketPair(text: string, bracket: Bracketed): Spelt | undefined {
  const inner = innerSpan(text, bracket);
  if (inner.end <= inner.start) return undefined;
  const before = endOfWords(text, 0, bracket.open);
  const first = firstPart(text, inner);
  const letter = first.end - first.start === 1;
  if (mayBeShort(text, first) && before > 0 && !(letter && before === bracket.open)) {
    const long = longBefore(text, before, first);
    if (long !== undefined) return { short: first, long };
  }
  const name = wordBefore(text, before);
  if (inner.end - inner.start >= 4 && name !== undefined && mayBeShort(text, name) && capitals(text, name) > 0) {
    const whole = spelledAfter(text, first.start, first.end, letters(text, name), true);
    const part = spelledAfter(text, inner.start, inner.end, letters(text, name), false);
    const long =
      whole !== undefined && (part === undefined || whole.cost <= part.cost + 0.6)
        ? whole
        : part && throughTitle(text, part, first.end);
    if (long !== undefined && long.end - long.start > name.end - name.start) return { short: name, long: spanOf(long) };
  }
  return partsPair(text, inner);
}

/** On to the end of the bracket where only capitalised words are left there: "LOL (LOwer Layer Matters)". */
function throughTitle(text: string, long: Spelling, end: number): Spelling {
  return /^(?:\s[A-Z][\w-]*){1,4}$/.test(text.slice(long.end, end)) ? { ...long, end } : long;
}

/** "(i.e., out-of-distribution; OOD)": both forms in one bracket. */
function partsPair(text: string, inner: Span): Spelt | undefined {
  if (inner.end - inner.start < 5) return undefined;
  const mark = text.slice(inner.start, inner.end).indexOf(';') + inner.start;
  if (mark < inner.start) return undefined;
  const short = trimmed(text, mark + 1, inner.end);
  if (!mayBeShort(text, short) || capitals(text, short) < 2) return undefined;
  const long = spelledBefore(text, inner.start, endOfWords(text, inner.start, mark), letters(text, short));
  return long === undefined ? undefined : { short, long: spanOf(long) };
}

function longBefore(text: string, end: number, short: Span): Span | undefined {
  if (isRepeat(text, end, short)) return undefined;
  const written = letters(text, short);
  const long = spelledBefore(text, 0, end, written);
  if (long === undefined) return undefined;
  if (long.end - long.start <= short.end - short.start) return undefined;
  const upper = capitals(text, short);
  const strict =
    upper === 0 ? costs.lowerCase : short.end - short.start === 1 ? costs.single : Number.POSITIVE_INFINITY;
  if (long.cost > strict * written.length) return undefined;
  if (!isPhrase(text, long, short)) return undefined;
  return spanOf(long);
}

/** True where the long form is no mere repeat of the short one, and closes every bracket that it opens. */
function isPhrase(text: string, long: Span, short: Span): boolean {
  const words = text.slice(long.start, long.end);
  const written = text.slice(short.start, short.end);
  return words.toLowerCase() !== written.toLowerCase() && !words.split(/\s+/).includes(written);
}

/** The inside of a bracket without quotes and lead-in words ("i.e.,", "abbreviated as", "or"). */
function innerSpan(text: string, { open, close }: Bracketed): Span {
  const span = trimmed(text, open + 1, close);
  const lead =
    /^(?:(?:i\.e\.|e\.g\.|viz\.|aka|a\.k\.a\.|or|also|hereafter|hereinafter|henceforth|here|abbreviated|abbreviation|denoted|termed|called|known|short|stands?|as|to|by|for|:|,)\s*[,:]?\s+)+/i.exec(
      text.slice(span.start, Math.min(span.end, span.start + 60)),
    );
  return lead ? trimmed(text, span.start + lead[0].length, span.end) : span;
}

/** Up to the first `;` or `,` followed by a space. */
function firstPart(text: string, inner: Span): Span {
  for (let at = inner.start; at < inner.end; at++) {
    const code = text.charCodeAt(at);
    if ((code === 59 || code === 44) && isSpace(text.charCodeAt(at + 1))) return trimmed(text, inner.start, at);
  }
  return inner;
}

function spanOf({ start, end }: Spelling): Span {
  return { start, end };
}
