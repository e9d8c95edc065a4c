import { memo, memoOne } from '../library/memo.ts';
import type { Note, Paper } from '../library/model.ts';
import { fileName, shortName } from '../snapshot/names.ts';
import { compareText, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import type { Document } from './document.ts';
import { aboutPaper, byNearness } from './related.ts';
import { aboutNote } from './related-at.ts';

/** What papers are ordered by; `relevance` is to what the reader has open, and by title where that is nothing. */
export type PaperOrder =
  | { readonly kind: 'title' | 'year' | 'added' }
  | { readonly kind: 'relevance'; readonly to?: Subject };

/** What papers are compared with: a note, or a paper by its id. */
export type Subject = { readonly document: Document } | { readonly paper: string };

/** All papers in an order; the same array for as long as papers and what they are compared with stay as they are. */
export function papersInOrder(snapshot: Snapshot, order: PaperOrder): readonly Paper[] {
  switch (order.kind) {
    case 'title':
      return byTitle(snapshot.papers);
    case 'year':
      return byYear(snapshot.papers);
    case 'added':
      return byAddition(snapshot.papers);
    case 'relevance': {
      if (order.to === undefined) return byTitle(snapshot.papers);
      if ('document' in order.to)
        return byNoteNearness(snapshot.papers, order.to.document.note)(snapshot, order.to.document);
      const paper = paperOf(snapshot, order.to.paper);
      return paper === undefined ? byTitle(snapshot.papers) : byPaperNearness(snapshot.papers, paper)(snapshot);
    }
  }
}

/** What a reader calls the subject: "reading.md", a paper's short name. */
export function subjectName(snapshot: Snapshot, subject: Subject): string | undefined {
  if ('document' in subject) return fileName(subject.document.uri);
  const paper = paperOf(snapshot, subject.paper);
  return paper && shortName(paper);
}

/** Papers by title, without regard to capitals; ties by id. */
export const byTitle = memoOne((papers: Snapshot['papers']): readonly Paper[] => {
  const keyed = [...papers.values()].map(paper => ({ paper, key: paper.title.toLowerCase() }));
  keyed.sort((a, b) => compareText(a.key, b.key) || compareText(a.paper.id, b.paper.id));
  return keyed.map(({ paper }) => paper);
});

/** The newest first, those of no year last; the papers of a year by title. */
const byYear = memoOne((papers: Snapshot['papers']): readonly Paper[] =>
  byTitle(papers)
    .map(paper => ({ paper, year: paper.year ?? 0 }))
    .sort((a, b) => b.year - a.year)
    .map(({ paper }) => paper),
);

/** Those that were added last first; then those that do not tell, as they stand in their files. */
const byAddition = memoOne((papers: Snapshot['papers']): readonly Paper[] => {
  const all = byTitle(papers);
  const dated = all.flatMap(paper => (paper.added === undefined ? [] : [{ paper, added: paper.added }]));
  const undated = all.filter(paper => paper.added === undefined);
  return [
    ...dated.sort((a, b) => b.added - a.added).map(({ paper }) => paper),
    ...undated.sort((a, b) => compareText(a.from.uri, b.from.uri) || a.from.span.start - b.from.span.start),
  ];
});

/** The paper itself first, then those nearest to it. */
const byPaperNearness = memo((papers: Snapshot['papers'], paper: Paper) => {
  let ordered: readonly Paper[] | undefined;
  return (snapshot: Snapshot) =>
    (ordered ??= withRest([paper, ...byNearness(snapshot, aboutPaper(snapshot, paper), paper.id)], papers));
});

const byNoteNearness = memo((papers: Snapshot['papers'], _note: Note) => {
  let ordered: readonly Paper[] | undefined;
  return (snapshot: Snapshot, document: Document) =>
    (ordered ??= withRest(byNearness(snapshot, aboutNote(document)), papers));
});

function withRest(first: readonly Paper[], papers: Snapshot['papers']): readonly Paper[] {
  return [...new Set([...first, ...byTitle(papers)])];
}
