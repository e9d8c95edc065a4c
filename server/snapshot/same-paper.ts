import type { PaperRecord } from '../library/model.ts';
import { folded } from '../text/fold.ts';
import { wordsIn } from '../text/words.ts';
import { authorWords, type Identity, type IdentityKey, identityOf, keysOfIdentity, overlap } from './identity.ts';
import { isNote } from './merged.ts';
import { isStopWord } from './stop-words.ts';

/** Of how many groups under one key a group is compared with. */
const mostCompared = 20;

/**
 * Parts records into papers. Identifiers bring records together unless other identifiers, or title and authors both, speak against it; then
 * equal ids do, where the titles are alike; then equal titles, where nothing disagrees. A short title, which many papers
 * may have, needs authors who agree. `isSeparate` tells of records that the reader wants to stand alone.
 *
 * Records with no key in common never touch, so that it makes no difference which others are given with them; nor does
 * their order.
 */
export function papersAmong(
  records: readonly PaperRecord[],
  isSeparate: (record: PaperRecord) => boolean,
): readonly (readonly PaperRecord[])[] {
  const [alone, others] = partedBy(records, sharesNothing(records));
  const groups = others.sort(byPlace).map(record => new Group(record));
  const joined = groups.filter(({ first }) => !isSeparate(first));
  join(joined, ({ identity }) => identity.identifiers, isSameByIdentifier);
  join(joined, ({ first, identity }) => (first.isNamed ? [identity.id] : []), isSameById);
  join(joined, ({ identity }) => [identity.title], isSameByTitle);
  const together = groups.filter(group => group.head() === group).map(group => group.records.sort(byPlace));
  return [...together, ...alone.map(record => [record])];
}

/** Tells whether a record has no key that another of `records` has too: such a one is a paper by itself. */
function sharesNothing(records: readonly PaperRecord[]): (record: PaperRecord) => boolean {
  const seen = new Set<IdentityKey>();
  const shared = new Set<IdentityKey>();
  for (const record of records) {
    for (const key of keysOfIdentity(identityOf(record))) {
      if (seen.has(key)) shared.add(key);
      else seen.add(key);
    }
  }
  return record => !keysOfIdentity(identityOf(record)).some(key => shared.has(key));
}

function partedBy<T>(values: readonly T[], isFirst: (value: T) => boolean): readonly [T[], T[]] {
  const parts: readonly [T[], T[]] = [[], []];
  for (const value of values) parts[isFirst(value) ? 0 : 1].push(value);
  return parts;
}

/** Records by file, then by where they stand. */
export function byPlace(a: PaperRecord, b: PaperRecord): number {
  return a.from.uri < b.from.uri ? -1 : a.from.uri > b.from.uri ? 1 : a.from.span.start - b.from.span.start;
}

function join(
  groups: readonly Group[],
  keysOf: (group: Group) => readonly IdentityKey[],
  isSame: (a: Group, b: Group) => boolean,
): void {
  const byKey = new Map<IdentityKey, Group[]>();
  for (const group of groups) {
    for (const key of keysOf(group)) {
      const others = byKey.get(key);
      if (others === undefined) byKey.set(key, [group]);
      else others.push(group);
    }
  }
  for (const key of [...byKey.keys()].sort()) {
    const heads: Group[] = [];
    for (const member of byKey.get(key)!) {
      const group = member.head();
      const home = heads.slice(0, mostCompared).find(head => head.head() === group || isSame(head.head(), group));
      if (home === undefined) heads.push(group);
      else home.head().take(group);
    }
  }
}

/** Records that are one paper so far, and what is known of it; a record taken into another group leads to that one's head. */
class Group {
  readonly first: PaperRecord;
  readonly identity: Identity;
  readonly records: PaperRecord[];
  readonly arxivs: Set<string>;
  readonly dois: Set<string>;
  /** The lengths of abstracts: two of one title and one length are one. */
  readonly abstracts: Set<number>;
  years: readonly [from: number, to: number] | undefined;
  private owner: Group | undefined;
  private written: Set<string> | undefined;
  private told: ReadonlySet<string>[] | undefined;

  constructor(record: PaperRecord) {
    this.first = record;
    this.identity = identityOf(record);
    this.records = [record];
    this.arxivs = new Set(this.identity.identifiers.filter(key => key.startsWith('arxiv:')));
    this.dois = new Set(this.identity.identifiers.filter(key => key.startsWith('doi:')));
    this.abstracts = new Set(record.abstractLength > 200 ? [record.abstractLength] : []);
    this.years = record.year === undefined ? undefined : [record.year, record.year];
  }

  /** The words of its authors' names; made only for a group that is compared with another. */
  get authors(): ReadonlySet<string> {
    this.written ??= new Set(this.records.flatMap(record => [...authorWords(record)]));
    return this.written;
  }

  /** The telling words of its titles. */
  get titles(): readonly ReadonlySet<string>[] {
    this.told ??= this.records.slice(0, mostCompared).map(record => tellingWords(record.title));
    return this.told;
  }

  head(): Group {
    if (this.owner === undefined) return this;
    let head = this.owner;
    while (head.owner !== undefined) head = head.owner;
    this.owner = head;
    return head;
  }

  take(other: Group): void {
    if (other === this) return;
    other.owner = this;
    for (const record of other.records) this.records.push(record);
    for (const length of other.abstracts) this.abstracts.add(length);
    for (const key of other.arxivs) this.arxivs.add(key);
    for (const key of other.dois) this.dois.add(key);
    if (this.written !== undefined) for (const word of other.authors) this.written.add(word);
    if (this.told !== undefined) this.told.push(...other.titles.slice(0, mostCompared - this.told.length));
    const [a, b] = [this.years, other.years];
    this.years = a === undefined ? b : b === undefined ? a : [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
  }
}

function isSameByIdentifier(a: Group, b: Group): boolean {
  if (contradicts(a.arxivs, b.arxivs) && contradicts(a.dois, b.dois)) return false;
  return likeness(a, b) >= 0.3 || authorship(a, b) !== 'differs';
}

function isSameById(a: Group, b: Group): boolean {
  if (contradicts(a.arxivs, b.arxivs) || contradicts(a.dois, b.dois)) return false;
  // A reading note names the paper that it is about, under a title of its own.
  if (isNote(a.first) !== isNote(b.first)) return true;
  return likeness(a, b) >= 0.5 && authorship(a, b) !== 'differs';
}

function isSameByTitle(a: Group, b: Group): boolean {
  if (contradicts(a.arxivs, b.arxivs)) return false;
  const [authors, gap, isLong] = [authorship(a, b), yearsBetween(a, b), isLongTitle(a.first.title)];
  switch (authors) {
    case 'differs':
      return false;
    case 'agrees':
      return gap <= (isLong ? 10 : 1);
    case 'unknown':
      return (
        gap <= 3 && !contradicts(a.dois, b.dois) && (isLong || [...b.abstracts].some(length => a.abstracts.has(length)))
      );
  }
}

/** Whether who wrote them is the same, another, or not known of both. */
function authorship(a: Group, b: Group): 'agrees' | 'differs' | 'unknown' {
  if (a.authors.size === 0 || b.authors.size === 0) return 'unknown';
  return overlap(a.authors, b.authors) > 0.5 ? 'agrees' : 'differs';
}

/** How alike the most alike of their titles are, from 0 to 1: the share of the shorter one's telling words. */
function likeness(a: Group, b: Group): number {
  return Math.max(...a.titles.flatMap(one => b.titles.map(other => overlap(one, other))));
}

function tellingWords(title: string): Set<string> {
  const words = wordsIn(title).map(word => folded(word.text));
  const telling = words.filter(word => !isStopWord(word));
  return new Set(telling.length > 0 ? telling : words);
}

function contradicts(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size > 0 && b.size > 0 && overlap(a, b) === 0;
}

function yearsBetween({ years: a }: Group, { years: b }: Group): number {
  if (a === undefined || b === undefined) return 0;
  return Math.max(0, a[0] - b[1], b[0] - a[1]);
}

/** True for a title that hardly two papers have: "Attention is all you need", not "Mamba" or "Introduction". */
function isLongTitle(title: string): boolean {
  return title.length >= 20 && wordsIn(title).length >= 4;
}
