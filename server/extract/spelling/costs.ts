/**
 * What each step of a spelling costs. Ordinary spellings ("Low-Rank Adaptation" for LoRA) cost nothing to a half per
 * letter; a spelling is believed while its cost stays under `base + perLetter × letters`. Tuned on two annotated sets, and
 * flat there: any one changed by a quarter moves F1 by at most 0.4, but `perLetter` (0.8) and `skippedWord` (0.5).
 */
export const costs = {
  /** The next letter follows the last one at once: "Lo" in "Low". */
  following: 0.06,
  /** A letter from the middle of a word: the T of "methotrexate" in MTX. */
  inside: 0.25,
  /** A capital from the middle of a word: "COntrastive", "VIews", "BERT". */
  insideCapital: 0.05,
  /** A word takes part with its middle only. */
  headless: 1,
  /** A part of a hyphenated word takes part with its middle only, or not at all. */
  headlessPart: 0.6,
  /** The long form starts within a hyphenated word. */
  startsInside: 0.6,
  /** The long form starts with an article or the like. */
  startsSmall: 1.5,
  skippedPart: 0.2,
  skippedPartNumber: 0.1,
  skippedSmall: 0.05,
  skippedNumber: 0.5,
  skippedWord: 0.95,
  /** A capitalised word passed over; names often end in one that their short form leaves out. */
  skippedTitle: 0.7,
  skippedTail: 0.22,
  droppedDigits: 1,
  droppedSymbol: 0.2,
  perWord: 0.01,
  base: 0.58,
  perLetter: 0.3,
  /** The highest cost per letter of a short form in lower case, of one letter, and of one that no bracket shows. */
  lowerCase: 0.2,
  single: 0.1,
  plain: 0.25,
  plainColon: 0.05,
  explicit: 0.5,
  plainComma: 0.1,
};

export function limit(letters: number): number {
  return costs.base + costs.perLetter * letters;
}
