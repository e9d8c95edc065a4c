import type { Paper } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { countWhile } from '../text/span.ts';

/** The paper whose record in a file holds the offset; found by bisection, as records stand in the file's order. */
export function recordAt(snapshot: Pick<Snapshot, 'files'>, uri: string, offset: number): Paper | undefined {
  const papers = snapshot.files.get(uri)?.papers ?? [];
  const paper = papers[countWhile(papers.length, i => papers[i]!.from.span.start <= offset) - 1];
  return paper && offset <= paper.from.span.end ? paper : undefined;
}
