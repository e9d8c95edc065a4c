import type { PaperText, Problem } from '../library/model.ts';
import { type Decoded, shifted, verbatim } from '../text/decoded.ts';
import { decodeReferences } from '../text/markup.ts';
import { trimmed } from '../text/pieces.ts';
import type { Span } from '../text/span.ts';
import { type Details, known, monthIn } from './details.ts';
import type { Entry, Format, Read } from './format.ts';
import { readable } from './readable.ts';
import { arxivIn, doiOf, webAddress, yearOf } from './record-values.ts';

/** An Atom feed as arXiv answers: entries with a title and a summary. No document type is read and nothing is fetched. */
export const atom: Format = { name: 'atom', recognises, read, text, details };

function recognises(path: string, head: string): boolean {
  if (!/\.(?:xml|atom)$/i.test(path)) return false;
  if (!/^\ufeff?\s*(?:<\?xml[^<>]{0,200}>\s*)?<feed\b[^<>]*>/.test(head)) return false;
  const [first] = entriesOf(head);
  if (first === undefined) return false;
  const record = head.slice(first.start, first.end);
  const elements = elementsOf(record);
  return (
    contentOf(record, elements, 'id').some(id => arxivIn(id) !== undefined) || elements.has('arxiv:primary_category')
  );
}

function read(source: string): Read {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  for (const { start, end, closed } of entriesOf(source)) {
    const record = source.slice(start, end);
    const elements = elementsOf(record);
    const { title, abstract } = textOf(record, elements);
    const span = { start, end };
    if (!closed) problems.push(problem(span, 'xml-syntax', 'This entry is not closed, so it is left out.'));
    else if (title.text === '')
      problems.push(problem(span, 'paper-no-title', 'This entry has no title, so it is left out.'));
    else {
      const paper = { title: shifted(title, start), abstract: shifted(abstract, start) };
      entries.push({ ...fieldsOf(record, elements), span, text: paper });
    }
  }
  return { entries, problems };
}

function text(record: string): PaperText {
  return textOf(record, elementsOf(record));
}

function details(record: string): Details {
  const elements = elementsOf(record);
  const primary = elements.get('arxiv:primary_category')?.[0];
  return known({
    type: 'preprint',
    authors: contentOf(record, elements, 'name'),
    month: monthIn(contentOf(record, elements, 'published')[0]),
    arxivClass: primary && attribute(primary.attributes, 'term'),
  });
}

interface FoundEntry extends Span {
  readonly closed: boolean;
}

/** The entries from tag to tag; one that is not closed ends where the next begins. What stands in CDATA is no tag. */
function entriesOf(source: string): FoundEntry[] {
  const entries: FoundEntry[] = [];
  let open = -1;
  const lastData = source.lastIndexOf(']]>');
  for (let at = source.indexOf('<'); at >= 0; at = source.indexOf('<', at + 1)) {
    if (at < lastData && source.startsWith('<![CDATA[', at)) at = source.indexOf(']]>', at);
    else if (source.startsWith('</entry>', at)) {
      if (open >= 0) entries.push({ start: open, end: at + 8, closed: true });
      open = -1;
    } else if (source.startsWith('<entry', at) && !(source.charCodeAt(at + 6) > 62)) {
      if (open >= 0) entries.push({ start: open, end: at, closed: false });
      open = at;
    }
  }
  if (open >= 0) entries.push({ start: open, end: source.length, closed: false });
  return entries;
}

/** An element inside an entry: its attributes as they are written, and where its content stands. */
interface Element {
  readonly attributes: string;
  readonly content: Span;
}

/** The elements of an entry by name, in order; those inside an author stand beside it. */
function elementsOf(source: string): ReadonlyMap<string, readonly Element[]> {
  const elements = new Map<string, Element[]>();
  const add = (name: string, element: Element) => {
    const known = elements.get(name);
    if (known) known.push(element);
    else elements.set(name, [element]);
  };
  let open: { name: string; attributes: string; from: number } | undefined;
  for (let at = source.indexOf('<'); at >= 0; ) {
    const cdata = source.startsWith('<![CDATA[', at);
    if (cdata || source.startsWith('<!--', at)) {
      const close = source.indexOf(cdata ? ']]>' : '-->', at);
      at = close < 0 ? -1 : source.indexOf('<', close);
      continue;
    }
    const name = /^<(\/?[A-Za-z][\w:.-]{0,60})/.exec(source.slice(at, at + 64))?.[1];
    if (name === undefined) {
      at = source.indexOf('<', at + 1);
      continue;
    }
    const close = tagEnd(source, at);
    if (name.startsWith('/')) {
      if (open?.name === name.slice(1)) {
        add(open.name, { attributes: open.attributes, content: { start: open.from, end: at } });
        open = undefined;
      }
    } else {
      const attributes = source.slice(at + 1 + name.length, close);
      if (source[close - 1] === '/') add(name, { attributes, content: { start: close, end: close } });
      else open = { name, attributes, from: Math.min(close + 1, source.length) };
    }
    at = source.indexOf('<', close);
  }
  return elements;
}

/** The offset of the `>` that closes a tag, past quoted attributes; where there is none, of the next `<` or the end. */
function tagEnd(source: string, start: number): number {
  let quote = '';
  for (let i = start + 1; i < source.length; i++) {
    const char = source[i]!;
    if (char === '<') return i;
    if (quote !== '') quote = char === quote ? '' : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === '>') return i;
  }
  return source.length;
}

function textOf(source: string, elements: ReadonlyMap<string, readonly Element[]>): PaperText {
  const first = (...names: readonly string[]): Decoded => {
    const element = names.flatMap(name => elements.get(name) ?? [])[0];
    return element === undefined ? verbatim('') : readable(trimmed(decoded(source, element)), false);
  };
  return { title: first('title'), abstract: first('summary', 'content') };
}

function fieldsOf(source: string, elements: ReadonlyMap<string, readonly Element[]>): Omit<Entry, 'span' | 'text'> {
  const contents = (name: string) => contentOf(source, elements, name);
  const links = (elements.get('link') ?? []).map(({ attributes }) => attributes);
  const address = contents('id')[0] ?? '';
  const arxiv = arxivIn(address);
  const values: Record<string, string | number | undefined> = {
    id: arxiv,
    year: yearOf(contents('published')[0] ?? contents('updated')[0]),
    venue: contents('arxiv:journal_ref')[0],
    arxiv,
    doi: doiOf(contents('arxiv:doi')[0]),
    url:
      webAddress(
        links.filter(link => attribute(link, 'rel') === 'alternate').map(link => attribute(link, 'href'))[0],
      ) ?? webAddress(address),
    pdf: webAddress(links.filter(link => attribute(link, 'title') === 'pdf').map(link => attribute(link, 'href'))[0]),
  };
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const categories = (elements.get('category') ?? []).flatMap(({ attributes }) => attribute(attributes, 'term') ?? []);
  return { ...(known as Partial<Entry>), authors: contents('name'), keywords: [...new Set(categories)] };
}

/** The texts of all elements of one name, white space made single; empty ones are left out. */
function contentOf(source: string, elements: ReadonlyMap<string, readonly Element[]>, name: string): string[] {
  const texts = (elements.get(name) ?? []).map(element => decoded(source, element).text.replace(/\s+/g, ' ').trim());
  return texts.filter(one => one !== '');
}

function decoded(source: string, { content: { start, end } }: Element): Decoded {
  const written = source.slice(start, end);
  const cdata = /^\s*<!\[CDATA\[/.exec(written)?.[0].length;
  if (cdata === undefined) return decodeReferences(written, start);
  const close = written.lastIndexOf(']]>');
  return verbatim(written.slice(cdata, close < 0 ? undefined : close), start + cdata);
}

function attribute(attributes: string, name: string): string | undefined {
  for (const [, key, double, single] of attributes
    .slice(0, 2000)
    .matchAll(/([\w:-]+)\s?=\s?(?:"([^"]*)"|'([^']*)')/g)) {
    if (key === name) return decodeReferences(double ?? single ?? '').text.trim();
  }
  return undefined;
}

function problem({ start, end }: Span, code: string, message: string): Problem {
  return { span: { start, end: Math.min(end, start + 200) }, code, message, severity: 'warning' };
}
