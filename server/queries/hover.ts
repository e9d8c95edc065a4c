import type { Paper, Sense, Taxonomy } from '../library/model.ts';
import { noteName } from '../snapshot/names.ts';
import { paperOf, type Snapshot, type Target } from '../snapshot/snapshot.ts';
import { type TermKey, termKey } from '../text/fold.ts';
import { lineAt } from '../text/lines.ts';
import { clipped, escapeMarkdown, markdownLink } from '../text/markdown.ts';
import type { Span } from '../text/span.ts';
import type { Document } from './document.ts';
import type { Linker } from './linker.ts';
import { linkAt, mentionAt } from './mention-at.ts';
import { mentionsOfPaper } from './mentions-of-paper.ts';
import { abstractStart, byline, categoryLabels, webAddress } from './paper-card.ts';
import { counted, termCard } from './term-card.ts';

/** What a hover shows, and the span it is about; the Markdown is escaped already. */
export interface Card {
  readonly span: Span;
  readonly markdown: string;
}

/** How terms are shown: the whole card, its first two lines, or none; and the terms that the reader knows already. */
export interface TermHovers {
  readonly form: 'full' | 'compact' | 'off';
  readonly known: ReadonlySet<TermKey>;
}

const everyTerm: TermHovers = { form: 'full', known: new Set() };

/** The card for what stands at `offset`: a term's definition, a paper, a note. Nothing known, or nothing to say: no card. */
export function hover(
  snapshot: Snapshot,
  document: Document,
  offset: number,
  linker: Linker,
  taxonomy: Taxonomy,
  terms: TermHovers = everyTerm,
): Card | undefined {
  const mention = mentionAt(snapshot, document, offset);
  if (mention === undefined || mention.kind === 'unknown') return undefined;
  if (mention.kind === 'target') {
    const markdown = targetCard(snapshot, mention.target, linker, taxonomy);
    return markdown === undefined ? undefined : { span: mention.span, markdown };
  }
  const sense = mention.senses.find(({ definition }) => definition !== '');
  const others = mention.senses.filter(other => other !== sense);
  if (sense === undefined || (linkAt(document, offset) === undefined && isHidden(sense, terms))) return undefined;
  const line = lineAt(document.note.lines, offset);
  const here = { uri: document.uri, line, character: offset - document.note.lines[line]! };
  const markdown = termCard(snapshot, sense, others, linker, here);
  return {
    span: mention.span,
    markdown: terms.form === 'compact' ? markdown.split('\n\n').slice(0, 2).join('\n\n') : markdown,
  };
}

/** True where the reader wants no hover over plain uses of a sense. */
export function isHidden(sense: Sense, { form, known }: TermHovers): boolean {
  return form === 'off' || [sense.label, ...sense.aliases].some(label => known.has(termKey(label)));
}

function targetCard(snapshot: Snapshot, target: Target, linker: Linker, taxonomy: Taxonomy): string | undefined {
  if (target.kind === 'paper') {
    const paper = paperOf(snapshot, target.id);
    return paper && paperHover(snapshot, paper, linker, taxonomy);
  }
  const note = snapshot.notes.get(target.uri);
  if (note === undefined) return undefined;
  const text = snapshot.source(target.uri) ?? '';
  const body = text.slice(note.silent[0]?.start === 0 ? note.silent[0].end : 0).trim();
  const first = clipped(
    body
      .replace(/^#+\s.*$/m, '')
      .replace(/\s+/g, ' ')
      .trim(),
    300,
  );
  const place = linker.place(noteName(target.uri), { uri: target.uri, span: { start: 0, end: 0 } });
  return [`**${escapeMarkdown(note.title)}**`, escapeMarkdown(first), `*note* ${place}`]
    .filter(part => part !== '')
    .join('\n\n');
}

function paperHover(snapshot: Snapshot, paper: Paper, linker: Linker, taxonomy: Taxonomy): string {
  const notes = mentionsOfPaper(snapshot, paper);
  const facts = [
    escapeMarkdown(byline(paper)),
    escapeMarkdown(paper.venue ?? ''),
    ...categoryLabels(paper, taxonomy).map(escapeMarkdown),
    notes.length > 0 ? `in ${counted(notes.length, 'note')}` : '',
  ];
  const actions = [
    linker.command('Open', 'gloss.openPaper', [paper.id]),
    linker.command('Related work', 'gloss.showRelated', [paper.id]),
    linker.place('Source', paper.from),
    markdownLink('Web', webAddress(paper)),
  ];
  return [
    `**${escapeMarkdown(paper.title)}**`,
    joined(facts),
    escapeMarkdown(abstractStart(snapshot, paper, 360)),
    joined(actions),
  ]
    .filter(part => part !== '')
    .join('\n\n');
}

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}
