import type { Span } from '../text/span.ts';

/**
 * The name that starts at `at`: a word with inner capitals or digits ("LoFiT", "S3FT", "GPT-3"), or a run of capitalised
 * words ("Patch Patching", "OPT-IML Bench") with small words between them. It ends before `end`; quotes around it are no
 * part of it. Undefined where an ordinary word stands there.
 */
export function nameAt(text: string, at: number, end: number): Span | undefined {
  const from = afterQuotes(text, at);
  if (!mayBeNamed(text, from, end)) return undefined;
  const first = wordAt(text, from, end);
  if (first === undefined || !isNameWord(text, first)) return undefined;
  let last = first;
  for (let count = 0; count < 8; count++) {
    if (text.charCodeAt(last.end) !== 32) break;
    let next = wordAt(text, last.end + 1, end);
    if (next === undefined) break;
    if (connecting.has(text.slice(next.start, next.end)) && text.charCodeAt(next.end) === 32) {
      const beyond = wordAt(text, next.end + 1, end);
      if (beyond === undefined || !isNameWord(text, beyond) || isCoded(text.slice(first.start, first.end))) break;
      next = beyond;
    } else if (!isNameWord(text, next) && !/^v\d/.test(text.slice(next.start, next.end))) break;
    last = next;
  }
  return last === first && modifying.test(text.slice(first.start, first.end))
    ? undefined
    : { start: first.start, end: last.end };
}

/** False where no capital stands before the next space. */
function mayBeNamed(text: string, at: number, end: number): boolean {
  for (let next = at; next < end && next < at + 60; next++) {
    const code = text.charCodeAt(next);
    if (code >= 65 && code <= 90) return true;
    if (code === 32) return false;
    if (code >= 0xc0) return true;
  }
  return false;
}

/** Ends of compounds that describe and do not name: "LLM-based", "CLIP-style". */
const modifying = /-(?:based|style|like|aware|guided|driven|free|level|specific|oriented|inspired|enhanced|augmented)$/;

/** True for a word that no sentence writes this way but as a name: two capitals, or a capital and a digit. */
export function isCoded(word: string): boolean {
  return /[A-Z].*[A-Z]|[A-Z].*\d|^[a-z]+[A-Z]/.test(word.slice(0, 60));
}

/** Where the brackets that follow `at` end, past at most two of them; `at` where none follow. */
export function asideEnd(text: string, at: number, end: number): number {
  let position = at;
  for (let count = 0; count < 2; count++) {
    const match = /^["”’']?\s?\(/.exec(text.slice(position, position + 4));
    if (match === null) break;
    let depth = 0;
    let close = position + match[0].length - 1;
    for (; close < end && close < position + 300; close++) {
      const code = text.charCodeAt(close);
      if (code === 40) depth++;
      else if (code === 41 && --depth === 0) break;
    }
    if (text.charCodeAt(close) !== 41 || close >= end) break;
    position = close + 1;
  }
  return position;
}

/** What abstracts call the things that they introduce. */
export const things: ReadonlySet<string> = new Set(
  'method approach framework model technique algorithm strategy architecture system dataset corpus benchmark metric measure objective loss task setting paradigm pipeline procedure mechanism module tool toolkit library suite scheme recipe curriculum network layer optimizer regularizer estimator classifier parser tagger hypothesis theory language protocol platform engine variant version family collection set methodology map score test evaluation encoder decoder adapter agent baseline schema formalism representation resource treebank lexicon ontology submission package interface extension solution'.split(
    ' ',
  ),
);

/** The thing that the first words of a noun phrase name: the last known one before a clause begins. */
export function thingOf(phrase: string): string | undefined {
  let found: string | undefined;
  let count = 0;
  for (const word of phrase.slice(0, 160).split(/\s+/)) {
    const plain = word.toLowerCase().replace(/[^a-z]+$/, '');
    if (/^(?:that|which|for|to|of|with|by|where|from|via|in|on|called|named|termed|dubbed)$/.test(plain)) break;
    const single = plain.endsWith('s') && !plain.endsWith('ss') ? plain.slice(0, -1) : plain;
    if (things.has(single) || things.has(plain)) found = things.has(plain) ? plain : single;
    if (++count > 14 || (found !== undefined && /[,.;:]$/.test(word))) break;
  }
  return found;
}

export function afterQuotes(text: string, at: number): number {
  let position = at;
  while (position < text.length && position < at + 4 && /["“”'‘’`*]/.test(text[position]!)) position++;
  return position;
}

/** Small words inside names: "Massive Evaluation of Tools". */
const connecting = new Set(['of', 'for', 'and', 'with', 'on', 'in', 'the', 'to', 'from', 'via', '&']);

/** Capitalised words that begin no name. */
const ordinary = new Set('The A An This That These Those We Our It In On For To And Or As By Its Their'.split(' '));

function isNameWord(text: string, span: Span): boolean {
  const word = text.slice(span.start, span.end);
  if (ordinary.has(word)) return false;
  return /^[A-Z\u00c0-\u00de]/.test(word) ? word.length > 1 : isCoded(word);
}

/** The word at `at`: letters, digits and inner marks; at most 60 characters. */
function wordAt(text: string, at: number, end: number): Span | undefined {
  const match = /^[\p{L}\p{N}$][\p{L}\p{M}\p{N}&+./_'’*^$-]*/u.exec(text.slice(at, Math.min(end, at + 60)));
  if (match === null) return undefined;
  const word = match[0].replace(/(?:['’]s)?[./_'’*-]*$/, '');
  return word === '' ? undefined : { start: at, end: at + word.length };
}
