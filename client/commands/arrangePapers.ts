import type { PaperGrouping, PaperSort } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';

/** Groups the Papers view, now and whenever this folder is opened again. */
export function groupPapers(by: PaperGrouping): Command {
  return ({ papers }) => {
    papers.grouping = by;
  };
}

/** Orders the Papers view, now and whenever this folder is opened again. */
export function sortPapers(sort: PaperSort): Command {
  return ({ papers }) => {
    papers.sort = sort;
  };
}
