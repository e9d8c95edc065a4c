import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { personName } from '../../text/person-name.ts';
import { marked } from './marked.ts';

/** One RIS record, from `TY` to `ER`, with `\n` between its lines and after the last. */
export function writeRis(record: BibliographicRecord, key: string): string {
  const { type, title, authors, editors, year, month, venue, publisher, volume, number, pages } = record;
  const { arxiv, doi, url, pdf, abstract, keywords } = record;
  const [first, last] = (pages ?? '').split(/\s*[-–—]+\s*/);
  const lines: (readonly [tag: string, value: string | undefined])[] = [
    ['TY', types[type]],
    ['ID', key],
    ['TI', marked(title)],
    ...authors.map(author => ['AU', nameOf(author)] as const),
    ...(editors ?? []).map(editor => ['ED', nameOf(editor)] as const),
    ['PY', year === undefined ? undefined : String(year)],
    ['DA', year === undefined || month === undefined ? undefined : `${year}/${String(month).padStart(2, '0')}`],
    [type === 'article' ? 'JO' : 'T2', venue],
    ['PB', publisher],
    ['VL', volume],
    ['IS', number],
    ['SP', first],
    ['EP', last],
    ['AN', arxiv === undefined ? undefined : `arXiv:${arxiv}`],
    ['DO', doi],
    ['UR', url],
    ['L1', pdf],
    ['AB', abstract && marked(abstract)],
    ...keywords.map(word => ['KW', word] as const),
  ];
  const written = lines.filter(([, value]) => value !== undefined && value.trim() !== '');
  return `${written.map(([tag, value]) => `${tag}  - ${oneLine(value!)}\n`).join('')}ER  - \n`;
}

const types: Readonly<Record<BibliographicRecord['type'], string>> = {
  article: 'JOUR',
  inproceedings: 'CONF',
  incollection: 'CHAP',
  book: 'BOOK',
  thesis: 'THES',
  report: 'RPRT',
  preprint: 'UNPB',
  other: 'GEN',
};

function nameOf(author: string): string {
  const name = personName(author);
  if (name.kind === 'organisation') return name.name;
  return [name.family, name.given, name.suffix].filter(part => part !== '').join(', ');
}

function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim();
}
