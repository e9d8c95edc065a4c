import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { personName } from '../../text/person-name.ts';

/** How a BibTeX file is laid out; `bibStyleOf` reads it off a file. */
export interface BibStyle {
  readonly indent: string;
  /** The column, counted from the field's name, at which `=` stands; 0 where it follows the name. */
  readonly equalsAt: number;
  /** What stands on both sides of `=`. */
  readonly around: string;
  readonly quotes: boolean;
  readonly nameCase: 'lower' | 'upper' | 'capital';
  readonly trailingComma: boolean;
  /** True for the names of BibLaTeX: `journaltitle`, `date`, `location`. */
  readonly biblatex: boolean;
}

export const defaultBibStyle: BibStyle = {
  indent: '  ',
  equalsAt: 0,
  around: ' ',
  quotes: false,
  nameCase: 'lower',
  trailingComma: true,
  biblatex: false,
};

/** One entry, with `\n` between its lines and none after the last. `key` is made fit for BibTeX. */
export function writeBibtex(record: BibliographicRecord, key: string, style = defaultBibStyle): string {
  const fields = fieldsOf(record, style.biblatex).map(([name, value]) => fieldLine(name, value, style));
  const type = cased(typeOf(record, style.biblatex), style.nameCase);
  return `@${type}{${bibKey(key)},\n${fields.join(',\n')}${style.trailingComma ? ',' : ''}\n}`;
}

/** The layout of most of the last fields of a BibTeX text. */
export function bibStyleOf(text: string): BibStyle {
  const tail = text.slice(-20_000);
  const lines = [...tail.matchAll(/^([ \t]+)([A-Za-z][\w-]*)([ \t]*)=([ \t]*)(["{\w])/gm)];
  if (lines.length === 0) return defaultBibStyle;
  const columns = lines.map(line => line[2]!.length + line[3]!.length);
  const names = lines.map(line => line[2]!);
  const isAligned = lines.length > 2 && new Set(columns).size === 1 && new Set(names.map(name => name.length)).size > 1;
  const share = (test: (line: RegExpMatchArray) => boolean) => lines.filter(line => test(line)).length / lines.length;
  const ends = [...tail.matchAll(/([,"}\w])[ \t]*\r?\n[ \t]*[})][ \t]*$/gm)].map(end => end[1]);
  return {
    indent: commonest(lines.map(line => line[1]!)),
    equalsAt: isAligned ? columns[0]! : 0,
    around: share(line => line[4] !== '') >= 0.5 ? ' ' : '',
    quotes: share(line => line[5] === '"') > 0.5,
    nameCase:
      share(line => /^[A-Z\d-]+$/.test(line[2]!)) > 0.5
        ? 'upper'
        : share(line => /^[A-Z]/.test(line[2]!)) > 0.5
          ? 'capital'
          : 'lower',
    trailingComma: ends.filter(end => end === ',').length * 2 > ends.length,
    biblatex: share(line => /^(?:journaltitle|date|eprinttype|location)$/i.test(line[2]!)) > 0,
  };
}

/** A key without what would end it or the entry. */
export function bibKey(key: string): string {
  return key.replace(/[\s,{}()"#%'~\\=]/g, '').replace(/^@+/, '') || 'untitled';
}

function typeOf({ type }: BibliographicRecord, biblatex: boolean): string {
  switch (type) {
    case 'article':
    case 'inproceedings':
    case 'incollection':
    case 'book':
      return type;
    case 'thesis':
      return 'phdthesis';
    case 'report':
      return biblatex ? 'report' : 'techreport';
    case 'preprint':
      return biblatex ? 'online' : 'misc';
    case 'other':
      return 'misc';
  }
}

function fieldsOf(record: BibliographicRecord, biblatex: boolean): (readonly [name: string, value: string])[] {
  const { type, title, authors, editors, year, month, venue, publisher, volume, number, pages } = record;
  const { arxiv, arxivClass, doi, url, pdf, abstract, keywords } = record;
  const date = month === undefined ? `${year}` : `${year}-${String(month).padStart(2, '0')}`;
  const place = {
    article: biblatex ? 'journaltitle' : 'journal',
    preprint: '',
    thesis: biblatex ? 'institution' : 'school',
    report: 'institution',
    book: 'series',
    other: 'howpublished',
    inproceedings: 'booktitle',
    incollection: 'booktitle',
  }[type];
  const all: (readonly [string, string | undefined])[] = [
    ['title', titleValue(title)],
    ['author', authors.length > 0 ? authors.map(nameValue).join(' and ') : undefined],
    ['editor', editors && editors.length > 0 ? editors.map(nameValue).join(' and ') : undefined],
    [place, venue === undefined || place === '' ? undefined : textValue(venue)],
    ...(year === undefined
      ? []
      : biblatex
        ? [['date', date] as const]
        : [['year', String(year)] as const, ['month', month === undefined ? undefined : String(month)] as const]),
    ['volume', volume && textValue(volume)],
    ['number', number && textValue(number)],
    ['pages', pages && textValue(pages.replace(/[–—]/g, '--'))],
    ['publisher', publisher && textValue(publisher)],
    ['doi', doi && verbatim(doi)],
    ['eprint', arxiv && verbatim(arxiv)],
    [biblatex ? 'eprinttype' : 'archiveprefix', arxiv && 'arXiv'],
    [biblatex ? 'eprintclass' : 'primaryclass', arxiv && arxivClass && verbatim(arxivClass)],
    ['url', url && verbatim(url)],
    ['pdf', pdf && verbatim(pdf)],
    ['abstract', abstract && textValue(abstract)],
    ['keywords', keywords.length > 0 ? textValue(keywords.map(word => word.replace(/,/g, ' ')).join(', ')) : undefined],
  ];
  return all.filter((field): field is readonly [string, string] => field[1] !== undefined && field[1] !== '');
}

function fieldLine(name: string, value: string, { indent, equalsAt, around, quotes, nameCase }: BibStyle): string {
  const shown = cased(name, nameCase);
  const gap = equalsAt > 0 ? ' '.repeat(Math.max(1, equalsAt - shown.length)) : around;
  // In quotes a quote of the text must stand in braces.
  const [open, close] = quotes ? ['"', '"'] : ['{', '}'];
  const inside = quotes ? value.replace(/"/g, '{"}') : value;
  return `${indent}${shown}${gap}=${around}${open}${inside}${close}`;
}

function cased(name: string, style: BibStyle['nameCase']): string {
  if (style === 'upper') return name.toUpperCase();
  return style === 'capital' ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}

/** A title, with words whose capitals are their own in braces, so that no bibliography style takes them away. */
function titleValue(title: string): string {
  return textValue(title, word => /\p{Lu}/u.test(word.slice(1)) || /^\p{Lu}$/u.test(word.replace(/[^\p{L}]/gu, '')));
}

const escapes: Readonly<Record<string, string>> = {
  '%': '\\%',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  $: '\\$',
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
};

/** A text as BibTeX wants it: LaTeX's own characters escaped, braces as commands, since BibTeX counts escaped ones too. */
function textValue(text: string, isProtected: (word: string) => boolean = () => false): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .split(' ')
    .map(word => {
      const escaped = word.replace(/[%&#_$\\~^{}]/g, char => escapes[char]!);
      return isProtected(word) ? protectedWord(word, escaped) : escaped;
    })
    .join(' ');
}

/** The word in braces, but for the punctuation around it. */
function protectedWord(word: string, escaped: string): string {
  const parts = /^([^\p{L}\p{N}\\{}]*)(.*?)([^\p{L}\p{N}\\{}]*)$/u.exec(word);
  if (escaped !== word || parts === null) return `{${escaped}}`;
  return `${parts[1]}{${parts[2]}}${parts[3]}`;
}

/** "Hu, Edward J."; an organisation, or a name in which BibTeX would see two, in braces. */
function nameValue(author: string): string {
  const name = personName(author);
  if (name.kind === 'organisation') return name.name.includes(' ') ? `{${textValue(name.name)}}` : textValue(name.name);
  const parts = [name.family, name.suffix, name.given].filter(part => part !== '').map(part => textValue(part));
  return parts.map(part => (/(?:^| )and(?: |$)/i.test(part) ? `{${part}}` : part)).join(', ');
}

/** An identifier or an address as it is; braces would end the value early, so an address has them in its own escapes. */
function verbatim(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replace(/\{/g, '%7B')
    .replace(/\}/g, '%7D')
    .replace(/"/g, '%22')
    .replace(/\\/g, '%5C');
}

function commonest(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]![0];
}
