import type { PaperRequest } from '../../formats/paper-request.ts';
import type { Paper } from '../../library/model.ts';
import { agree } from '../../queries/owned.ts';
import { type LookUp, lookUp } from './look-up.ts';
import type { Asking, Network } from './network.ts';
import type { Services } from './services.ts';

/** True where authors, year and an identifier are known, so that nothing is left to look up. */
export function isComplete({ authors, year, arxiv, doi }: Paper): boolean {
  return authors.length > 0 && year !== undefined && (arxiv ?? doi) !== undefined;
}

/** Looks up what is not known of a paper, by its id, else by its title; only a candidate that nothing speaks against is sure. */
export async function completing(network: Network, services: Services, paper: Paper, asking: Asking): Promise<LookUp> {
  const found = await lookUp(network, services, requestOf(paper), asking);
  if (found.kind !== 'found') return found;
  const candidates = found.candidates.map(candidate => ({
    ...candidate,
    isSure:
      candidate.isSure &&
      agree(paper, candidate.record) &&
      (paper.year === undefined ||
        candidate.record.year === undefined ||
        Math.abs(paper.year - candidate.record.year) <= 2),
  }));
  return { ...found, candidates };
}

function requestOf({ arxiv, doi, title }: Paper): PaperRequest {
  if (arxiv !== undefined) return { kind: 'arxiv', id: arxiv };
  return doi === undefined ? { kind: 'title', title } : { kind: 'doi', doi };
}
