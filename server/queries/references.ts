import type { Place } from '../library/model.ts';
import { namesOfNote } from '../snapshot/names.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import type { Document } from './document.ts';
import { mentionAt } from './mention-at.ts';
import { mentionsOfNote, mentionsOfPaper } from './mentions-of-paper.ts';
import { paperOfPage } from './page-uri.ts';
import { recordAt } from './record-at.ts';
import { placesUsing } from './uses.ts';

/**
 * Every use of what stands at `offset`, over notes and abstracts: of a term with its plural and its expansion, of a paper
 * by any of its names. On a paper's page or record, where no term stands, the links to that paper.
 */
export function references(
  snapshot: Snapshot,
  document: Document,
  offset: number,
  withDeclaration: boolean,
): readonly Place[] {
  const mention = mentionAt(snapshot, document, offset);
  if (mention?.kind === 'term') {
    const [sense] = mention.senses;
    return placesUsing(snapshot, sense!);
  }
  if (mention?.kind === 'target' && mention.target.kind === 'note') {
    const note = snapshot.notes.get(mention.target.uri);
    return note ? mentionsOfNote(snapshot, note, namesOfNote(note)) : [];
  }
  const id =
    mention?.kind === 'target' && mention.target.kind === 'paper'
      ? mention.target.id
      : paperAt(snapshot, document, offset);
  const paper = id === undefined ? undefined : paperOf(snapshot, id);
  if (paper === undefined) return [];
  const links = mentionsOfPaper(snapshot, paper).flatMap(({ places }) => places);
  return withDeclaration ? [...paper.records.map(({ from }) => ({ uri: from.uri, span: from.span })), ...links] : links;
}

/** The paper whose page a document is, or whose record holds the offset. */
export function paperAt(snapshot: Snapshot, { uri }: Pick<Document, 'uri'>, offset: number): string | undefined {
  const ofPage = paperOfPage(uri);
  if (ofPage !== undefined) return ofPage;
  return recordAt(snapshot, uri, offset)?.id;
}
