import type { Command } from '../gloss.ts';
import { TermRow } from '../term-row.ts';

/** Inserts the term of a row at the cursor of the note edited last. */
export const insertTerm: Command = (gloss, row) =>
  row instanceof TermRow ? gloss.insertion.insert(row.node.label) : undefined;
