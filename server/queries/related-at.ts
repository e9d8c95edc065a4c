import type { RelatedResult } from '../protocol.ts';
import { shortName } from '../snapshot/names.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { paragraphAt } from './choose-sense.ts';
import type { Document } from './document.ts';
import { mentionAt } from './mention-at.ts';
import { paperCard } from './paper-card.ts';
import { paperAt } from './references.ts';
import { type About, type Related, relatedTo, relatedToText } from './related.ts';

const shown = 20;
/** A paragraph of fewer characters than this says too little; the whole note is asked instead. */
const shortest = 40;
/** Below this a paragraph and a paper have but stray words in common. */
const leastScore = 0.03;

/** Papers related to a paper, or to where a cursor stands: on a link or a paper, that paper; in a note, the paragraph. */
export function relatedAt(
  snapshot: Snapshot,
  at: { readonly paper: string } | { readonly document: Document; readonly offset: number },
): RelatedResult {
  const id = 'paper' in at ? at.paper : paperUnder(snapshot, at.document, at.offset);
  const paper = id === undefined ? undefined : paperOf(snapshot, id);
  if (paper) return resultOf(snapshot, shortName(paper), relatedTo(snapshot, paper, shown));
  if ('paper' in at) return { about: '', papers: [] };
  const { text, note } = at.document;
  const span = paragraphAt(text, at.offset);
  const paragraph = text.slice(span.start, span.end).trim();
  const whole = paragraph.length < shortest;
  const asked = whole ? aboutNote(at.document).text : paragraph;
  if (asked.trim().length < shortest) return { about: '', papers: [] };
  const related = relatedToText(snapshot, { title: whole ? note.title : '', text: asked }, shown);
  return resultOf(
    snapshot,
    whole ? note.title : 'this paragraph',
    related.filter(({ shared, score }) => shared.length > 0 && score >= leastScore),
  );
}

/** What related work of a whole note is asked for: its title, and its beginning without front matter. */
export function aboutNote({ text, note }: Document): About {
  return { title: note.title, text: text.slice(note.silent[0]?.start === 0 ? note.silent[0].end : 0, 6000) };
}

function paperUnder(snapshot: Snapshot, document: Document, offset: number): string | undefined {
  const mention = mentionAt(snapshot, document, offset);
  if (mention?.kind === 'target' && mention.target.kind === 'paper') return mention.target.id;
  return paperAt(snapshot, document, offset);
}

function resultOf(snapshot: Snapshot, about: string, related: readonly Related[]): RelatedResult {
  return {
    about,
    papers: related.map(({ paper, shared }) => ({ paper: paperCard(snapshot, paper), why: shared.join(' · ') })),
  };
}
