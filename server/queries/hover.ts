import type { Paper, Sense, Taxonomy } from '../library/model.ts';
import { noteName } from '../snapshot/names.ts';
import { paperOf, type Snapshot, type Target } from '../snapshot/snapshot.ts';
import { singularLabel, spells, type TermKey, termKey } from '../text/fold.ts';
import { lineAt } from '../text/lines.ts';
import { clipped, escapeMarkdown, markdownLink } from '../text/markdown.ts';
import { sentencesIn } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { type Choice, paragraphAt } from './choose-sense.ts';
import type { Document } from './document.ts';
import type { Linker } from './linker.ts';
import { linkAt, mentionAt, type TermUse } from './mention-at.ts';
import { mentionsOfPaper } from './mentions-of-paper.ts';
import { paperOfPage } from './page-uri.ts';
import { abstractStart, byline, categoryLabels, webAddress } from './paper-card.ts';
import { cardDefinedHere, cardOfEither, counted, termCard } from './term-card.ts';

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
  if (linkAt(document, offset) === undefined && isHidden(mention.senses[0]!, terms)) return undefined;
  const markdown = termMarkdown(snapshot, document, mention, linker);
  if (markdown === undefined) return undefined;
  return {
    span: mention.span,
    markdown: terms.form === 'compact' ? markdown.split('\n\n').slice(0, 2).join('\n\n') : markdown,
  };
}

/** The card of a term; undefined where the sense that is meant has neither a definition nor an expansion that is news. */
function termMarkdown(snapshot: Snapshot, document: Document, mention: TermUse, linker: Linker): string | undefined {
  const { senses, tied, span } = mention;
  const written = document.text.slice(span.start, span.end);
  const telling = tellingSenses(mention, written);
  const [sense, ...others] = telling;
  if (sense === undefined) return undefined;
  const line = lineAt(document.note.lines, span.start);
  const here = { written, uri: document.uri, line, character: span.start - document.note.lines[line]! };
  const alike = telling.filter(one => senses.indexOf(one) < tied);
  if (alike.length > 1) return cardOfEither(snapshot, singularLabel(written), telling, linker, here);
  if (isDefinedAt(document, span, sense)) return cardDefinedHere(snapshot, sense, others, linker, here);
  return termCard(snapshot, sense, others, linker, here);
}

/**
 * The senses that a card can tell of, best first: those with a definition, or with an expansion that is not the very
 * words that are `written`. None where the sense that is meant is not among them.
 */
export function tellingSenses({ senses, tied }: Choice, written: string): readonly Sense[] {
  const telling = senses.filter(sense => sense.definition !== '' || !spells(sense.expansion ?? '', written));
  return tied === 1 && telling[0] !== senses[0] ? [] : telling;
}

/** True inside the entry or sentence that the definition is from, also where a paper's page shows that sentence. */
function isDefinedAt({ uri, text }: Document, span: Span, { from, definition }: Sense): boolean {
  if (from.place.uri === uri) return from.place.span.start <= span.start && span.end <= from.place.span.end;
  if (from.paper === undefined || from.paper !== paperOfPage(uri)) return false;
  const paragraph = paragraphAt(text, span.start);
  const words = text.slice(paragraph.start, paragraph.end);
  const at = span.start - paragraph.start;
  const sentence = sentencesIn(words).find(({ end }) => at < end);
  const opening = definition.replace(/…$/, '').slice(0, 40);
  return sentence !== undefined && opening !== '' && words.slice(sentence.start, sentence.end).includes(opening);
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
