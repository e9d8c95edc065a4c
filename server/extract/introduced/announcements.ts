import type { Span } from '../../text/span.ts';
import type { Spelt } from '../abbreviations/spelt.ts';
import { asideEnd, nameAt } from '../names.ts';
import { isSpace } from '../spelling/letters.ts';
import { isThing, isTitled, named, pastThing, plain, stands, withPair } from './named.ts';
import { withArticle } from './phrases.ts';
import type { Named, Pass, Reader } from './reader.ts';
import { record } from './record.ts';

/** "We propose X, a …; and (2) Y, …". */
export const announcements: Pass = {
  pattern: announcing(),
  read: readAnnouncement,
};

function readAnnouncement(reader: Reader, index: number, match: RegExpExecArray): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  if (
    /\bet\sal\.?,?(?:\s?[[(][^\])]{0,30}[\])])?\s$/.test(
      text.slice(Math.max(sentence.start, match.index - 45), match.index),
    )
  )
    return;
  const verb = (match[1] ?? match[2] ?? '').toLowerCase();
  const attributive =
    /ed\s/.test(match[0]) &&
    /\b(?:the|our|its|this|these|their)\s$/i.test(text.slice(Math.max(0, match.index - 8), match.index));
  const strong = (match[1] !== undefined && !attributive) || /^(?:develop|defin|devis|formulat)/.test(verb);
  let at = match.index + match[0].length;
  for (let count = 0; count < 6; count++) {
    const from = afterMark(text, at);
    const named = namedAt(reader, from, sentence, strong);
    if (named === undefined) break;
    const next = record(reader, named, index, /[).]\s*$/.test(text.slice(at, from)));
    if (next === undefined) break;
    at = next;
  }
}

function announcing(): RegExp {
  const own = String.raw`(?:we|this\s+(?:paper|work|study|article|report|survey)|(?:our|the)\s+(?:paper|work|method|approach|study)|here)`;
  const adverbs = String.raw`(?:also|then|further|therefore|thus|first|hence|additionally|formally|now|next|finally|instead|consequently|here|furthermore|and\s+theoretically\s+analyze)`;
  const strong = `(propos|introduc|present)(?:e[sd]?|ing|s)?`;
  const weak = String.raw`(?:${own}\s+(?:${adverbs}\s+)*|(?:to|and)\s+(?:also\s+)?)(develop|design|describ|creat|construct|build|train|defin|devis|curat|releas|contribut|discover|provid|collect|formulat|employ|offer|suggest|open-source)(?:es|ed|e|s|ing)?`;
  return new RegExp(String.raw`\b(?:${strong}|${weak})(?:\s+and\s+\w+(?:\s+\w+)?)?\b:?\s+`, 'gi');
}

/** Past "(1)", "1." and quotes. */
function afterMark(text: string, at: number): number {
  const match = /^\s*(?:the\s+following[^:.]{0,40}:\s*)?(?:\(?(?:\d|[ivx]{1,3}|[a-d])[).]\s+)?/.exec(
    text.slice(at, at + 80),
  );
  return at + (match?.[0].length ?? 0);
}

/** First letters of the words that `called` begins with. */
const mayMark = /[a-z]/;
const called =
  /^(?:(?:that|which)\s+(?:we|is)\s+)?(?:call|called|name|named|term|termed|dub|dubbed|coined|denoted|denote|namely|known|refer(?:red)?\s+to)(?:\s+as|\s+by)?,?\s+/;

/** The name that the object of an announcement gives, where it gives one. */
function namedAt(reader: Reader, at: number, sentence: Span, strong: boolean): Named | undefined {
  const { text } = reader;
  const end = sentence.end;
  const article = /^(?:an?|the|two|three|several|our|its)\s+/i.exec(text.slice(at, at + 10));
  const direct = named(reader, at, end, '', article === null);
  if (direct !== undefined) return direct;
  if (article === null) return strong ? lowerCased(text, at, end) : undefined;
  const phraseStart = at + article[0].length;
  const indefinite = /^(?:an?|two|three|several)\s/i.test(article[0]);
  if (!indefinite) {
    const spelt = named(reader, phraseStart, end, '', false);
    if (spelt !== undefined) return spelt;
    if (
      strong &&
      /^the\s+(?:task|problem|setting|notion|concept|idea)\s+of\s(?![a-z]+ing\s)/i.test(text.slice(at, at + 50))
    )
      return lowerCased(text, text.indexOf(' of ', at) + 4, end);
  }
  return inPhrase(reader, at, phraseStart, end);
}

/** "a method called X", "a method, X," and "a method X": the name after or within a noun phrase. */
function inPhrase(reader: Reader, at: number, phraseStart: number, end: number): Named | undefined {
  const { text } = reader;
  const most = Math.min(end, at + 320);
  let wordStart = phraseStart;
  let commas = 0;
  let beyond = false;
  /** Where the pair ends that only describes another thing; no name starts before that. */
  let describing = 0;
  for (let count = 0; wordStart < most && count < 40; count++) {
    const phrase = () =>
      text
        .slice(at, wordStart)
        .replace(/[\s,]+$/, '')
        .replace(/^[\s\S]*\s(?:as\swell\sas\s(?=an?\s)|and\s(?=an?\s(?:new|novel)\s))/, '');
    const marker = mayMark.test(text[wordStart]!) ? called.exec(text.slice(wordStart, wordStart + 40)) : null;
    if (marker !== null && count > 0 && !byOthers.test(text.slice(Math.max(at, wordStart - 14), wordStart))) {
      const written = nearest(phrase());
      if (notOwn.test(written)) return undefined;
      const found = named(reader, wordStart + marker[0].length, end, written, true);
      if (found !== undefined) return found;
    }
    const afterThing = isThing(wordEndingAt(text, at, wordStart));
    if (!beyond) {
      const pair = reader.pairAt.get(wordStart);
      if (pair !== undefined && isTitled(text, pair.long) && isHead(text, pair, phraseStart, afterThing, end)) {
        const head = afterThing || (commas > 0 && !adjective.test(phrase())) ? phrase() : '';
        return withPair(reader, pair, end, head === '' ? headPhrase(text, at, pair, end) : head);
      }
      if (pair !== undefined) describing = Math.max(pair.long.end, pair.short.end);
      const name =
        wordStart < describing ||
        isWithinName(text, phraseStart, wordStart) ||
        (count === 0 && !isApposed(text, wordStart, end))
          ? undefined
          : nameAt(text, wordStart, end);
      if (name !== undefined && stands(text, name, end)) {
        const words = text.slice(name.start, name.end).split(' ').length;
        if (afterThing || (words >= 3 && isBareLead(text, phraseStart, wordStart, name.end)))
          return plain(reader, name, end, afterThing ? phrase() : '');
      }
    }
    if (count > 0 && nextDeed.test(text.slice(wordStart, wordStart + 40))) return undefined;
    const word = /^[^\s]+\s?/.exec(text.slice(wordStart, wordStart + 80));
    if (word === null) return undefined;
    wordStart += word[0].length;
    if (
      /[.;:]\s?$/.test(word[0]) ||
      /^(?:whose|including|like)\s/.test(word[0]) ||
      (commas > 0 && afterThing && word[0] === 'and ')
    )
      return undefined;
    if (/,\s?$/.test(word[0])) commas++;
    if (/^(?:that|which|for|to|by|where|with|of|in|on|using|via|from|through|under|over|between)\s/.test(word[0]))
      beyond = true;
    if (commas > 2) return undefined;
  }
  return undefined;
}

/** Where a sentence turns to another thing that the authors did, which has an announcement of its own. */
const nextDeed =
  /^(?:and|as well as)\s(?:(?:then|also|further|thus)\s)?(?:propos|introduc|present|develop|design|describ|creat|construct|build|defin|devis|provid|implement|giv|us|employ|appl|deriv|show|prov|study|studi|discuss|evaluat|compar)(?:e[sd]?|ing|s|y|ies|ed)?\s(?:an?|the|it|its|how|that|several|two|new|novel)\s/;

/** What goes before "called" where everybody calls it so. */
const byOthers = /\s(?:so|also|often|commonly|usually|widely|generally|sometimes|otherwise)[\s-]$/;

/** The last noun phrase of one that holds several: "an algorithm" in "an implementation of an algorithm". */
function nearest(phrase: string): string {
  return (
    /\s(an?\s(?:(?!of\b|for\b|to\b|in\b|on\b|with\b|that\b|which\b)[\w-]+(?:\s|$)){1,5})$/.exec(phrase)?.[1] ?? phrase
  );
}

/** What others made: "an existing tool called …", "the popular scheme called …". */
export const notOwn = /^an?\s(?:existing|popular|well-known)\s|\sthe\s(?:existing|popular|well-known)\s[^,]{1,40}$/;

/** An adjective at the end: "a novel, light-weight". */
const adjective = /[\s-](?:weight|novel|new|simple|fast|robust|efficient|[a-z]+(?:able|ible|ive|ous|ful|ic))$/;

/** True where the word before is capitalised too: "a Multi-modal Neural Machine Translation model". */
function isWithinName(text: string, from: number, at: number): boolean {
  return /(?:^|\s)[A-Z][\w-]*\s$/.test(text.slice(Math.max(from, at - 30), at));
}

/** False for "a forest-based Neural Path Search model", where the name is but a part of what is introduced. */
function isBareLead(text: string, from: number, at: number, end: number): boolean {
  const lead = text
    .slice(from, at)
    .replace(/\b(?:novel|new|simple|first|general|so-called|effective|efficient|and|but|yet)\b|,/gi, '');
  return lead.trim() === '' || pastThing(text, end) === end;
}

/** True for "a Neural Program Search, an algorithm …": an article may go before a name of several words. */
function isApposed(text: string, at: number, end: number): boolean {
  const name = nameAt(text, at, end);
  return (
    name !== undefined &&
    text.slice(name.start, name.end).includes(' ') &&
    /^,\s(?:an?|which)\s/.test(text.slice(name.end, name.end + 9))
  );
}

/** The ASCII letters right before a comma and one space that end at `end`; empty where something else stands there. */
function wordEndingAt(text: string, from: number, end: number): string {
  let stop = end - 1;
  if (stop <= from || !isSpace(text.charCodeAt(stop))) return '';
  if (text.charCodeAt(stop - 1) === 44) stop--;
  let start = stop;
  while (start > from && stop - start < 22 && isLetter(text.charCodeAt(start - 1))) start--;
  return text.charCodeAt(start - 1) === 45 ? '' : text.slice(start, stop);
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** False for a pair that only describes another thing: "a parallel Markov chain Monte Carlo (MCMC) algorithm". */
function isHead(text: string, pair: Spelt, phraseStart: number, afterThing: boolean, end: number): boolean {
  const start = Math.min(pair.long.start, pair.short.start);
  const close = asideEnd(text, Math.min(pair.long.end, pair.short.end), end);
  if (!stands(text, { start, end: Math.max(close, pair.long.end, pair.short.end) }, end)) return false;
  const lead = text.slice(phraseStart, start).replace(/\b(?:novel|new|simple|first|general|so-called)\s/gi, '');
  return afterThing || lead.trim() === '' || /,\s*$/.test(lead) || pastThing(text, close) === close;
}

/** "a Concept Embedding Search (ConES) approach": what thing it is comes after the name. */
function headPhrase(text: string, at: number, pair: Spelt, end: number): string {
  const rest = asideEnd(text, Math.min(pair.long.end, pair.short.end), end);
  const noun = /^["”’]?\s(\w+)/.exec(text.slice(rest, rest + 30));
  if (noun === null || !isThing(noun[1]!)) return '';
  return /^an?\s/i.test(text.slice(at, at + 3)) ? withArticle(noun[1]!) : '';
}

/** "sense finetuning, which …": a name without a capital, at most six words before a comma. */
function lowerCased(text: string, at: number, end: number): Named | undefined {
  const match = /^([a-z][a-z-]+(?:\s[a-z][a-z-]+){1,5}),\s(?=(?:which|where|an?)\s)/.exec(
    text.slice(at, Math.min(end, at + 120)),
  );
  if (match === null || notNaming.test(match[1]!)) return undefined;
  return { name: { start: at, end: at + match[1]!.length }, phrase: '', rest: at + match[1]!.length };
}

/** No name begins with these words, and none holds one of the latter. */
const notNaming =
  /^(?:[a-z]+ly|an?|the|to|that|how|some|new|novel|by|it|several|two|both|many|in|on|for|as|at|of|with|from|under|over|and|or|but|here|more|most|other|such|all|any|each|no|not|different|various|additional|certain|further|multiple)\s|\s(?:we|our|this|these|it|the|an?|is|are|that|for|to|by|using|from|under|in|on|at)(?:\s|$)/;
