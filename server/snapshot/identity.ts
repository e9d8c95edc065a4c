import { memoOne } from '../library/memo.ts';
import type { PaperRecord } from '../library/model.ts';
import { folded, nameKey } from '../text/fold.ts';
import { wordsIn } from '../text/words.ts';

declare const brand: unique symbol;
/** What records of one paper may have in common: an identifier, an id or a title, each after its kind. */
export type IdentityKey = string & { readonly [brand]: 'IdentityKey' };

/** The keys under which a record is kept. Records that share none are of different papers. */
export interface Identity {
  /** Identifiers that belong to one paper in the whole world: arXiv id without version, DOI, a service's own id. */
  readonly identifiers: readonly IdentityKey[];
  /** The record's id, which another library may have given to another paper. */
  readonly id: IdentityKey;
  readonly title: IdentityKey;
}

/** The identity of a record, from its own fields alone. */
export const identityOf = memoOne((record: PaperRecord): Identity => {
  return { identifiers: identifiersOf(record), id: idKey(record.id), title: titleIdentity(record.title) };
});

/** What can identify a paper in the whole world. */
export type Identifying = Pick<PaperRecord, 'arxiv' | 'doi' | 'url'> & Partial<Pick<PaperRecord, 'identifiers'>>;

/** The keys of a record's identifiers. */
export function identifiersOf(record: Identifying): readonly IdentityKey[] {
  const all = [arxivOf(record), publishedDoi(record), ...(record.identifiers ?? []), ...idsInAddress(record.url)];
  const known = all.filter((key): key is IdentityKey => key !== undefined);
  return known.length > 1 ? [...new Set(known)] : known;
}

/** The key under which records of a title are kept. */
export function titleIdentity(title: string): IdentityKey {
  return `title:${nameKey(title)}` as IdentityKey;
}

/** The key under which the record with an id is kept. */
export function idKey(id: string): IdentityKey {
  return `id:${id}` as IdentityKey;
}

/** All of a record's keys. */
export function keysOfIdentity({ identifiers, id, title }: Identity): readonly IdentityKey[] {
  return [...identifiers, id, title];
}

/** "arxiv:2106.09685" of an arXiv id or of the DOI that arXiv gives, versions aside. */
function arxivOf({ arxiv, doi }: Identifying): string | undefined {
  const id = arxiv ?? /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? '')?.[1];
  return id === undefined
    ? undefined
    : `arxiv:${id
        .replace(/^arxiv:/i, '')
        .replace(/v\d+$/, '')
        .toLowerCase()}`;
}

/** "doi:10.1109/…" of a DOI that a publisher gave. */
function publishedDoi({ doi }: Identifying): string | undefined {
  return doi === undefined || /^10\.48550\/arxiv\./i.test(doi) ? undefined : `doi:${doi.toLowerCase()}`;
}

const addresses: readonly (readonly [pattern: RegExp, service: string])[] = [
  [/^https?:\/\/openreview\.net\/(?:forum|pdf)\?id=([\w-]+)/i, 'openreview'],
  [/^https?:\/\/(?:www\.)?aclanthology\.org\/([A-Za-z0-9.-]+?)(?:\.pdf|\/)?$/i, 'acl'],
  [/^https?:\/\/(?:www\.)?semanticscholar\.org\/paper\/(?:[^/?#]+\/)?([0-9a-f]{40})/i, 's2'],
  [/^https?:\/\/(?:www\.)?aclweb\.org\/anthology\/([A-Za-z0-9.-]+?)(?:\.pdf|\/)?$/i, 'acl'],
];

function idsInAddress(url: string | undefined): string[] {
  if (url === undefined || url.length > 500) return [];
  return addresses.flatMap(([pattern, service]) => {
    const id = pattern.exec(url)?.[1];
    return id === undefined ? [] : `${service}:${id}`;
  });
}

/** The words of authors' names in full, folded: what is compared where two lists write names differently. */
export function authorWords({ authors }: Pick<PaperRecord, 'authors'>): ReadonlySet<string> {
  const words = authors.slice(0, 400).flatMap(author => wordsIn(author).map(word => folded(word.text)));
  return new Set(words.filter(word => word.length > 1 && word !== 'others' && word !== 'et' && word !== 'al'));
}

/** The share of the smaller set that the other has too; 0 where one is empty. */
export function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let common = 0;
  for (const word of small) if (large.has(word)) common++;
  return small.size === 0 ? 0 : common / small.size;
}
