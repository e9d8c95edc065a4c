import { env, window } from 'vscode';
import { type CopyForm, copyRequest, type PaperCard } from '../../server/protocol.ts';
import { papersOf } from '../arguments.ts';
import type { Command, Gloss } from '../gloss.ts';

/** Copies papers as BibTeX, links or citation keys: the rows selected, else the paper that the active document shows. */
export function copyAs(form: CopyForm): Command {
  return async (gloss, arg, selection) => copyPapers(gloss, await papersOf(gloss, arg, selection, 'Copy paper'), form);
}

/** Puts papers on the clipboard and says so in the status bar. */
export async function copyPapers(gloss: Gloss, papers: readonly PaperCard[], form: CopyForm): Promise<void> {
  if (papers.length === 0) return;
  const answer = await gloss.server.request(copyRequest, { papers: papers.map(({ id }) => id), form });
  if (!answer || answer.text === '') return;
  await env.clipboard.writeText(answer.text);
  const what = papers.length === 1 ? papers[0]!.shortName : `${papers.length} papers`;
  window.setStatusBarMessage(`Copied ${what}`, 3000);
}
