import { decodeValue } from '../text/latex-value.ts';

/**
 * The names of an `author` field as a reader writes them, "First von Last Jr": joined by "and", each in one of the orders
 * of BibTeX or with BibLaTeX's `family=`. Braces hide what is in them, so that an organisation is one name; "and others"
 * is left out. Linear.
 */
export function namesIn(source: string): string[] {
  const parts = split(source, andLength);
  const names = parts.length === 1 ? split(source, semicolonLength) : parts;
  return names.flatMap(name => inOrder(name)).filter(name => name !== '' && name !== 'others');
}

/**
 * The same names with their parts told apart: "Family, Given" or "Family, Jr, Given" as they are written so, a family
 * name of several words in braces too, and an organisation in braces. Linear.
 */
export function structuredNames(source: string): string[] {
  return split(source, andLength)
    .map(name => structured(name.trim()))
    .filter(name => name !== '' && name !== 'others' && name !== '{}');
}

function structured(name: string): string {
  const parts = split(name, commaLength).map(part => part.trim());
  if (isExtended(parts[0]!)) return extended(parts);
  if (parts.length > 1) return parts.map(shown).join(', ');
  const words = split(name, spaceLength).filter(word => word !== '');
  if (words.length === 1 && name.startsWith('{')) return `{${shown(name).replace(/[{}]/g, '')}}`;
  const last = words.at(-1) ?? '';
  const isGroup = last.startsWith('{') && shown(last).includes(' ');
  return isGroup ? `${shown(last)}, ${words.slice(0, -1).map(shown).join(' ')}` : shown(name);
}

function inOrder(name: string): string[] {
  const parts = split(name, commaLength).map(part => part.trim());
  if (parts.length === 1) return [shown(name)];
  if (isExtended(parts[0]!)) return [extended(parts)];
  // More commas than a name can have: the list was joined by them.
  if (parts.length > 3 && parts.every(part => /\s/.test(part))) return parts.map(shown);
  const [last, ...rest] = parts;
  const first = rest.length > 1 ? rest.slice(1).join(' ') : rest[0]!;
  return [shown([first, last, rest.length > 1 ? rest[0] : ''].join(' '))];
}

function isExtended(part: string): boolean {
  return /^"?(?:given|family|prefix|suffix|useprefix|id)(?:-i)?\s*=/i.test(part);
}

/** "family=Berg, given=Jan, prefix=van der" as "Jan van der Berg". */
function extended(parts: readonly string[]): string {
  const values = new Map<string, string>();
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at > 0) values.set(part.slice(0, at).replace(/^"/, '').trim().toLowerCase(), part.slice(at + 1));
  }
  return shown(['given', 'prefix', 'family', 'suffix'].map(name => values.get(name) ?? '').join(' '));
}

function shown(name: string): string {
  return decodeValue(name).text.replace(/\s+/g, ' ');
}

/** The parts of `source` between separators outside braces; `lengthAt` tells how long the separator at an offset is, or 0. */
function split(source: string, lengthAt: (source: string, at: number) => number): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === OPEN) depth++;
    else if (code === CLOSE) depth = Math.max(0, depth - 1);
    else if (depth === 0) {
      const length = lengthAt(source, i);
      if (length === 0) continue;
      parts.push(source.slice(from, i));
      from = i + length;
      i = from - 1;
    }
  }
  parts.push(source.slice(from));
  return parts;
}

/** The word "and" between white space; the white space after it is left, so that "a and and b" has an empty name. */
function andLength(source: string, at: number): number {
  if (source.charCodeAt(at) > SPACE || (source.charCodeAt(at + 1) | 32) !== 97) return 0;
  const isAnd = source.slice(at + 1, at + 4).toLowerCase() === 'and';
  return isAnd && source.charCodeAt(at + 4) <= SPACE ? 4 : 0;
}

function semicolonLength(source: string, at: number): number {
  return source.charCodeAt(at) === SEMICOLON ? 1 : 0;
}

function spaceLength(source: string, at: number): number {
  return source.charCodeAt(at) <= SPACE ? 1 : 0;
}

function commaLength(source: string, at: number): number {
  return source.charCodeAt(at) === COMMA ? 1 : 0;
}

const SPACE = 32;
const COMMA = 44;
const SEMICOLON = 59;
const BACKSLASH = 92;
const OPEN = 123;
const CLOSE = 125;
