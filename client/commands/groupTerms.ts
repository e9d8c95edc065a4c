import type { TermGrouping } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';

/** Groups the Terms view, now and whenever this folder is opened again. */
export function groupTerms(by: TermGrouping): Command {
  return ({ terms }) => {
    terms.grouping = by;
  };
}
