import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { CandidateCard } from '../protocol.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { clipped } from '../text/markdown.ts';
import { ownedPaper } from './owned.ts';
import { byline, paperCard } from './paper-card.ts';

/** A paper that was looked up, as a list shows it, with the paper of the library that it is. */
export function candidateCard(
  snapshot: Snapshot,
  { record, isSure }: { readonly record: BibliographicRecord; readonly isSure: boolean },
): CandidateCard {
  const { title, venue, arxiv, doi, abstract } = record;
  const owned = ownedPaper(snapshot, record);
  const ids = [arxiv === undefined ? '' : `arXiv:${arxiv}`, doi === undefined ? '' : `doi:${doi}`];
  return {
    record,
    title,
    byline: byline(record),
    detail: [venue ?? '', ...ids].filter(part => part !== '').join(' · '),
    abstract: clipped((abstract ?? '').replace(/\s+/g, ' '), 240),
    isSure,
    ...(owned === undefined ? {} : { owned: paperCard(snapshot, owned) }),
  };
}
