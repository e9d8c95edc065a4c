import { memoOne } from '../library/memo.ts';
import type { Paper, Sense } from '../library/model.ts';
import type { FindResult, TermCard, TermsResult } from '../protocol.ts';
import { searchWords } from '../snapshot/search.ts';
import { sensesOf } from '../snapshot/senses.ts';
import { compareText, linesOf, type Snapshot } from '../snapshot/snapshot.ts';
import { folded, termKey } from '../text/fold.ts';
import { lineAt } from '../text/lines.ts';
import { clipped } from '../text/markdown.ts';
import { wordsIn } from '../text/words.ts';
import { paperCard } from './paper-card.ts';
import { byTitle } from './paper-order.ts';
import { readQuery } from './paper-query.ts';
import { papersLeft } from './query-match.ts';
import { sourceName } from './term-card.ts';

const most = 50;

/** The papers that a query leaves, best first; without a query, papers by title. */
export function findPapers(snapshot: Snapshot, query: string): FindResult {
  const words = readQuery(query).parts.flatMap(part =>
    part.kind === 'words' && !part.not ? searchWords(part.text) : [],
  );
  return {
    papers: papersFor(snapshot, query, most).map(paper => ({
      paper: paperCard(snapshot, paper),
      detail: around(snapshot, paper, words),
    })),
  };
}

/** As `findPapers`, without what a view shows: those whose titles and abstracts have all the words come first. */
export function papersFor(snapshot: Snapshot, query: string, limit: number): readonly Paper[] {
  const { parts } = readQuery(query);
  if (parts.length === 0) return byTitle(snapshot.papers).slice(0, limit);
  const left = papersLeft(snapshot, query);
  const words = parts.flatMap(part => (part.kind === 'words' && !part.not ? part.text : [])).join(' ');
  const best = snapshot.search
    .find(words, Number.MAX_SAFE_INTEGER)
    .flatMap(({ id }) => snapshot.papers.get(id) ?? [])
    .filter(paper => left.has(paper));
  if (best.length >= limit) return best.slice(0, limit);
  const others = byTitle(snapshot.papers).filter(paper => left.has(paper));
  return [...new Set([...best, ...others])].slice(0, limit);
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
