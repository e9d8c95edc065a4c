import type { Category, Paper, Taxonomy } from '../library/model.ts';
import type { PaperCard } from '../protocol.ts';
import { shortName } from '../snapshot/names.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { nameKey } from '../text/fold.ts';
import { clipped, escapeMarkdown } from '../text/markdown.ts';
import { pageUri } from './page-uri.ts';

/** A paper as views show it; what is unknown is left out. */
export function paperCard(snapshot: Snapshot, paper: Paper): PaperCard {
  const pdf = paper.pdf ?? (paper.arxiv ? `https://arxiv.org/pdf/${paper.arxiv}` : undefined);
  return {
    id: paper.id,
    title: paper.title,
    shortName: shortName(paper),
    byline: byline(paper),
    page: pageUri(paper),
    source: { uri: paper.from.uri, line: paper.from.line },
    web: webAddress(paper),
    link: `[[${linkName(snapshot, paper)}]]`,
    tooltipMarkdown: tooltip(snapshot, paper),
    ...(pdf === undefined ? {} : { pdf }),
  };
}

/** "Hu et al., 2021", "Lee and Park", "2020"; empty where neither authors nor year are known. */
export function byline({ authors, year }: Pick<Paper, 'authors' | 'year'>): string {
  const names = authors.map(familyName);
  const who = names.length > 2 ? `${names[0]} et al.` : names.join(' and ');
  return [who, year === undefined ? '' : String(year)].filter(part => part !== '').join(', ');
}

/** What a link to the paper says between its brackets: the short name where no other paper or note has it, else the title. */
export function linkName(snapshot: Snapshot, paper: Paper): string {
  const short = shortName(paper);
  const targets = snapshot.names.get(nameKey(short)) ?? [];
  const unique = targets.every(target => target.kind === 'paper' && target.id === paper.id);
  return plainName(unique ? short : paper.title);
}

/** A name without what would end a wiki link or mean something in it. */
export function plainName(name: string): string {
  return name
    .replace(/[[\]|#^]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Where a paper is on the Web: its own page, else a search for its title. */
export function webAddress(paper: Paper): string {
  if (paper.url !== undefined) return paper.url;
  if (paper.arxiv !== undefined) return `https://arxiv.org/abs/${paper.arxiv}`;
  if (paper.doi !== undefined) return `https://doi.org/${encodeURI(paper.doi)}`;
  return `https://scholar.google.com/scholar?q=${encodeURIComponent(`"${paper.title}"`)}`;
}

/** The first `limit` characters of a paper's abstract, cut at a word. */
export function abstractStart(snapshot: Snapshot, paper: Paper, limit: number): string {
  const abstract = snapshot.text(paper)?.abstract.text ?? '';
  return clipped(abstract.replace(/\s+/g, ' ').trim(), limit);
}

/** The labels of a paper's categories, best first. */
export function categoryLabels(paper: Paper, taxonomy: Taxonomy): string[] {
  const labels = new Map(taxonomy.categories.map((category: Category) => [category.id, category.label]));
  return paper.categories.flatMap(fit => labels.get(fit.category) ?? []);
}

function tooltip(snapshot: Snapshot, paper: Paper): string {
  const first = paperOf(snapshot, paper.id) ?? paper;
  const lines = [
    `**${escapeMarkdown(paper.title)}**`,
    escapeMarkdown(byline(paper)),
    escapeMarkdown(abstractStart(snapshot, first, 420)),
  ];
  return lines.filter(line => line !== '').join('\n\n');
}

function familyName(author: string): string {
  const comma = author.indexOf(',');
  return comma > 0 ? author.slice(0, comma).trim() : (author.trim().split(/\s+/).at(-1) ?? author);
}
