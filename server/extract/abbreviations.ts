import type { Span } from '../text/span.ts';
import { bracketPair } from './abbreviations/bracket-pairs.ts';
import { capitalForms } from './abbreviations/capital-forms.ts';
import { plainPairs } from './abbreviations/plain-pairs.ts';
import type { Spelt } from './abbreviations/spelt.ts';
import { bracketsIn } from './brackets.ts';

/**
 * The short and long forms of a text, each sorted by start and unique, in UTF-16 offsets; `pairs` are indices into
 * both. A form of capitals that the text never spells out is in `short` too, with no pair.
 */
export interface Abbreviations {
  readonly short: readonly Span[];
  readonly long: readonly Span[];
  readonly pairs: readonly (readonly [short: number, long: number])[];
}

/**
 * All abbreviations of a text. Candidates are found as by Schwartz and Hearst ("A simple algorithm for identifying
 * abbreviation definitions in biomedical text", Pacific Symposium on Biocomputing, 2003): a short form in brackets after
 * its long form, or a long one in brackets after its short form; and beyond theirs in lists ("SR = Serbian"), after
 * commas, and in "X is short for Y". `spelling.ts` decides. Linear, throws nothing.
 */
export function abbreviationsIn(text: string): Abbreviations {
  const pairs = speltIn(text);
  const short = unique([...pairs.map(pair => pair.short), ...capitalForms(text, pairs)]);
  const long = unique(pairs.map(pair => pair.long));
  const shortAt = new Map(short.map((span, index) => [key(span), index]));
  const longAt = new Map(long.map((span, index) => [key(span), index]));
  return {
    short,
    long,
    pairs: pairs.map(pair => [shortAt.get(key(pair.short))!, longAt.get(key(pair.long))!] as const),
  };
}

/** The abbreviations that a text spells out, in the order of their short forms; no short form is spelt twice. */
export function speltIn(text: string): readonly Spelt[] {
  const found: Spelt[] = [];
  const brackets = bracketsIn(text, 200);
  const taken = new Set<number>();
  let nested = 0;
  for (const bracket of brackets) {
    if (bracket.close < nested) continue;
    const pair = bracketPair(text, bracket);
    if (pair === undefined || taken.has(pair.short.start)) continue;
    taken.add(pair.short.start);
    found.push(pair);
    nested = bracket.close;
  }
  for (const pair of plainPairs(text)) {
    if (taken.has(pair.short.start)) continue;
    taken.add(pair.short.start);
    found.push(pair);
  }
  return found.sort((a, b) => a.short.start - b.short.start);
}

function unique(spans: readonly Span[]): readonly Span[] {
  const sorted = [...spans].sort((a, b) => a.start - b.start || a.end - b.end);
  return sorted.filter((span, index) => index === 0 || key(span) !== key(sorted[index - 1]!));
}

function key(span: Span): string {
  return `${span.start} ${span.end}`;
}
