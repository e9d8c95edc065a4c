import { memoOne } from '../library/memo.ts';
import type { Sense } from '../library/model.ts';
import { searchWords } from '../snapshot/search.ts';
import { isReaders } from '../snapshot/senses.ts';
import { isStopWord } from '../snapshot/stop-words.ts';
import { wordsInCapitals } from '../text/everyday.ts';
import { isShaped, spells } from '../text/fold.ts';

/** True for a word in which a reader may see an ordinary word or a person's name rather than a term: "Lion", "POINTS", "LOL". */
export function isAlsoWord(written: string): boolean {
  if (/[^\p{L}]/u.test(written)) return false;
  if (/^\p{Lu}\p{Ll}+$/u.test(written)) return true;
  return /^\p{Lu}+$/u.test(written) && wordsInCapitals.has(written.toLowerCase());
}

/**
 * True for a sense that a word may mean only where the text around speaks for it: the word may be an ordinary one, and
 * is not merely an ordinary word of the reader's own glossary with the capital of a sentence's start.
 */
export function needsSupport(sense: Sense, written: string): boolean {
  if (!isAlsoWord(written)) return false;
  const lowered = written.charAt(0).toLowerCase() + written.slice(1);
  return !isReaders(sense.from) || ![sense.label, ...sense.aliases].some(name => spells(name, lowered));
}

/**
 * True where the text around a word says that the sense is meant: the paragraph shares a telling word with what the sense
 * says of itself, or the whole text shares three. A line all in capitals says nothing.
 */
export function isSupported(sense: Sense, written: string, line: string, paragraph: string, text: string): boolean {
  if (/\s/.test(line.trim()) && !/\p{Ll}/u.test(line)) return false;
  const own = wordsOf(sense);
  const label = searchWords(written)[0] ?? '';
  return shares(own, label, new Set(searchWords(paragraph)), 1) || shares(own, label, wordsOfWhole(text), 3);
}

function shares(own: ReadonlySet<string>, label: string, words: ReadonlySet<string>, enough: number): boolean {
  let shared = 0;
  for (const word of own) if (word !== label && words.has(word)) shared++;
  return shared >= enough;
}

/** The words of a whole text; those of the last one are kept, since one text is asked about at many of its words. */
function wordsOfWhole(text: string): ReadonlySet<string> {
  if (last.text !== text) last = { text, words: new Set(searchWords(text)) };
  return last.words;
}

let last: { readonly text: string; readonly words: ReadonlySet<string> } = { text: '', words: new Set() };

/** The telling words of a sense, by its expansion and its definitions. */
const wordsOf = memoOne((sense: Sense): ReadonlySet<string> => {
  const said = [
    sense.expansion ?? '',
    ...sense.definitions.map(({ definition }) => definition),
    ...sense.aliases.filter(alias => !isShaped(alias)),
  ];
  return new Set(searchWords(said.join(' ')).filter(word => word.length > 2 && !isStopWord(word)));
});
