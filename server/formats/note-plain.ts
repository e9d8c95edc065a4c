import { afterSpaces, isLetter, isPunctuation, isSpace } from './note-characters.ts';

/**
 * The words of a piece of Markdown: marks of emphasis, code, links, images, HTML, comments, quotes and footnotes are
 * taken away; mathematics stays as it is written, and white space becomes single spaces. Meant for a heading or an
 * entry: of a longer text only the first 4,000 characters are read.
 */
export function plainText(markdown: string): string {
  const text = markdown.length > LONGEST ? markdown.slice(0, LONGEST) : markdown;
  let plain = '';
  for (let at = 0; at < text.length; ) {
    const piece = pieceAt(text, at);
    plain += piece.text;
    at = piece.end;
  }
  return plain.replace(/\s+/g, ' ').trim();
}

/**
 * At most `limit` characters of `text`, cut behind a clause where one ends in the second half, else behind a word, and
 * closed by "…". Mathematics and surrogate pairs are not cut through.
 */
export function cutAtClause(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let clause = -1;
  let word = -1;
  let inMath = false;
  for (let at = 0; at < limit - 2; at++) {
    const code = text.charCodeAt(at);
    if (code === DOLLAR && text.charCodeAt(at - 1) !== BACKSLASH) inMath = !inMath && text.indexOf('$', at + 1) !== -1;
    if (inMath || text.charCodeAt(at + 1) !== 32) continue;
    word = at + 1;
    if (clauseMarks.includes(text.charAt(at))) clause = at + 1;
  }
  const cut = clause > limit / 2 ? clause : word > limit / 2 ? word : limit - 2;
  const kept = text.slice(0, cut).replace(/[\ud800-\udbff]$/, '');
  if (/[.!?]$/.test(kept)) return `${kept} …`;
  return `${kept.replace(/[\s,;:–—-]{1,8}$/, '')}…`;
}

interface Piece {
  readonly text: string;
  readonly end: number;
}

function pieceAt(text: string, at: number): Piece {
  const code = text.charCodeAt(at);
  switch (code) {
    case BACKSLASH:
      return isPunctuation(text.charCodeAt(at + 1)) && !'()[]'.includes(text.charAt(at + 1))
        ? { text: text.charAt(at + 1), end: at + 2 }
        : { text: '\\', end: at + 1 };
    case 96:
      return code96(text, at);
    case DOLLAR:
      return dollars(text, at);
    case 42:
    case 95:
    case 126:
      return emphasis(text, at, code);
    case 33:
      return text.charCodeAt(at + 1) === 91 ? image(text, at) : { text: '!', end: at + 1 };
    case 91:
      return bracket(text, at);
    case 60:
      return angle(text, at);
    case 10:
    case 13: {
      let end = afterSpaces(text, at, text.length);
      while (text.charCodeAt(end) === 62) end = afterSpaces(text, end + 1, text.length);
      return { text: ' ', end };
    }
    default: {
      let end = at + 1;
      while (end < text.length && plainTable[text.charCodeAt(end)] !== 1) end++;
      return { text: text.slice(at, end), end };
    }
  }
}

function code96(text: string, at: number): Piece {
  let inside = at;
  while (text.charCodeAt(inside) === 96) inside++;
  const mark = text.slice(at, inside);
  const close = text.indexOf(mark, inside);
  if (close === -1) return { text: mark, end: inside };
  return { text: text.slice(inside, close).trim(), end: close + mark.length };
}

function dollars(text: string, at: number): Piece {
  const length = text.charCodeAt(at + 1) === DOLLAR ? 2 : 1;
  const close = text.indexOf('$$'.slice(0, length), at + length);
  const spaced = length === 1 && (isSpace(text.charCodeAt(at + 1)) || isSpace(text.charCodeAt(close - 1)));
  const end = close === -1 || spaced ? at + length : close + length;
  return { text: text.slice(at, end), end };
}

/** A low line inside a word and a mark with white space on both sides are text. */
function emphasis(text: string, at: number, code: number): Piece {
  let end = at;
  while (text.charCodeAt(end) === code) end++;
  const before = at === 0 || isSpace(text.charCodeAt(at - 1));
  const after = end >= text.length || isSpace(text.charCodeAt(end));
  const inWord = code === 95 && !before && !after && /[\p{L}\p{N}]_+[\p{L}\p{N}]/u.test(text.slice(at - 1, end + 1));
  const kept = (before && after) || inWord || (code === 126 && end - at !== 2);
  return { text: kept ? text.slice(at, end) : '', end };
}

function image(text: string, at: number): Piece {
  if (text.charCodeAt(at + 2) === 91) {
    const close = text.indexOf(']]', at);
    return { text: '', end: close === -1 ? at + 3 : close + 2 };
  }
  const close = closeOf(text, at + 1, 91, 93);
  if (close === -1 || text.charCodeAt(close + 1) !== 40) return { text: '!', end: at + 1 };
  const end = closeOf(text, close + 1, 40, 41);
  return { text: '', end: end === -1 ? close + 1 : end + 1 };
}

function bracket(text: string, at: number): Piece {
  if (text.charCodeAt(at + 1) === 94) {
    const close = text.indexOf(']', at);
    if (close !== -1) return { text: '', end: close + 1 };
  }
  if (text.charCodeAt(at + 1) === 91) {
    const close = text.indexOf(']]', at);
    const inside = close === -1 ? '' : text.slice(at + 2, close);
    if (close !== -1 && !inside.includes('[')) {
      const bar = inside.indexOf('|');
      return { text: bar === -1 ? inside.replace(/#\^?/g, ' ') : inside.slice(bar + 1), end: close + 2 };
    }
  }
  const close = closeOf(text, at, 91, 93);
  if (close === -1) return { text: '[', end: at + 1 };
  const next = text.charCodeAt(close + 1);
  const end = next === 40 ? closeOf(text, close + 1, 40, 41) : next === 91 ? closeOf(text, close + 1, 91, 93) : -1;
  if (end === -1) return { text: '[', end: at + 1 };
  return { text: plainText(text.slice(at + 1, close)), end: end + 1 };
}

function angle(text: string, at: number): Piece {
  if (text.startsWith('<!--', at)) {
    const close = text.indexOf('-->', at);
    if (close !== -1) return { text: ' ', end: close + 3 };
  }
  const next = text.charCodeAt(at + 1);
  const close = isLetter(next) || next === 47 ? text.indexOf('>', at) : -1;
  if (close === -1) return { text: '<', end: at + 1 };
  const inside = text.slice(at + 1, close);
  if (/^[a-z][a-z0-9+.-]*:[^\s<]*$/i.test(inside)) return { text: inside, end: close + 1 };
  if (
    /^\/?(?:a|abbr|b|br|code|del|details|div|em|font|i|img|kbd|mark|p|pre|q|s|small|span|strong|sub|summary|sup|u)\b/i.test(
      inside,
    )
  ) {
    return { text: /^br\b/i.test(inside) ? ' ' : '', end: close + 1 };
  }
  return { text: '<', end: at + 1 };
}

/** The bracket that closes the one at `at`, or -1: at most 8 deep and 500 characters on, so that no text makes it slow. */
export function closeOf(text: string, at: number, open: number, close: number): number {
  let depth = 0;
  const limit = Math.min(text.length, at + 500);
  for (let end = at; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) end++;
    else if (code === open) {
      if (++depth > 8) return -1;
    } else if (code === close && --depth === 0) return end;
  }
  return -1;
}

const LONGEST = 4000;
const DOLLAR = 36;
const BACKSLASH = 92;
const clauseMarks = '.;:,!?)';

const plainTable = new Uint8Array(128);
for (const character of '\\`$*_~![<\r\n') plainTable[character.charCodeAt(0)] = 1;
