import { matchesIn } from './matches.ts';
import type { Reader } from './reader.ts';
import { record } from './record.ts';

/** "the Micro Edit Detection benchmark, which …" beside a Micro Edit Dataset: named after what the paper introduces. */
export function readSiblings(reader: Reader): void {
  const { text } = reader;
  if (reader.found.size === 0) return;
  const kin = new Set<string>();
  for (const { spelt, name } of reader.found.values()) kin.add(wordAt(text, spelt?.long.start ?? name.start));
  for (const [index, matches] of matchesIn(text, sibling, reader.sentences)) {
    for (const match of matches) {
      const start = match.index + 4;
      if (!kin.has(wordAt(text, start))) continue;
      const end = start + match[1]!.length;
      record(reader, { name: { start, end }, phrase: '', rest: end }, index);
    }
  }
}

const sibling =
  /\bthe\s((?:[A-Z][\w-]+\s){2,5}(?:benchmark|dataset|corpus|task|challenge|suite|metric|test)s?),\s(?=which\s|an?\s)/g;

/** The first word of a name, up to its space. */
function wordAt(text: string, start: number): string {
  return /^\S{1,60}(?=\s|$)/.exec(text.slice(start, start + 61))?.[0] ?? '';
}
