import { type CancellationToken, window } from 'vscode';
import { type CandidateCard, lookUpRequest, type PaperCard } from '../../server/protocol.ts';
import { add, pickSome, withProgress } from '../adding.ts';
import { paperOf } from '../arguments.ts';
import type { Command, Gloss } from '../gloss.ts';
import { PaperRow } from '../row.ts';

/**
 * Looks up authors, year and ids of papers and adds what the reader agrees with to the library file: of a row with the
 * rows selected beside it, else of the paper that a command is about.
 */
export const completeDetails: Command = async (gloss, arg, selection) => {
  const rows = Array.isArray(selection) ? selection.filter(row => row instanceof PaperRow) : [];
  const papers =
    rows.length > 1 ? distinct(rows.map(({ paper }) => paper)) : [await paperOf(gloss, arg, 'Complete details')];
  const known = papers.filter(paper => paper !== undefined);
  if (known.length === 0) return;
  const { found, complete, unknown, problem } = await withProgress(gloss, 'Looking details up', (token, report) =>
    details(gloss, known, token, report),
  );
  if (problem !== undefined) void window.showWarningMessage(problem);
  if (found.length === 0) {
    if (problem === undefined && complete + unknown > 0)
      void window.showInformationMessage(nothingText(complete, unknown));
    return;
  }
  await add(gloss, await pickSome(found, 'Complete details', 'Untick what is another paper'), { completes: true });
};

interface Details {
  readonly found: readonly CandidateCard[];
  /** How many papers lack nothing, and of how many nothing was found. */
  readonly complete: number;
  readonly unknown: number;
  /** What ended the look-up before all were asked. */
  readonly problem?: string;
}

/** Looks the papers up one after the other, until the reader cancels or a service fails; what was found until then stays. */
async function details(
  { server }: Gloss,
  papers: readonly PaperCard[],
  token: CancellationToken,
  report: (message: string) => void,
): Promise<Details> {
  const found: CandidateCard[] = [];
  let [complete, unknown] = [0, 0];
  for (const [i, paper] of papers.entries()) {
    if (token.isCancellationRequested) break;
    if (papers.length > 1) report(`${i + 1} of ${papers.length}: ${paper.shortName}`);
    const answer = await server.request(lookUpRequest, { paper: paper.id }, token);
    if (answer?.kind === 'failed') return { found, complete, unknown, problem: answer.message };
    if (answer?.kind === 'complete') complete++;
    else if (answer?.kind === 'none') unknown++;
    else if (answer?.kind === 'found') found.push(answer.candidates[0]!);
  }
  return { found, complete, unknown };
}

function nothingText(complete: number, unknown: number): string {
  if (unknown === 0)
    return complete === 1 ? 'Authors, year and id are known already.' : 'Authors, years and ids are known already.';
  return unknown === 1 ? 'Nothing was found about this paper.' : `Nothing was found about ${unknown} papers.`;
}

function distinct(papers: readonly PaperCard[]): PaperCard[] {
  return [...new Map(papers.map(paper => [paper.id, paper])).values()];
}
