import { type Decoded, verbatim } from './decoded.ts';
import { joined } from './pieces.ts';

/**
 * A title or abstract as bibliographic databases write it, as a reader should see it: the tags of JATS and the few of
 * HTML that stand in titles are left out, references such as `&amp;` and `&#8217;` are what they stand for. Any other
 * `<word>` stays, as papers write such. `offset` is where `source` stands in the source that the marks lead to. Linear.
 */
export function decodeMarkup(source: string, offset = 0): Decoded {
  return decoded(source, offset, true);
}

/** The same for the text of an XML element, of which only references are decoded. */
export function decodeReferences(source: string, offset = 0): Decoded {
  return decoded(source, offset, false);
}

function decoded(source: string, offset: number, tags: boolean): Decoded {
  if (!source.includes('&') && !(tags && source.includes('<'))) return verbatim(source, offset);
  const pieces: Decoded[] = [];
  let from = 0;
  const put = (text: string, at: number, end: number) => {
    if (at > from) pieces.push(verbatim(source.slice(from, at), offset + from));
    if (text !== '') pieces.push(verbatim(text, offset + at));
    from = end;
  };
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    const isTag = code === 60;
    if (code !== 38 && !(tags && isTag)) continue;
    const near = source.slice(i, i + longest);
    const found = isTag ? tagIn(near, i > 0) : referenceIn(near);
    if (found === undefined) continue;
    put(found.text, i, i + found.length);
    i += found.length - 1;
  }
  put('', source.length, source.length);
  return pieces.length === 0 ? verbatim('', offset) : joined(pieces);
}

/** What a piece of the source stands for, and its length in the source. */
interface Meaning {
  readonly text: string;
  readonly length: number;
}

/** No tag or reference that is longer is known. */
const longest = 160;
const prefixed = /^<\/?(?:jats|mml):[a-z][a-z-]{0,30}(?:\s[^<>]{0,100})?\/?>/i;
const plainTag =
  /^<\/?(?:p|i|b|em|strong|sub|sup|sc|scp|span|br|div|italic|bold|inline-formula|tex-math)(?:\s[^<>]{0,100})?\/?>/i;
const heading = /^<jats:title>\s{0,9}abstract[.:]?\s{0,9}<\/jats:title>/i;
const block = /^<\/?(?:jats:)?(?:p|sec|title|br|div|list|list-item)\b/i;

function tagIn(near: string, within: boolean): Meaning | undefined {
  const found = heading.exec(near) ?? prefixed.exec(near) ?? plainTag.exec(near);
  return found === null ? undefined : { text: within && block.test(near) ? ' ' : '', length: found[0].length };
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};

function referenceIn(near: string): Meaning | undefined {
  const found = /^&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/i.exec(near);
  if (found === null) return undefined;
  const [{ length }, hex, decimal, name] = found;
  if (name !== undefined) {
    const text = Object.hasOwn(named, name) ? named[name] : undefined;
    return text === undefined ? undefined : { text, length };
  }
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const isText = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return { text: isText ? String.fromCodePoint(code) : '\ufffd', length };
}
