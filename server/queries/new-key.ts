import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { PaperId } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { citationKey, longCitationKey } from '../text/citation-key.ts';
import { nameKey } from '../text/fold.ts';

/**
 * A citation key for a record that comes into the library: its own or one by the pattern, else the longer form, else
 * that with a number. No other paper or note goes by it, and none of `taken` is it.
 */
export function newKey(
  snapshot: Pick<Snapshot, 'names'>,
  record: BibliographicRecord,
  pattern: string,
  taken: ReadonlySet<string>,
  own?: PaperId,
): string {
  const isFree = (key: string) =>
    !taken.has(key) &&
    (snapshot.names.get(nameKey(key)) ?? []).every(target => target.kind === 'paper' && target.id === own);
  const long = longCitationKey(record, pattern);
  const wanted = [record.key, citationKey(record, pattern), long].find(key => key !== undefined && isFree(key));
  if (wanted !== undefined) return wanted;
  let number = 2;
  while (!isFree(`${long}-${number}`)) number++;
  return `${long}-${number}`;
}
