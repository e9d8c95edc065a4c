import type { TermMention } from '../snapshot/mentions.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Choice, paragraphAt } from './choose-sense.ts';
import { definedSenses, type TermText } from './mention-at.ts';

/** How much of a paragraph without end counts as one, in UTF-16 units. */
const longestBlock = 1000;

/**
 * `definedSenses` for many mentions of one text: one choice for each paragraph and way to write a term, as a discourse
 * keeps to one sense (Gale, Church and Yarowsky, 1992), so that no paragraph is weighed twice.
 */
export function choicesIn(snapshot: Snapshot, source: TermText): (mention: TermMention) => Choice {
  const decided = new Map<string, Choice>();
  return mention => {
    const written = source.text.slice(mention.start, mention.end);
    const key = `${written} ${blockOf(source.text, mention.start)}`;
    let choice = decided.get(key);
    if (choice === undefined) decided.set(key, (choice = definedSenses(snapshot, source, mention)));
    return choice;
  };
}

function blockOf(text: string, offset: number): string {
  const { start } = paragraphAt(text, offset);
  return offset - start < longestBlock ? `at ${start}` : `of ${Math.floor(offset / longestBlock)}`;
}
