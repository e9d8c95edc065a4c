import { memoOne } from '../library/memo.ts';
import type { Paper } from '../library/model.ts';
import { type PaperSearch, searchWords } from '../snapshot/search.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { folded } from '../text/fold.ts';
import { type PaperQuery, type QueryField, type QueryPart, readQuery } from './paper-query.ts';

/**
 * The papers that a query leaves. A word fits where a word begins with it, in title, abstract, authors, year or
 * identifiers; a phrase where its words stand whole and in this order. In the value of a field, all of the words must fit
 * one of its authors, tags or collections.
 */
export function papersLeft(snapshot: Pick<Snapshot, 'papers' | 'search'>, filter: string): ReadonlySet<Paper> {
  const last = lastFilter(snapshot.papers);
  if (last.filter !== filter) Object.assign(last, { filter, left: matching(snapshot, readQuery(filter)) });
  return last.left;
}

/** The last answer for one state of the papers, as a view asks for its nodes one by one under the same filter. */
const lastFilter = memoOne((_papers: Snapshot['papers']): { filter?: string; left: ReadonlySet<Paper> } => ({
  left: new Set(),
}));

function matching({ papers, search }: Pick<Snapshot, 'papers' | 'search'>, { parts }: PaperQuery): ReadonlySet<Paper> {
  let left: Paper[] = [...papers.values()];
  for (const part of parts.toSorted((a, b) => costOf(a) - costOf(b))) {
    if (left.length === 0) break;
    const fits = testOf(part, search);
    left = left.filter(paper => fits(paper) !== part.not);
  }
  return new Set(left);
}

/** Cheap conditions come first, as the others then have less to look at. */
function costOf(part: QueryPart): number {
  return ['years', 'field', 'words'].indexOf(part.kind);
}

function testOf(part: QueryPart, search: PaperSearch): (paper: Paper) => boolean {
  switch (part.kind) {
    case 'years': {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = part;
      return ({ year }) => year !== undefined && year >= from && year <= to;
    }
    case 'field': {
      const fits = fitsIn(part.text, part.exact);
      return paper => fits(fieldsOf[part.field](paper));
    }
    case 'words':
      return part.exact ? phraseTest(part.text, search) : wordsTest(part.text, search);
  }
}

function phraseTest(text: string, search: PaperSearch): (paper: Paper) => boolean {
  const words = searchWords(text);
  const fits = fitsIn(text, true);
  return paper => search.holds(paper.id, words) || fits(detailsOf(paper));
}

function wordsTest(text: string, search: PaperSearch): (paper: Paper) => boolean {
  const words = searchWords(text);
  return paper => words.every(word => search.begins(paper.id, word) || detailsOf(paper).includes(` ${word}`));
}

/** Tests lines of words, each with a space at both ends: all words of `text` must begin words of one line, or stand in it as they are. */
function fitsIn(text: string, exact: boolean): (lines: string) => boolean {
  const words = plainWords(text).trim().split(' ');
  if (exact || words.length === 1) {
    const wanted = exact ? ` ${words.join(' ')} ` : ` ${words[0]}`;
    return lines => lines.includes(wanted);
  }
  return lines => lines.split('\n').some(line => words.every(word => line.includes(` ${word}`)));
}

/** The values of each field as lines of folded words. */
const fieldsOf: Readonly<Record<QueryField, (paper: Paper) => string>> = {
  author: memoOne(({ authors }: Paper) => linesOf(authors)),
  title: memoOne(({ title }: Paper) => linesOf([title])),
  venue: memoOne(({ venue }: Paper) => linesOf(venue === undefined ? [] : [venue])),
  tag: memoOne(({ keywords }: Paper) => linesOf(keywords)),
  collection: memoOne(({ collections }: Paper) => linesOf(collections ?? [])),
};

/** What a paper has beside title and abstract, which the search holds. */
const detailsOf = memoOne(({ authors, year, arxiv, doi, id, keys }: Paper) =>
  linesOf([...authors, `${year ?? ''}`, arxiv ?? '', doi ?? '', id, ...keys]),
);

function linesOf(values: readonly string[]): string {
  return plainWords(` ${values.join(' \n ')} `);
}

/** The text folded, with one space for all that stands between words on a line. */
function plainWords(text: string): string {
  return folded(text).replace(/[^\p{L}\p{M}\p{N}+#\n]+/gu, ' ');
}
