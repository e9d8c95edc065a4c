import type { Command } from '../gloss.ts';
import { pickPaper } from '../pick.ts';
import { PaperRow } from '../row.ts';

/** Inserts a link to a paper at the cursor of the note edited last: a row, with those selected beside it, or a pick. */
export const insertLink: Command = async (gloss, arg, selection) => {
  if (arg instanceof PaperRow) {
    const rows = Array.isArray(selection) ? selection.filter(row => row instanceof PaperRow) : [];
    const papers = (rows.length > 0 ? rows : [arg]).map(row => row.paper);
    return gloss.insertion.insert([...new Set(papers.map(paper => paper.link))].join(', '));
  }
  const paper = await pickPaper(gloss.server, 'Insert link');
  if (paper !== undefined) return gloss.insertion.insert(paper.link);
};
