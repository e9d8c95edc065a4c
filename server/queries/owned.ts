import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { Paper } from '../library/model.ts';
import { authorWords, identifiersOf, overlap, titleIdentity } from '../snapshot/identity.ts';
import type { Papers } from '../snapshot/snapshot.ts';

/** The paper of the library that a record is of: by arXiv id or DOI, versions aside, else by title where no author speaks against it. */
export function ownedPaper(snapshot: Papers, record: BibliographicRecord): Paper | undefined {
  const keys = identifiersOf(record);
  for (const key of keys) {
    const paper = snapshot.identities.get(key)?.[0];
    if (paper !== undefined) return paper;
  }
  return (snapshot.identities.get(titleIdentity(record.title)) ?? []).find(paper => agree(paper, record));
}

/** True where authors, as far as both name any, have a name in common, and no arXiv id differs. */
export function agree(paper: Paper, record: Pick<BibliographicRecord, 'authors' | 'arxiv'>): boolean {
  const differs = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && a.replace(/v\d+$/, '') !== b.replace(/v\d+$/, '');
  if (differs(paper.arxiv, record.arxiv)) return false;
  const [known, found] = [authorWords(paper), authorWords(record)];
  return known.size === 0 || found.size === 0 || overlap(known, found) > 0;
}
