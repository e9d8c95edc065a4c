import { wholeText } from '../formats/papers.ts';
import type { Definition, Sense } from '../library/model.ts';
import { fileName, shortName } from '../snapshot/names.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { isShaped, spells, termKey } from '../text/fold.ts';
import { clipped, escapeMarkdown, markdownLink } from '../text/markdown.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { Linker } from './linker.ts';
import { byline } from './paper-card.ts';
import { usesOf } from './uses.ts';

const counting = { texts: 50, places: 60, weighed: 6 };

/** Where a term is asked about: the words written there, and their place by zero-based line and UTF-16 column. */
export interface Here {
  readonly written: string;
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/**
 * A sense as a hover shows it, in at most four Markdown lines: label and expansion; the definition, or where only the
 * expansion is known a sentence that uses it; where it is from and where it is used; the `others`, further senses of
 * the same words. `here` is where the term was asked about.
 */
export function termCard(
  snapshot: Snapshot,
  sense: Sense,
  others: readonly Sense[],
  linker: Linker,
  here?: Here,
): string {
  const excerpt = sense.definition === '' ? quoted(useOf(snapshot, sense.from)) : escapeMarkdown(sense.definition);
  const lines = [
    headline(sense, here),
    excerpt,
    joined([sourceLine(snapshot, sense, linker), ...actions(snapshot, sense, linker, here)]),
    othersLine(snapshot, others, linker, here),
  ];
  return paragraphs(lines);
}

/** The card over the very sentence that defines a term: it does not repeat what is being read. */
export function cardDefinedHere(
  snapshot: Snapshot,
  sense: Sense,
  others: readonly Sense[],
  linker: Linker,
  here: Here,
): string {
  const lines = [
    headline(sense, here),
    joined(['*defined here*', ...actions(snapshot, sense, linker, here)]),
    othersLine(snapshot, others, linker, here),
  ];
  return paragraphs(lines);
}

/** The card for a term that may mean any of the first two of `senses`, as nothing tells which: both, shortly. */
export function cardOfEither(
  snapshot: Snapshot,
  label: string,
  senses: readonly Sense[],
  linker: Linker,
  here: Here,
): string {
  const [one, other, ...more] = senses;
  const lines = [
    `**${escapeMarkdown(label)}** has more than one meaning, and nothing here tells which.`,
    briefly(snapshot, one!, linker, excerptOfEither),
    briefly(snapshot, other!, linker, excerptOfEither),
    joined([
      more.length > 0 ? `and ${counted(more.length, 'other sense')}` : '',
      linker.command('Choose for this note or folder', 'gloss.pinSense', [here.uri, here.line, here.character]),
      linker.command('I know this', 'gloss.knowTerm', [label]),
    ]),
  ];
  return paragraphs(lines);
}

const excerptOfEither = 110;
const excerptOfOther = 60;

/** Label and expansion; over another name of the term, such as its abbreviation, that name and what it stands for. */
function headline({ label, aliases, expansion = label }: Sense, here: Here | undefined): string {
  const alias = aliases.find(name => here !== undefined && isShaped(name) && spells(name, here.written));
  const isOther = alias !== undefined && ![label, expansion].some(name => spells(name, here!.written));
  const name = isOther ? alias : label;
  return `**${escapeMarkdown(name)}**${termKey(expansion) === termKey(name) ? '' : ` — ${escapeMarkdown(expansion)}`}`;
}

/** A sense in one line: its expansion, the first words of its definition and its source. */
function briefly(snapshot: Snapshot, sense: Sense, linker: Linker, excerpt: number): string {
  const said = sense.definition === '' ? '' : escapeMarkdown(clipped(sense.definition, excerpt));
  const name = sense.expansion === undefined ? '' : `*${escapeMarkdown(sense.expansion)}*`;
  const words = [name, said].filter(part => part !== '').join(': ');
  return `${words} (${sourceOf(snapshot, sense.from, linker)})`;
}

/** The sentence of a paper in which it spells a term out, shortened; '' where it cannot be read any more. */
function useOf(snapshot: Snapshot, { paper: id, expansion }: Definition): string {
  const paper = id === undefined ? undefined : paperOf(snapshot, id);
  const read = paper && snapshot.text(paper);
  if (read === undefined || expansion === undefined) return '';
  const { text } = wholeText(read);
  const at = text.indexOf(expansion);
  const sentence = at < 0 ? undefined : sentencesIn(text).find(({ end }) => at < end);
  return sentence === undefined
    ? ''
    : clipped(text.slice(sentence.start, sentence.end).replace(/\s+/g, ' '), longestUse);
}

const longestUse = 200;
const longestSource = 70;

function quoted(text: string): string {
  return text === '' ? '' : `“${escapeMarkdown(text)}”`;
}

/** Where a definition is from, as plain words: a paper's name, a glossary's source, a note's name. */
export function sourceName(snapshot: Snapshot, definition: Definition): string {
  const paper = definition.paper === undefined ? undefined : paperOf(snapshot, definition.paper);
  if (paper) return shortName(paper);
  if (definition.role === 'bundled')
    return definition.source ? `${definition.source} · bundled glossary` : 'bundled glossary';
  return definition.source ?? fileName(definition.place.uri);
}

function sourceLine(snapshot: Snapshot, sense: Sense, linker: Linker): string {
  const parts = [sourceOf(snapshot, sense.from, linker)];
  const wording = sense.definitions.find(
    other =>
      other.role === 'expands' &&
      other.expansion !== undefined &&
      termKey(other.expansion) !== termKey(sense.expansion ?? sense.label),
  );
  if (wording && wording !== sense.from) {
    parts.push(`“${escapeMarkdown(wording.expansion!)}” in ${sourceOf(snapshot, wording, linker)}`);
  } else if (sense.from.paper === undefined) {
    const expanding = sense.definitions.find(other => other.paper !== undefined);
    if (expanding) parts.push(`named in ${sourceOf(snapshot, expanding, linker)}`);
  }
  return `*${sense.definition === '' ? 'spelled out in' : 'from'}* ${parts.join(' · ')}`;
}

function sourceOf(snapshot: Snapshot, definition: Definition, linker: Linker): string {
  const paper = definition.paper === undefined ? undefined : paperOf(snapshot, definition.paper);
  if (paper) {
    const by = byline(paper);
    const name = clipped(shortName(paper), longestSource);
    const link = linker.command(name, 'gloss.openPaper', [paper.id]) || linker.place(name, definition.place);
    return by === '' ? link : `${link} (${escapeMarkdown(by)})`;
  }
  const name = sourceName(snapshot, definition);
  if (definition.url !== undefined && /^https?:\/\//i.test(definition.url)) {
    const [source, ...rest] = name.split(' · ');
    return [
      markdownLink(source!, encodeURI(decodeSafely(definition.url))),
      ...rest.map(part => linker.place(part, definition.place)),
    ].join(' · ');
  }
  return linker.place(name, definition.place);
}

/** What can be done with a term: see all its uses, and say that it is known. */
function actions(snapshot: Snapshot, sense: Sense, linker: Linker, here: Here | undefined): string[] {
  const { papers, notes, complete } = usesOf(snapshot, sense, counting);
  const count = [...papers, ...notes].reduce((sum, { places }) => sum + places.length, 0);
  const said = count === 0 ? '' : `${count > 1 && complete ? 'all ' : ''}${counted(count, 'use', complete ? '' : '+')}`;
  if (here === undefined) return [said];
  const place = [here.uri, here.line, here.character];
  return [
    said === '' ? '' : linker.command(said, 'gloss.showUses', place) || said,
    linker.command('I know this', 'gloss.knowTerm', [sense.label]),
  ];
}

function othersLine(snapshot: Snapshot, others: readonly Sense[], linker: Linker, here: Here | undefined): string {
  if (others.length === 0) return '';
  const named = others.slice(0, othersNamed).map(other => briefly(snapshot, other, linker, excerptOfOther));
  const more = others.length - named.length;
  const choose = here && linker.command('Choose', 'gloss.pinSense', [here.uri, here.line, here.character]);
  return joined([`also ${named.join('; ')}`, more > 0 ? counted(more, 'more sense') : '', choose ?? '']);
}

const othersNamed = 2;

function paragraphs(lines: readonly string[]): string {
  return lines.filter(line => line !== '').join('\n\n');
}

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}

/** "1 paper", "8 papers", "50+ papers". */
export function counted(count: number, thing: string, more = ''): string {
  return `${count}${more} ${thing}${count === 1 && more === '' ? '' : 's'}`;
}

function decodeSafely(uri: string): string {
  try {
    return decodeURI(uri);
  } catch {
    return uri;
  }
}
