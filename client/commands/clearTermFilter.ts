import type { Command } from '../gloss.ts';

export const clearTermFilter: Command = ({ terms }) => {
  terms.filter = '';
};
