import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { personName } from '../../text/person-name.ts';
import { plainNames, type RecordValue } from '../record-shapes.ts';

/** A record under plain names: those that `like`, a record of the same file, uses, else the usual ones. */
export function plainItem(record: BibliographicRecord, key: string, like: RecordValue = {}): RecordValue {
  const { title, authors, year, venue, arxiv, doi, url, pdf, abstract, keywords } = record;
  const name = (field: Parameters<typeof plainNames>[0], usual: string) =>
    plainNames(field).find(one => one in like) ?? usual;
  const item: Record<string, unknown> = {};
  const put = (member: string, value: unknown) => {
    if (value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)) item[member] = value;
  };
  const keyName = ['citekey', 'citation_key', 'citationKey', 'key'].find(one => one in like);
  if ('id' in like) put('id', arxiv !== undefined && isArxivId(like.id) ? arxiv : key);
  if (keyName !== undefined || !('id' in like)) put(keyName ?? 'citekey', key);
  put('title', title);
  put(name('authors', 'authors'), authorsLike(authors, name('authors', 'authors'), like));
  const yearName = name('year', 'year');
  put(yearName, typeof like[yearName] === 'string' ? year && String(year) : year);
  put(name('venue', 'venue'), venue);
  put(name('arxiv', 'arxiv_id'), arxiv);
  put(name('doi', 'doi'), doi);
  put('url', url);
  put(name('pdf', 'pdf'), pdf);
  put(name('abstract', 'abstract'), abstract);
  const keywordName = 'keywords' in like || !('categories' in like) ? 'keywords' : 'categories';
  put(keywordName, typeof like[keywordName] === 'string' ? keywords.join(' ') : keywords);
  return item;
}

/** Authors in the form of the file's other records: parts of names, one text, or a list of names. */
function authorsLike(authors: readonly string[], name: string, like: RecordValue): unknown {
  if (name === 'authors_parsed') {
    return authors.map(author => {
      const parsed = personName(author);
      return parsed.kind === 'organisation' ? [parsed.name, '', ''] : [parsed.family, parsed.given, parsed.suffix];
    });
  }
  const names = authors.map(author => {
    const parsed = personName(author);
    if (parsed.kind === 'organisation') return parsed.name;
    return [parsed.given, parsed.family, parsed.suffix].filter(part => part !== '').join(' ');
  });
  return typeof like[name] === 'string' ? names.join(', ') : names;
}

function isArxivId(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}\.\d{4,5}(?:v\d+)?$/.test(value);
}
