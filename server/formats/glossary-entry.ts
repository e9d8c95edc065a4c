/** What an entry of a glossary is written from. All texts are plain. */
export interface EntryParts {
  readonly label: string;
  readonly expansion?: string | undefined;
  /** Empty for an entry that its writer has yet to define. */
  readonly definition: string;
  /** A name, with a web address or as the name of a paper or note. */
  readonly source?: { readonly name: string; readonly url?: string | undefined } | undefined;
}

/** An entry in the form that `glossaryEntries` reads, on one line: `**Label** (expansion): definition. [source](url)`. */
export function entryLine(parts: EntryParts): string {
  return `**${escaped(parts.label)}**${bracketOf(parts)}: ${bodyOf(parts)}`;
}

/** The same under a heading of its own, for a glossary whose entries are headings with these `marks`. */
export function entryUnderHeading(parts: EntryParts, marks: string, eol: string): string {
  return `${marks} ${escaped(parts.label)}${bracketOf(parts)}${eol}${eol}${bodyOf(parts)}`;
}

function bracketOf({ expansion }: EntryParts): string {
  return expansion === undefined ? '' : ` (${escaped(expansion)})`;
}

function bodyOf({ definition, source }: EntryParts): string {
  const words = escaped(definition.replace(/\s+/g, ' ').trim());
  if (words === '') return '';
  const closed = /[.!?…]$/.test(words) ? words : `${words}.`;
  return source ? `${closed} ${link(source)}` : closed;
}

function link({ name, url }: NonNullable<EntryParts['source']>): string {
  const plain = name
    .replace(/[[\]\\|#^<>`*_]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (url === undefined) return `[[${plain}]]`;
  return `[${plain}](${url.replace(/[()\s<>]/g, char => `%${char.charCodeAt(0).toString(16)}`)})`;
}

/**
 * Plain text as Markdown that `plainText` reads as the same text: what would be a mark is escaped, but not inside
 * mathematics. Square brackets become round ones, since an escaped one opens mathematics.
 */
function escaped(text: string): string {
  const parts = text
    .replace(/\s+/g, ' ')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .split(/(\$[^$\s](?:[^$]*[^$\s])?\$)/);
  return parts.map((part, i) => (i % 2 === 1 ? part : part.replace(/[\\`*_~<]/g, '\\$&'))).join('');
}
