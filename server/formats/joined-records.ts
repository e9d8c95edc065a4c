import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import { folded, nameKey } from '../text/fold.ts';
import { personName } from '../text/person-name.ts';

/**
 * Records of one paper brought together, in the order of the first of each: what was published, with the preprint's
 * abstract and arXiv id. Papers are the same by arXiv id, by DOI, or by title where an author agrees.
 */
export function joinedRecords(records: readonly BibliographicRecord[]): readonly BibliographicRecord[] {
  const papers: BibliographicRecord[] = [];
  for (const record of records) {
    const at = papers.findIndex(paper => isSamePaper(paper, record));
    if (at < 0) papers.push(record);
    else papers[at] = joined(papers[at]!, record);
  }
  return papers;
}

/** True for records of one paper, by their identifiers, else by title and authors. */
export function isSamePaper(a: BibliographicRecord, b: BibliographicRecord): boolean {
  const [arxivA, arxivB] = [arxivKey(a), arxivKey(b)];
  if (arxivA !== undefined && arxivB !== undefined) return arxivA === arxivB;
  const [doiA, doiB] = [publishedDoi(a), publishedDoi(b)];
  if (doiA !== undefined && doiB !== undefined) return doiA === doiB;
  if (nameKey(a.title) !== nameKey(b.title)) return false;
  const [familiesA, familiesB] = [families(a), families(b)];
  return familiesA.size === 0 || familiesB.size === 0 || [...familiesA].some(name => familiesB.has(name));
}

/** "2106.09685" of an arXiv id with its version, or of the DOI that arXiv gives. */
export function arxivKey({ arxiv, doi }: Pick<BibliographicRecord, 'arxiv' | 'doi'>): string | undefined {
  const id = arxiv ?? /^10\.48550\/arxiv\.(.+)$/i.exec(doi ?? '')?.[1];
  return id?.replace(/v\d+$/, '').toLowerCase();
}

function publishedDoi({ doi }: BibliographicRecord): string | undefined {
  return doi === undefined || /^10\.48550\//.test(doi) ? undefined : doi.toLowerCase();
}

function families({ authors }: BibliographicRecord): ReadonlySet<string> {
  return new Set(
    authors.slice(0, 100).map(author => {
      const name = personName(author);
      return folded(name.kind === 'person' ? name.family : name.name);
    }),
  );
}

function joined(a: BibliographicRecord, b: BibliographicRecord): BibliographicRecord {
  const [main, other] = rank(b) > rank(a) ? [b, a] : [a, b];
  const [longer, shorter] = (a.abstract?.length ?? 0) >= (b.abstract?.length ?? 0) ? [a, b] : [b, a];
  const abstract = longer.abstract ?? shorter.abstract;
  return {
    ...other,
    ...main,
    authors: main.authors.length >= other.authors.length ? main.authors : other.authors,
    keywords: [...new Set([...main.keywords, ...other.keywords])],
    ...(abstract === undefined ? {} : { abstract }),
  };
}

/** How much a record says of where the paper was published. */
function rank({ type, venue, doi, pages }: BibliographicRecord): number {
  const isPublished = venue !== undefined && !/^arxiv\b|\bcorr\b/i.test(venue);
  return (
    (isPublished ? 4 : 0) +
    (type === 'preprint' || type === 'other' ? 0 : 2) +
    (doi !== undefined && !/^10\.48550\//.test(doi) ? 2 : 0) +
    (pages === undefined ? 0 : 1)
  );
}
