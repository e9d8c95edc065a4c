import { filterAsOneTypes } from '../filter.ts';
import type { Command } from '../gloss.ts';

/** Filters the Papers view as one types. */
export const filterPapers: Command = ({ papers }) =>
  filterAsOneTypes(
    papers,
    'Filter papers',
    'forgetting author:hu year:2019.. -survey',
    'Words or a "phrase"; author:, title:, venue:, tag:, collection:, year:2019..2021; a - before one leaves out what has it.',
  );
