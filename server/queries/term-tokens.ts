import { termsBetween } from '../snapshot/mentions.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { lineAt } from '../text/lines.ts';
import { disjoint, lastStartingBefore, overlaps, overlapsAny, type Span } from '../text/span.ts';
import { choicesIn } from './choices.ts';
import type { Document } from './document.ts';
import { isHidden, type TermHovers, tellingSenses } from './hover.ts';

/** A piece of a term's use within one line. */
export interface TermToken extends Span {
  /** True where the definition is the bundled glossary's. */
  readonly bundled: boolean;
}

/** Text is looked at in stretches of this many characters at most; what stands beyond gets no tokens. */
const longest = 200_000;
const longestSection = 50_000;
const mostUses = 5000;

/**
 * The uses of terms in a part of a document, in order, wherever a hover would tell what the term means, but for links
 * and headings: all, or the first of each term in each section.
 */
export function termTokens(
  snapshot: Snapshot,
  document: Document,
  terms: TermHovers,
  which: 'first' | 'all',
  part: Span = { start: 0, end: document.text.length },
): readonly TermToken[] {
  if (terms.form === 'off') return [];
  const { text, note } = document;
  const headings = note.headings.map(({ span }) => span);
  const passed = [disjoint(note.links.map(({ span }) => span)), headings];
  const section = which === 'first' ? (lastStartingBefore(headings, part.start)?.end ?? 0) : part.start;
  const { start, end } = stretch(document, part, section);
  const tokens: TermToken[] = [];
  const choose = choicesIn(snapshot, document);
  let heading: Span | undefined;
  let seen = new Set<unknown>();
  let looked = 0;
  for (const mention of termsBetween(snapshot.terms, text, note.silent, start, end)) {
    if (passed.some(spans => overlapsAny(spans, mention))) continue;
    const own = lastStartingBefore(headings, mention.start);
    if (own !== heading) [heading, seen] = [own, new Set()];
    const written = text.slice(mention.start, mention.end);
    if (which === 'first' && seen.has(written)) continue;
    if (++looked > mostUses) break;
    const choice = choose(mention);
    const [sense] = tellingSenses(choice, written);
    if (sense === undefined || isHidden(choice.senses[0]!, terms)) continue;
    const isFirst = !seen.has(sense.from);
    if (which === 'first') seen.add(sense.from).add(written);
    if ((which === 'all' || isFirst) && overlaps(mention, part))
      tokens.push(...piecesOf(document, mention).map(piece => ({ ...piece, bundled: sense.from.role === 'bundled' })));
  }
  return tokens;
}

/** The part with the lines beside it, as a term may go over a line's end, from the start of its section where that is near. */
function stretch(document: Document, part: Span, section: number): Span {
  const { lines } = document.note;
  const before = lines[Math.max(0, lineAt(lines, part.start) - 1)]!;
  const after = lines[lineAt(lines, part.end) + 2] ?? document.text.length;
  const start = part.start - section > longestSection ? before : Math.min(before, section);
  return { start, end: Math.min(after, start + longest) };
}

/** A span line by line, without blanks and line breaks at the ends. */
function piecesOf({ text, note }: Document, span: Span): readonly Span[] {
  const pieces: Span[] = [];
  for (let line = lineAt(note.lines, span.start); (note.lines[line] ?? text.length) < span.end; line++) {
    let start = Math.max(span.start, note.lines[line]!);
    let end = Math.min(span.end, note.lines[line + 1] ?? text.length);
    while (start < end && /\s/.test(text.charAt(start))) start++;
    while (end > start && /\s/.test(text.charAt(end - 1))) end--;
    if (end > start) pieces.push({ start, end });
  }
  return pieces;
}
