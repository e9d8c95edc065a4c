/** A text or number as trimmed text; undefined where it is neither or empty. */
export function textOf(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}

export function webAddress(value: unknown): string | undefined {
  const text = textOf(value);
  return text !== undefined && /^https?:\/\/\S+$/i.test(text) ? text : undefined;
}

/** The path of the first PDF among attachments that have paths, or else an address. */
export function attachedPdf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return webAddress(value);
  const paths = value.map(file => textOf((file as { path?: unknown } | null)?.path));
  return paths.find(path => path !== undefined && /^(?:\/|[A-Za-z]:[\\/]).*\.pdf$/i.test(path));
}

/** A DOI without the address or the prefix that may stand before it. */
export function doiOf(value: unknown): string | undefined {
  const doi = textOf(value)?.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s?)/i, '');
  return doi === '' ? undefined : doi;
}

/**
 * The arXiv id that a text is, with or without its version: "2106.09685v2", "cs/0112017", "arXiv:2106.09685", an address
 * of arXiv's, a DOI of arXiv's. With `inside` it may stand anywhere in the text, but not alone.
 */
export function arxivIn(text: string, inside = false): string | undefined {
  const plain = /^(?:arxiv:\s?)?(\d{4}\.\d{4,5}(?:v\d{1,3})?|[a-z-]{2,12}(?:\.[A-Z]{2})?\/\d{7}(?:v\d{1,3})?)$/i;
  const found = inside ? undefined : plain.exec(text);
  return (
    found?.[1] ??
    /(?:arxiv\.org\/(?:abs|pdf|html)\/|arxiv:\s?|10\.48550\/arxiv\.)(\d{4}\.\d{4,5}|[a-z-]{2,12}(?:\.[A-Z]{2})?\/\d{7})(?!\d)/i.exec(
      text,
    )?.[1]
  );
}

/** The year of a number, a date in any writing, a CSL date, or of the first of a list of dates. */
export function yearOf(value: unknown): number | undefined {
  if (typeof value === 'string' || typeof value === 'number') {
    const year = Number(/(?<!\d)[12]\d{3}(?!\d)/.exec(String(value).slice(0, 100))?.[0]);
    return year >= 1000 ? year : undefined;
  }
  if (Array.isArray(value)) return value.length > 0 ? yearOf(value[0]) : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  const date = value as Readonly<Record<string, unknown>>;
  return yearOf(date['date-parts'] ?? date.year ?? date.raw ?? date.literal ?? date.created);
}

/** The names of authors as "Given Family", however the list writes them. */
export function authorNames(value: unknown): string[] {
  if (typeof value === 'string') return namesIn(value);
  if (!Array.isArray(value)) return [];
  const creators = value.filter(one => (one as { creatorType?: unknown } | null)?.creatorType !== undefined);
  const authors = creators.filter(one => (one as { creatorType?: unknown }).creatorType === 'author');
  return (authors.length > 0 ? authors : value).flatMap(one => authorName(one) ?? []);
}

/** "Hu, Edward J." and "Hu, Edward J., Jr." as "Edward J. Hu" and "Edward J. Hu Jr.". */
export function givenFirst(name: string): string {
  const [family = '', given = '', suffix = ''] = name.split(',').map(part => part.trim());
  return [given, family, suffix].filter(part => part !== '').join(' ');
}

function authorName(author: unknown): string | undefined {
  if (typeof author === 'string') return textOf(author.replace(/\s+/g, ' '));
  if (typeof author !== 'object' || author === null) return undefined;
  if (Array.isArray(author)) {
    const [family, given, suffix] = author;
    return together([given, family, suffix]);
  }
  const of = author as Readonly<Record<string, unknown>>;
  return (
    textOf(of.name) ??
    textOf(of.literal) ??
    textOf(of.display_name) ??
    together([
      of.given ?? of.firstName ?? of.first,
      of['dropping-particle'],
      of['non-dropping-particle'],
      of.family ?? of.lastName ?? of.last,
      of.suffix,
    ]) ??
    (typeof of.author === 'object' && !Array.isArray(of.author)
      ? textOf((of.author as { display_name?: unknown } | null)?.display_name)
      : undefined) ??
    textOf(of.raw_author_name)
  );
}

function together(parts: readonly unknown[]): string | undefined {
  return textOf(parts.flatMap(part => textOf(part) ?? []).join(' '));
}

/** The names of a list written as text: "A and B", "A; B", "A, B". */
function namesIn(text: string): string[] {
  return text
    .replace(/\s+/g, ' ')
    .split(/;|,? and |, /)
    .map(name => name.trim())
    .filter(name => name !== '');
}

/** Keywords, of a list or of one text; only categories are parted by spaces. */
export function keywordsOf(value: unknown, name: string): string[] {
  if (typeof value === 'string') {
    const separator = name === 'categories' || !/\w \w/.test(value) ? /[,;\s]+/ : /[,;]/;
    return value.split(separator).flatMap(word => textOf(word) ?? []);
  }
  if (!Array.isArray(value)) return [];
  return value.flatMap(item => {
    if (typeof item !== 'object' || item === null) return textOf(item) ?? [];
    const of = item as Readonly<Record<string, unknown>>;
    return textOf(of.tag) ?? textOf(of.display_name) ?? textOf(of.keyword) ?? textOf(of.name) ?? [];
  });
}

/** The names of collections, of a list of names or of objects with names; the keys that Zotero gives them are no names. */
export function collectionsOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const names = value.flatMap(item => {
    if (typeof item === 'object' && item !== null) return textOf((item as { readonly name?: unknown }).name) ?? [];
    const name = textOf(item);
    return name === undefined || /^[2-9A-Z]{8}$/.test(name) ? [] : name;
  });
  return [...new Set(names)];
}
