import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import { decodeValue } from '../text/latex-value.ts';
import { bibliographicOf } from './bibliographic.ts';
import { bibtex } from './bibtex.ts';
import { type BibEntry, scanBib } from './bibtex-scan.ts';

/** The papers of a BibTeX text with all that it says of them, under their own keys. */
export function recordsOfBibtex(source: string): readonly BibliographicRecord[] {
  const written = new Map(scanBib(source).entries.map(entry => [entry.span.start, entry]));
  return bibtex.read(source).entries.map(entry => {
    const scanned = written.get(entry.span.start);
    return bibliographicOf(entry, scanned === undefined ? {} : moreOf(source, scanned, entry.arxiv !== undefined));
  });
}

function moreOf(source: string, entry: BibEntry, isOnArxiv: boolean): Partial<BibliographicRecord> {
  const value = (...names: readonly string[]): string | undefined => {
    const field = names.flatMap(name => entry.fields.find(one => one.name === name) ?? [])[0];
    const text = field?.pieces.map(({ span }) => source.slice(span.start, span.end)).join('') ?? '';
    return decodeValue(text).text.replace(/\s+/g, ' ').trim() || undefined;
  };
  const month = monthOf(value('month') ?? value('date') ?? '');
  const more = {
    type: types[entry.type] ?? (isOnArxiv ? 'preprint' : 'other'),
    publisher: value('publisher', 'school', 'institution', 'organization'),
    volume: value('volume'),
    number: value('number', 'issue'),
    pages: value('pages')?.replace(/\s?[-–—]{1,3}\s?/g, '–'),
    arxivClass: value('primaryclass', 'eprintclass'),
    month,
  };
  return Object.fromEntries(Object.entries(more).filter(([, known]) => known !== undefined));
}

const types: Readonly<Record<string, BibliographicRecord['type']>> = {
  article: 'article',
  inproceedings: 'inproceedings',
  conference: 'inproceedings',
  incollection: 'incollection',
  inbook: 'incollection',
  book: 'book',
  phdthesis: 'thesis',
  mastersthesis: 'thesis',
  thesis: 'thesis',
  techreport: 'report',
  report: 'report',
};

function monthOf(text: string): number | undefined {
  const numeric = /^(?:\d{4}-)?(\d{1,2})(?!\d)/.exec(text)?.[1];
  const named = 'janfebmaraprmayjunjulaugsepoctnovdec'.indexOf(text.slice(0, 3).toLowerCase());
  const month = numeric !== undefined ? Number(numeric) : text.length >= 3 && named % 3 === 0 ? named / 3 + 1 : 0;
  return month >= 1 && month <= 12 ? month : undefined;
}
