import type { Span } from '../../text/span.ts';
import type { Spelt } from '../abbreviations/spelt.ts';
import { afterQuotes, asideEnd, isCoded, nameAt, things } from '../names.ts';
import type { Named, Reader } from './reader.ts';

/** The name right at `at`: a spelt pair, else a name by its looks. */
export function named(reader: Reader, at: number, end: number, phrase: string, lower: boolean): Named | undefined {
  const { text } = reader;
  const from = afterQuotes(text, at);
  const pair = reader.pairAt.get(from);
  if (pair !== undefined && (lower || isTitled(text, pair.long))) return withPair(reader, pair, end, phrase);
  const name = nameAt(text, from, end);
  if (name === undefined || !stands(text, name, end)) return undefined;
  return plain(reader, name, end, phrase);
}

export function withPair(reader: Reader, pair: Spelt, end: number, phrase: string): Named {
  const close = asideEnd(reader.text, Math.min(pair.long.end, pair.short.end), end);
  const after = Math.max(close, pair.long.end, pair.short.end);
  return { name: pair.short, spelt: pair, phrase, rest: pastThing(reader.text, after) };
}

export function plain(reader: Reader, name: Span, end: number, phrase: string): Named {
  const pair = reader.shortAt.get(name.start);
  if (pair !== undefined) return withPair(reader, pair, end, phrase);
  return { name, phrase, rest: pastThing(reader.text, asideEnd(reader.text, name.end, end)) };
}

/** True where what follows a name does not make it part of something longer ("LLM agents"). */
export function stands(text: string, name: Span, end: number): boolean {
  const rest = text.slice(name.end, Math.min(end, name.end + 40));
  if (rest === '' || /^["”’'*]*(?:[,.:;()]|\s?[–—]|\s-)/.test(rest)) return true;
  const next = /^["”’'*]*\s(\S+?)(?:[,.;:]|\s|$)/.exec(rest);
  if (next === null) return false;
  if (next[1] === 'based') return /\sbased\s(?:up)?on\s/.test(rest);
  return (
    /^(?:that|which|to|for|as|by|is|are|was|where|with|on|in|using|from|via|at|\(.*|\d[\d.]*[BMK])$/.test(next[1]!) ||
    isThing(next[1]!)
  );
}

/** Past the noun that says what thing it is ("BLIP2-T metric, a …") and past sizes ("30B and 175B"). */
export function pastThing(text: string, at: number): number {
  const sizes = /^(?:(?:,|\sand)?\s\d[\d.]*[BMK]\b)+/.exec(text.slice(at, at + 40));
  const from = at + (sizes?.[0].length ?? 0);
  const noun = /^["”’]?\s(\w+)/.exec(text.slice(from, from + 30));
  return noun !== null && isThing(noun[1]!) ? from + noun[0].length : from;
}

/** True where at least half of the words of a long form are capitalised. */
export function isTitled(text: string, span: Span): boolean {
  const words = text.slice(span.start, span.end).split(/[\s-]+/);
  return words.filter(word => /^[A-Z]/.test(word)).length * 2 >= words.length || isCoded(words[0]!);
}

export function isThing(word: string): boolean {
  const plainWord = word.toLowerCase();
  return things.has(plainWord) || (plainWord.endsWith('s') && things.has(plainWord.slice(0, -1)));
}
