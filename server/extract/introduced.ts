import { sentencesIn } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import type { Spelt } from './abbreviations.ts';
import { isClaim, isThin, polished } from './definition.ts';
import { afterQuotes, asideEnd, isCoded, nameAt, thingOf, things } from './names.ts';
import { spelledAfter } from './spelling.ts';

/** A thing that a paper itself introduces. */
export interface Introduced {
  /** The name as the text writes it, without brackets and quotes; the short form where it is one of a pair. */
  readonly name: Span;
  /** The sentence that announces or defines it. */
  readonly sentence: Span;
  /** What it is or does, polished; empty where the text does not say. */
  readonly definition: string;
  /** What kind of thing it is, as the text calls it. */
  readonly thing?: string;
  /** The pair that the name is of, where the text abbreviates it. */
  readonly spelt?: Spelt;
  /** A phrase beside the name that its letters spell: "LiNeS, Layer-increasing Network Scaling, …". */
  readonly expansion?: Span;
}

/**
 * What the paper introduces by name, in the order of the names. `text` is the title, an empty line, the abstract;
 * `titleEnd` the title's length; `pairs` and `allSentences` the abbreviations and sentences of the text. The patterns are those of announcements: "we
 * propose X, a …", "a method called X that …", "our approach, X, …", "(i) X, which …", and titles "X: …". Linear.
 */
export function introducedIn(
  text: string,
  titleEnd: number,
  pairs: readonly Spelt[],
  allSentences: readonly Span[] = sentencesIn(text),
): readonly Introduced[] {
  const sentences = allSentences.filter(
    ({ start, end }) => start >= titleEnd && end - start >= shortestSentence && end - start <= longestSentence,
  );
  const reader: Reader = { text, titleEnd, pairs, sentences, found: new Map() };
  sentences.forEach((_, index) => {
    readAnnouncements(reader, index);
    readOwn(reader, index);
    readMarked(reader, index);
    readParts(reader, index);
  });
  readSiblings(reader);
  readTitle(reader);
  return [...reader.found.values()].sort((a, b) => a.name.start - b.name.start);
}

/** Shorter and longer ones are no sentences of an abstract; they are not read. */
const shortestSentence = 12;
const longestSentence = 2000;

interface Reader {
  readonly text: string;
  readonly titleEnd: number;
  readonly pairs: readonly Spelt[];
  readonly sentences: readonly Span[];
  readonly found: Map<string, Introduced>;
}

/** A name where it stands, and what stands around it. */
interface Named {
  readonly name: Span;
  readonly spelt?: Spelt;
  /** The noun phrase before the name ("a fine-tuning method"), else empty. */
  readonly phrase: string;
  /** Where the text goes on after the name, its brackets and what thing it is. */
  readonly rest: number;
}

const own = String.raw`(?:we|this\s+(?:paper|work|study|article|report|survey)|(?:our|the)\s+(?:paper|work|method|approach|study)|here)`;
const adverbs = String.raw`(?:also|then|further|therefore|thus|first|hence|additionally|formally|now|next|finally|instead|consequently|here|furthermore|and\s+theoretically\s+analyze)`;
const announcing = new RegExp(
  String.raw`\b(?:(propos|introduc|present)(?:e[sd]?|ing|s)?|(?:${own}\s+(?:${adverbs}\s+)*|(?:to|and)\s+(?:also\s+)?)(develop|design|describ|creat|construct|build|train|defin|devis|curat|releas|contribut|discover|provid|collect|formulat|employ|offer|suggest|open-source)(?:es|ed|e|s|ing)?)(?:\s+and\s+\w+(?:\s+\w+)?)?\b:?\s+`,
  'gi',
);

/** "We propose X, a …; and (2) Y, …". */
function readAnnouncements(reader: Reader, index: number): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const written = text.slice(sentence.start, sentence.end);
  for (const match of written.matchAll(announcing)) {
    const verb = (match[1] ?? match[2] ?? '').toLowerCase();
    const strong = match[1] !== undefined || /^(?:develop|defin|devis|formulat)/.test(verb);
    let at = sentence.start + match.index + match[0].length;
    for (let count = 0; count < 6; count++) {
      const from = afterMark(text, at);
      const named = namedAt(reader, from, sentence, strong);
      if (named === undefined) break;
      const next = record(reader, named, index, /[).]\s*$/.test(text.slice(at, from)));
      if (next === undefined) break;
      at = next;
    }
  }
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
  /^(?:(?:that|which)\s+(?:we|is)\s+)?(?:call|called|name|named|term|termed|dub|dubbed|coined|denoted|denote|namely|refer\s+to)(?:\s+as|\s+by)?,?\s+/;

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
    if (strong && /^the\s+(?:task|problem|setting|notion|concept|idea)\s+of\s/i.test(text.slice(at, at + 30)))
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
  for (let count = 0; wordStart < most && count < 40; count++) {
    const phrase = () => text.slice(at, wordStart).replace(/[\s,]+$/, '');
    const marker = mayMark.test(text[wordStart]!) ? called.exec(text.slice(wordStart, wordStart + 40)) : null;
    if (marker !== null && count > 0) {
      const found = named(reader, wordStart + marker[0].length, end, phrase(), true);
      if (found !== undefined) return found;
    }
    const before = /([A-Za-z]+),?\s$/.exec(text.slice(Math.max(at, wordStart - 24), wordStart));
    const afterThing = before !== null && isThing(before[1]!);
    if (!beyond) {
      const pair = pairAt(reader, wordStart);
      if (pair !== undefined && isTitled(text, pair.long) && isHead(text, pair, phraseStart, afterThing, end)) {
        const head = afterThing || commas > 0 ? phrase() : '';
        return withPair(reader, pair, end, head === '' ? headPhrase(text, at, pair, end) : head);
      }
      const name = count === 0 ? undefined : nameAt(text, wordStart, end);
      if (name !== undefined && stands(text, name, end)) {
        const words = text.slice(name.start, name.end).split(' ').length;
        if (afterThing || words >= 3) return plain(reader, name, end, afterThing ? phrase() : '');
      }
    }
    const word = /^[^\s]+\s?/.exec(text.slice(wordStart, wordStart + 80));
    if (word === null) return undefined;
    wordStart += word[0].length;
    if (/[.;:]\s?$/.test(word[0]) || /^whose\s/.test(word[0]) || (commas > 0 && afterThing && word[0] === 'and '))
      return undefined;
    if (/,\s?$/.test(word[0])) commas++;
    if (/^(?:that|which|for|to|by|where|with|of|in)\s/.test(word[0])) beyond = true;
    if (commas > 2) return undefined;
  }
  return undefined;
}

/** False for a pair that only describes another thing: "a parallel Markov chain Monte Carlo (MCMC) algorithm". */
function isHead(text: string, pair: Spelt, phraseStart: number, afterThing: boolean, end: number): boolean {
  const start = Math.min(pair.long.start, pair.short.start);
  const close = asideEnd(text, Math.min(pair.long.end, pair.short.end), end);
  if (!stands(text, { start, end: Math.max(close, pair.long.end, pair.short.end) }, end)) return false;
  const lead = text.slice(phraseStart, start).replace(/\b(?:novel|new|simple|first|general|so-called)\s/gi, '');
  return afterThing || lead.trim() === '' || /,\s*$/.test(lead) || pastThing(text, close) === close;
}

function isThing(word: string): boolean {
  const plainWord = word.toLowerCase();
  return things.has(plainWord) || (plainWord.endsWith('s') && things.has(plainWord.slice(0, -1)));
}

/** "a Concept Embedding Search (ConES) approach": what thing it is comes after the name. */
function headPhrase(text: string, at: number, pair: Spelt, end: number): string {
  const rest = asideEnd(text, Math.min(pair.long.end, pair.short.end), end);
  const noun = /^["”’]?\s(\w+)/.exec(text.slice(rest, rest + 30));
  if (noun === null || !isThing(noun[1]!)) return '';
  return /^an?\s/i.test(text.slice(at, at + 3)) ? withArticle(noun[1]!) : '';
}

/** True where at least half of the words of a long form are capitalised. */
function isTitled(text: string, span: Span): boolean {
  const words = text.slice(span.start, span.end).split(/[\s-]+/);
  return words.filter(word => /^[A-Z]/.test(word)).length * 2 >= words.length || isCoded(words[0]!);
}

function pairAt({ pairs }: Reader, at: number): Spelt | undefined {
  return pairs.find(pair => Math.min(pair.long.start, pair.short.start) === at);
}

/** The name right at `at`: a spelt pair, else a name by its looks. */
function named(reader: Reader, at: number, end: number, phrase: string, lower: boolean): Named | undefined {
  const { text } = reader;
  const from = afterQuotes(text, at);
  const pair = pairAt(reader, from);
  if (pair !== undefined && (lower || isTitled(text, pair.long))) return withPair(reader, pair, end, phrase);
  const name = nameAt(text, from, end);
  if (name === undefined || !stands(text, name, end)) return undefined;
  return plain(reader, name, end, phrase);
}

function withPair(reader: Reader, pair: Spelt, end: number, phrase: string): Named {
  const close = asideEnd(reader.text, Math.min(pair.long.end, pair.short.end), end);
  const after = Math.max(close, pair.long.end, pair.short.end);
  return { name: pair.short, spelt: pair, phrase, rest: pastThing(reader.text, after) };
}

function plain(reader: Reader, name: Span, end: number, phrase: string): Named {
  const pair = reader.pairs.find(({ short }) => short.start === name.start);
  if (pair !== undefined) return withPair(reader, pair, end, phrase);
  return { name, phrase, rest: pastThing(reader.text, asideEnd(reader.text, name.end, end)) };
}

/** Past the noun that says what thing it is ("BLIP2-T metric, a …") and past sizes ("30B and 175B"). */
function pastThing(text: string, at: number): number {
  const sizes = /^(?:(?:,|\sand)?\s\d[\d.]*[BMK]\b)+/.exec(text.slice(at, at + 40));
  const from = at + (sizes?.[0].length ?? 0);
  const noun = /^["”’]?\s(\w+)/.exec(text.slice(from, from + 30));
  return noun !== null && isThing(noun[1]!) ? from + noun[0].length : from;
}

/** True where what follows a name does not make it part of something longer ("LLM agents"). */
function stands(text: string, name: Span, end: number): boolean {
  const rest = text.slice(name.end, Math.min(end, name.end + 40));
  if (rest === '' || /^["”’'*]*(?:[,.:;()]|\s?[–—]|\s-)/.test(rest)) return true;
  const next = /^["”’'*]*\s(\S+?)(?:[,.;:]|\s|$)/.exec(rest);
  if (next === null) return false;
  return (
    /^(?:that|which|to|for|as|by|is|are|was|where|with|on|in|using|from|via|at|based|\(.*|\d[\d.]*[BMK])$/.test(
      next[1]!,
    ) || isThing(next[1]!)
  );
}

/** "sense finetuning, which …": a name without a capital, at most six words before a comma. */
function lowerCased(text: string, at: number, end: number): Named | undefined {
  const match = /^([a-z][a-z-]+(?:\s[a-z][a-z-]+){1,5}),\s(?=(?:which|where|an?)\s)/.exec(
    text.slice(at, Math.min(end, at + 120)),
  );
  if (match === null || /^(?:an?|the|to|that|how|some|new|novel|by|it|several|two|both|many)\s/.test(match[1]!))
    return undefined;
  return { name: { start: at, end: at + match[1]!.length }, phrase: '', rest: at + match[1]!.length };
}

/** Keeps what was found; returns where a list of names goes on, if it does. */
function record(reader: Reader, named: Named, index: number, numbered = false): number | undefined {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const listed = /^,\s+(?=\S)/.exec(text.slice(named.rest, named.rest + 3));
  if (listed !== null) {
    const next = nameAt(text, named.rest + listed[0].length, sentence.end);
    if (
      next !== undefined &&
      stands(text, next, sentence.end) &&
      expansionBeside(text, named, sentence.end) === undefined
    ) {
      keep(reader, { name: named.name, sentence, definition: '', ...(named.spelt ? { spelt: named.spelt } : {}) });
      return next.start;
    }
  }
  const { expansion, rest } = beside(text, named, sentence.end);
  const more = nextInList(text, rest, sentence.end, numbered);
  const phrase = phraseAfter(
    text.slice(rest, more ?? sentence.end),
    named.phrase,
    lastThing(text, named.spelt?.long ?? named.name),
  );
  const said = followed(reader, named, index, polished(phrase));
  const letters =
    expansion ??
    (named.spelt
      ? undefined
      : (bracketedPhrase(text, named.name) ?? spelledNearby(text, named.name, rest, sentence.end)));
  const thing =
    thingOf(named.phrase) ??
    thingAfter(text, named.rest) ??
    (rest > named.rest ? thingAfter(text, rest) : undefined) ??
    (/^(?:an?|the)\s/i.test(phrase) ? thingOf(phrase) : undefined) ??
    lastThing(text, named.spelt?.long ?? named.name);
  keep(reader, {
    name: named.name,
    sentence: said.sentence,
    definition: said.definition,
    ...(thing === undefined ? {} : { thing }),
    ...(named.spelt ? { spelt: named.spelt } : {}),
    ...(letters ? { expansion: letters } : {}),
  });
  return more === undefined
    ? undefined
    : more + (/^(?:;|,)?\s*(?:and\s+)?/.exec(text.slice(more, more + 12))?.[0].length ?? 0);
}

/** The thing that the word before `rest` names, after the name. */
function thingAfter(text: string, rest: number): string | undefined {
  const noun = /\s([a-z]+)$/.exec(text.slice(Math.max(0, rest - 24), rest));
  return noun !== null && isThing(noun[1]!) ? noun[1]! : undefined;
}

/** "Micro Edit Dataset" is a dataset. */
function lastThing(text: string, name: Span): string | undefined {
  const word = /\s([A-Za-z]+)$/.exec(text.slice(name.start, name.end))?.[1]?.toLowerCase();
  return word !== undefined && isThing(word) ? word : undefined;
}

/** "; and (2) …" or ", and Y, a …". */
function nextInList(text: string, at: number, end: number, numbered: boolean): number | undefined {
  const rest = text.slice(at, end);
  const mark = /[;,]\s+(?:and\s+)?\((?:\d|[ivx]{1,3})\)\s/.exec(rest);
  if (numbered && mark !== null) return at + mark.index;
  for (const match of rest.matchAll(/,?\sand\s(?=[A-Z])/g)) {
    const start = at + match.index + match[0].length;
    const name = nameAt(text, start, end);
    if (name !== undefined && /^,\s(?:an?|which|that)\s/.test(text.slice(name.end, name.end + 9)))
      return at + match.index;
  }
  return undefined;
}

/** ", Layer-increasing Network Scaling," or "is short for …" right after a name. */
function beside(text: string, named: Named, end: number): { readonly expansion?: Span; readonly rest: number } {
  const short = /^\s(?:is|are|stands)\s(?:short\s)?for\s/.exec(text.slice(named.rest, named.rest + 20));
  if (short !== null && named.spelt !== undefined) return { rest: Math.max(named.rest, named.spelt.long.end) };
  const expansion = expansionBeside(text, named, end);
  if (expansion === undefined) return { rest: named.rest };
  return { expansion, rest: pastThing(text, expansion.end) };
}

function expansionBeside(text: string, named: Named, end: number): Span | undefined {
  if (named.spelt !== undefined && named.spelt.short.start !== named.name.start) return undefined;
  const match = /^,\s(?:an?\s|the\s)?/.exec(text.slice(named.rest, named.rest + 7));
  if (match === null) return undefined;
  const start = named.rest + match[0].length;
  const long = nameAt(text, start, end);
  if (long === undefined || !text.slice(long.start, long.end).includes(' ')) return undefined;
  const name = text.slice(named.name.start, named.name.end);
  const spelling = spelledAfter(text, long.start, long.end, name, true);
  return spelling !== undefined && spelling.cost <= 0.25 * name.length ? long : undefined;
}

/** "Lion (EvoLved Sign Momentum)": words in brackets that hold the name's letters in order, most of them capitalised. */
function bracketedPhrase(text: string, name: Span): Span | undefined {
  const match = /^\s\(([A-Za-z][A-Za-z\s-]{6,80})\)/.exec(text.slice(name.end, name.end + 90));
  if (match === null) return undefined;
  const words = match[1]!.split(/\s+/);
  if (words.length < 2 || words.filter(word => /^[A-Z]/.test(word)).length * 2 < words.length) return undefined;
  const letters = match[1]!.toLowerCase();
  let at = -1;
  for (const letter of text.slice(name.start, name.end).toLowerCase()) {
    at = letters.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return { start: name.end + 2, end: name.end + 2 + match[1]!.length };
}

/** A run of capitalised words later in the sentence whose first letters are the name: "MVC … Minimal Visual Contrasts". */
function spelledNearby(text: string, name: Span, from: number, end: number): Span | undefined {
  const letters = text.slice(name.start, name.end);
  if (!/^[A-Z]{3,8}$/.test(letters)) return undefined;
  for (const match of text.slice(from, end).matchAll(/\b[A-Z][a-z]+(?:[\s-][A-Z][a-z]+)+/g)) {
    const initials = match[0].split(/[\s-]/).map(word => word[0]);
    if (initials.join('') === letters) return { start: from + match.index, end: from + match.index + match[0].length };
  }
  return undefined;
}

/** What the text after a name, together with the noun phrase before it, says the thing is. */
function phraseAfter(rest: string, before: string, thing: string | undefined): string {
  const phrase = /^(?:two|three|several)\s/i.test(before) ? '' : before.replace(/\s+/g, ' ');
  const base = polished(phrase);
  const join = (more: string) => (base === '' ? more : `${base} ${more}`);
  const apposition = /^["”’]?(?:,|:|\s?[–—]|\s--?)\s*((?:an?|the|one\sof|two|our)\s[\s\S]*)$/i.exec(rest);
  if (apposition !== null && !/^our\s/i.test(apposition[1]!)) return apposition[1]!;
  const relative = /^["”’]?,?\s*(?:which|that)\s+([\s\S]*)$/.exec(rest);
  if (relative !== null) {
    const noun = /^(?:is|are)\s+((?:an?|the|[a-z-]+ed)\s[\s\S]*)$/.exec(relative[1]!);
    if (noun !== null && base === '') return noun[1]!;
    if (isClaim(relative[1]!)) return phrase;
    return isThin(base) && isBare(base) ? relative[1]! : join(`that ${relative[1]!}`);
  }
  const where = /^["”’]?,?\s*((?:where|in\swhich|whereby)\s[\s\S]*)$/.exec(rest);
  if (where !== null) return join(where[1]!);
  const as = /^[^.;]{0,60}?,?\sas\s+((?:an?|the)\s[\s\S]*)$/.exec(rest);
  if (as !== null && base === '') return as[1]!;
  const participle =
    /^["”’]?,?\s*((?:(?:specifically|carefully|explicitly|specially)\s+)?(?!based\s(?!on))[a-z-]+(?:ing|ed|built)\s[\s\S]*)$/.exec(
      rest,
    );
  if (participle !== null)
    return base === '' && thing !== undefined ? `${withArticle(thing)} ${participle[1]!}` : join(participle[1]!);
  const by = /^["”’]?,?\s*by\s+([\s\S]*)$/.exec(rest);
  if (by !== null && isBare(base)) return by[1]!;
  const link = /^["”’]?,?\s*((?:for|to|by|with|of|based\son|from|via|built)\s[\s\S]*)$/.exec(rest);
  if (link !== null && base !== '') return join(link[1]!);
  return phrase;
}

function withArticle(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** "a framework", "a new method": says nothing that the name does not. */
function isBare(phrase: string): boolean {
  return phrase === '' || /^(?:an?|the)\s\S+$/i.test(phrase);
}

/** The definition, with what the following sentences say where the announcement says little. */
function followed(
  reader: Reader,
  named: Named,
  index: number,
  said: string,
): { readonly definition: string; readonly sentence: Span } {
  const sentence = reader.sentences[index]!;
  if (said !== '' && !isThin(said)) return { definition: said, sentence };
  const next = sayingSentence(reader, named, index);
  if (next === undefined) return { definition: isBare(said) ? '' : said, sentence };
  const { verbs, at } = next;
  const noun = /^(?:is|are)\s+((?:an?|the)\s[\s\S]*)$/.exec(verbs);
  if (noun !== null) return { definition: polished(noun[1]!), sentence: reader.sentences[at]! };
  if (said === '' || isBare(said)) return { definition: polished(verbs), sentence: reader.sentences[at]! };
  return { definition: polished(`${said} that ${verbs}`), sentence };
}

/** The first sentence after the announcement that says what the thing does, as its verb phrase. */
function sayingSentence(reader: Reader, named: Named, index: number) {
  const { text, sentences } = reader;
  const labels = [named.name, ...(named.spelt ? [named.spelt.long] : [])].map(span => text.slice(span.start, span.end));
  let best: { readonly verbs: string; readonly at: number } | undefined;
  for (let at = index + 1; at < sentences.length && at <= index + 8; at++) {
    const sentence = sentences[at]!;
    const written = text.slice(sentence.start, sentence.end);
    const subject = subjectOf(written, labels, at - index);
    if (subject === 0) continue;
    const verbs = written.slice(subject);
    if (!isSaying(verbs) || isClaim(verbs)) continue;
    if (!/^first\s/.test(verbs)) {
      best ??= { verbs, at };
      continue;
    }
    const then = sentences[at + 1];
    const goesOn = then && /^Then,?\s+it\s+([\s\S]*?)\.?$/.exec(text.slice(then.start, then.end));
    return { verbs: goesOn ? `${verbs.replace(/\.$/, '')}, then ${goesOn[1]!}` : verbs, at };
  }
  return best;
}

/** The length of the subject at the start of a sentence where it is the thing itself; else 0. */
function subjectOf(written: string, labels: readonly string[], distance: number): number {
  for (const label of labels) {
    if (written.slice(0, label.length).toLowerCase() !== label.toLowerCase()) continue;
    const tail = /^(?:\s(?:method|approach|framework|model|technique|algorithm))?\s(?=[a-z])/.exec(
      written.slice(label.length, label.length + 20),
    );
    if (tail !== null) return label.length + tail[0].length;
  }
  if (distance > 1) return 0;
  const pronoun =
    /^(?:It|(?:Our|This|The)\s(?:(?:proposed|training|new|resulting)\s)?(?:method|approach|framework|technique|model|benchmark|dataset|strategy|algorithm|objective))\s(?=[a-z])/.exec(
      written,
    );
  return pronoun?.[0].length ?? 0;
}

/** True for a verb in the third person, after at most one adverb. */
function isSaying(verbs: string): boolean {
  const match = /^(?:(?:[a-z]+ly|first|then|also|only)\s)?([a-z]+(?:-[a-z]+)*)\s(\S+)/.exec(verbs);
  if (match === null) return false;
  const [, verb, next] = match;
  if (verb === 'is' || verb === 'are')
    return /^(?:an?|the|more|based|trained|designed|built|composed|defined|motivated|inspired)$/.test(next!);
  return /[^sui]s$/.test(verb!) && !/^(?:has|does|was|its|this|serves|stems)$/.test(verb!);
}

const ourThing = new RegExp(
  String.raw`\b[Oo]ur\s+(?:[\w'’-]+\s+){0,4}?(${[...things].join('|')})(?:,\s*|\s+)(?:(?:dubbed|called|named|termed|which\s+we\s+(?:call|term|name|dub))\s+)?`,
  'g',
);

/** "Our approach, X, …" and "our submission X". */
function readOwn(reader: Reader, index: number): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const written = text.slice(sentence.start, sentence.end);
  if (!/\b[Oo]ur\s/.test(written)) return;
  for (const match of written.matchAll(ourThing)) {
    const start = sentence.start + match.index + match[0].length;
    const found = named(reader, start, sentence.end, '', match[0].includes(','));
    if (found === undefined) continue;
    const rest = text.slice(found.rest, sentence.end);
    const verbs = /^,\s+([a-z][\s\S]*)$/.exec(rest)?.[1] ?? '';
    const before = announcedBefore(reader, index);
    const said = isSaying(verbs) && !isClaim(verbs) ? verbs : '';
    const definition = before !== '' ? before : polished(said);
    const follow = followed(reader, found, index, definition);
    keep(reader, {
      name: found.name,
      ...follow,
      thing: match[1]!,
      ...(found.spelt ? { spelt: found.spelt } : {}),
    });
  }
}

/** What the sentence before announces without a name: "we propose a framework for …". */
function announcedBefore(reader: Reader, index: number): string {
  const sentence = reader.sentences[index - 1];
  if (sentence === undefined) return '';
  return announcedIn(reader, sentence);
}

function announcedIn(reader: Reader, sentence: Span): string {
  for (const { sentence: own } of reader.found.values()) if (own.start === sentence.start) return '';
  const written = reader.text.slice(sentence.start, sentence.end);
  const match =
    /\b(?:we|paper|work|study)\s+(?:(?:also|then|further|therefore|thus|first)\s+)?(?:propose|introduce|present|develop|design)s?\s+((?:an?\s)?[a-z][\s\S]*)$/.exec(
      written,
    );
  if (match === null || /^(?:the|to|that|how|two|several|following)\s/.test(match[1]!)) return '';
  const definition = polished(match[1]!);
  return thingOf(definition) !== undefined && !isThin(definition) ? definition : '';
}

const markedName =
  /(?:(often|commonly|usually|also|so|sometimes|widely|is|are)[\s-])?\b(?:dubbed|termed|coined|named|called|(?:which\s)?we\s(?:call|term|name|dub|refer\sto))\b(?:\s(?:this|these|it|them|the\s\w+|such\s\w+)(?:\s(?:approach|method|model|framework|task|phenomenon))?)?(?:\sas)?,?\s+/g;

/** "a set of examples, named X" and "we call the results “X”". */
function readMarked(reader: Reader, index: number): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const written = text.slice(sentence.start, sentence.end);
  for (const match of written.matchAll(markedName)) {
    if (match[1] !== undefined) continue;
    const start = sentence.start + match.index + match[0].length;
    const before = written.slice(0, match.index);
    const found =
      named(reader, start, sentence.end, nounPhraseBefore(before), true) ?? quoted(text, start, sentence.end);
    if (found === undefined || reader.found.has(keyOf(text, found.name))) continue;
    record(reader, found, index);
  }
}

/** The last noun phrase of a text: from its last "a" or "an" on. */
function nounPhraseBefore(before: string): string {
  const trimmed = before.replace(/[\s,]+$/, '');
  const match = /\b(an?\s(?:(?!\san?\s)[^,.;:()]){1,120})$/i.exec(trimmed.slice(-130));
  return match === null || /\b(?:that|which)\b/.test(match[1]!) ? '' : match[1]!;
}

function quoted(text: string, at: number, end: number): Named | undefined {
  const match = /^(?:the\s)?["“‘]([A-Za-z][\w-]*(?:\s[\w-]+){0,4})[.,]?["”’]/.exec(
    text.slice(at, Math.min(end, at + 90)),
  );
  if (match === null) return undefined;
  const start = at + match[0].search(/["“‘]/) + 1;
  return { name: { start, end: start + match[1]!.length }, phrase: '', rest: at + match[0].length };
}

const part =
  /(?:\((?:i{1,3}|iv|v|\d)\)|[:,]\s(?:and\s)?\d\.|\b[Tt]he\s(?:first|second|third|fourth|final|last)\s(?:stage|step|phase|component|module|part),)\s+/g;

/** "(i) asynchronous contrastive tuning, which …" and "The first stage, X, introduces …". */
function readParts(reader: Reader, index: number): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const written = text.slice(sentence.start, sentence.end);
  for (const match of written.matchAll(part)) {
    const start = sentence.start + match.index + match[0].length;
    const stage = /[Tt]he\s/.test(match[0]);
    const name = match[0][0] === '(' ? undefined : nameAt(text, start, sentence.end);
    const item = /^([a-z][a-z-]+(?:\s[a-z-]+){1,4}),\swhich\s/.exec(text.slice(start, start + 100));
    const span = name ?? (stage || item === null ? undefined : { start, end: start + item[1]!.length });
    if (span === undefined || /^(?:an?|the)\s/.test(text.slice(span.start, span.end))) continue;
    const stop = /[;.](?=\s|$)|,\s(?:and\s)?\d\.\s/.exec(text.slice(span.end, sentence.end));
    const rest = text.slice(span.end, stop === null ? sentence.end : span.end + stop.index);
    const verbs = (stage ? /^,\s(?:which\s)?([a-z][\s\S]*)$/ : /^,\swhich\s([a-z][\s\S]*)$/).exec(rest)?.[1];
    if (verbs === undefined || !isSaying(verbs) || isClaim(verbs)) continue;
    const definition = polished(verbs);
    if (definition !== '') keep(reader, { name: span, sentence, definition });
  }
}

const sibling =
  /\bthe\s((?:[A-Z][\w-]+\s){2,5}(?:benchmark|dataset|corpus|task|challenge|suite|metric|test)s?),\s(?=which\s|an?\s)/g;

/** "the Micro Edit Detection benchmark, which …" beside a Micro Edit Dataset: named after what the paper introduces. */
function readSiblings(reader: Reader): void {
  const { text } = reader;
  reader.sentences.forEach((sentence, index) => {
    for (const match of text.slice(sentence.start, sentence.end).matchAll(sibling)) {
      const first = match[1]!.split(' ', 1)[0]!;
      const kin = [...reader.found.values()].some(({ spelt, name }) =>
        text.startsWith(`${first} `, spelt?.long.start ?? name.start),
      );
      if (!kin) continue;
      const start = sentence.start + match.index + 4;
      record(
        reader,
        { name: { start, end: start + match[1]!.length }, phrase: '', rest: start + match[1]!.length },
        index,
      );
    }
  });
}

/** "X: …" titles. */
function readTitle(reader: Reader): void {
  const { text, titleEnd, found, pairs, sentences } = reader;
  const match = /^([^:\n]{2,60}?)\s?:\s*/.exec(text.slice(0, Math.min(titleEnd, 80)));
  if (match === null) return;
  const label = match[1]!;
  const name = { start: 0, end: label.length };
  const subtitle = text.slice(match[0].length, titleEnd);
  const known = found.get(keyOf(text, name));
  if (known !== undefined) {
    if (known.spelt === undefined && known.expansion === undefined) {
      const expansion = titleExpansion(reader, label, match[0].length);
      if (expansion !== undefined) found.set(keyOf(text, name), { ...known, expansion });
    }
    if (known.definition === '') {
      const definition = gerundPhrase(subtitle);
      if (definition !== '')
        found.set(keyOf(text, name), { ...known, definition, sentence: { start: 0, end: titleEnd } });
    }
    return;
  }
  const spelt = pairs.find(({ short, long }) => sameText(text, short, label) || sameText(text, long, label));
  const words = label.split(/\s+/);
  const single =
    words.length === 1 &&
    !/^(?:POSTER|DEMO|SURVEY|TUTORIAL|PhD|WIP|RFC)$/.test(label) &&
    (isCoded(label) || /^[A-Z][a-z]+$/.test(label));
  const unnamed = sentences.map(sentence => announcedIn(reader, sentence)).find(said => said !== '') ?? '';
  const phrase =
    !single && words.length <= 3 && found.size === 0 && spelt === undefined && unnamed !== '' && isTitleName(words);
  if (
    !single &&
    !phrase &&
    !(spelt !== undefined && text.slice(spelt.long.start, spelt.long.end) !== '' && words.length > 1)
  )
    return;
  if (
    spelt !== undefined &&
    [...found.values()].some(
      one => one.spelt && sameText(text, one.spelt.short, text.slice(spelt.short.start, spelt.short.end)),
    )
  )
    return;
  if (spelt !== undefined && !single && !isTitled(text, spelt.long)) return;
  const follow = sayingSentence(reader, { name, phrase: '', rest: 0, ...(spelt ? { spelt } : {}) }, -1);
  const definition = found.size === 0 && unnamed !== '' ? unnamed : follow ? polished(follow.verbs) : '';
  if (single && /^[A-Z][a-z]+$/.test(label) && definition === '') return;
  keep(reader, {
    name: spelt?.short ?? name,
    sentence: follow && definition !== unnamed ? sentences[follow.at]! : { start: 0, end: titleEnd },
    definition,
    ...(spelt ? { spelt } : {}),
  });
}

/** The first words of a subtitle where they spell the name, up to where the abstract's own phrase ends. */
function titleExpansion({ text, titleEnd, found }: Reader, label: string, from: number): Span | undefined {
  const spelling = spelledAfter(text, from, titleEnd, label, false);
  if (spelling === undefined || spelling.cost > 0.2 * label.length) return undefined;
  const written = text.slice(spelling.start, spelling.end);
  for (const { name } of found.values()) {
    const phrase = text.slice(name.start, name.end);
    if (phrase.startsWith(`${written} `) && text.startsWith(phrase, spelling.start))
      return { start: spelling.start, end: spelling.start + phrase.length };
  }
  return { start: spelling.start, end: spelling.end };
}

/** "averaging weights of several models improves accuracy": what is done, up to what it brings. */
function gerundPhrase(subtitle: string): string {
  const match =
    /^([a-z]+ing\s[\s\S]*?)(?:\s(?:improves?|makes?|enables?|helps?|can|leads?|is|are|outperforms?|prevents?)\s[\s\S]*)?$/.exec(
      subtitle,
    );
  return match === null ? '' : polished(match[1]!);
}

function isTitleName(words: readonly string[]): boolean {
  return (
    words.length >= 2 &&
    words.every(
      word =>
        /^[A-Z][A-Za-z-]*$/.test(word) &&
        !/^(?:Towards?|From|Beyond|Using|Without|It|Up|The|An|And|Of|For|In|On|To|Is|Are|With)$/.test(word),
    ) &&
    !/s$|ing$/.test(words.at(-1)!) &&
    !/ing$/.test(words[0]!)
  );
}

function sameText(text: string, span: Span, other: string): boolean {
  return text.slice(span.start, span.end).toLowerCase() === other.toLowerCase();
}

function keyOf(text: string, name: Span): string {
  return text.slice(name.start, name.end).toLowerCase();
}

/** Keeps the first that says something of each name. */
function keep(reader: Reader, found: Introduced): void {
  const bracket = ` (${reader.text.slice(found.name.start, found.name.end)})`;
  const one = { ...found, definition: found.definition.replace(bracket, '') };
  const key = keyOf(reader.text, one.name);
  const before = reader.found.get(key);
  if (before === undefined || (before.definition === '' && one.definition !== '')) {
    reader.found.set(key, before === undefined ? one : { ...before, ...one });
  }
}
