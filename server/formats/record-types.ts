import type { BibliographicRecord } from '../library/bibliographic-record.ts';

/** The kind of work that a format's word for it means, "paper-conference", "JOUR" or "phdthesis"; undefined for a word that is unknown. */
export function typeNamed(word: string): BibliographicRecord['type'] | undefined {
  return types.get(word.toLowerCase().replace(/[^a-z]/g, ''));
}

const words: Readonly<Record<BibliographicRecord['type'], string>> = {
  article: 'article journalarticle articlejournal articlemagazine articlenewspaper magazinearticle review jour jfull',
  inproceedings: 'inproceedings conference conferencepaper paperconference proceedingsarticle conf cpaper',
  incollection: 'incollection inbook suppbook booksection chapter bookchapter inreference chap encyc',
  book: 'book mvbook monograph collection proceedings editedbook edbook',
  thesis: 'thesis phdthesis mastersthesis dissertation thes',
  report: 'report techreport rprt',
  preprint: 'preprint postedcontent unpb',
  other: 'misc online unpublished manual dataset software document webpage gen',
};

const types: ReadonlyMap<string, BibliographicRecord['type']> = new Map(
  Object.entries(words).flatMap(([type, all]) =>
    all.split(' ').map(word => [word, type as BibliographicRecord['type']] as const),
  ),
);
