import { speltIn } from '../extract/abbreviations.ts';
import { singularLabel } from '../text/fold.ts';
import type { Span } from '../text/span.ts';

/** What a text itself spells an abbreviation out as, and where. */
export interface LocalMeaning {
  readonly expansion: string;
  readonly span: Span;
}

/** How far from the place the text is searched, in UTF-16 units, and how many candidates are looked at on each side. */
const reach = 20_000;
const mostLookedAt = 8;
const around = 160;

/**
 * What the abbreviation `written` at `offset` is spelled out as in the text itself, within `scope`: by the nearest place
 * before the offset that does so, else by the first one after (the order that readers of ScholarPhi preferred; Head et
 * al., CHI 2021). Undefined where the text does not spell it out near there.
 */
export function localMeaning(text: string, written: string, offset: number, scope: Span): LocalMeaning | undefined {
  const label = singularLabel(written);
  if (/\s/.test(label) || label.length > 20 || !/\p{Lu}/u.test(label)) return undefined;
  const from = Math.max(scope.start, offset - reach);
  const near = text.slice(from, Math.min(scope.end, offset + reach));
  const shifted = (found: LocalMeaning | undefined) =>
    found && { ...found, span: { start: found.span.start + from, end: found.span.end + from } };
  return (
    shifted(firstSpelt(near, label, startsBefore(near, label, offset - from))) ??
    shifted(firstSpelt(near, label, startsAfter(near, label, offset - from)))
  );
}

function firstSpelt(text: string, label: string, starts: Iterable<number>): LocalMeaning | undefined {
  let looked = 0;
  for (const at of starts) {
    if (!mayBeSpelt(text, at, label.length)) continue;
    const found = speltAt(text, at, label);
    if (found !== undefined) return found;
    if (++looked === mostLookedAt) return undefined;
  }
  return undefined;
}

/** Where `label` starts at or before an offset, nearest first. */
function* startsBefore(text: string, label: string, offset: number): Iterable<number> {
  for (let at = text.lastIndexOf(label, offset); at >= 0; at = at === 0 ? -1 : text.lastIndexOf(label, at - 1))
    yield at;
}

function* startsAfter(text: string, label: string, offset: number): Iterable<number> {
  for (let at = text.indexOf(label, offset + 1); at >= 0; at = text.indexOf(label, at + 1)) yield at;
}

/** True where a bracket stands before or behind the word, as in "long form (SF)" and "SF (long form)". */
function mayBeSpelt(text: string, at: number, length: number): boolean {
  return (
    /[([]['"“*_]{0,3}$/.test(text.slice(Math.max(0, at - 4), at)) ||
    /^s?[*_]{0,3}\s?\(/.test(text.slice(at + length, at + length + 6))
  );
}

function speltAt(text: string, at: number, label: string): LocalMeaning | undefined {
  const start = Math.max(0, at - around);
  const window = text.slice(start, at + label.length + around).replace(/[*_]/g, ' ');
  const pair = speltIn(window).find(
    ({ short }) => start + short.start === at && singularLabel(window.slice(short.start, short.end)) === label,
  );
  if (pair === undefined) return undefined;
  const expansion = window.slice(pair.long.start, pair.long.end).replace(/\s+/g, ' ');
  return { expansion, span: { start: start + pair.short.start, end: start + pair.short.end } };
}
