import { folded } from './fold.ts';
import { wordsIn } from './words.ts';

/** How alike two titles are, from 0 to 1: twice the words that they share over the words of both (Dice's coefficient), case and accents aside. */
export function titleLikeness(a: string, b: string): number {
  const [wordsA, wordsB] = [words(a), words(b)];
  const left = new Map<string, number>();
  for (const word of wordsA) left.set(word, (left.get(word) ?? 0) + 1);
  let common = 0;
  for (const word of wordsB) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    common++;
    left.set(word, count - 1);
  }
  const all = wordsA.length + wordsB.length;
  return all === 0 ? 0 : (2 * common) / all;
}

function words(title: string): string[] {
  return wordsIn(title.slice(0, 1000)).map(word => folded(word.text));
}
