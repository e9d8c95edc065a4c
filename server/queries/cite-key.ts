import type { Paper } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { nameKey } from '../text/fold.ts';

/**
 * The key by which a note cites a paper: the first of its own, or a generated one, of which the longer is taken where
 * another paper or a note goes by the shorter. A key that a record has is never changed.
 */
export function citeKey(snapshot: Pick<Snapshot, 'names'>, { id, keys, records }: Paper): string {
  const isGenerated = records.every(({ key }) => key === undefined);
  const isOwn = (key: string) =>
    (snapshot.names.get(nameKey(key)) ?? []).every(target => target.kind === 'paper' && target.id === id);
  return (isGenerated ? keys.find(isOwn) : undefined) ?? keys[0]!;
}

/** True for a key that Pandoc reads behind `@` as it is; any other needs braces. */
export function isPlainKey(key: string): boolean {
  return /^[\p{L}\p{N}_](?:[:.#$%&\-+?<>~/]?[\p{L}\p{N}_])*$/u.test(key);
}
