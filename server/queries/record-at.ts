import type { Paper } from '../library/model.ts';
import { type Papers, paperOfRecord, type Snapshot } from '../snapshot/snapshot.ts';
import { countWhile } from '../text/span.ts';

/** The paper whose record in a file holds the offset; found by bisection, as records stand in the file's order. */
export function recordAt(snapshot: Papers & Pick<Snapshot, 'files'>, uri: string, offset: number): Paper | undefined {
  const records = snapshot.files.get(uri)?.records ?? [];
  const record = records[countWhile(records.length, i => records[i]!.from.span.start <= offset) - 1];
  return record && offset <= record.from.span.end ? paperOfRecord(snapshot, record) : undefined;
}
