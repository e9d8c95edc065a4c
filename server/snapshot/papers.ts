import type { Paper, PaperId, PaperRecord } from '../library/model.ts';
import type { Table } from '../library/table.ts';
import { defaultKeyPattern } from '../text/citation-key.ts';
import { type IdentityKey, identityOf, keysOfIdentity } from './identity.ts';
import { idsOf, mergedPaper } from './merged.ts';
import { papersAmong } from './same-paper.ts';

/** What the reader decides about papers. */
export interface PaperRules {
  /** True for a record that stands alone, whatever it has in common with others. */
  isSeparate(record: PaperRecord): boolean;
  /** How citation keys are generated: see `citationKey`. */
  readonly keyPattern: string;
}

/** What holds where the reader decides nothing. */
export const defaultRules: PaperRules = { isSeparate: () => false, keyPattern: defaultKeyPattern };

/** The part of a snapshot that tells which records are one paper. */
interface Grouped {
  readonly papers: Table<PaperId, Paper>;
  readonly identities: Table<IdentityKey, readonly Paper[]>;
}

/**
 * The papers that are no more and those that are new once some records have gone and others have come. Only records that
 * have something in common with these are looked at, however large the library is; a paper whose records stay stays the
 * same object.
 */
export function regroupedPapers(
  now: Grouped,
  gone: readonly PaperRecord[],
  come: readonly PaperRecord[],
  rules: PaperRules,
): { readonly gone: readonly Paper[]; readonly come: readonly Paper[] } {
  const touched = papersTouching(now, [...gone, ...come]);
  const left = new Set(gone);
  const staying = [...touched].flatMap(paper => paper.records).filter(record => !left.has(record));
  const groups = papersAmong([...staying, ...come], rules.isSeparate);
  const known = new Map([...touched].map(paper => [paper.id, paper]));
  const papers = named(groups).map(([id, records]) => {
    const before = known.get(id);
    return before !== undefined && isOf(before, records) ? before : mergedPaper(id, records, rules.keyPattern);
  });
  const kept = new Set(papers);
  return { gone: [...touched].filter(paper => !kept.has(paper)), come: papers.filter(paper => !touched.has(paper)) };
}

/** Everything that the records of one paper may have in common with others. */
export function identityKeysOf(records: readonly PaperRecord[]): readonly IdentityKey[] {
  if (records.length === 1) return keysOfIdentity(identityOf(records[0]!));
  return [...new Set(records.flatMap(record => keysOfIdentity(identityOf(record))))];
}

/** The papers with which records have something in common, and so on from these. */
function papersTouching({ identities }: Grouped, records: readonly PaperRecord[]): ReadonlySet<Paper> {
  const papers = new Set<Paper>();
  const seen = new Set<IdentityKey>();
  const waiting = [...identityKeysOf(records)];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (seen.has(key)) continue;
    seen.add(key);
    for (const paper of identities.get(key) ?? []) {
      if (papers.has(paper)) continue;
      papers.add(paper);
      for (const other of identityKeysOf(paper.records)) if (!seen.has(other)) waiting.push(other);
    }
  }
  return papers;
}

/** Gives each group an id: the best that is left, or the best with a number where other papers have all of them. */
function named(groups: readonly (readonly PaperRecord[])[]): (readonly [PaperId, readonly PaperRecord[]])[] {
  const taken = new Set<PaperId>();
  return groups.map(records => {
    const ids = idsOf(records);
    let id = ids.find(candidate => !taken.has(candidate));
    for (let n = 2; id === undefined; n++) {
      const numbered = `${ids[0]!}~${n}` as PaperId;
      if (!taken.has(numbered)) id = numbered;
    }
    taken.add(id);
    return [id, records];
  });
}

function isOf(paper: Paper, records: readonly PaperRecord[]): boolean {
  const own = new Set(paper.records);
  return own.size === records.length && records.every(record => own.has(record));
}
