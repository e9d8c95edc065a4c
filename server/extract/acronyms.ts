import type { Heading, Note, Written } from '../library/model.ts';
import { isEveryday } from '../text/everyday.ts';
import { disjoint, overlapsAny, type Span } from '../text/span.ts';
import { type Word, wordsIn } from '../text/words.ts';

/**
 * The acronyms that a note uses, in order, each without its plural: words that are capitals for the most part, "RAG",
 * "V2X", "KL-UCB". Left out are everyday ones, what is in capitals only to be loud, silent spans and links. `words` are
 * those of the whole text. Linear.
 */
export function acronymsIn(
  text: string,
  note: Pick<Note, 'silent' | 'links' | 'headings'>,
  words: readonly Word[] = wordsIn(text),
): Written[] {
  const passed = [note.silent, disjoint(note.links.map(({ span }) => span)), loudHeadings(note.headings)];
  const loud = loudWords(text, words);
  const found: Written[] = [];
  for (let i = 0; i < words.length; ) {
    let next = i + 1;
    while (next < words.length && isHyphenBetween(text, words[next - 1]!, words[next]!)) next++;
    const parts = words.slice(i, next);
    if (parts.some(part => hasShape(part.text)) && loud[i] === 0 && !isPartOfName(text, parts)) {
      for (const candidate of candidatesIn(parts)) {
        const label = withoutPlural(text.slice(candidate.start, candidate.end));
        const span = { start: candidate.start, end: candidate.start + label.length };
        if (
          !label.split(hyphen).every(isEveryday) &&
          !isEveryday(label) &&
          !passed.some(spans => overlapsAny(spans, span))
        )
          found.push({ text: label, span });
      }
    }
    i = next;
  }
  return found;
}

const hyphen = /[-‐‑]/;
const longestWord = 10;
const longestAcronym = 6;
const mostParts = 4;

/** Of words that hyphens join, all of them where each is a capital or a number ("KL-UCB", "CIFAR-10"), else the acronyms. */
function candidatesIn(parts: readonly Word[]): readonly Span[] {
  const isWhole =
    parts.length > 1 && parts.length <= mostParts && parts.every(({ text }) => hasShape(text) || isSign(text));
  return isWhole ? [{ start: parts[0]!.start, end: parts.at(-1)!.end }] : parts.filter(({ text }) => hasShape(text));
}

/**
 * True where more than half of a word's letters are capitals, two at least, and digits are not the greater part. More than
 * six letters that are all capitals are a word shouted.
 */
function hasShape(word: string): boolean {
  if (word.length < 2 || word.length > longestWord + 1) return false;
  let [capitals, letters, digits] = [0, 0, 0];
  for (const char of withoutPlural(word)) {
    if (/\p{N}/u.test(char)) digits++;
    else if (/\p{L}/u.test(char)) letters++;
    else return false;
    if (/\p{Lu}/u.test(char)) capitals++;
  }
  if (capitals > longestAcronym && capitals === letters && digits === 0) return false;
  return capitals >= 2 && 2 * capitals > letters && digits <= letters && letters + digits <= longestWord;
}

/** A single capital, or a number of at most three digits. */
function isSign(word: string): boolean {
  return /^(?:\p{Lu}|\p{Nd}{1,3})$/u.test(word);
}

/** "LLMs" → "LLM". */
function withoutPlural(label: string): string {
  return /[\p{Lu}\p{N}]s$/u.test(label) ? label.slice(0, -1) : label;
}

/** True inside a file's name, an address, a tag, a command, a name with underscores or a word with an apostrophe ("DON'T"). */
function isPartOfName(text: string, parts: readonly Word[]): boolean {
  const [start, end] = [parts[0]!.start, parts.at(-1)!.end];
  return (
    /(?:^|[^\p{L}\p{N}])[#@$\\]$|[\p{L}\p{N}][_.@&]$/u.test(text.slice(Math.max(0, start - 2), start)) ||
    /^(?:[_.@&][\p{L}\p{N}]|=\S|['’]\p{Lu})/u.test(text.slice(end, end + 2))
  );
}

function isHyphenBetween(text: string, before: Word, after: Word): boolean {
  return after.start - before.end === 1 && hyphen.test(text.charAt(before.end));
}

function loudHeadings(headings: readonly Heading[]): Span[] {
  return headings.filter(({ text }) => !/\p{Ll}/u.test(text)).map(({ span }) => span);
}

/** 1 for every word of three or more in a row that are capitals throughout, with only spaces between: a sentence shouted. */
function loudWords(text: string, words: readonly Word[]): Uint8Array {
  const loud = new Uint8Array(words.length);
  for (let start = 0; start < words.length; ) {
    let end = start;
    while (
      end < words.length &&
      isLoud(words[end]!.text) &&
      (end === start || areSpaced(text, words[end - 1]!, words[end]!))
    )
      end++;
    if (end - start >= 3) loud.fill(1, start, end);
    start = Math.max(end, start + 1);
  }
  return loud;
}

function isLoud(word: string): boolean {
  return /^\p{Lu}+$/u.test(word);
}

function areSpaced(text: string, before: Word, after: Word): boolean {
  return after.start - before.end <= 3 && /^[ \t]+$/.test(text.slice(before.end, after.start));
}
