import type { Span } from '../text/span.ts';
import { isClaim, isThin, polished } from './definition.ts';
import { things } from './names.ts';

/** A term that a sentence defines without announcing it. */
export interface Defined {
  readonly name: Span;
  readonly sentence: Span;
  readonly definition: string;
  readonly thing?: string;
  /** True where the term is part of the name of what the paper introduces. */
  readonly own: boolean;
}

/**
 * What sentences say of terms that the paper only turns to: "A canonical example is a …", where title or `names` hold
 * the term, and "The Backpack defines …", where an earlier "the Backpack architecture" shows that it is a name. `names`
 * are those of the things that the paper introduces. Linear.
 */
export function definedIn(
  text: string,
  titleEnd: number,
  sentences: readonly Span[],
  names: readonly string[],
): readonly Defined[] {
  const title = text.slice(0, Math.min(titleEnd, longest)).toLowerCase();
  const own = names.join('\n').toLowerCase().slice(0, longest);
  const found: Defined[] = [];
  let known: ReadonlyMap<string, string> | undefined;
  for (const sentence of sentences) {
    if (sentence.start < titleEnd || sentence.end - sentence.start > longest) continue;
    const written = text.slice(sentence.start, Math.min(sentence.end, sentence.start + 600));
    const common = /^An?\s([a-z][a-z-]+(?:\s[a-z][a-z-]+){0,3})\sis\s(an?\s[\s\S]+)$/.exec(written);
    if (common !== null) {
      const term = common[1]!;
      const isOwn = holds(own, term);
      const definition = polished(common[2]!, false);
      if ((isOwn || (term.includes(' ') && holds(title, term))) && !isThin(definition) && !isClaim(common[2]!))
        found.push({ name: spanAt(sentence.start + written.indexOf(term), term), sentence, definition, own: isOwn });
      continue;
    }
    const proper = /^The\s([A-Z][\w-]{2,40})\s([\s\S]+)$/.exec(written);
    if (proper === null || !saying.test(proper[2]!)) continue;
    known ??= properNames(text);
    const thing = known.get(proper[1]!);
    const definition = thing === undefined ? '' : polished(proper[2]!, false);
    if (thing !== undefined && definition !== '' && !isThin(definition))
      found.push({ name: spanAt(sentence.start + 4, proper[1]!), sentence, definition, thing, own: false });
  }
  return found;
}

/** The longest sentence, title and list of names that are looked at, in UTF-16 units. */
const longest = 2000;

/** Verb phrases that say what a thing is. */
const saying =
  /^(?:is\san?|consists\sof|defines|combines|represents|models|computes|describes|specifies|encodes|maps|stores|extends|generali[sz]es|comprises|contains|learns)\s/;

function holds(names: string, term: string): boolean {
  const at = names.indexOf(term);
  return (
    at >= 0 &&
    !/[\w-]/.test(names[at - 1] ?? ' ') &&
    /^(?:s|es)?(?![\w-])/.test(names.slice(at + term.length, at + term.length + 3))
  );
}

/** Capitalised words in "the Backpack language model architecture", with what thing each is. */
function properNames(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(/\bthe\s([A-Z][\w-]{2,40})((?:\s[a-z]{2,20}){1,3})/g)) {
    const thing = match[2]!
      .trim()
      .split(' ')
      .findLast(word => things.has(word));
    if (thing !== undefined && !found.has(match[1]!)) found.set(match[1]!, thing);
  }
  return found;
}

function spanAt(start: number, words: string): Span {
  return { start, end: start + words.length };
}
