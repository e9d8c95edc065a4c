import { singularLabel } from '../text/fold.ts';
import { sentencesIn } from '../text/sentences.ts';
import { lastStartingBefore, type Span } from '../text/span.ts';
import { type Spelt, speltIn } from './abbreviations.ts';
import { polished } from './definition.ts';
import type { Introduced } from './introduced/reader.ts';
import { introducedIn } from './introduced.ts';
import { things } from './names.ts';

/**
 * One thing that a paper's text says of a label. `role`: 'introduces', where the paper itself introduces the thing and
 * defines or at least expands it; 'expands', where it only expands the label in passing; 'names', where it introduces
 * the thing and says nothing of what it is.
 */
export interface Fact {
  readonly label: Span;
  /** The label as it is shown, in the singular: "LLM" for "LLMs". */
  readonly name: string;
  readonly aliases: readonly string[];
  /** The whole long form, in the singular where the label was plural. */
  readonly expansion?: string;
  readonly expansionSpan?: Span;
  /** Plain text, at most 240 UTF-16 units; empty where the text does not say what the thing is. */
  readonly definition: string;
  /** The sentence that says it. */
  readonly sentence: Span;
  readonly role: 'introduces' | 'expands' | 'names';
  readonly thing?: string;
}

/**
 * What a paper says of the labels in it, by the start of the label. `text` is title + "\n\n" + abstract, `titleEnd` the
 * title's length; all spans are UTF-16 offsets into `text`. One fact per label and meaning. Linear, throws nothing.
 */
export function termsIn(text: string, titleEnd: number): readonly Fact[] {
  const pairs = withoutTitleTails(
    text,
    titleEnd,
    speltIn(text).filter(pair => isJargon(text.slice(pair.short.start, pair.short.end))),
  );
  const sentences = sentencesIn(text);
  const introduced = introducedIn(text, titleEnd, pairs, sentences);
  const facts = introduced.map(one => introducedFact(text, titleEnd, one));
  const known = new Set(facts.map(factKey));
  for (const pair of pairs) {
    const fact = expandedFact(text, pair, sentences);
    if (known.has(factKey(fact)) || introduced.some(one => isSameThing(text, one, pair))) continue;
    known.add(factKey(fact));
    facts.push(fact);
  }
  return facts.sort((a, b) => a.label.start - b.label.start || a.label.end - b.label.end);
}

/** Without what a title says of a label that the abstract spells out itself. */
function withoutTitleTails(text: string, titleEnd: number, pairs: readonly Spelt[]): readonly Spelt[] {
  const label = ({ short }: Spelt) => named(text.slice(short.start, short.end));
  const spelt = new Set(pairs.filter(pair => pair.short.start > titleEnd).map(label));
  return pairs.filter(pair => pair.short.start > titleEnd || !spelt.has(label(pair)));
}

function introducedFact(text: string, titleEnd: number, one: Introduced): Fact {
  const written = text.slice(one.name.start, one.name.end);
  const long = one.spelt?.long ?? one.expansion;
  const name = named(written);
  return {
    label: one.name,
    name,
    aliases: aliasesOf(name),
    ...expansionOf(text, long, name !== written),
    definition: one.definition,
    sentence: one.sentence,
    role: roleOf(text, titleEnd, one, long),
    ...(one.thing === undefined ? {} : { thing: one.thing }),
  };
}

/** "Micro Edit Detection benchmark" is also called without what thing it is. */
function aliasesOf(name: string): readonly string[] {
  const match = /^((?:[A-Z][\w-]*\s){2,})([a-z]+)$/.exec(name);
  return match !== null && things.has(match[2]!) ? [match[1]!.trim()] : [];
}

/** A label with its expansion alone is introduced where it is announced at once, or where the title speaks of it. */
function roleOf(text: string, titleEnd: number, one: Introduced, long: Span | undefined): Fact['role'] {
  if (one.definition !== '') return 'introduces';
  if (long === undefined) return 'names';
  const title = text.slice(0, titleEnd).toLowerCase();
  const first = Math.min(one.name.start, long.start);
  const announced =
    /(?:propose|introduce|present|develop|called?|dub(?:bed)?|termed?|named?)s?\s["“‘]?(?:the\s)?$/i.test(
      text.slice(Math.max(0, first - 24), first),
    );
  const titled = title.includes(text.slice(one.name.start, one.name.end).toLowerCase());
  return announced || titled ? 'introduces' : 'expands';
}

function expandedFact(text: string, pair: Spelt, sentences: readonly Span[]): Fact {
  const written = text.slice(pair.short.start, pair.short.end);
  const name = named(written);
  return {
    label: pair.short,
    name,
    aliases: [],
    ...expansionOf(text, wholeLong(text, pair.long), name !== written),
    definition: definedInPassing(text, name),
    sentence: lastStartingBefore(sentences, pair.short.start) ?? pair.short,
    role: 'expands',
  };
}

/** "… where GLUE is a collection of nine tasks": what a paper says of a thing that it does not introduce. */
function definedInPassing(text: string, name: string): string {
  const at = text.indexOf(`${name} is a`);
  if (at < 0) return '';
  const match = /^\sis\s(an?\s[^.;]{10,400})/.exec(text.slice(at + name.length, at + name.length + 420));
  return match === null || !/(?:^|[\s(])$/.test(text.slice(Math.max(0, at - 1), at)) ? '' : polished(match[1]!);
}

function expansionOf(text: string, long: Span | undefined, plural: boolean) {
  if (long === undefined) return {};
  const words = text.slice(long.start, long.end).replace(/\s+/g, ' ');
  return { expansion: plural ? singularLabel(words) : words, expansionSpan: long };
}

/** The label in the singular: only a small s after a capital or digit is a plural. */
function named(written: string): string {
  return /[A-Z0-9]['’]?s$/.test(written) ? written.replace(/['’]?s$/, '') : written.replace(/\s+/g, ' ');
}

/** A one-word long form belongs to the modifier before it: "prompt-based fine-tuning (FN)". */
function wholeLong(text: string, long: Span): Span {
  if (/\s/.test(text.slice(long.start, long.end))) return long;
  const before = /(?:^|\s)([\w-]+-based\s)$/.exec(text.slice(Math.max(0, long.start - 40), long.start));
  return before === null ? long : { start: long.start - before[1]!.length, end: long.end };
}

/** True for labels worth a sense: two capitals, or one with a digit, ampersand or small letters around it. */
function isJargon(label: string): boolean {
  return label.length >= 2 && /[A-Z]/.test(label) && /[A-Z].*[A-Z&\d]|[&\d].*[A-Z]|[a-z][A-Z]|[A-Z][a-z]+-/.test(label);
}

function isSameThing(text: string, one: Introduced, pair: Spelt): boolean {
  const same = (a: Span, b: Span) => {
    const first = text.slice(a.start, a.end).toLowerCase();
    return first.replace(/[\s-]/g, '') === text.slice(b.start, b.end).toLowerCase().replace(/[\s-]/g, '');
  };
  return same(one.name, pair.short) && (one.spelt === undefined || same(one.spelt.long, pair.long));
}

/** Label and expansion without case, hyphens and spaces. */
function factKey({ name, expansion }: Fact): string {
  return `${name}\n${expansion ?? ''}`.toLowerCase().replace(/[ -]/g, '');
}
