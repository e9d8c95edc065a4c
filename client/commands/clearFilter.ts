import type { Command } from '../gloss.ts';

export const clearFilter: Command = ({ papers }) => {
  papers.filter = '';
};
