import { Uri, window } from 'vscode';
import type { PaperCard } from '../../server/protocol.ts';
import { givenPaper } from '../arguments.ts';
import type { Command } from '../gloss.ts';
import { pickPaper } from '../pick.ts';
import { PaperRow } from '../row.ts';

const mostAtOnce = 10;

/** Opens the page of a paper: [id], a row with the rows selected beside it, or none to pick one. */
export const openPaper: Command = async (gloss, arg, selection) => {
  const rows = Array.isArray(selection) ? selection.filter(row => row instanceof PaperRow) : [];
  if (arg instanceof PaperRow && rows.length > 1) {
    for (const row of rows.slice(0, mostAtOnce)) await open(row.paper, false);
    return;
  }
  const paper = arg === undefined ? await pickPaper(gloss.server, 'Open paper') : await givenPaper(gloss, arg);
  if (paper !== undefined) await open(paper, !(arg instanceof PaperRow));
};

async function open(paper: PaperCard, preview: boolean): Promise<void> {
  await window.showTextDocument(Uri.parse(paper.page), { preview });
}
