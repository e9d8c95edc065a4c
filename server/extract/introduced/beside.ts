import type { Span } from '../../text/span.ts';
import { nameAt } from '../names.ts';
import { spelledAfter } from '../spelling.ts';
import { pastThing } from './named.ts';
import type { Named } from './reader.ts';

/** ", Layer-increasing Network Scaling," or "is short for …" right after a name. */
export function beside(text: string, named: Named, end: number): { readonly expansion?: Span; readonly rest: number } {
  const short = /^\s(?:is|are|stands)\s(?:short\s)?for\s/.exec(text.slice(named.rest, named.rest + 20));
  if (short !== null && named.spelt !== undefined) return { rest: Math.max(named.rest, named.spelt.long.end) };
  const expansion = expansionBeside(text, named, end);
  if (expansion === undefined) return { rest: named.rest };
  return { expansion, rest: pastThing(text, expansion.end) };
}

export function expansionBeside(text: string, named: Named, end: number): Span | undefined {
  if (named.spelt !== undefined && named.spelt.short.start !== named.name.start) return undefined;
  const match = /^,\s(?:or\s)?(?:an?\s|the\s)?/.exec(text.slice(named.rest, named.rest + 10));
  if (match === null) return undefined;
  const start = named.rest + match[0].length;
  const long = nameAt(text, start, end);
  if (long === undefined || !text.slice(long.start, long.end).includes(' ')) return undefined;
  const name = text.slice(named.name.start, named.name.end);
  const spelling = spelledAfter(text, long.start, long.end, name, true);
  return spelling !== undefined && spelling.cost <= 0.25 * name.length ? long : undefined;
}

/** "Lion (EvoLved Sign Momentum)": words in brackets that hold the name's letters in order, most of them capitalised. */
export function bracketedPhrase(text: string, name: Span): Span | undefined {
  const match = /^\s\(([A-Za-z][A-Za-z\s-]{6,80})\)/.exec(text.slice(name.end, name.end + 90));
  if (match === null) return undefined;
  const words = match[1]!.split(/\s+/);
  if (words.length < 2 || words.filter(word => /^[A-Z]/.test(word)).length * 2 < words.length) return undefined;
  const letters = match[1]!.toLowerCase();
  let at = -1;
  for (const letter of text.slice(name.start, name.end).toLowerCase()) {
    at = letters.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return { start: name.end + 2, end: name.end + 2 + match[1]!.length };
}

/** A run of capitalised words later in the sentence whose first letters are the name: "MVC … Minimal Visual Contrasts". */
export function spelledNearby(text: string, name: Span, from: number, end: number): Span | undefined {
  const letters = text.slice(name.start, name.end);
  if (!/^[A-Z]{3,8}$/.test(letters)) return undefined;
  for (const match of text.slice(from, end).matchAll(/\b[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)+/g)) {
    const initials = match[0].split(/[\s-]/).map(word => word[0]);
    if (initials.join('') === letters) return { start: from + match.index, end: from + match.index + match[0].length };
  }
  return undefined;
}
