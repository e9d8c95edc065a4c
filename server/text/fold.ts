import { wordsIn } from './words.ts';

declare const brand: unique symbol;
/** What every spelling of one term has in common: see `termKey`. */
export type TermKey = string & { readonly [brand]: 'TermKey' };
/** What every way to name one paper or note in a link has in common: see `nameKey`. */
export type NameKey = string & { readonly [brand]: 'NameKey' };

/** Lower case without accents; compatibility forms ("ﬁ", "²") become their plain letters. */
export function folded(text: string): string {
  return isAscii(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase();
}

/**
 * The key under which a term is kept: "Fine-tuning", "finetuning" and "fine tunings" share one. Words are joined, and
 * the last one loses its plural. Different terms may share a key: `spells` tells whether a text writes a label.
 */
export function termKey(text: string): TermKey {
  const words = wordsIn(text);
  return keyOfWords(words.map(word => word.text));
}

/** The key of a run of words, as `termKey` makes it of their text. */
export function keyOfWords(words: readonly string[]): TermKey {
  let key = '';
  for (let i = 0; i < words.length; i++)
    key += i === words.length - 1 ? singular(folded(words[i]!)) : folded(words[i]!);
  return key as TermKey;
}

/** The key of a name in a link: case, accents, punctuation and white space do not count. */
export function nameKey(name: string): NameKey {
  return wordsIn(name)
    .map(word => folded(word.text))
    .join(' ') as NameKey;
}

/** A folded English word without its regular plural: "models" → "model", "entropies" → "entropy", "loss" stays. */
export function singular(word: string): string {
  if (word.length < 3 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  if (/(?:sh|ch|x|zz|ss)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

/** A label without its plural, in its own case: "LLMs" → "LLM", "Vision-Language Models" → "Vision-Language Model". */
export function singularLabel(label: string): string {
  const last = /[A-Za-z]+$/.exec(label)?.[0];
  if (last === undefined || !last.endsWith('s') || last.endsWith('S')) return label;
  const single = singular(last.toLowerCase());
  const kept = last.slice(0, single.endsWith('y') && !last.endsWith('ys') ? -3 : single.length);
  return label.slice(0, label.length - last.length) + kept + (single.endsWith('y') && !last.endsWith('ys') ? 'y' : '');
}

/**
 * True where `written` is a way to write `label`. Hyphens and spaces do not count, nor does a plural. Case counts where
 * the label's own letters make it a name: in words with inner capitals, and in a single capitalised word. So "LLMs"
 * writes "LLM" and "low-rank adaptation" writes "Low-Rank Adaptation", but "list" does not write "LiST", nor "lion" "Lion".
 */
export function spells(label: string, written: string): boolean {
  const labelWords = wordsIn(label);
  const strict = strictLetters(labelWords.map(word => word.text));
  const own = labelWords.map(word => word.text).join('');
  const other = wordsIn(written)
    .map(word => word.text)
    .join('');
  if (own === other) return true;
  const last = labelWords.at(-1)?.text ?? '';
  return (
    alike(own, other, strict) ||
    alike(own, withoutPlural(other), strict) ||
    (!isShaped(last) && singularAlike(own, other, strict))
  );
}

/** True for a word that its letters alone mark as a name: "LoRA", "BERT", "GPT4", "iPhone"; not "Lion", "word" or "3". */
export function isShaped(word: string): boolean {
  return /\p{Lu}/u.test(word.slice(1)) || (/\p{N}/u.test(word) && /\p{Lu}/u.test(word)) || /^\p{Lu}$/u.test(word);
}

function strictLetters(words: readonly string[]): boolean[] {
  const single = words.length === 1;
  return words.flatMap(word => Array<boolean>(word.length).fill(isShaped(word) || (single && /^\p{Lu}/u.test(word))));
}

function alike(own: string, other: string, strict: readonly boolean[]): boolean {
  if (own === other) return true;
  if (own.length !== other.length) return false;
  for (let i = 0; i < own.length; i++) {
    if (own[i] === other[i]) continue;
    if (strict[i] || own[i]!.toLowerCase() !== other[i]!.toLowerCase()) return false;
  }
  return true;
}

function withoutPlural(word: string): string {
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function singularAlike(own: string, other: string, strict: readonly boolean[]): boolean {
  if (strict.includes(true) && strict.at(-1)) return false;
  const [a, b] = [singular(own.toLowerCase()), singular(other.toLowerCase())];
  if (a !== b) return false;
  return strict.every((exact, i) => !exact || own[i] === other[i]);
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}
