import { singularLabel } from '../text/fold.ts';
import { sentencesIn } from '../text/sentences.ts';
import { lastStartingBefore, type Span } from '../text/span.ts';
import type { Spelt } from './abbreviations/spelt.ts';
import { speltIn } from './abbreviations.ts';
import { type Defined, definedIn } from './defined.ts';
import { isThin, polished } from './definition.ts';
import type { Introduced } from './introduced/reader.ts';
import { introducedIn } from './introduced.ts';
import { isCoded, things } from './names.ts';

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
  const title = text.slice(0, Math.min(titleEnd, longestTitle)).toLowerCase();
  const facts = introduced.flatMap(one => {
    const fact = introducedFact(text, title, one);
    return [fact, ...ownName(text, fact, one)];
  });
  const known = new Set(facts.map(factKey));
  const things = new Set(introduced.map(one => thingKey(text, one.name, one.spelt?.long)));
  const said = saidInPassing(text, new Set(pairs.map(({ short }) => named(text.slice(short.start, short.end)))));
  for (const pair of pairs) {
    if (things.has(thingKey(text, pair.short)) || things.has(thingKey(text, pair.short, pair.long))) continue;
    const fact = expandedFact(text, pair, sentences, said);
    if (known.has(factKey(fact))) continue;
    known.add(factKey(fact));
    facts.push(fact);
  }
  const names = new Set(facts.map(({ name }) => name));
  for (const one of definedIn(
    text,
    titleEnd,
    sentences,
    introduced.map(({ name }) => text.slice(name.start, name.end)),
  )) {
    const fact = definedFact(text, one);
    if (names.has(fact.name)) continue;
    names.add(fact.name);
    facts.push(fact);
  }
  return facts.sort((a, b) => a.label.start - b.label.start || a.label.end - b.label.end);
}

/** Titles are read up to here for the names in them, in UTF-16 units. */
const longestTitle = 1000;

/** Without what a title says of a label that the abstract spells out itself. */
function withoutTitleTails(text: string, titleEnd: number, pairs: readonly Spelt[]): readonly Spelt[] {
  const label = ({ short }: Spelt) => named(text.slice(short.start, short.end));
  const spelt = new Set(pairs.filter(pair => pair.short.start > titleEnd).map(label));
  return pairs.filter(pair => pair.short.start > titleEnd || !spelt.has(label(pair)));
}

function introducedFact(text: string, title: string, one: Introduced): Fact {
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
    role: roleOf(text, title, one, long),
    ...(one.thing === undefined ? {} : { thing: one.thing }),
  };
}

/** A long form that is one shaped word is a name of its own: "ImageInWords (IIW)". */
function ownName(text: string, fact: Fact, { spelt }: Introduced): readonly Fact[] {
  if (spelt === undefined || fact.role !== 'introduces') return [];
  const name = text.slice(spelt.long.start, spelt.long.end);
  if (/\s/.test(name) || !isCoded(name)) return [];
  const { definition, sentence, role, thing } = fact;
  const own: Fact = {
    label: spelt.long,
    name,
    aliases: [],
    definition,
    sentence,
    role: definition === '' ? 'names' : role,
  };
  return [thing === undefined ? own : { ...own, thing }];
}

function definedFact(text: string, { name, sentence, definition, thing, own }: Defined): Fact {
  const label = text.slice(name.start, name.end);
  const fact: Fact = {
    label: name,
    name: label,
    aliases: [],
    definition,
    sentence,
    role: own ? 'introduces' : 'expands',
  };
  return thing === undefined ? fact : { ...fact, thing };
}

/** "Micro Edit Detection benchmark" is also called without what thing it is. */
function aliasesOf(name: string): readonly string[] {
  const match = /^((?:[A-Z][\w-]*\s){2,})([a-z]+)$/.exec(name);
  return match !== null && things.has(match[2]!) ? [match[1]!.trim()] : [];
}

/** A label with its expansion alone is introduced where it is announced at once, or where the title speaks of it. */
function roleOf(text: string, title: string, one: Introduced, long: Span | undefined): Fact['role'] {
  if (one.definition !== '') return 'introduces';
  if (long === undefined) return 'names';
  const first = Math.min(one.name.start, long.start);
  const announced =
    /(?:propose|introduce|present|develop|called?|dub(?:bed)?|termed?|named?)s?\s["“‘]?(?:the\s)?$/i.test(
      text.slice(Math.max(0, first - 24), first),
    );
  const titled = title.includes(text.slice(one.name.start, one.name.end).toLowerCase());
  return announced || titled ? 'introduces' : 'expands';
}

function expandedFact(text: string, pair: Spelt, sentences: readonly Span[], said: ReadonlyMap<string, string>): Fact {
  const written = text.slice(pair.short.start, pair.short.end);
  const name = named(written);
  return {
    label: pair.short,
    name,
    aliases: [],
    ...expansionOf(text, wholeLong(text, pair.long), name !== written),
    definition: said.get(name) ?? '',
    sentence: lastStartingBefore(sentences, pair.short.start) ?? pair.short,
    role: 'expands',
  };
}

/** "… where GLUE is a collection of nine tasks": what a paper says of things that it does not introduce, by their names. */
function saidInPassing(text: string, names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  if (names.size === 0) return said;
  for (let at = text.indexOf(' is a'); at >= 0; at = text.indexOf(' is a', at + 5)) {
    const name = tokenBefore(text, at);
    if (!names.has(name) || said.has(name) || !isSubject(text, at - name.length)) continue;
    const start = at + 4;
    const phrase = /^an?\s[^.;?!]{10,400}(?![^.;])/.exec(text.slice(start, start + 404));
    const definition = phrase === null ? '' : polished(phrase[0], false);
    if (!isThin(definition)) said.set(name, definition);
  }
  return said;
}

/** True where nothing goes before a name but the start of its clause: "conditional GANs" are not GANs. */
function isSubject(text: string, start: number): boolean {
  return /(?:^|[.!?,;:\n–—"“(]|\b(?:the|an?|where|while|whereas|as|since|because|although|though|if|and|but|that|which))\s*$/i.test(
    text.slice(Math.max(0, start - 12), start),
  );
}

/** What stands between a space or an opening bracket and `end`; empty where that is longer than any label. */
function tokenBefore(text: string, end: number): string {
  let start = end;
  while (start > 0 && end - start < 15 && !/[\s(]/.test(text[start - 1]!)) start--;
  return end - start < 15 ? text.slice(start, end) : '';
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

/** What two spans with one key name alike: both forms, or the name alone, without case, hyphens and spaces. */
function thingKey(text: string, name: Span, long?: Span): string {
  const written = text.slice(name.start, name.end);
  const whole = long === undefined ? written : `${written}\n${text.slice(long.start, long.end)}`;
  return whole.toLowerCase().replace(/[ -]/g, '');
}

/** Label and expansion without case, hyphens and spaces. */
function factKey({ name, expansion }: Fact): string {
  return `${name}\n${expansion ?? ''}`.toLowerCase().replace(/[ -]/g, '');
}
