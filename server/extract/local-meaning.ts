import { speltIn } from '../extract/abbreviations.ts';
import type { Note, Written } from '../library/model.ts';
import { singularLabel } from '../text/fold.ts';
import { countWhile, overlapsAny, type Span } from '../text/span.ts';

/** What a text itself spells an abbreviation out as, and where. */
export interface LocalMeaning {
  readonly expansion: string;
  readonly span: Span;
}

/** How far from the place the text is searched, in UTF-16 units, and how many candidates are looked at on each side. */
const reach = 20_000;
const mostLookedAt = 8;
const around = 160;

/** A text, and the note that it is, if it is one: what is found in it is kept as long as that. */
export interface SpeltText {
  readonly text: string;
  readonly note?: Note;
}

/**
 * What the abbreviation `written` at `offset` is spelled out as in the text itself, within `scope`: by the nearest place
 * before the offset that does so, else by the first one after (the order that readers of ScholarPhi preferred; Head et
 * al., CHI 2021). Undefined where the text does not spell it out near there.
 */
export function localMeaning(
  { text, note }: SpeltText,
  written: string,
  offset: number,
  scope: Span,
): LocalMeaning | undefined {
  const label = singularLabel(written);
  if (/\s/.test(label) || label.length > 20 || !/\p{Lu}/u.test(label)) return undefined;
  const from = Math.max(scope.start, offset - reach);
  const to = Math.min(scope.end, offset + reach);
  const isKept = note !== undefined && text.length <= longestKept;
  const starts = isKept
    ? keptFor(note, text, label)
    : mayBeSpelt(text.slice(from, to), label)
        .map(at => at + from)
        .filter(at => note === undefined || isHeard(note, at));
  if (starts.length === 0) return undefined;
  const next = countWhile(starts.length, i => starts[i]! <= offset);
  const before = starts.slice(Math.max(0, next - mostLookedAt), next).reverse();
  for (const start of [...before, ...starts.slice(next, next + mostLookedAt)]) {
    const found = from <= start && start < to ? speltAt(text, start, label, scope) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** False in code, comments and front matter, where a text says nothing of its own words. */
function isHeard({ silent }: Note, at: number): boolean {
  return !overlapsAny(silent, { start: at, end: at + 1 });
}

/** Of `places`, where acronyms stand in a text, the labels that the text spells out at one of the first few. Linear. */
export function spelledOutIn(text: string, places: readonly Written[]): ReadonlySet<string> {
  const found = new Set<string>();
  const looked = new Map<string, number>();
  const scope = { start: 0, end: text.length };
  for (const { text: label, span } of places) {
    if (found.has(label) || !(opensBefore(text, span.start) || opensBehind(text, span.end))) continue;
    const times = looked.get(label) ?? 0;
    looked.set(label, times + 1);
    if (times < mostLookedAt && speltAt(text, span.start, label, scope) !== undefined) found.add(label);
  }
  return found;
}

/** In longer texts only what is near the place is searched, anew each time. */
const longestKept = 200_000;

const kept = new WeakMap<Note, Map<string, readonly number[]>>();

function keptFor(note: Note, text: string, label: string): readonly number[] {
  let ofNote = kept.get(note);
  if (ofNote === undefined) kept.set(note, (ofNote = new Map()));
  let starts = ofNote.get(label);
  if (starts === undefined) ofNote.set(label, (starts = mayBeSpelt(text, label).filter(at => isHeard(note, at))));
  return starts;
}

/** Where the label stands with a bracket before or behind it, as in "long form (SF)" and "SF (long form)"; ascending. */
function mayBeSpelt(text: string, label: string): readonly number[] {
  const starts: number[] = [];
  for (let at = text.indexOf(label); at >= 0; at = text.indexOf(label, at + label.length))
    if (opensBefore(text, at) || opensBehind(text, at + label.length)) starts.push(at);
  return starts;
}

function opensBefore(text: string, offset: number): boolean {
  let at = offset - 1;
  while (offset - at <= 3 && marks.includes(text.charAt(at))) at--;
  const char = text.charAt(at);
  return char === '(' || char === '[';
}

function opensBehind(text: string, offset: number): boolean {
  let at = text.charAt(offset) === 's' ? offset + 1 : offset;
  while (at - offset <= 3 && marks.includes(text.charAt(at))) at++;
  return text.charAt(at) === '(' || (text.charAt(at) === ' ' && text.charAt(at + 1) === '(');
}

/** What may stand between a bracket and the label in it: quotes and emphasis. */
const marks = ['"', "'", '“', '*', '_'];

function speltAt(text: string, at: number, label: string, scope: Span): LocalMeaning | undefined {
  const start = Math.max(scope.start, at - around);
  const window = text.slice(start, Math.min(scope.end, at + label.length + around)).replace(/[*_]/g, ' ');
  const pair = speltIn(window).find(
    ({ short }) => start + short.start === at && singularLabel(window.slice(short.start, short.end)) === label,
  );
  if (pair === undefined) return undefined;
  const expansion = window.slice(pair.long.start, pair.long.end).replace(/\s+/g, ' ');
  return { expansion, span: { start: at, end: start + pair.short.end } };
}
