import type { Definition } from '../library/model.ts';
import type { Table } from '../library/table.ts';
import { folded, singular, spells, type TermKey } from '../text/fold.ts';
import { overlapsAny, type Span } from '../text/span.ts';
import { type Word, wordsIn } from '../text/words.ts';

/** A place where a text uses a term that something defines. */
export interface TermMention extends Span {
  readonly key: TermKey;
  /** The definitions that are found under the words written here, in the case in which they are written. */
  readonly definitions: readonly Definition[];
}

const longest = 8;

/**
 * The terms used between two offsets of a text, in order and not overlapping; at each word the longest term wins.
 * Nothing is found in the `silent` spans, which are sorted. Linear in the length of the part.
 */
export function termsBetween(
  terms: Table<TermKey, readonly Definition[]>,
  text: string,
  silent: readonly Span[],
  start = 0,
  end = text.length,
): TermMention[] {
  const words = wordsIn(text, start, end);
  const foldedWords = words.map(word => folded(word.text));
  const mentions: TermMention[] = [];
  for (let i = 0; i < words.length; ) {
    const found = overlapsAny(silent, words[i]!) ? undefined : longestAt(terms, text, words, foldedWords, i, silent);
    if (found) mentions.push(found.mention);
    i += found?.words ?? 1;
  }
  return mentions;
}

function longestAt(
  terms: Table<TermKey, readonly Definition[]>,
  text: string,
  words: readonly Word[],
  foldedWords: readonly string[],
  first: number,
  silent: readonly Span[],
): { mention: TermMention; words: number } | undefined {
  let stem = '';
  let best: { mention: TermMention; words: number } | undefined;
  for (let count = 1; count <= longest && first + count <= words.length; count++) {
    const last = first + count - 1;
    if (count > 1 && !joins(text, words[last - 1]!.end, words[last]!.start)) break;
    const key = (stem + singular(foldedWords[last]!)) as TermKey;
    stem += foldedWords[last]!;
    const definitions = terms.get(key);
    if (definitions === undefined) continue;
    const span = { start: words[first]!.start, end: words[last]!.end };
    if (count > 1 && overlapsAny(silent, span)) break;
    const written = text.slice(span.start, span.end);
    const meant = definitions.filter(definition => writes(definition, written));
    if (meant.length > 0)
      best = {
        mention: { ...span, key, definitions: meant.length === definitions.length ? definitions : meant },
        words: count,
      };
  }
  return best;
}

/** True where `written` is the label, an alias or the expansion of a definition. */
export function writes(definition: Definition, written: string): boolean {
  return (
    spells(definition.label, written) ||
    definition.aliases.some(alias => spells(alias, written)) ||
    (definition.expansion !== undefined && spells(definition.expansion, written))
  );
}

/** True where what stands between two words lets them be one term: a space, a line break within a paragraph, a hyphen, "&". */
function joins(text: string, from: number, to: number): boolean {
  return to - from <= 12 && /^(?:[ \t]*(?:\r?\n[ \t]*)?|[-‐‑–_&/.’']|[ \t]*&[ \t]*)$/.test(text.slice(from, to));
}
