import type { Link, Written } from '../library/model.ts';
import type { Span } from '../text/span.ts';
import {
  afterBlanks,
  afterSpaces,
  beforeSpaces,
  copied,
  finder,
  isDigit,
  isLetter,
  isPunctuation,
  isSpace,
  isWordAt,
} from './note-characters.ts';

/** What the running text of a note holds; the scanners add to it in the order of the text. */
export interface Found {
  readonly links: Link[];
  readonly silent: Span[];
  readonly tags: Set<string>;
}

/**
 * Makes a scanner of running text: `scan(start, end)` reads one paragraph, heading or table row, whose constructs do
 * not reach beyond it, and adds its links, tags and silent spans to `found`. Calls must ascend. Nothing is read more
 * than a constant number of times: each search for a closing mark stops at the next opening one, or is remembered.
 */
export function inlineScanner(text: string, found: Found): (start: number, end: number) => void {
  const { links, silent, tags } = found;
  const openers: number[] = [];
  const lastRun = new Map<number, number>();
  const closers = { comment: finder(text, '-->'), round: finder(text, '\\)'), square: finder(text, '\\]') };
  let regionStart = 0;
  let regionEnd = 0;
  let runsKnown = false;
  /** The end of the last construct: nothing looks back beyond it. */
  let floor = 0;

  return (start, end) => {
    regionStart = start;
    regionEnd = end;
    floor = start;
    runsKnown = false;
    openers.length = 0;
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code >= 128 || special[code] === 0) {
        at++;
        continue;
      }
      const next = construct(code, at);
      if (next > at + 1) floor = next;
      at = next;
    }
  };

  function construct(code: number, at: number): number {
    switch (code) {
      case BACKTICK:
        return codeSpan(at);
      case DOLLAR:
        return mathematics(at);
      case BACKSLASH:
        return escaped(at);
      case OPEN:
        return opening(at);
      case CLOSE:
        return closing(at);
      case LESS:
        return angle(at);
      case AT:
        return citation(at);
      case HASH:
        return tag(at);
      default:
        return colon(at);
    }
  }

  function hush(start: number, end: number): number {
    silent.push({ start, end });
    return end;
  }

  function codeSpan(at: number): number {
    const length = runLength(at, BACKTICK);
    if (!runsKnown) learnRuns();
    if ((lastRun.get(length) ?? -1) <= at) return at + length;
    for (let from = at + length; ; ) {
      const run = text.indexOf('`', from);
      const size = runLength(run, BACKTICK);
      if (size === length) return hush(at, run + size);
      from = run + size;
    }
  }

  function learnRuns(): void {
    runsKnown = true;
    lastRun.clear();
    for (let at = regionStart; at < regionEnd; ) {
      if (text.charCodeAt(at) !== BACKTICK) {
        at++;
        continue;
      }
      const size = runLength(at, BACKTICK);
      lastRun.set(size, at);
      at += size;
    }
  }

  function runLength(at: number, code: number): number {
    let end = at + 1;
    while (end < regionEnd && text.charCodeAt(end) === code) end++;
    return end - at;
  }

  /** Pandoc's rule: `$x$` where no white space stands inside the marks and no digit follows; `$$` is freer. */
  function mathematics(at: number): number {
    const length = runLength(at, DOLLAR);
    if (length > 2) return at + length;
    if (length === 1 && isSpace(text.charCodeAt(at + 1))) return at + 1;
    for (let end = at + length; end < regionEnd; end++) {
      const code = text.charCodeAt(end);
      if (code === BACKSLASH) {
        end++;
      } else if (code === DOLLAR) {
        if (length === 1) {
          const closes = end > at + 1 && !isSpace(text.charCodeAt(end - 1)) && !isDigit(text.charCodeAt(end + 1));
          return closes ? hush(at, end + 1) : at + 1;
        }
        if (end + 1 < regionEnd && text.charCodeAt(end + 1) === DOLLAR) return hush(at, end + 2);
      }
    }
    return at + length;
  }

  function escaped(at: number): number {
    if (at + 1 >= regionEnd) return at + 1;
    const code = text.charCodeAt(at + 1);
    if (code === ROUND || code === OPEN) {
      const end = (code === ROUND ? closers.round : closers.square)(at + 2);
      if (end !== -1 && end + 2 <= regionEnd) return hush(at, end + 2);
    }
    return isPunctuation(code) ? at + 2 : at + 1;
  }

  function opening(at: number): number {
    if (text.charCodeAt(at + 1) === OPEN && at + 1 < regionEnd) {
      const end = wikiLink(at);
      if (end !== -1) return end;
    }
    openers.push(at);
    return at + 1;
  }

  function isEmbed(at: number): boolean {
    return at > floor && text.charCodeAt(at - 1) === BANG;
  }

  function wikiLink(at: number): number {
    const inside = at + 2;
    let bar = -1;
    let end = inside;
    for (; ; end++) {
      if (end + 1 >= regionEnd) return -1;
      const code = text.charCodeAt(end);
      if (code === CLOSE) break;
      if (code === OPEN || code === 10 || code === 13) return -1;
      if (code === BAR && bar === -1) bar = end;
    }
    if (text.charCodeAt(end + 1) !== CLOSE) return -1;
    const embed = isEmbed(at);
    const span = { start: embed ? at - 1 : at, end: end + 2 };
    if (end + 2 < regionEnd && text.charCodeAt(end + 2) === ROUND) {
      const destination = destinationAt(text, end + 3, regionEnd);
      if (destination !== undefined) {
        return inlineLink(at, end + 1, embed, destination);
      }
    }
    const nameEnd = bar === -1 ? end : text.charCodeAt(bar - 1) === BACKSLASH && bar > inside ? bar - 1 : bar;
    let hash = inside;
    while (hash < nameEnd && text.charCodeAt(hash) !== HASH) hash++;
    const target = trimmed(text, inside, hash);
    const anchor = hash < nameEnd ? trimmed(text, hash + 1, nameEnd) : undefined;
    const label = bar === -1 ? undefined : trimmed(text, bar + 1, end);
    if (target.text === '' && (anchor === undefined || anchor.text === '')) return end + 2;
    openers.length = 0;
    links.push({
      kind: 'wiki',
      span,
      embed,
      target,
      ...(anchor === undefined ? {} : { anchor }),
      ...(label === undefined ? {} : { label }),
    });
    return end + 2;
  }

  function closing(at: number): number {
    const opener = openers.pop();
    if (opener === undefined || at + 1 >= regionEnd || text.charCodeAt(at + 1) !== ROUND) return at + 1;
    if (text.charCodeAt(opener + 1) === CARET) return at + 1;
    const destination = destinationAt(text, at + 2, regionEnd);
    if (destination === undefined) return at + 1;
    const embed =
      opener > regionStart && text.charCodeAt(opener - 1) === BANG && text.charCodeAt(opener - 2) !== BACKSLASH;
    return inlineLink(opener, at, embed, destination);
  }

  /** A link holds no other link: what its label looked like on the way is taken back; pictures stay. */
  function inlineLink(opener: number, close: number, embed: boolean, { target, inside, end }: Destination): number {
    if (inside.end > inside.start) silent.push(inside);
    if (target.text === '') return end;
    if (embed) {
      while (links.length > 0 && links.at(-1)!.span.start > opener && links.at(-1)!.kind !== 'inline') links.pop();
    } else {
      openers.length = 0;
      let kept = links.length;
      while (kept > 0 && links[kept - 1]!.span.start > opener) kept--;
      for (const link of links.splice(kept)) if (link.kind === 'inline' && link.embed) links.push(link);
    }
    links.push({
      kind: 'inline',
      span: { start: embed ? opener - 1 : opener, end },
      embed,
      target,
      label: written(text, opener + 1, close),
    });
    return end;
  }

  function angle(at: number): number {
    const code = text.charCodeAt(at + 1);
    if (code === BANG && text.startsWith('<!--', at)) {
      const end = closers.comment(at + 2);
      return end !== -1 && end + 3 <= regionEnd ? hush(at, end + 3) : at + 4;
    }
    if (!isLetter(code) && code !== SLASH) return at + 1;
    const address = addressEnd(at);
    if (address !== -1) return address;
    const end = tagEnd(text, at, regionEnd);
    return end === -1 ? at + 1 : hush(at, end);
  }

  /** `<https://…>` and `<name@host>`: silent both, and the first a link. */
  function addressEnd(at: number): number {
    let colonAt = -1;
    let mail = false;
    for (let end = at + 1; end < regionEnd; end++) {
      const code = text.charCodeAt(end);
      if (code === GREATER) {
        if (colonAt !== -1 && isWebScheme(text, at + 1, colonAt)) {
          links.push({ kind: 'url', span: { start: at, end: end + 1 }, target: written(text, at + 1, end) });
        } else if (!mail && colonAt === -1) return -1;
        return hush(at, end + 1);
      }
      if (code === LESS || isSpace(code)) return -1;
      if (code === COLON && colonAt === -1) {
        if (end - at < 3 || end - at > 33) return -1;
        colonAt = end;
      } else if (code === AT) mail = true;
      else if (
        colonAt === -1 &&
        !mail &&
        !(isLetter(code) || isDigit(code) || code === 43 || code === 45 || code === 46)
      ) {
        if (code !== UNDERSCORE) return -1;
      }
    }
    return -1;
  }

  /** Pandoc's grammar of citation keys, in brackets or not. */
  function citation(at: number): number {
    if (at > floor) {
      const before = text.charCodeAt(at - 1);
      if (before === SLASH || before === AT || isWordAt(text, at - 1)) return at + 1;
    }
    const minus = at > floor && text.charCodeAt(at - 1) === 45 && !(at - 1 > floor && isWordAt(text, at - 2));
    const start = minus ? at - 1 : at;
    if (text.charCodeAt(at + 1) === 123) {
      let end = at + 2;
      for (; end < regionEnd; end++) {
        const code = text.charCodeAt(end);
        if (code === 125 || code === 123 || code === 10 || code === 13) break;
      }
      if (end >= regionEnd || text.charCodeAt(end) !== 125 || end === at + 2) return at + 1;
      links.push({ kind: 'citation', span: { start, end: end + 1 }, target: written(text, at + 2, end) });
      return end + 1;
    }
    const end = keyEnd(at + 1);
    if (end === at + 1) return at + 1;
    links.push({ kind: 'citation', span: { start, end }, target: written(text, at + 1, end) });
    return end;
  }

  function keyEnd(start: number): number {
    let end = start;
    while (end < regionEnd) {
      if (isWordAt(text, end)) end++;
      else if (end > start && keyMarks.includes(text.charAt(end)) && end + 1 < regionEnd && isWordAt(text, end + 1))
        end++;
      else break;
    }
    return end;
  }

  function tag(at: number): number {
    if (at > regionStart && !isSpace(text.charCodeAt(at - 1))) return at + 1;
    let end = at + 1;
    let letters = false;
    for (; end < regionEnd; end++) {
      const code = text.charCodeAt(end);
      if (isDigit(code) || code === 45 || code === SLASH || code === UNDERSCORE) continue;
      if (!isWordAt(text, end)) break;
      letters = true;
    }
    const after = end;
    while (end > at + 1 && text.charCodeAt(end - 1) === SLASH) end--;
    if (letters) tags.add(copied(text, at + 1, end));
    return after;
  }

  function colon(at: number): number {
    if (text.charCodeAt(at + 1) === SLASH && text.charCodeAt(at + 2) === SLASH) return webAddress(at);
    const before = text.charCodeAt(at - 1) | 32;
    if (before === 118) return named(at, 'arxiv', arxivId);
    if (before === 105) return named(at, 'doi', doiName);
    return at + 1;
  }

  function webAddress(at: number): number {
    let start = at;
    while (start > floor && at - start < 6 && isLetter(text.charCodeAt(start - 1))) start--;
    if (!isWebScheme(text, start, at) || (start > floor && isWordAt(text, start - 1))) return at + 1;
    const end = addressStop(text, at + 3, regionEnd);
    if (end === at + 3) return end;
    links.push({ kind: 'url', span: { start, end }, target: written(text, start, end) });
    return hush(start, end);
  }

  /** `arXiv:2106.09685` and `doi:10.…`, also with one space after the colon. */
  function named(at: number, name: string, id: RegExp): number {
    const start = at - name.length;
    if (start < floor || text.slice(start, at).toLowerCase() !== name) return at + 1;
    if (start > floor && isWordAt(text, start - 1)) return at + 1;
    const first = text.charCodeAt(at + 1) === 32 ? at + 2 : at + 1;
    id.lastIndex = first;
    const length = id.exec(text)?.[0].length;
    if (length === undefined) return at + 1;
    let end = Math.min(first + length, regionEnd);
    if (id === doiName) end = addressStop(text, first, end);
    if (end - first < 5 || (id === arxivId && isWordAt(text, end))) return at + 1;
    links.push({ kind: 'url', span: { start, end }, target: written(text, start, end) });
    return hush(start, end);
  }
}

/** Where a link leads: its target, and all that stands between the round brackets. */
export interface Destination {
  readonly target: Written;
  readonly inside: Span;
  /** After the closing bracket. */
  readonly end: number;
}

/**
 * Reads `dest "title")` from `start`, which stands after the opening bracket; undefined where it is none. At most 32
 * nested brackets are followed, so that a text of `[](` costs a constant at each.
 */
export function destinationAt(text: string, start: number, limit: number): Destination | undefined {
  const first = afterSpaces(text, start, limit);
  const target = targetAt(text, first, limit, true);
  if (target === undefined) return undefined;
  let end = afterSpaces(text, target.end, limit);
  if (end > target.end && end < limit && text.charCodeAt(end) !== ROUND_CLOSE) {
    const title = titleEnd(text, end, limit);
    if (title === -1) return undefined;
    end = afterSpaces(text, title, limit);
  }
  if (end >= limit || text.charCodeAt(end) !== ROUND_CLOSE) return undefined;
  return { target: target.written, inside: { start, end }, end: end + 1 };
}

/** Reads `dest` or `<dest>`; `end` stands after it, angle bracket included. */
export function targetAt(
  text: string,
  start: number,
  limit: number,
  nested: boolean,
): { readonly written: Written; readonly end: number } | undefined {
  if (start < limit && text.charCodeAt(start) === LESS) {
    for (let end = start + 1; end < limit; end++) {
      const code = text.charCodeAt(end);
      if (code === GREATER) return { written: written(text, start + 1, end), end: end + 1 };
      if (code === LESS || code === 10 || code === 13) return undefined;
      if (code === BACKSLASH) end++;
    }
    return undefined;
  }
  let depth = 0;
  let end = start;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (isSpace(code)) break;
    if (code === BACKSLASH && end + 1 < limit && isPunctuation(text.charCodeAt(end + 1))) end++;
    else if (nested && code === ROUND) {
      if (++depth > 32) return undefined;
    } else if (nested && code === ROUND_CLOSE) {
      if (depth === 0) break;
      depth--;
    }
  }
  if (depth > 0) return undefined;
  return { written: written(text, start, Math.min(end, limit)), end: Math.min(end, limit) };
}

/** The offset after a title in quotes or brackets that starts at `start`, or -1. */
export function titleEnd(text: string, start: number, limit: number): number {
  const open = text.charCodeAt(start);
  if (open !== 34 && open !== 39 && open !== ROUND) return -1;
  const close = open === ROUND ? ROUND_CLOSE : open;
  for (let end = start + 1; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === close) return end + 1;
    if (code === ROUND && open === ROUND) return -1;
    if (code === BACKSLASH) end++;
  }
  return -1;
}

/** The text between two offsets with its place. */
export function written(text: string, start: number, end: number): Written {
  return { text: copied(text, start, end), span: { start, end } };
}

/** The same without the white space around it. */
export function trimmed(text: string, start: number, end: number): Written {
  const first = afterBlanks(text, start, end);
  return written(text, first, beforeSpaces(text, first, end));
}

function isWebScheme(text: string, start: number, end: number): boolean {
  return end - start >= 3 && end - start <= 5 && /^(?:https?|ftp|file)$/i.test(text.slice(start, end));
}

/** The end of a bare web address: sentence marks and a bracket that it does not open are not part of it. */
function addressStop(text: string, start: number, limit: number): number {
  let end = start;
  let depth = 0;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code <= 32 || (code < 128 && notInAddress[code] === 1)) break;
    if (code >= 0x2000 && (code <= 0x206f || (code >= 0x3000 && code <= 0x303f) || code >= 0xff00)) break;
    if (code === ROUND) depth++;
    else if (code === ROUND_CLOSE && --depth < 0) break;
  }
  while (end > start && trailing.includes(text.charAt(end - 1))) end--;
  return end;
}

/** The end of an HTML tag that starts at `at`, or -1. Only a `<` in quotes does not end the search. */
function tagEnd(text: string, at: number, limit: number): number {
  let end = text.charCodeAt(at + 1) === SLASH ? at + 2 : at + 1;
  if (!isLetter(text.charCodeAt(end))) return -1;
  while (
    end < limit &&
    (isLetter(text.charCodeAt(end)) || isDigit(text.charCodeAt(end)) || text.charCodeAt(end) === 45)
  ) {
    end++;
  }
  let before = text.charCodeAt(end);
  if (end < limit && before !== GREATER && before !== SLASH && !isSpace(before)) return -1;
  for (; end < limit; end++) {
    const code = text.charCodeAt(end);
    if (code === GREATER) return end + 1;
    if (code === LESS) return -1;
    if ((code === 34 || code === 39) && before === EQUALS) {
      const close = text.indexOf(text.charAt(end), end + 1);
      if (close === -1 || close >= limit) return -1;
      end = close;
    }
    if (!isSpace(code)) before = code;
  }
  return -1;
}

const BACKTICK = 96;
const DOLLAR = 36;
const BACKSLASH = 92;
const OPEN = 91;
const CLOSE = 93;
const ROUND = 40;
const ROUND_CLOSE = 41;
const LESS = 60;
const GREATER = 62;
const AT = 64;
const HASH = 35;
const COLON = 58;
const SLASH = 47;
const BANG = 33;
const BAR = 124;
const CARET = 94;
const UNDERSCORE = 95;
const EQUALS = 61;

const keyMarks = ':.#$%&-+?<>~/';
const trailing = '.,:;!?*_~\'"';
const arxivId = /\d{4}\.\d{4,5}(?:v\d{1,3})?|[a-z]{2,8}(?:-[a-z]{2,4})?(?:\.[A-Z]{2})?\/\d{7}(?:v\d{1,3})?/y;
const doiName = /10\.\d{4,9}\/[^\s<>"`|{}[\]]{1,200}/y;

const special = tableOf('`$\\[]<@#:');
const notInAddress = tableOf('<>"`|{}[]\\^');

function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}
