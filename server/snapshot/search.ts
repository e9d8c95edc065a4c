import MiniSearch from 'minisearch';
import type { PaperId } from '../library/model.ts';
import { folded, singular } from '../text/fold.ts';
import { wordsIn } from '../text/words.ts';
import { isStopWord } from './stop-words.ts';

export interface Scored {
  readonly id: PaperId;
  readonly score: number;
}

/** A folded word of a text and how much it tells: its tf-idf weight in the library. */
export interface Weighted {
  readonly word: string;
  readonly weight: number;
}

/** Finds papers by the words of title and abstract. Queries only find; `Library` alone adds and removes. */
export interface PaperSearch {
  readonly size: number;
  /** Papers with all the words of `query`, which may be unfinished, in title or abstract, or in the title alone; best first, ties by id. */
  find(query: string, limit: number, where?: 'title'): readonly Scored[];
  /** Papers that hold all of `words`, which are folded and singular; at most `limit`, by id. */
  containing(words: readonly string[], limit: number): readonly PaperId[];
  /** True where a word of the paper's title or abstract begins with this folded one. */
  begins(id: PaperId, word: string): boolean;
  /** True where the paper's title or abstract has these folded, singular words one after the other. */
  holds(id: PaperId, phrase: readonly string[]): boolean;
  /** Papers by how much of the weight of `words` they hold; best first, ties by id. */
  similar(words: readonly Weighted[], limit: number): readonly Scored[];
  /** The `count` words of `text` with the highest tf-idf, its title counted `titleWeight` times. */
  weightiest(title: string, abstract: string, count: number): readonly Weighted[];
  /** In how many papers a folded, singular word stands. */
  frequency(word: string): number;
}

interface Indexed {
  readonly id: PaperId;
  readonly title: readonly string[];
  readonly abstract: readonly string[];
}

const titleWeight = 2;

/** The index that `Library` keeps for the papers it holds: `remove` takes out exactly what `add` put in. */
export class MutablePaperSearch implements PaperSearch {
  private readonly documents = new Map<PaperId, Indexed>();
  private readonly frequencies = new Map<string, number>();
  private readonly index = new MiniSearch<Indexed>({
    fields: ['title', 'abstract'],
    extractField: (document, field) => document[field as keyof Indexed] as string,
    stringifyField: value => value as string,
    tokenize: words => words as unknown as string[],
    processTerm: word => word,
    searchOptions: { tokenize: query => query.split(' '), boost: { title: titleWeight } },
  });

  get size(): number {
    return this.documents.size;
  }

  add(id: PaperId, title: string, abstract: string): void {
    this.remove(id);
    const document: Indexed = { id, title: searchWords(title), abstract: searchWords(abstract) };
    this.documents.set(id, document);
    this.index.add(document);
    for (const word of distinct(document)) this.frequencies.set(word, (this.frequencies.get(word) ?? 0) + 1);
  }

  remove(id: PaperId): void {
    const document = this.documents.get(id);
    if (document === undefined) return;
    this.index.remove(document);
    this.documents.delete(id);
    for (const word of distinct(document)) {
      const left = this.frequencies.get(word)! - 1;
      if (left === 0) this.frequencies.delete(word);
      else this.frequencies.set(word, left);
    }
  }

  find(query: string, limit: number, where?: 'title'): readonly Scored[] {
    const words = searchWords(query);
    if (words.length === 0) return [];
    const results = this.index.search(words.join(' '), {
      combineWith: 'AND',
      // The last word has perhaps just been begun; a single letter elsewhere is a word of its own.
      prefix: (word, i) => i === words.length - 1 || word.length > 1,
      ...(where ? { fields: [where] } : {}),
    });
    return ranked(results, limit);
  }

  containing(words: readonly string[], limit: number): readonly PaperId[] {
    if (words.length === 0 || words.some(word => !this.frequencies.has(word))) return [];
    const results = this.index.search(words.join(' '), { combineWith: 'AND' });
    return results
      .map(result => result.id as PaperId)
      .sort()
      .slice(0, limit);
  }

  begins(id: PaperId, word: string): boolean {
    const document = this.documents.get(id);
    return document !== undefined && (someBegins(document.title, word) || someBegins(document.abstract, word));
  }

  holds(id: PaperId, phrase: readonly string[]): boolean {
    const document = this.documents.get(id);
    return document !== undefined && (follows(document.title, phrase) || follows(document.abstract, phrase));
  }

  similar(words: readonly Weighted[], limit: number): readonly Scored[] {
    if (words.length === 0) return [];
    const weights = new Map(words.map(({ word, weight }) => [word, weight]));
    const results = this.index.search([...weights.keys()].join(' '), { boostTerm: word => weights.get(word) ?? 1 });
    return ranked(results, limit);
  }

  weightiest(title: string, abstract: string, count: number): readonly Weighted[] {
    const counts = new Map<string, number>();
    for (const word of searchWords(title)) counts.set(word, (counts.get(word) ?? 0) + titleWeight);
    for (const word of searchWords(abstract)) counts.set(word, (counts.get(word) ?? 0) + 1);
    const total = Math.max(1, this.size);
    return [...counts]
      .filter(([word]) => word.length > 1 && !isStopWord(word))
      .map(([word, times]) => ({
        word,
        weight: (1 + Math.log(times)) * Math.log(1 + total / (1 + this.frequency(word))),
      }))
      .sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1))
      .slice(0, count);
  }

  frequency(word: string): number {
    return this.frequencies.get(word) ?? 0;
  }
}

/** The words of a text as the index knows them: folded and singular. */
export function searchWords(text: string): string[] {
  return wordsIn(text).map(word => singular(folded(word.text)));
}

function distinct(document: Indexed): Set<string> {
  return new Set([...document.title, ...document.abstract]);
}

function someBegins(words: readonly string[], start: string): boolean {
  for (let i = 0; i < words.length; i++) if (words[i]!.startsWith(start)) return true;
  return false;
}

/** As linear as texts are: no more than the phrase's words are looked at from each word on. */
function follows(words: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  for (let at = words.indexOf(phrase[0]!); at >= 0; at = words.indexOf(phrase[0]!, at + 1)) {
    if (phrase.every((word, i) => words[at + i] === word)) return true;
  }
  return false;
}

/** Scores are rounded, so that an index that papers were taken out of ranks as one that never held them. */
function ranked(results: readonly { readonly id: unknown; readonly score: number }[], limit: number): Scored[] {
  return results
    .map(result => ({ id: result.id as PaperId, score: Math.round(result.score * 1e9) / 1e9 }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
    .slice(0, limit);
}
