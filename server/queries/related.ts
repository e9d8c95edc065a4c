import { wholeText } from '../formats/papers.ts';
import { memo } from '../library/memo.ts';
import type { Paper, PaperId } from '../library/model.ts';
import { termsBetween } from '../snapshot/mentions.ts';
import { type Scored, searchWords, type Weighted } from '../snapshot/search.ts';
import { paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { isStopWord } from '../snapshot/stop-words.ts';
import { singularLabel, termKey } from '../text/fold.ts';
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
  const text = snapshot.text(paper);
  const about = { title: paper.title, text: text?.abstract.text ?? '', categories: paper.categories };
  return relatedToText(snapshot, about, limit, paper.id);
}

/**
 * The papers nearest to a text: found by its weightiest words, then ranked by these, by the terms and phrases that both
 * use and by the categories that both stand in.
 */
export function relatedToText(snapshot: Snapshot, about: About, limit: number, except?: PaperId): readonly Related[] {
  const words = snapshot.search.weightiest(about.title, about.text, queryWords);
  const found = snapshot.search.similar(words, candidates + 1).filter(({ id }) => id !== except);
  const topics = topicsOf(snapshot, `${about.title}\n\n${about.text}`);
  const best = found[0]?.score ?? 1;
  const ranked = found
    .slice(0, Math.max(candidates, limit))
    .flatMap(scored => rankOne(snapshot, about, topics, words, scored, best));
  ranked.sort((a, b) => b.score - a.score || (a.paper.id < b.paper.id ? -1 : 1));
  return ranked.slice(0, limit);
}

function rankOne(
  snapshot: Snapshot,
  about: About,
  topics: ReadonlyMap<string, string>,
  words: readonly Weighted[],
  { id, score }: Scored,
  best: number,
): Related[] {
  const paper = paperOf(snapshot, id);
  const text = paper && snapshot.text(paper);
  if (paper === undefined || text === undefined) return [];
  const own = topicsOfPaper(paper, snapshot);
  const common = [...topics.keys()].filter(key => own.has(key));
  const weights = common
    .map(key => ({ label: topics.get(key)!, weight: rarity(snapshot, key) }))
    .sort((a, b) => b.weight - a.weight);
  const topicScore =
    weights.reduce((sum, { weight }) => sum + weight, 0) / (3 + Math.sqrt(topics.size * own.size) * 0.3);
  const total =
    score / best + 0.35 * Math.min(1, topicScore) + 0.25 * categoryOverlap(about.categories ?? [], paper.categories);
  const named = weights.filter(({ weight }) => weight > 0.4).map(({ label }) => label);
  return [
    {
      paper,
      score: Math.round(total * 1e6) / 1e6,
      shared: reasons(snapshot, named, words, text.abstract.text, paper.title),
    },
  ];
}

/** At most four reasons: terms and phrases first, then single words that are not part of one. */
function reasons(
  snapshot: Snapshot,
  topics: readonly string[],
  words: readonly Weighted[],
  abstract: string,
  title: string,
): string[] {
  const held = new Set(searchWords(`${title} ${abstract}`));
  const common = Math.max(3, snapshot.search.size * 0.4);
  const singles = words
    .filter(({ word }) => held.has(word) && snapshot.search.frequency(word) <= common)
    .map(({ word }) => word);
  const chosen: string[] = [];
  for (const reason of [...topics, ...singles]) {
    if (chosen.length === 4) break;
    if (!chosen.some(other => within(reason, other) || within(other, reason))) chosen.push(reason);
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

function categoryOverlap(a: Paper['categories'], b: Paper['categories']): number {
  let shared = 0;
  a.forEach((fit, i) => {
    const j = b.findIndex(other => other.category === fit.category);
    if (j >= 0) shared += 1 / (1 + i + j);
  });
  return Math.min(1, shared);
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

/** The terms and two-word phrases of a text, by their folded words, each with the way to show it. */
function topicsOf(snapshot: Snapshot, text: string): ReadonlyMap<string, string> {
  const topics = new Map<string, string>();
  for (const mention of termsBetween(snapshot.terms, text, [])) {
    const [definition] = mention.definitions;
    const key = searchWords(definition?.expansion ?? text.slice(mention.start, mention.end)).join(' ');
    topics.set(key, singularLabel(definition?.label ?? text.slice(mention.start, mention.end)));
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
