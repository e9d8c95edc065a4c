import type { KeyedRecord } from '../formats/append.ts';
import { isSamePaper } from '../formats/joined-records.ts';
import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import type { Paper } from '../library/model.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { newKey } from './new-key.ts';
import { ownedPaper } from './owned.ts';

/** What of some records is new to a library. */
export interface NewRecords {
  /** Each paper once, under a key of its own. */
  readonly fresh: readonly KeyedRecord[];
  /** The papers of the library that other records are of. */
  readonly owned: readonly Paper[];
}

/** Parts records by whether the library has their papers; with `completes`, records of papers that it has are new, too. */
export function newRecords(
  snapshot: Snapshot,
  records: readonly BibliographicRecord[],
  keyPattern: string,
  completes = false,
): NewRecords {
  const owned: Paper[] = [];
  const fresh: KeyedRecord[] = [];
  const taken = new Set<string>();
  for (const record of records) {
    const paper = ownedPaper(snapshot, record);
    if (paper !== undefined && !completes) owned.push(paper);
    else if (!fresh.some(other => isSamePaper(other.record, record))) {
      const key = newKey(snapshot, record, keyPattern, taken, paper?.id);
      taken.add(key);
      fresh.push({ record, key });
    }
  }
  return { fresh, owned };
}
