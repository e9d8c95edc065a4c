import { instantIn } from '../text/instant.ts';
import { decodeLatex } from '../text/latex.ts';
import type { Entry } from './format.ts';
import {
  arxivIn,
  attachedPdf,
  authorNames,
  collectionsOf,
  doiOf,
  keywordsOf,
  textOf,
  webAddress,
  yearOf,
} from './record-values.ts';

/** A record as `JSON.parse` gives it, or as YAML does. */
export type RecordValue = Readonly<Record<string, unknown>>;

/**
 * How one kind of record names what it says: dotted paths, tried in order. A new kind is one entry in `shapes`; a field
 * that it leaves out is named as in a plain record.
 */
interface Shape {
  readonly name: string;
  /** The member that is the paper, where the record wraps it. */
  readonly within?: readonly string[];
  /** True for a paper that could be of no other shape; told of what `within` leads to. */
  fits(paper: RecordValue): boolean;
  readonly fields: Partial<Readonly<Record<Field, readonly string[]>>>;
  /** True where titles and abstracts have tags in them. */
  readonly markup?: boolean;
}

type Field =
  | 'id'
  | 'title'
  | 'abstract'
  | 'authors'
  | 'year'
  | 'venue'
  | 'arxiv'
  | 'doi'
  | 'url'
  | 'pdf'
  | 'keywords'
  | 'collections'
  | 'added'
  | 'remarks';

const zotero: Shape = {
  name: 'zotero',
  within: ['data'],
  fits: paper => typeof paper.itemType === 'string' && !/^(?:attachment|note|annotation)$/.test(paper.itemType),
  fields: {
    id: ['citationKey', 'citekey', 'key', 'itemKey'],
    abstract: ['abstractNote'],
    authors: ['creators'],
    year: ['date'],
    venue: ['publicationTitle', 'proceedingsTitle', 'conferenceName', 'bookTitle', 'repository', 'university'],
    doi: ['DOI'],
    pdf: ['attachments', 'pdf'],
    keywords: ['tags'],
    collections: ['collections'],
    added: ['dateAdded'],
    remarks: ['archiveID', 'extra', 'url'],
  },
  markup: true,
};

const huggingFace: Shape = {
  name: 'hugging-face',
  within: ['paper'],
  fits: paper => typeof paper.upvotes === 'number' || Array.isArray(paper.ai_keywords),
  fields: { abstract: ['summary', 'abstract'], url: ['projectPage'], keywords: ['ai_keywords'] },
};

const openAlex: Shape = {
  name: 'openalex',
  fits: paper =>
    typeof paper.display_name === 'string' &&
    (Array.isArray(paper.authorships) || isObject(paper.abstract_inverted_index) || /\/W\d+$/.test(String(paper.id))),
  fields: {
    title: ['display_name', 'title'],
    abstract: ['abstract_inverted_index', 'abstract'],
    authors: ['authorships'],
    year: ['publication_year', 'publication_date'],
    venue: ['primary_location.source.display_name', 'host_venue.display_name'],
    arxiv: ['ids.arxiv'],
    doi: ['doi', 'ids.doi'],
    url: ['primary_location.landing_page_url'],
    pdf: ['best_oa_location.pdf_url', 'primary_location.pdf_url', 'open_access.oa_url'],
    keywords: ['keywords'],
    remarks: ['best_oa_location.landing_page_url'],
  },
  markup: true,
};

const semanticScholar: Shape = {
  name: 'semantic-scholar',
  within: ['citedPaper', 'citingPaper'],
  fits: paper => typeof paper.paperId === 'string' || isObject(paper.externalIds) || isObject(paper.externalids),
  fields: {
    id: ['paperId', 'corpusid'],
    year: ['year', 'publicationDate', 'publicationdate'],
    venue: ['venue', 'publicationVenue.name', 'journal.name'],
    arxiv: ['externalIds.ArXiv', 'externalids.ArXiv'],
    doi: ['externalIds.DOI', 'externalids.DOI'],
    pdf: ['openAccessPdf.url', 'openaccesspdf.url'],
    keywords: [],
  },
};

const csl: Shape = {
  name: 'csl',
  fits: paper =>
    typeof paper.type === 'string' &&
    (paper['citation-key'] !== undefined ||
      paper['container-title'] !== undefined ||
      paper.DOI !== undefined ||
      (paper.issued !== undefined && paper.issued !== null) ||
      (Array.isArray(paper.author) && isObject(paper.author[0]) && 'family' in paper.author[0])),
  fields: {
    id: ['citation-key', 'id'],
    authors: ['author'],
    year: ['issued', 'published', 'original-date', 'submitted'],
    venue: ['container-title', 'collection-title', 'event-title', 'publisher'],
    doi: ['DOI'],
    url: ['URL'],
    keywords: ['keyword'],
    remarks: ['number', 'note', 'archive_location'],
  },
  markup: true,
};

const plain: Shape = {
  name: 'plain',
  fits: paper => !foreign.some(name => name in paper) && hasMoreThanTitle(paper),
  fields: {
    id: ['id', 'citekey', 'citation_key', 'key'],
    title: ['title'],
    abstract: ['abstract', 'summary'],
    authors: ['authors_parsed', 'authors', 'author'],
    year: ['year', 'publication_year', 'published', 'publishedAt', 'date', 'versions', 'update_date'],
    venue: ['venue', 'journal', 'journal-ref', 'journal_ref', 'booktitle'],
    arxiv: ['arxiv', 'arxiv_id', 'arxivId', 'eprint'],
    doi: ['doi', 'DOI'],
    url: ['url'],
    pdf: ['pdf', 'pdf_url'],
    keywords: ['keywords', 'categories'],
    collections: ['collections'],
    added: ['added', 'date_added', 'dateAdded'],
    remarks: [],
  },
};

const shapes: readonly Shape[] = [zotero, huggingFace, openAlex, semanticScholar, csl, plain];

/** What only feeds, schemas, interfaces and packages have beside a title. */
const foreign = ['$schema', 'openapi', 'swagger', 'items', 'feed_url', 'dependencies', 'properties'];

function hasMoreThanTitle(paper: RecordValue): boolean {
  const { abstract, summary, authors, author, doi, DOI, arxiv_id, arxiv, id } = paper;
  const known = textOf(doi) ?? textOf(DOI) ?? textOf(arxiv_id) ?? textOf(arxiv) ?? arxivIn(textOf(id) ?? '');
  const hasAuthors = (Array.isArray(authors) && authors.length > 0) || (Array.isArray(author) && author.length > 0);
  const isAbstract = typeof summary === 'string' && summary.length >= 200;
  return typeof abstract === 'string' || hasAuthors || known !== undefined || isAbstract;
}

/** True for a record that nothing but a paper would have: a title, and something else that papers have. */
export function isPaper(record: RecordValue): boolean {
  const { shape, paper } = shaped(record);
  return shape.fits(paper) && titleOf(record) !== undefined;
}

/** The name of the kind of record that one is: "zotero", "hugging-face", "openalex", "semantic-scholar", "csl" or "plain". */
export function shapeName(record: RecordValue): string {
  return shaped(record).shape.name;
}

/** The names that a field may have in a plain record. */
export function plainNames(field: Field): readonly string[] {
  return plain.fields[field] ?? [];
}

/** True for what a list of papers holds beside them: Zotero's attachments and notes. */
export function isBeside(record: RecordValue): boolean {
  const paper = isObject(record.data) ? record.data : record;
  return typeof paper.itemType === 'string' && !zotero.fits(paper);
}

/** A record's title as it is written, tags included; undefined where it has none. */
export function titleOf(record: RecordValue): string | undefined {
  const { shape, paper } = shaped(record);
  return firstOf(paper, namesOf(shape, 'title'), value => {
    const text: unknown = Array.isArray(value) ? value[0] : value;
    return typeof text === 'string' ? textOf(text) : undefined;
  });
}

/** What a record says beside its title and abstract; every value trimmed, unknown ones left out. */
export function fieldsOf(record: RecordValue): Omit<Entry, 'span' | 'text'> {
  const { shape, paper } = shaped(record);
  const one = <T>(field: Field, read: (value: unknown) => T | undefined) => firstOf(paper, namesOf(shape, field), read);
  const remarks = namesOf(shape, 'remarks').map(name => textOf(valueAt(paper, name)) ?? '');
  const doi = one('doi', doiOf);
  const url = one('url', webAddress);
  const own = one('id', textOf);
  const named = remarks.map(text => /^\s*citation key:\s*(\S+)/im.exec(text)?.[1]).find(key => key !== undefined);
  const arxiv =
    one('arxiv', value => arxivIn(textOf(value) ?? '') ?? textOf(value)) ??
    arxivIn(own ?? '') ??
    [doi ?? '', url ?? '', ...remarks].map(text => arxivIn(text, true)).find(id => id !== undefined);
  const hasKey =
    shape === csl || (shape === zotero && firstOf(paper, ['citationKey', 'citekey'], textOf) !== undefined);
  const written = ['citekey', 'citation_key', 'citationKey', 'key'];
  const key = hasKey ? idOf(own) : shape === zotero ? undefined : firstOf(paper, written, textOf);
  const collections = one('collections', collectionsOf) ?? [];
  const values: Record<string, string | number | undefined> = {
    key: key ?? named,
    id: hasKey || shape === plain ? (idOf(own) ?? named ?? arxiv) : (named ?? arxiv ?? idOf(own)),
    year: one('year', yearOf),
    venue: one('venue', value => textOf(Array.isArray(value) ? value[0] : value)),
    arxiv,
    doi,
    url,
    pdf: one('pdf', shape === zotero ? attachedPdf : webAddress),
    added: one('added', value => instantIn(textOf(value) ?? '')),
  };
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const authors = one('authors', value => {
    const names = authorNames(value);
    return names.length > 0 ? names : undefined;
  });
  const identifiers = servicesOf(shape, paper);
  return {
    ...(known as Partial<Entry>),
    ...(identifiers.length > 0 ? { identifiers } : {}),
    ...(collections.length > 0 ? { collections } : {}),
    authors: (authors ?? []).map(name => decodeLatex(name).text.replace(/[{}]/g, '')),
    keywords: [...new Set(namesOf(shape, 'keywords').flatMap(name => keywordsOf(valueAt(paper, name), name)))],
  };
}

/** The member that is the paper, and the name of its shape. */
export function paperIn(record: RecordValue): { readonly name: string; readonly paper: RecordValue } {
  const { shape, paper } = shaped(record);
  return { name: shape.name, paper };
}

/** Where a record's title and abstract may stand, and whether they have tags in them. */
export function textPaths(record: RecordValue): {
  readonly title: readonly (readonly string[])[];
  readonly abstract: readonly (readonly string[])[];
  readonly markup: boolean;
} {
  const { shape, within } = shaped(record);
  const paths = (field: Field) => namesOf(shape, field).map(name => [...within, name]);
  return { title: paths('title'), abstract: paths('abstract'), markup: shape.markup === true };
}

/** The ids of a record that are its service's own. */
function servicesOf(shape: Shape, paper: RecordValue): string[] {
  const own = (name: string) => textOf(valueAt(paper, name));
  if (shape === semanticScholar) {
    return [
      ...[own('paperId') ?? own('externalIds.PaperId')].flatMap(id =>
        id === undefined ? [] : `s2:${id.toLowerCase()}`,
      ),
      ...[own('corpusId') ?? own('corpusid') ?? own('externalIds.CorpusId')].flatMap(id =>
        id === undefined ? [] : `corpus:${id}`,
      ),
    ];
  }
  const work = shape === openAlex ? idOf(own('id')) : undefined;
  return work === undefined ? [] : [`openalex:${work}`];
}

interface Shaped {
  readonly shape: Shape;
  readonly paper: RecordValue;
  readonly within: readonly string[];
}

/** The shape of a record; one that fits none is read as a plain one. */
function shaped(record: RecordValue): Shaped {
  for (const shape of shapes) {
    const wrapped = shape.within?.find(name => isObject(record[name]));
    const paper = wrapped === undefined ? record : (record[wrapped] as RecordValue);
    if (shape.fits(paper)) return { shape, paper, within: wrapped === undefined ? [] : [wrapped] };
    const isWrapped = wrapped !== undefined && typeof paper.title === 'string' && plain.fits(paper);
    if (isWrapped) return { shape, paper, within: [wrapped] };
  }
  return { shape: plain, paper: record, within: [] };
}

function namesOf(shape: Shape, field: Field): readonly string[] {
  return shape.fields[field] ?? plain.fields[field] ?? [];
}

function firstOf<T>(
  paper: RecordValue,
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const name of names) {
    const value = read(valueAt(paper, name));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The value at a dotted path. */
export function valueAt(paper: RecordValue, path: string): unknown {
  if (!path.includes('.')) return paper[path];
  let value: unknown = paper;
  for (const name of path.split('.')) value = isObject(value) ? value[name] : undefined;
  return value;
}

/** An own id, of an address that is one only its last part: "https://openalex.org/W2741809807". */
function idOf(own: string | undefined): string | undefined {
  if (own === undefined || !/^https?:/i.test(own)) return own;
  return /\/(W\d+)$/.exec(own)?.[1];
}

function isObject(value: unknown): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
