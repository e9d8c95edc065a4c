import { folded } from './fold.ts';
import { wordsIn } from './words.ts';

/** What a key is made of. Authors are "Family, Given" or "Given Family". */
export interface KeySource {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year?: number;
}

/** The pattern that holds where the reader sets none: "hu2021lora". */
export const defaultKeyPattern = 'authorYearWord';

/**
 * A citation key by a pattern such as `authorYearWord` or `author_year`: `author` is the first author's family name,
 * `word` the title's first telling word, `words` its first three, `year` has four digits; `_`, `-`, `:` and `.` stand for
 * themselves. What lacks an author or a year that the pattern names gets its short name or the first words of its title.
 * The same paper always gets the same key, whatever else there is.
 */
export function citationKey(source: KeySource, pattern: string): string {
  const parts = partsOf(pattern);
  const author = familyOf(source.authors[0] ?? '');
  const lacking = (part: string) =>
    (part === 'author' && author === '') || (part === 'year' && source.year === undefined);
  if (parts.some(lacking)) return titleKey(source.title, 3);
  return parts.map(part => written(part, source, author)).join('');
}

/** A longer key, for a paper whose `citationKey` another has too: it ends in more words of the title. */
export function longCitationKey(source: KeySource, pattern: string): string {
  const author = familyOf(source.authors[0] ?? '');
  if (author === '' || source.year === undefined) return words(source.title).slice(0, 8).join('-') || 'untitled';
  const withWords = partsOf(pattern).filter(part => part !== 'word' && part !== 'words');
  return `${withWords.map(part => written(part, source, author)).join('')}-${words(source.title).slice(0, 5).join('-')}`;
}

/** The parts of a pattern; those of the default where it names none. */
function partsOf(pattern: string): string[] {
  const parts = pattern.toLowerCase().match(/author|year|words|word|[-_:.]/g) ?? [];
  return parts.some(part => part.length > 1) ? parts : partsOf(defaultKeyPattern);
}

function written(part: string, { title, year }: KeySource, author: string): string {
  switch (part) {
    case 'author':
      return author;
    case 'year':
      return String(year);
    case 'word':
      return (words(title)[0] ?? '').replace(/-/g, '');
    case 'words':
      return words(title).slice(0, 3).join('').replace(/-/g, '');
    default:
      return part;
  }
}

function titleKey(title: string, count: number): string {
  const lead = /^([^:]{2,40}?)\s*:\s*\S/.exec(title)?.[1];
  const short = lead === undefined ? [] : wordsIn(lead);
  if (lead !== undefined && short.length > 0 && short.length <= 2) return plain(lead).join('-') || 'untitled';
  return words(title).slice(0, count).join('-') || 'untitled';
}

/** Words that tell nothing when they open a title. */
const openers = new Set(
  'a an the on of in to for and or with from by at is are be as via towards toward using how what why when do does can we its'.split(
    ' ',
  ),
);

/** The telling words of a title in plain letters; all of them where none is telling. */
function words(title: string): string[] {
  const all = plain(title);
  const telling = all.filter(word => !openers.has(word));
  return telling.length > 0 ? telling : all;
}

function plain(text: string): string[] {
  return wordsIn(text)
    .map(word => letters(word.text))
    .filter(word => word !== '');
}

/** "van der Maaten, Laurens" and "Laurens van der Maaten" give "vandermaaten" and "maaten": BibTeX tells where a family name begins, a plain name does not. */
function familyOf(author: string): string {
  const comma = author.indexOf(',');
  if (author.startsWith('{') || comma >= 0) return letters(comma < 0 ? author : author.slice(0, comma));
  return letters(author.trim().split(/\s+/).at(-1) ?? '');
}

/** The Latin letters and digits of a text, folded; of a text in another script, all its letters. */
function letters(text: string): string {
  const all = folded(text.replace(/ß/g, 'ss').replace(/[øØ]/g, 'o').replace(/[łŁ]/g, 'l').replace(/[æÆ]/g, 'ae'));
  return all.replace(/[^a-z0-9]+/g, '') || all.replace(/[^\p{L}\p{N}]+/gu, '');
}
