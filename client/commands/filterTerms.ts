import { filterAsOneTypes } from '../filter.ts';
import type { Command } from '../gloss.ts';

/** Filters the Terms view as one types. */
export const filterTerms: Command = ({ terms }) =>
  filterAsOneTypes(terms, 'Filter terms', 'Words of the term, what it stands for or its definition');
