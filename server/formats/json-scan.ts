import type { Span } from '../text/span.ts';
import { isDigit, isLetter } from './note-characters.ts';

/**
 * Finds the records of a JSON text without parsing it as one: the objects of a list, of a list inside an object such as
 * `{"results": […]}`, or one after another as in JSON lines. `take` gets each in turn and tells whether it is what the
 * list is about; `sure` is false for an object that was found while looking for the next record after a broken one or
 * after the list, and that may be a part of something else. Gives the broken places, each up to where the next record
 * begins. Linear.
 */
export function scanRecords(source: string, take: (span: Span, sure: boolean) => boolean): readonly Span[] {
  const broken: Span[] = [];
  const style = new Style(source);
  let inList = false;
  let begun = false;
  let lost = false;
  // A record that lost a bracket may hold the ones after it, so what broke is looked through again, twice in all at most.
  let again = 2 * source.length;
  let at = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (isBlank(code) || code === COMMA || code === CLOSE_BRACE) at++;
    else if (code === OPEN_BRACKET && !inList && !begun) {
      inList = true;
      at++;
    } else if (code === CLOSE_BRACKET && inList && !lost) {
      // The list is over, or a record lost a bracket; only a record that is one for sure may follow.
      lost = true;
      at++;
    } else if (code === OPEN_BRACE) {
      const found = objectAt(source, at, style.openingAt(at), style.trusted === true, !inList && !begun);
      if (found.kind === 'list') {
        inList = true;
        at = found.at;
      } else {
        begun = true;
        style.learn(at, found);
        const span = { start: at, end: found.at };
        if (found.kind === 'closed') {
          if (take(span, !lost)) {
            style.learnKey(at);
            lost = false;
          }
          at = found.at;
        } else {
          const isCheap = style.trusted !== true && found.at - at <= again;
          if (isCheap) again -= found.at - at;
          at = style.next(Math.max(at + 1, isCheap ? 0 : (found.again ?? found.at)));
          if (!lost) broken.push({ start: span.start, end: at });
          lost = style.trusted !== true;
        }
      }
    } else {
      const isNull = !lost && source.startsWith('null', at);
      const next = isNull ? at + 4 : style.next(at + 1);
      if (!lost && !isNull) {
        broken.push({ start: at, end: next });
        lost = style.trusted !== true;
      }
      at = next;
    }
  }
  return broken;
}

const listNames = new Set(
  'results data items papers references records entries works documents publications hits recommendedPapers'.split(' '),
);

/** How the records of one text begin, as far as is known by now. */
class Style {
  /** True once records are known to begin their lines alike and to hold no such line inside; false if they do hold one. */
  trusted: boolean | undefined;
  /** What a record's line begins with, `{` included. */
  private opening: string | undefined;
  private firstKey: string | undefined;

  constructor(private readonly source: string) {}

  /** What a line of the same kind begins with as that of the record at `at`, where the record begins its line. */
  openingAt(at: number): string | undefined {
    if (this.opening !== undefined || this.trusted === false) return this.opening;
    let start = at;
    while (start > 0 && at - start < 80 && isIndent(this.source.charCodeAt(start - 1))) start--;
    const isLineStart = start === 0 || this.source.charCodeAt(start - 1) === LINE_FEED;
    return isLineStart ? this.source.slice(start, at + 1) : undefined;
  }

  learnKey(at: number): void {
    this.firstKey ??= /^\{\s{0,200}("[^"\\\n]{1,60}")/.exec(this.source.slice(at, at + 280))?.[1];
  }

  learn(at: number, found: Found): void {
    if (this.trusted !== undefined || found.kind === 'list') return;
    const opening = this.openingAt(at);
    if (opening === undefined) return;
    if (found.kind === 'closed' && found.again !== undefined) this.trusted = false;
    else if (found.kind === 'closed' || found.again !== undefined) {
      this.trusted = true;
      this.opening = opening;
    }
  }

  /** Where the next record begins, at or after `from`; the text's end where there is none. */
  next(from: number): number {
    if (this.opening !== undefined) {
      const line = this.source.indexOf(`\n${this.opening}`, from - this.opening.length);
      if (line >= 0) return line + this.opening.length;
      this.opening = undefined;
      this.trusted = false;
    }
    for (let at = this.source.indexOf('{', from); at >= 0; at = this.source.indexOf('{', at + 1)) {
      if (this.firstKey === undefined || this.source.startsWith(this.firstKey, afterBlank(this.source, at + 1)))
        return at;
    }
    return this.source.length;
  }
}

/**
 * What begins at a brace: an object that ends before `at`, something that cannot be one from `at` on, or an object whose
 * list of records begins at `at`. `again` is the first line inside that begins as a record does.
 */
interface Found {
  readonly kind: 'closed' | 'broken' | 'list';
  readonly at: number;
  readonly again?: number | undefined;
}

function objectAt(
  source: string,
  start: number,
  opening: string | undefined,
  trusted: boolean,
  mayWrap: boolean,
): Found {
  const closers: number[] = [];
  let expected: 'key' | 'colon' | 'value' | 'comma' = 'value';
  let wraps = mayWrap;
  let key: Span = { start, end: start };
  let again: number | undefined;
  for (let i = start; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === LINE_FEED) {
      if (opening === undefined || !source.startsWith(opening, i + 1)) continue;
      const at = i + opening.length;
      if (trusted) return { kind: 'broken', at, again: at };
      again ??= at;
    } else if (isBlank(code)) {
      // Blanks stand anywhere.
    } else if (code === QUOTE) {
      if (expected === 'comma' || expected === 'colon') return { kind: 'broken', at: i, again };
      const end = stringEnd(source, i);
      if (end < 0) return { kind: 'broken', at: ~end, again };
      if (wraps && expected === 'key') {
        key = { start: i + 1, end: end - 1 };
        if (source.startsWith('"title"', i) || source.startsWith('"display_name"', i)) wraps = false;
      }
      expected = expected === 'key' ? 'colon' : 'comma';
      i = end - 1;
    } else if (code === COLON) {
      if (expected !== 'colon') return { kind: 'broken', at: i, again };
      expected = 'value';
    } else if (code === COMMA) {
      if (expected !== 'comma') return { kind: 'broken', at: i, again };
      expected = closers.at(-1) === CLOSE_BRACE ? 'key' : 'value';
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      if (expected !== 'value') return { kind: 'broken', at: i, again };
      const isList = code === OPEN_BRACKET;
      if (wraps && isList && !closers.includes(CLOSE_BRACKET) && listNames.has(source.slice(key.start, key.end))) {
        if (source.charCodeAt(afterBlank(source, i + 1)) === OPEN_BRACE) return { kind: 'list', at: i + 1 };
      }
      closers.push(isList ? CLOSE_BRACKET : CLOSE_BRACE);
      if (closers.length > 6) wraps = false;
      expected = isList ? 'value' : 'key';
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) {
      if (closers.pop() !== code) return { kind: 'broken', at: i, again };
      if (closers.length === 0) return { kind: 'closed', at: i + 1, again };
      expected = 'comma';
    } else {
      const length = expected === 'value' ? literalLength(source, i) : 0;
      if (length === 0) return { kind: 'broken', at: i, again };
      expected = 'comma';
      i += length - 1;
    }
  }
  return { kind: 'broken', at: source.length, again };
}

/** The offset after the string that opens at `start`; the complement of where it breaks off, at a line's or the text's end. */
function stringEnd(source: string, start: number): number {
  for (let i = start + 1; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === QUOTE) return i + 1;
    if (code === LINE_FEED || code === RETURN) return ~i;
    if (code === BACKSLASH && source.charCodeAt(i + 1) > RETURN) i++;
  }
  return ~source.length;
}

/** The length of a number, `true`, `false` or `null`, or of what looks like one. */
function literalLength(source: string, start: number): number {
  let end = start;
  for (; end < source.length; end++) {
    const code = source.charCodeAt(end);
    if (!isLetter(code) && !isDigit(code) && code !== 43 && code !== 45 && code !== 46) break;
  }
  return end - start;
}

function afterBlank(source: string, from: number): number {
  let at = from;
  while (at < source.length && isBlank(source.charCodeAt(at))) at++;
  return at;
}

function isBlank(code: number): boolean {
  return code === 32 || code === LINE_FEED || code === RETURN || code === 9;
}

function isIndent(code: number): boolean {
  return code === 32 || code === 9;
}

const LINE_FEED = 10;
const RETURN = 13;
const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
