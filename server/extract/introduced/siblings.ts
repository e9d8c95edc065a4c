import type { Reader } from './reader.ts';
import { record } from './record.ts';

/** "the Micro Edit Detection benchmark, which …" beside a Micro Edit Dataset: named after what the paper introduces. */
export function readSiblings(reader: Reader): void {
  const { text } = reader;
  if (reader.found.size === 0) return;
  reader.sentences.forEach((sentence, index) => {
    for (const match of text.slice(sentence.start, sentence.end).matchAll(sibling)) {
      const first = match[1]!.split(' ', 1)[0]!;
      const kin = [...reader.found.values()].some(({ spelt, name }) =>
        text.startsWith(`${first} `, spelt?.long.start ?? name.start),
      );
      if (!kin) continue;
      const start = sentence.start + match.index + 4;
      record(
        reader,
        { name: { start, end: start + match[1]!.length }, phrase: '', rest: start + match[1]!.length },
        index,
      );
    }
  });
}

const sibling =
  /\bthe\s((?:[A-Z][\w-]+\s){2,5}(?:benchmark|dataset|corpus|task|challenge|suite|metric|test)s?),\s(?=which\s|an?\s)/g;
