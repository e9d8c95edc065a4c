import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { personName } from '../../text/person-name.ts';
import { marked } from './marked.ts';

/** A record as CSL-JSON and CSL-YAML have it, in the order in which citation managers write it. */
export function cslItem(record: BibliographicRecord, key: string): Readonly<Record<string, unknown>> {
  const { type, title, authors, editors, year, month, venue, publisher, volume, number, pages } = record;
  const { arxiv, doi, url, abstract, keywords } = record;
  const isPreprint = type === 'preprint';
  const item = {
    id: key,
    type: types[type],
    'citation-key': key,
    title: marked(title),
    author: authors.length > 0 ? authors.map(cslName) : undefined,
    editor: editors && editors.length > 0 ? editors.map(cslName) : undefined,
    issued: year === undefined ? undefined : { 'date-parts': [month === undefined ? [year] : [year, month]] },
    'container-title': venue,
    publisher: publisher ?? (isPreprint && arxiv ? 'arXiv' : undefined),
    volume,
    issue: number,
    page: pages?.replace(/[–—]/g, '-'),
    number: isPreprint && arxiv ? `arXiv:${arxiv}` : undefined,
    note: !isPreprint && arxiv ? `arXiv:${arxiv}` : undefined,
    DOI: doi,
    URL: url,
    abstract: abstract && marked(abstract),
    keyword: keywords.length > 0 ? keywords.join(', ') : undefined,
  };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined && value !== ''));
}

const types: Readonly<Record<BibliographicRecord['type'], string>> = {
  article: 'article-journal',
  inproceedings: 'paper-conference',
  incollection: 'chapter',
  book: 'book',
  thesis: 'thesis',
  report: 'report',
  preprint: 'article',
  other: 'document',
};

function cslName(author: string) {
  const name = personName(author);
  if (name.kind === 'organisation') return { literal: name.name };
  const { family, given, suffix } = name;
  return { family, given, ...(suffix === '' ? {} : { suffix }) };
}
