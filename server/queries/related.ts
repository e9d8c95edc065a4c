import { wholeText } from '../formats/papers.ts';
import { memo, memoOne } from '../library/memo.ts';
import type { Paper, PaperId } from '../library/model.ts';
import { termsBetween } from '../snapshot/mentions.ts';
import { searchWords, type Weighted } from '../snapshot/search.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { isStopWord } from '../snapshot/stop-words.ts';
import { isShaped, singularLabel, termKey } from '../text/fold.ts';
import { wordsIn } from '../text/words.ts';

/** A paper near to another or to a text, how near, and the words that both have. */
export interface Related {
  readonly paper: Paper;
  readonly score: number;
  /** What the two share, most telling first; a word that most of the library has is never among them. */
  readonly shared: readonly string[];
}

/** What related work is asked for: a title (which may be empty), a text, and categories where they are known. */
export interface About {
  readonly title: string;
  readonly text: string;
  readonly categories?: Paper['categories'];
}

const queryWords = 20;
const candidates = 60;

/** The papers nearest to a paper, best first, ties by id; itself is not among them. */
export function relatedTo(snapshot: Snapshot, paper: Paper, limit: number): readonly Related[] {
  return relatedToText(snapshot, aboutPaper(snapshot, paper), limit, paper.id);
}

/** What related work of a paper is asked for. */
export function aboutPaper(snapshot: Snapshot, paper: Paper): About {
  const abstract = snapshot.text(paper)?.abstract.text ?? '';
  return { title: paper.title, text: abstract, categories: paper.categories };
}

/**
 * The papers nearest to a text: found by its weightiest words, then ranked by the cosine of tf-idf over stems and
 * two-word phrases and by the categories that both stand in.
 */
export function relatedToText(snapshot: Snapshot, about: About, limit: number, except?: PaperId): readonly Related[] {
  const words = weightiest(snapshot, about);
  const topics = topicsOf(snapshot, `${about.title}\n\n${about.text}`);
  return rankedFor(snapshot, about, words, Math.max(candidates, limit), except)
    .slice(0, limit)
    .map(({ paper, score }) => ({ paper, score, shared: sharedWith(snapshot, paper, topics, words) }));
}

/**
 * Every paper that has a weighty word in common with a text, nearest first: the candidates of `relatedToText` in its
 * order, then the others by how much of the weight they hold.
 */
export function byNearness(snapshot: Snapshot, about: About, except?: PaperId): readonly Paper[] {
  const words = weightiest(snapshot, about);
  const nearest = rankedFor(snapshot, about, words, candidates, except).map(({ paper }) => paper);
  const others = snapshot.search
    .similar(words, Number.MAX_SAFE_INTEGER)
    .flatMap(({ id }) => (id === except ? [] : (snapshot.papers.get(id) ?? [])));
  return [...new Set([...nearest, ...others])];
}

function weightiest(snapshot: Snapshot, about: About): readonly Weighted[] {
  return snapshot.search.weightiest(about.title, about.text, queryWords);
}

/** The `limit` papers that hold most of the weight of `words`, nearest first, ties by id. */
function rankedFor(
  snapshot: Snapshot,
  about: About,
  words: readonly Weighted[],
  limit: number,
  except: PaperId | undefined,
): { readonly paper: Paper; readonly score: number }[] {
  const found = snapshot.search.similar(words, limit + 1).filter(({ id }) => id !== except);
  const asked = weighted(snapshot, featuresOf(about.title, about.text));
  const ranked = found.flatMap(({ id }) => {
    const paper = paperOf(snapshot, id);
    if (paper === undefined) return [];
    const score =
      cosine(asked, weighted(snapshot, featuresOfPaper(paper, snapshot))) +
      categoryOverlap(about.categories ?? [], paper.categories);
    return [{ paper, score: Math.round(score * 1e9) / 1e9 }];
  });
  return ranked.sort((a, b) => b.score - a.score || (a.paper.id < b.paper.id ? -1 : 1));
}

/** What a text is about, stem by stem and phrase by phrase, and how often; with the words whose rarity weighs each. */
type Features = ReadonlyMap<string, { readonly count: number; readonly words: readonly string[] }>;

const titleCount = 3;

function featuresOf(title: string, text: string): Features {
  const features = new Map<string, { count: number; words: readonly string[] }>();
  const add = (key: string, words: readonly string[], count: number) => {
    const known = features.get(key);
    if (known) known.count += count;
    else features.set(key, { count, words });
  };
  for (const [part, count] of [[title, titleCount] as const, [text, 1] as const]) {
    let previous: string | undefined;
    for (const word of searchWords(part)) {
      const telling = word.length > 1 && !isStopWord(word);
      if (telling) add(stem(word), [word], count);
      if (telling && previous !== undefined) add(`${stem(previous)} ${stem(word)}`, [previous, word], count);
      previous = telling ? word : undefined;
    }
  }
  return features;
}

/** Remembered for as long as the paper is: a changed record makes another one. */
const featuresByPaper = memoOne((paper: Paper) => {
  let features: Features | undefined;
  return (snapshot: Pick<Snapshot, 'text'>) =>
    (features ??= featuresOf(paper.title, snapshot.text(paper)?.abstract.text ?? ''));
});

const featuresOfPaper = (paper: Paper, snapshot: Pick<Snapshot, 'text'>): Features => featuresByPaper(paper)(snapshot);

/** Each feature's tf-idf, scaled so that the squares add up to 1. */
function weighted(snapshot: Snapshot, features: Features): ReadonlyMap<string, number> {
  const size = Math.max(1, snapshot.search.size);
  const weights = new Map<string, number>();
  let squares = 0;
  for (const [key, { count, words }] of features) {
    const rarest = Math.min(...words.map(word => Math.max(1, snapshot.search.frequency(word))));
    const weight = (1 + Math.log(count)) * Math.log((size + 1) / rarest);
    weights.set(key, weight);
    squares += weight * weight;
  }
  const length = Math.sqrt(squares) || 1;
  for (const [key, weight] of weights) weights.set(key, weight / length);
  return weights;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [key, weight] of a) sum += weight * (b.get(key) ?? 0);
  return sum;
}

/** The common part of a word's forms: "regularised" and "regularization" give "regular". */
function stem(word: string): string {
  if (word.length < 6) return word;
  const short = word.replace(
    /(?:i[sz]ations?|i[sz]ing|i[sz]ed|i[sz]e|ations?|ively|ing|edly|ed|ive|ity|ally|al|ly|ments?|ness|ers?|ors?|ions?|able|ic|e|y)$/,
    '',
  );
  return short.length < 3 ? word : short;
}

/** How far the categories of two papers agree, by how well both fit; at most about 0.4. */
function categoryOverlap(a: Paper['categories'], b: Paper['categories']): number {
  let shared = 0;
  for (const { category, score } of a)
    shared += Math.min(score, b.find(other => other.category === category)?.score ?? 0);
  return 0.03 * Math.min(12, shared);
}

function sharedWith(
  snapshot: Snapshot,
  paper: Paper,
  topics: ReadonlyMap<string, string>,
  words: readonly Weighted[],
): string[] {
  const own = topicsOfPaper(paper, snapshot);
  const common = [...topics.keys()].filter(key => own.has(key));
  const weights = common
    .map(key => ({ label: topics.get(key)!, weight: rarity(snapshot, key) }))
    .sort((a, b) => b.weight - a.weight);
  const named = weights.filter(({ weight }) => weight > 0.35).map(({ label }) => label);
  return reasons(snapshot, named, words, snapshot.text(paper)?.abstract.text ?? '', paper.title);
}

/**
 * At most four reasons: terms and phrases first. Single words stand in only where there is at most one of these, and
 * only rare ones among the weightiest.
 */
function reasons(
  snapshot: Snapshot,
  topics: readonly string[],
  words: readonly Weighted[],
  abstract: string,
  title: string,
): string[] {
  const chosen: string[] = [];
  const add = (reason: string) => {
    if (chosen.length < 4 && !chosen.some(other => within(reason, other) || within(other, reason))) chosen.push(reason);
  };
  topics.forEach(add);
  if (chosen.length > 1) return chosen;
  const held = new Set(searchWords(`${title} ${abstract}`));
  const common = Math.max(3, snapshot.search.size * 0.2);
  for (const { word } of words.slice(0, 12)) {
    if (word.length > 3 && held.has(word) && snapshot.search.frequency(word) <= common) add(word);
  }
  return chosen;
}

function within(a: string, b: string): boolean {
  return termKey(b).includes(termKey(a));
}

/** How telling a shared term is: 0 where half of the library has its rarest word, more the rarer it is. */
function rarity(snapshot: Snapshot, key: string): number {
  const words = key.split(' ');
  const frequency = Math.min(...words.map(word => Math.max(1, snapshot.search.frequency(word))));
  const size = Math.max(2, snapshot.search.size);
  return Math.max(0, Math.log(size / (2 * frequency)) / Math.log(size)) * (words.length > 1 ? 1.3 : 1);
}

const topicsOfPaper = (paper: Paper, snapshot: Snapshot): ReadonlyMap<string, string> =>
  topicsByTerms(paper, snapshot.terms)(snapshot);

/** Remembered per paper and terms table: both stay the same objects until the paper or a definition changes. */
const topicsByTerms = memo((paper: Paper, _terms: Snapshot['terms']) => {
  let topics: ReadonlyMap<string, string> | undefined;
  return (snapshot: Snapshot) => (topics ??= topicsOf(snapshot, textOf(snapshot, paper)));
});

function textOf(snapshot: Snapshot, paper: Paper): string {
  const text = snapshot.text(paper);
  return text === undefined ? paper.title : wholeText(text).text;
}

/** A topic as its text writes it, but for capitals of titles and line breaks: "catastrophic forgetting", "LoRA". */
function shownTopic(written: string): string {
  const plain = singularLabel(written.replace(/\s+/g, ' '));
  return plain.includes(' ') && !plain.split(/[ -]/).some(isShaped) ? plain.toLowerCase() : plain;
}

/** The terms and two-word phrases of a text, by their folded words, each with the way to show it. */
function topicsOf(snapshot: Snapshot, text: string): ReadonlyMap<string, string> {
  const topics = new Map<string, string>();
  for (const mention of termsBetween(snapshot.terms, text, [])) {
    const [definition] = mention.definitions;
    const key = searchWords(definition?.expansion ?? text.slice(mention.start, mention.end)).join(' ');
    topics.set(key, shownTopic(text.slice(mention.start, mention.end)));
  }
  const words = wordsIn(text);
  for (let i = 0; i + 1 < words.length; i++) {
    const [first, second] = [words[i]!, words[i + 1]!];
    if (!/^[ -]$/.test(text.slice(first.end, second.start))) continue;
    const [a, b] = [searchWords(first.text)[0] ?? '', searchWords(second.text)[0] ?? ''];
    if (a.length < 3 || b.length < 3 || isStopWord(a) || isStopWord(b)) continue;
    if (!topics.has(`${a} ${b}`))
      topics.set(`${a} ${b}`, singularLabel(text.slice(first.start, second.end)).toLowerCase());
  }
  return topics;
}
