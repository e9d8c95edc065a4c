import type { Definition, Sense } from '../library/model.ts';
import { shortName } from '../snapshot/names.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { termKey } from '../text/fold.ts';
import { clipped, escapeMarkdown, markdownLink } from '../text/markdown.ts';
import type { Linker } from './linker.ts';
import { byline } from './paper-card.ts';
import { usesOf } from './uses.ts';

const usesCounted = 50;

/** A place in an open document, by zero-based line and UTF-16 column, for a command that goes on from there. */
export interface Here {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/**
 * A sense as a hover shows it, in at most four Markdown lines: label and expansion; the definition; where it is from;
 * what else there is. `others` are the further senses of the same words, `here` is where the term was asked about.
 */
export function termCard(
  snapshot: Snapshot,
  sense: Sense,
  others: readonly Sense[],
  linker: Linker,
  here?: Here,
): string {
  const expansion =
    sense.expansion !== undefined && termKey(sense.expansion) !== termKey(sense.label)
      ? ` — ${escapeMarkdown(sense.expansion)}`
      : '';
  const lines = [
    `**${escapeMarkdown(sense.label)}**${expansion}`,
    escapeMarkdown(sense.definition),
    sourceLine(snapshot, sense, linker),
    countsLine(snapshot, sense, others, linker, here),
  ];
  return lines.filter(line => line !== '').join('\n\n');
}

/** Where a definition is from, as plain words: a paper's name, a glossary's source, a note's name. */
export function sourceName(snapshot: Snapshot, definition: Definition): string {
  const paper = definition.paper === undefined ? undefined : paperOf(snapshot, definition.paper);
  if (paper) return shortName(paper);
  if (definition.role === 'bundled')
    return definition.source ? `${definition.source} · bundled glossary` : 'bundled glossary';
  return definition.source ?? decodeURIComponent(definition.place.uri.slice(definition.place.uri.lastIndexOf('/') + 1));
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
  return `*from* ${parts.join(' · ')}`;
}

function sourceOf(snapshot: Snapshot, definition: Definition, linker: Linker): string {
  const paper = definition.paper === undefined ? undefined : paperOf(snapshot, definition.paper);
  if (paper) {
    const by = byline(paper);
    const link =
      linker.command(shortName(paper), 'gloss.openPaper', [paper.id]) ||
      linker.place(shortName(paper), definition.place);
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

function countsLine(
  snapshot: Snapshot,
  sense: Sense,
  others: readonly Sense[],
  linker: Linker,
  here: Here | undefined,
): string {
  const { papers, notes, complete } = usesOf(snapshot, sense, usesCounted, true);
  const parts: string[] = [];
  if (others.length > 0) {
    const names = others.slice(0, 2).map(other => escapeMarkdown(other.expansion ?? clipped(other.definition, 60)));
    parts.push(`also ${counted(others.length, 'other sense')}: ${names.join('; ')}`);
  }
  const more = complete ? '' : '+';
  const uses = [
    papers.length > 0 ? counted(papers.length, 'paper', more) : '',
    notes.length > 0 ? counted(notes.length, 'note') : '',
  ];
  const said = uses.filter(part => part !== '').join(', ');
  const link = here === undefined ? '' : linker.command(said, 'gloss.showUses', [here.uri, here.line, here.character]);
  if (said !== '') parts.push(link === '' ? said : link);
  if (here !== undefined) parts.push(linker.command('I know this', 'gloss.knowTerm', [sense.label]));
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
