import type { Command } from '../gloss.ts';

/** Draws both views again. The server watches the files itself. */
export const refresh: Command = ({ papers, related }) => {
  papers.refresh();
  related.refresh();
};
