import lines from './fields.md';
import { type Bag, bagOf } from './word-bags.ts';

/** Texts that say which words go together in a field of research: the lines of the bundled list, read once. */
export function fieldsWith(word: string): readonly Bag[] {
  return fieldLists().textsWith.get(word) ?? none;
}

/** How strongly a text speaks for each field: the cosine of its words and the field's, but for the text's length. */
export function fieldsOf(bag: Bag): Float64Array {
  const { texts, holding, norms } = fieldLists();
  const strengths = new Float64Array(texts.length);
  for (const [word, count] of bag) {
    const fields = isOpening(word) ? undefined : holding.get(word);
    if (fields === undefined) continue;
    const weight = rarity(fields.length, texts.length) ** 2;
    for (const index of fields) strengths[index]! += (count * weight) / norms[index]!;
  }
  return strengths;
}

/** Reads the bundled list now, which takes a tenth of a second, so that no first hover has to wait for it. */
export function readyFields(): void {
  fieldLists();
}

interface FieldLists {
  readonly texts: readonly Bag[];
  readonly textsWith: ReadonlyMap<string, readonly Bag[]>;
  /** The fields, by their order, that hold a word or an opening. */
  readonly holding: ReadonlyMap<string, readonly number[]>;
  /** The length of each field as a vector of tf-idf. */
  readonly norms: readonly number[];
}

const none: readonly Bag[] = [];

let read: FieldLists | undefined;

function fieldLists(): FieldLists {
  return (read ??= readFields(lines));
}

function readFields(text: string): FieldLists {
  const texts = text.split('\n').flatMap(line => (line.startsWith('- ') ? [bagOf(line)] : []));
  const holding = new Map<string, number[]>();
  for (const [index, bag] of texts.entries()) {
    for (const word of bag.keys()) {
      const fields = holding.get(word);
      if (fields) fields.push(index);
      else holding.set(word, [index]);
    }
  }
  const textsWith = new Map([...holding].map(([word, fields]) => [word, fields.map(index => texts[index]!)]));
  const norms = texts.map(bag => {
    let sum = 0;
    for (const word of bag.keys()) if (!isOpening(word)) sum += rarity(holding.get(word)!.length, texts.length) ** 2;
    return Math.sqrt(sum) || 1;
  });
  return { texts, textsWith, holding, norms };
}

function rarity(fields: number, all: number): number {
  return Math.log(1 + all / (fields + 0.5));
}

function isOpening(word: string): boolean {
  return word.endsWith('…');
}
