import { filterAsOneTypes } from '../filter.ts';
import type { Command } from '../gloss.ts';

/** Filters the Papers view as one types. */
export const filterPapers: Command = ({ papers }) =>
  filterAsOneTypes(papers, 'Filter papers', 'Words of the title, authors or abstract');
