/** What papers are filtered by: every part must hold. Any text is a query. */
export interface PaperQuery {
  readonly parts: readonly QueryPart[];
  /** What of the text says nothing yet, a sentence each. */
  readonly unread: readonly string[];
}

/** One condition; with `not`, what must not hold. `text` is never blank. */
export type QueryPart = { readonly not: boolean } & (
  | { readonly kind: 'words'; readonly text: string; readonly exact: boolean }
  | { readonly kind: 'field'; readonly field: QueryField; readonly text: string; readonly exact: boolean }
  /** Both years included; undefined where that end is open. */
  | { readonly kind: 'years'; readonly from: number | undefined; readonly to: number | undefined }
);

export type QueryField = 'author' | 'title' | 'venue' | 'tag' | 'collection';

/**
 * Reads a query such as `forgetting author:"van der Maaten" year:2019.. -survey`: words and quoted phrases, each perhaps
 * after the name of a field and a colon, and after a `-` to turn it round. A name that is no field's is a word like others.
 */
export function readQuery(text: string): PaperQuery {
  const parts: QueryPart[] = [];
  const unread: string[] = [];
  for (const { not, name, value, exact } of piecesOf(text)) {
    if (name === undefined) {
      if (hasWord(value)) parts.push({ kind: 'words', not, text: value, exact });
    } else if (name === 'year') {
      const years = yearsIn(value);
      if (years === undefined) unread.push(unreadYear(value));
      else parts.push({ kind: 'years', not, ...years });
    } else if (hasWord(value)) {
      parts.push({ kind: 'field', not, field: name, text: value, exact });
    } else {
      unread.push(`“${name}:” needs what to look for, such as ${examples[name]}.`);
    }
  }
  return { parts, unread };
}

interface Piece {
  readonly not: boolean;
  readonly name: QueryField | 'year' | undefined;
  readonly value: string;
  readonly exact: boolean;
}

/** Sticky, so that each step begins where the last one ended; a quote that is not closed holds the rest. */
const piecePattern = /\s*(-?)(?:(author|title|venue|tag|collection|year):)?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]*))/iy;

function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  piecePattern.lastIndex = 0;
  while (piecePattern.lastIndex < text.length) {
    const [all, minus, name, phrase, word = ''] = piecePattern.exec(text)!;
    if (all === '') break;
    pieces.push({
      not: minus === '-',
      name: name?.toLowerCase() as Piece['name'],
      value: phrase ?? word,
      exact: phrase !== undefined,
    });
  }
  return pieces;
}

function hasWord(text: string): boolean {
  return /[\p{L}\p{N}+#]/u.test(text);
}

/** "2021", "2019..2021", "2019-2021", "2019..", "..2021", also the wrong way round; undefined for anything else. */
function yearsIn(value: string): { from: number | undefined; to: number | undefined } | undefined {
  const found = /^\s*(\d{4})?(\.\.|[-–])?(\d{4})?\s*$/.exec(value);
  if (found === null || (found[1] === undefined && found[3] === undefined)) return undefined;
  const from = found[1] === undefined ? undefined : Number(found[1]);
  const to = found[3] === undefined ? undefined : Number(found[3]);
  if (found[2] === undefined) return to === undefined ? { from, to: from } : undefined;
  return from !== undefined && to !== undefined && from > to ? { from: to, to: from } : { from, to };
}

function unreadYear(value: string): string {
  return value.trim() === '' || /^[\d.–-]*$/.test(value)
    ? '“year:” needs a year or a range, such as year:2021, year:2019.. or year:2019..2021.'
    : `“${value.slice(0, 40)}” is no year; write year:2021, year:2019.. or year:2019..2021.`;
}

const examples: Readonly<Record<QueryField, string>> = {
  author: 'author:hu or author:"van der Maaten"',
  title: 'title:adapters',
  venue: 'venue:neurips',
  tag: 'tag:survey',
  collection: 'collection:thesis',
};
