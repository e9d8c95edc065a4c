import { recordsIn } from '../../formats/bibliographic.ts';
import { bibtex } from '../../formats/bibtex.ts';
import { arxivKey, joinedRecords } from '../../formats/joined-records.ts';
import { type PaperRequest, requestName } from '../../formats/paper-request.ts';
import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { titleLikeness } from '../../text/title-likeness.ts';
import { aclPath, aclRecords } from './acl.ts';
import { arxivPath, arxivRecords, arxivTitlePath } from './arxiv.ts';
import { type Answer, askFor, type Found } from './ask.ts';
import { crossrefPath, crossrefRecords, crossrefTitlePath } from './crossref.ts';
import { huggingFacePath, huggingFaceRecords } from './hugging-face.ts';
import type { Asking, Network } from './network.ts';
import { openReviewPath, openReviewRecords } from './open-review.ts';
import { semanticScholarPath, semanticScholarRecords, semanticScholarTitlePath } from './semantic-scholar.ts';
import type { ServiceId, Services } from './services.ts';

/** A paper that may be the one asked for. */
export interface Candidate {
  readonly record: BibliographicRecord;
  /** True where it is the paper beyond doubt: by its id, or because title and request are as good as equal. */
  readonly isSure: boolean;
}

/** What came of a look-up. */
export type LookUp =
  | {
      readonly kind: 'found';
      /** Best first. */
      readonly candidates: readonly Candidate[];
      /** Why some service said nothing, where others did. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: 'cancelled' }
  /** Everything was asked, and nothing is known. */
  | { readonly kind: 'none'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

const mostCandidates = 8;
const leastLikeness = 0.5;
const sureLikeness = 0.93;

/** Looks a paper up where its id says that it is known, or by its title where that is all there is. */
export async function lookUp(
  network: Network,
  services: Services,
  request: PaperRequest,
  asking: Asking,
): Promise<LookUp> {
  const ask = (service: ServiceId, path: string, read: (text: string) => Answer) =>
    askFor(network, services[service], path, read, asking);
  switch (request.kind) {
    case 'bibtex': {
      const records = recordsIn(bibtex, request.text);
      const message = 'The BibTeX text has no entry with a title.';
      return records.length === 0 ? { kind: 'none', message } : sure(records);
    }
    case 'arxiv':
    case 'huggingFace':
      return byId(request, [
        () => ask('arxiv', arxivPath(request.id), arxivRecords),
        () => ask('huggingFace', huggingFacePath(request.id), huggingFaceRecords),
        () =>
          ask(
            'semanticScholar',
            semanticScholarPath(`ARXIV:${arxivKey({ arxiv: request.id })}`),
            semanticScholarRecords,
          ),
      ]);
    case 'doi':
      return byId(request, [
        () => ask('crossref', crossrefPath(request.doi), crossrefRecords),
        () => ask('semanticScholar', semanticScholarPath(`DOI:${request.doi}`), semanticScholarRecords),
      ]);
    case 'openReview':
      return byId(request, [() => ask('openReview', openReviewPath(request.forum), openReviewRecords)]);
    case 'acl':
      return byId(request, [() => ask('acl', aclPath(request.id), aclRecords)]);
    case 'title':
      return byTitle(request.title, [
        () => ask('arxiv', arxivTitlePath(request.title), arxivRecords),
        () => ask('crossref', crossrefTitlePath(request.title), crossrefRecords),
        () => ask('semanticScholar', semanticScholarTitlePath(request.title), semanticScholarRecords),
      ]);
  }
}

/** Asks one service after the other until one knows the paper. What stopped the first is told, as it knows best. */
async function byId(request: PaperRequest, asks: readonly (() => Promise<Found>)[]): Promise<LookUp> {
  const failures: string[] = [];
  for (const ask of asks) {
    const found = await ask();
    if (found.kind === 'cancelled') return found;
    if (found.kind === 'failed') failures.push(found.message);
    else if (found.records.length > 0) return sure(found.records, failures);
  }
  const [message] = failures;
  return message === undefined
    ? { kind: 'none', message: `Nothing is known of ${requestName(request)}. Check the id for a slip.` }
    : { kind: 'failed', message };
}

function sure(records: readonly BibliographicRecord[], warnings: readonly string[] = []): LookUp {
  return { kind: 'found', candidates: records.map(record => ({ record, isSure: true })), warnings };
}

async function byTitle(title: string, asks: readonly (() => Promise<Found>)[]): Promise<LookUp> {
  const records: BibliographicRecord[] = [];
  const warnings: string[] = [];
  for (const ask of asks) {
    const found = await ask();
    if (found.kind === 'cancelled') return found;
    if (found.kind === 'failed') warnings.push(found.message);
    else records.push(...found.records);
  }
  const candidates = rankedByTitle(title, records);
  if (candidates.length > 0) return { kind: 'found', candidates, warnings };
  const [message] = warnings;
  return message === undefined
    ? { kind: 'none', message: `No paper has a title like ${requestName({ kind: 'title', title })}.` }
    : { kind: 'failed', message };
}

/** The papers whose titles are most like one, best first; at most one is sure. */
export function rankedByTitle(title: string, records: readonly BibliographicRecord[]): readonly Candidate[] {
  const scored = joinedRecords(records)
    .map(record => ({ record, likeness: titleLikeness(title, record.title) }))
    .filter(({ likeness }) => likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostCandidates);
  // Two papers of one title are told apart by the reader.
  const isAlone = (scored[1]?.likeness ?? 0) < sureLikeness;
  return scored.map(({ record, likeness }, i) => ({ record, isSure: i === 0 && likeness >= sureLikeness && isAlone }));
}
