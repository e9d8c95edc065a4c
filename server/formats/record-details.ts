import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import { type Details, known, monthIn, pagesIn } from './details.ts';
import { paperIn, type RecordValue, valueAt } from './record-shapes.ts';
import { typeNamed } from './record-types.ts';
import { textOf } from './record-values.ts';

/** What a record of any shape, as `JSON.parse` or YAML gives it, says for a reference. */
export function recordDetails(record: RecordValue): Details {
  const { name, paper } = paperIn(record);
  const one = (...paths: readonly string[]) => {
    for (const path of paths) {
      const value = textOf(valueAt(paper, path));
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const [first, last] = [one('biblio.first_page'), one('biblio.last_page')];
  const range = first === undefined || last === undefined || first === last ? first : `${first}-${last}`;
  return known({
    type: typeIn(name, paper),
    authors: namesIn(paper, 'author'),
    editors: namesIn(paper, 'editor'),
    month: monthOf(paper),
    publisher: one('publisher', 'university', 'institution'),
    volume: one('volume', 'biblio.volume', 'journal.volume'),
    number: one('issue', 'biblio.issue', ...(name === 'plain' ? ['number'] : [])),
    pages: pagesIn(one('page', 'pages', 'journal.pages') ?? range),
    arxivClass: classIn(one('primary_category') ?? one('categories') ?? ''),
  });
}

function typeIn(name: string, paper: RecordValue): BibliographicRecord['type'] | undefined {
  // In CSL an "article" is one that no journal has; OpenAlex calls papers of conferences by that word too.
  if (name === 'csl' && paper.type === 'article') return 'preprint';
  if (name === 'openalex' && valueAt(paper, 'primary_location.source.type') === 'conference') return 'inproceedings';
  const words = [paper.itemType, paper.ENTRYTYPE, paper.entrytype, paper.type, paper.publicationTypes].flat();
  const types = words.flatMap(word => (typeof word === 'string' ? (typeNamed(word) ?? []) : []));
  return types.find(type => type === 'inproceedings') ?? types[0];
}

/** The authors or the editors as "Family, Given" where the record has the parts of their names. */
function namesIn(paper: RecordValue, role: 'author' | 'editor'): string[] {
  const creators = Array.isArray(paper.creators)
    ? paper.creators.filter(one => isObject(one) && one.creatorType === role)
    : undefined;
  const lists: unknown[] = role === 'author' ? [paper.authors_parsed, paper.author, paper.authors] : [paper.editor];
  const list = creators ?? lists.find(Array.isArray) ?? [];
  return (list as readonly unknown[]).flatMap(one => nameOf(one, creators !== undefined) ?? []);
}

function nameOf(value: unknown, inZotero: boolean): string | undefined {
  if (typeof value === 'string') return textOf(value.replace(/\s+/g, ' '));
  if (Array.isArray(value)) return joined(value[0], value[1], value[2]);
  if (!isObject(value)) return undefined;
  const literal = textOf(value.literal) ?? (inZotero ? textOf(value.name) : undefined);
  if (literal !== undefined) return `{${literal.replace(/[{}]/g, '')}}`;
  const particle = textOf(value['non-dropping-particle']) ?? textOf(value['dropping-particle']);
  const family = textOf(value.family) ?? textOf(value.lastName) ?? textOf(value.last);
  const whole = particle === undefined || family === undefined ? family : `${particle} ${family}`;
  return (
    joined(whole, value.given ?? value.firstName ?? value.first, value.suffix) ??
    textOf(value.name) ??
    textOf(value.display_name)
  );
}

function joined(family: unknown, given: unknown, suffix: unknown): string | undefined {
  const own = textOf(family);
  if (own === undefined) return textOf(given);
  if (textOf(given) === undefined) return `{${own.replace(/[{}]/g, '')}}`;
  return [own, textOf(suffix), textOf(given)].filter(part => part !== undefined).join(', ');
}

/** The month of a CSL date, or of a date or a month that is written out. */
function monthOf(paper: RecordValue): number | undefined {
  const parts = valueAt(paper, 'issued.date-parts');
  const csl = Array.isArray(parts) && Array.isArray(parts[0]) ? textOf(parts[0][1]) : undefined;
  if (csl !== undefined) return monthIn(csl);
  const month = textOf(paper.month);
  if (month !== undefined) return monthIn(month);
  const dates = [paper.date, paper.publicationDate, paper.publication_date, paper.published, paper.publishedAt];
  const date = dates.find(one => typeof one === 'string' && /^\d{4}[-/]\d/.test(one));
  return typeof date === 'string' ? monthIn(date) : undefined;
}

/** The first category in arXiv's writing: "cs.CL" of "cs.CL cs.AI". */
function classIn(categories: string): string | undefined {
  return /^[a-z]+(?:-[a-z]+)?(?:\.[A-Za-z-]{2,17})?(?=[\s,]|$)/.exec(categories)?.[0];
}

function isObject(value: unknown): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
