import { memoOne } from '../library/memo.ts';
import type { Paper, Sense } from '../library/model.ts';
import type { FindResult, TermCard, TermsResult } from '../protocol.ts';
import { searchWords } from '../snapshot/search.ts';
import { sensesOf } from '../snapshot/senses.ts';
import { compareText, linesOf, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { folded, termKey } from '../text/fold.ts';
import { lineAt } from '../text/lines.ts';
import { clipped } from '../text/markdown.ts';
import { wordsIn } from '../text/words.ts';
import { paperCard } from './paper-card.ts';
import { sourceName } from './term-card.ts';

const most = 50;

/** Papers that have all the words in title, authors or abstract, best first; without words, papers by title. */
export function findPapers(snapshot: Snapshot, query: string): FindResult {
  const words = searchWords(query);
  return {
    papers: papersFor(snapshot, query, most).map(paper => ({
      paper: paperCard(snapshot, paper),
      detail: around(snapshot, paper, words),
    })),
  };
}

/** As `findPapers`, without what a view shows. */
export function papersFor(snapshot: Snapshot, query: string, limit: number): readonly Paper[] {
  const words = searchWords(query);
  if (words.length === 0) return byTitle(snapshot.papers).slice(0, limit);
  const found = snapshot.search.find(query, limit).flatMap(({ id }) => paperOf(snapshot, id) ?? []);
  if (found.length >= limit) return found;
  const authored = byTitle(snapshot.papers).filter(paper => hasDetails(paper, words));
  return [...new Set([...found, ...authored])].slice(0, limit);
}

/** True where title, authors, year and identifiers have all the words, the words perhaps unfinished. */
export function hasDetails({ title, authors, year, arxiv, doi, id }: Paper, words: readonly string[]): boolean {
  const own = searchWords(`${title} ${authors.join(' ')} ${year ?? ''} ${arxiv ?? ''} ${doi ?? ''} ${id}`);
  return words.every(word => own.some(other => other.startsWith(word)));
}

/** Terms by label or expansion: those that begin with the query first, then those that hold its words. */
export function findTerms(snapshot: Snapshot, query: string): TermsResult {
  const wanted = folded(query.trim());
  const matches = allSenses(snapshot.terms).flatMap(sense => {
    const names = [sense.label, sense.expansion ?? '', ...sense.aliases].map(folded);
    const rank = names.some(name => name === wanted)
      ? 0
      : names[0]!.startsWith(wanted)
        ? 1
        : names.some(name => name.includes(wanted))
          ? 2
          : 3;
    return rank < 3 ? [{ sense, rank }] : [];
  });
  matches.sort((a, b) => a.rank - b.rank || compareText(folded(a.sense.label), folded(b.sense.label)));
  return { terms: matches.slice(0, most).map(({ sense }) => termRow(snapshot, sense)) };
}

/** Every sense once, by label: each is taken from the list of its own label, where all its definitions meet. */
export const allSenses = memoOne((terms: Snapshot['terms']): readonly Sense[] => {
  const senses: Sense[] = [];
  for (const [key, definitions] of terms.entries()) {
    senses.push(...sensesOf(definitions).filter(({ label }) => termKey(label) === key));
  }
  return senses.sort(
    (a, b) => compareText(folded(a.label), folded(b.label)) || compareText(a.from.place.uri, b.from.place.uri),
  );
});

function termRow(snapshot: Snapshot, sense: Sense): TermCard {
  const { uri, span } = sense.from.place;
  const lines = linesOf(snapshot, uri) ?? new Uint32Array(1);
  const line = lineAt(lines, span.start);
  return {
    label: sense.label,
    definition: sense.definition,
    source: sourceName(snapshot, sense.from),
    place: { uri, line, character: span.start - lines[line]! },
    ...(sense.expansion === undefined ? {} : { expansion: sense.expansion }),
  };
}

/** The piece of the abstract around the first of the words. */
function around(snapshot: Snapshot, paper: Paper, words: readonly string[]): string {
  const abstract = (snapshot.text(paper)?.abstract.text ?? '').replace(/\s+/g, ' ');
  const hit =
    words.length === 0
      ? undefined
      : wordsIn(abstract).find(word => words.some(wanted => folded(word.text).startsWith(wanted)));
  const start = hit === undefined || hit.start < 60 ? 0 : abstract.indexOf(' ', hit.start - 50) + 1;
  return (start > 0 ? '… ' : '') + clipped(abstract.slice(start), 160);
}

const byTitle = memoOne((papers: Snapshot['papers']): readonly Paper[] =>
  [...papers.values()].sort(
    (a, b) => compareText(a.title.toLowerCase(), b.title.toLowerCase()) || compareText(a.id, b.id),
  ),
);
