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
  const starts = mayBeSpelt(near, label);
  const after = starts.findIndex(start => start > offset - from);
  const before = after < 0 ? starts : starts.slice(0, after);
  const nearest = [
    ...before.reverse().slice(0, mostLookedAt),
    ...(after < 0 ? [] : starts.slice(after, after + mostLookedAt)),
  ];
  for (const start of nearest) {
    const found = speltAt(near, start, label);
    if (found !== undefined) return { ...found, span: { start: found.span.start + from, end: found.span.end + from } };
  }
  return undefined;
}

/** Where the label stands with a bracket before or behind it, as in "long form (SF)" and "SF (long form)"; ascending. */
function mayBeSpelt(text: string, label: string): number[] {
  const starts: number[] = [];
  for (const [before, after] of brackets) {
    const pattern = before + label + after;
    for (let at = text.indexOf(pattern); at >= 0 && starts.length < mostCandidates; at = text.indexOf(pattern, at + 1))
      starts.push(at + before.length);
  }
  return [...new Set(starts)].sort((a, b) => a - b);
}

const mostCandidates = 400;
const brackets = [
  ['(', ''],
  ['[', ''],
  ['("', ''],
  ['(“', ''],
  ["('", ''],
  ['(**', ''],
  ['(*', ''],
  ['', ' ('],
  ['', 's ('],
  ['', '** ('],
  ['', '* ('],
] as const;

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
