import type { Problem, Written } from '../library/model.ts';
import type { Span } from '../text/span.ts';

/** One `@type{key, field = value, …}`, as it is written. */
export interface BibEntry {
  /** In lower case: "article", "string". */
  readonly type: string;
  /** Undefined for `@string`, and where it is missing. */
  readonly key?: Written;
  readonly fields: readonly BibField[];
  readonly span: Span;
  /** True where the entry has a mistake, which the problems tell. */
  readonly broken: boolean;
}

export interface BibField {
  /** In lower case. */
  readonly name: string;
  /** What `#` joins. */
  readonly pieces: readonly BibPiece[];
}

/** A braced or quoted text without its delimiters, or else a bare word: a number or the name of a `@string`. */
export interface BibPiece {
  readonly kind: 'text' | 'word';
  readonly span: Span;
}

/** What a text has of entries, `@string` among them; `@comment` and `@preamble` are passed over. */
export interface BibScan {
  readonly entries: readonly BibEntry[];
  /** At most one for each entry: its first mistake. */
  readonly problems: readonly Problem[];
}

/**
 * The entries of a BibTeX or BibLaTeX text. A mistake costs its own entry at most: whatever is left open ends at the
 * next line that begins an entry no deeper than the one that is open, and where fields were swallowed by an unclosed
 * value they are read after all. Never throws; linear, as each entry is gone back over a fixed number of times.
 */
export function scanBib(source: string): BibScan {
  return new Scanner(source).scan();
}

/** A value that was read; `cut` is where a line in it begins that looks like the next field, or -1. */
interface Value {
  readonly pieces: readonly BibPiece[];
  readonly start: number;
  readonly cut: number;
  /** False where nothing closed it. */
  readonly closed: boolean;
}

class Scanner {
  private at = 0;
  private readonly entries: BibEntry[] = [];
  private readonly problems: Problem[] = [];
  /** How many spaces stand before the `@` of the entry that is read. */
  private column = 0;
  /** The character that closes the entry that is read. */
  private close = CLOSE;
  private mistake: Problem | undefined;
  private cutsLeft = 0;
  /** False once a `@comment{` was found to be open until the end, so that not every one is followed to the end. */
  private commentsClose = true;

  constructor(private readonly source: string) {}

  scan(): BibScan {
    while (this.findEntry()) this.entry();
    return { entries: this.entries, problems: this.problems };
  }

  /** Goes to the `@` of the next entry. Anything may stand between entries; a line that begins with `%` is a comment. */
  private findEntry(): boolean {
    const { source } = this;
    let lineStart = this.at === 0 ? 0 : -1;
    for (; this.at < source.length; this.at++) {
      const code = source.charCodeAt(this.at);
      if (code === LF || code === CR) {
        lineStart = this.at + 1;
      } else if (code === PERCENT && lineStart >= 0) {
        this.at = lineEnd(source, this.at) - 1;
      } else if (code === AT && this.beginsEntry(lineStart >= 0)) {
        this.column = lineStart < 0 ? 0 : this.at - lineStart;
        return true;
      } else if (!isBlank(code)) {
        lineStart = -1;
      }
    }
    return false;
  }

  /** An `@` within a word is more likely part of an address. */
  private beginsEntry(isFirst: boolean): boolean {
    const { source, at } = this;
    if (headAt(source, at) === undefined) return false;
    return isFirst || nameEnd(source, at - 1) === at - 1 || looksLikeEntry(source, at);
  }

  private entry(): void {
    const start = this.at;
    const { type, open } = headAt(this.source, start)!;
    this.at = open + 1;
    this.close = this.source.charCodeAt(open) === OPEN ? CLOSE : RIGHT;
    this.mistake = undefined;
    this.cutsLeft = 4;
    if (type === 'comment') this.comment(start, open);
    else if (type === 'preamble') this.preamble(start);
    else {
      const key = type === 'string' ? undefined : this.key();
      const fields = this.fields(start, open);
      const span = { start, end: this.endFrom(start) };
      this.entries.push({ type, ...(key ? { key } : {}), fields, span, broken: this.mistake !== undefined });
    }
    if (this.mistake) this.problems.push(this.mistake);
  }

  /** A comment's braces hide the entries in them. One that is left open, or has no braces, is its line alone. */
  private comment(start: number, open: number): void {
    const end = this.close === CLOSE ? this.closing(open, !this.commentsClose).end : -1;
    if (end >= 0) {
      this.at = end + 1;
      return;
    }
    if (this.close === CLOSE) {
      this.commentsClose = false;
      this.fail(start, open + 1, 'This comment is never closed.');
    }
    this.at = lineEnd(this.source, open);
  }

  private preamble(start: number): void {
    const value = this.value();
    this.skipSpace();
    if (value.closed && this.source.charCodeAt(this.at) === this.close) this.at++;
    else this.fail(start, start + 9, 'This preamble is never closed.');
  }

  /** The key and the comma after it. Where a field stands in its place there is none. */
  private key(): Written | undefined {
    const { source } = this;
    this.skipSpace();
    const start = this.at;
    if (this.entryAt(start)) return undefined;
    let end = start;
    while (end < source.length && !this.endsKey(source.charCodeAt(end))) end++;
    this.at = end;
    this.skipSpace();
    const code = source.charCodeAt(this.at);
    if (code === EQUALS || end === start) {
      this.at = code === COMMA ? this.at : start;
      return undefined;
    }
    if (code === COMMA) {
      this.at++;
    } else if (code !== this.close && this.at < source.length) {
      const comma = this.commaOnLine(end);
      if (comma >= 0) {
        end = comma;
        this.at = comma + 1;
      } else if (!this.entryAt(this.at)) {
        this.fail(start, end, 'A comma is missing after this key.');
      }
    }
    while (end > start && isSpace(source.charCodeAt(end - 1))) end--;
    return { text: source.slice(start, end), span: { start, end } };
  }

  private endsKey(code: number): boolean {
    return isSpace(code) || code === COMMA || code === EQUALS || code === OPEN || code === CLOSE || code === this.close;
  }

  /** The comma that ends a key with spaces in it, on the same line and with nothing of a field before it, or -1. */
  private commaOnLine(from: number): number {
    for (let i = from; i < this.source.length; i++) {
      const code = this.source.charCodeAt(i);
      if (code === COMMA) return i;
      if (!isBlank(code) && (code === LF || code === CR || code === QUOTE || this.endsKey(code))) return -1;
    }
    return -1;
  }

  private fields(start: number, open: number): BibField[] {
    const { source } = this;
    const fields: BibField[] = [];
    let last: Value | undefined;
    for (;;) {
      this.skipSpace();
      const code = source.charCodeAt(this.at);
      if (this.at >= source.length || this.entryAt(this.at)) {
        if (last === undefined || !this.cutLast(fields, last)) {
          this.fail(start, open + 1, 'This entry is never closed.');
          return fields;
        }
        last = undefined;
      } else if (code === this.close) {
        if (!this.goesOn()) {
          this.at++;
          return fields;
        }
        this.fail(this.at, this.at + 1, 'This closes the entry, but fields follow.');
        this.at++;
      } else if (code === COMMA) {
        this.at++;
      } else {
        const field = this.field();
        if (field === undefined) continue;
        last = field.value;
        fields.push({ name: field.name, pieces: last.pieces });
        if (!last.closed) {
          if (!this.cutLast(fields, last) && last.pieces.length === 0) {
            fields.pop();
            return fields;
          }
          last = undefined;
        }
      }
    }
  }

  /** One field with its value and the comma after it, or undefined where what stands here is none and was passed over. */
  private field(): { readonly name: string; readonly value: Value } | undefined {
    const { source } = this;
    const start = this.at;
    this.word();
    const end = this.at;
    if (end === start) {
      this.fail(start, start + 1, 'This is not part of any field.');
      this.passOver();
      return undefined;
    }
    this.skipSpace();
    const code = source.charCodeAt(this.at);
    if (code === EQUALS) {
      this.at++;
    } else if (code === OPEN || code === QUOTE) {
      this.fail(start, end, 'An “=” is missing after this.');
    } else {
      this.fail(start, end, 'This is not part of any field.');
      return undefined;
    }
    const value = this.value();
    const after = this.at;
    this.skipSpace();
    const next = source.charCodeAt(this.at);
    if (value.closed && this.at < source.length && next !== COMMA && next !== this.close && !this.entryAt(this.at)) {
      this.fail(Math.max(start, after - 1), after, 'A comma is missing after this.');
    }
    return { name: source.slice(start, end).toLowerCase(), value };
  }

  /** Ends the last field's value where it seems to have swallowed another field, which is read next; false where it did not. */
  private cutLast(fields: BibField[], { pieces, start, cut: line }: Value): boolean {
    const { source } = this;
    if (source.charCodeAt(start) !== OPEN && source.charCodeAt(start) !== QUOTE) return false;
    const field = line >= 0 ? line : fieldAfterComma(source, start, this.at);
    let end = field >= 0 ? field : (pieces.at(-1)?.span.end ?? start);
    if (this.cutsLeft === 0 || (field < 0 && !endsWithComma(source, start, end))) return false;
    this.cutsLeft--;
    this.mistake = undefined;
    this.fail(start, start + 1, 'This is never closed.');
    if (field >= 0) this.at = field;
    while (end > start + 1 && (isSpace(source.charCodeAt(end - 1)) || source.charCodeAt(end - 1) === COMMA)) end--;
    fields.push({ name: fields.pop()!.name, pieces: [{ kind: 'text', span: { start: start + 1, end } }] });
    return true;
  }

  /** Texts and words joined by `#`. */
  private value(): Value {
    const { source } = this;
    const pieces: BibPiece[] = [];
    let cut = -1;
    let start = this.at;
    for (;;) {
      this.skipSpace();
      start = this.at;
      const code = source.charCodeAt(start);
      if (code === OPEN || code === QUOTE) {
        const text = code === OPEN ? this.closing(start, true) : this.closingQuote(start);
        if (text.end < 0) {
          this.fail(start, start + 1, 'This is never closed.');
          this.at = text.stop;
          const { stop } = text;
          // A quotation that the entry's own closing brace ends is whole; anything else may have swallowed the rest.
          const whole = text.cut < 0 && stop < source.length && source.charCodeAt(stop) === CLOSE;
          if (whole) pieces.push({ kind: 'text', span: { start: start + 1, end: stop } });
          return { pieces: whole ? pieces : [], start, cut: text.cut, closed: false };
        }
        pieces.push({ kind: 'text', span: { start: start + 1, end: text.end } });
        cut = text.cut;
        this.at = text.end + 1;
      } else {
        this.word();
        if (this.at === start) {
          this.fail(Math.max(0, start - 1), start, 'A value is missing here.');
          return { pieces, start, cut, closed: true };
        }
        pieces.push({ kind: 'word', span: { start, end: this.at } });
      }
      const end = this.at;
      this.skipSpace();
      if (source.charCodeAt(this.at) !== HASH) {
        this.at = end;
        return { pieces, start, cut, closed: true };
      }
      this.at++;
    }
  }

  /**
   * The brace that closes the one at `open`, else -1 and where the search stopped. A backslash escapes no brace, as
   * BibTeX has it. `cut`: where a line of the text begins that looks like a field.
   */
  private closing(open: number, stopsAtEntries: boolean): { end: number; stop: number; cut: number } {
    const { source } = this;
    let depth = 0;
    let cut = -1;
    for (let i = open; i < source.length; i++) {
      const code = source.charCodeAt(i);
      if (code === OPEN) depth++;
      else if (code === CLOSE) {
        if (--depth === 0) return { end: i, stop: i, cut };
      } else if ((code === LF || code === CR) && stopsAtEntries) {
        if (this.entryOnLine(i + 1)) return { end: -1, stop: i + 1, cut };
        if (cut < 0 && fieldOnLine(source, i + 1) !== undefined) cut = i + 1;
      }
    }
    return { end: -1, stop: source.length, cut };
  }

  /** The quotation mark that closes the one at `open`, braces hiding others; a brace too many or a field's line ends it too. */
  private closingQuote(open: number): { end: number; stop: number; cut: number } {
    const { source } = this;
    let depth = 0;
    let cut = -1;
    for (let i = open + 1; i < source.length; i++) {
      const code = source.charCodeAt(i);
      if (code === QUOTE && depth === 0) return { end: i, stop: i, cut: -1 };
      if (code === OPEN) depth++;
      else if (code === CLOSE) {
        if (--depth < 0) return { end: -1, stop: i, cut };
      } else if (code === LF || code === CR) {
        if (this.entryOnLine(i + 1)) return { end: -1, stop: i + 1, cut };
        const field = depth === 0 ? fieldOnLine(source, i + 1) : undefined;
        if (field !== undefined && cut < 0) cut = i + 1;
        if (field === 'delimited') return { end: -1, stop: i + 1, cut };
      }
    }
    return { end: -1, stop: source.length, cut };
  }

  /** True where a line begins an entry that cannot be part of the one that is read, as it stands no deeper. */
  private entryOnLine(lineStart: number): boolean {
    let at = lineStart;
    while (at - lineStart < this.column && isBlank(this.source.charCodeAt(at))) at++;
    return this.source.charCodeAt(at) === AT && looksLikeEntry(this.source, at);
  }

  /** True where an entry begins between fields, where none can be. */
  private entryAt(at: number): boolean {
    return this.source.charCodeAt(at) === AT && headAt(this.source, at) !== undefined;
  }

  /** True where a comma and another field follow the closing character that stands here. */
  private goesOn(): boolean {
    let at = skipSpaces(this.source, this.at + 1);
    if (this.source.charCodeAt(at) !== COMMA) return false;
    at = skipSpaces(this.source, at + 1);
    const end = nameEnd(this.source, at);
    return end > at && this.source.charCodeAt(skipSpaces(this.source, end)) === EQUALS;
  }

  /** Passes over what is no field, a whole group of braces or a quotation where that is what stands here. */
  private passOver(): void {
    const code = this.source.charCodeAt(this.at);
    if (code !== OPEN && code !== QUOTE) {
      this.at++;
      return;
    }
    const group = code === OPEN ? this.closing(this.at, true) : this.closingQuote(this.at);
    this.at = group.end >= 0 ? group.end + 1 : Math.max(group.stop, this.at + 1);
  }

  private word(): void {
    const { source } = this;
    for (; this.at < source.length; this.at++) {
      const code = source.charCodeAt(this.at);
      if (code <= 32 || code === this.close || endsWord(code)) return;
    }
  }

  /** Passes over white space and, as biber has it, over comments from `%` to the end of the line. */
  private skipSpace(): void {
    const { source } = this;
    for (; this.at < source.length; this.at++) {
      const code = source.charCodeAt(this.at);
      if (code === PERCENT) this.at = lineEnd(source, this.at) - 1;
      else if (!isSpace(code)) return;
    }
  }

  /** Where the entry ends that was read up to here: before the white space, where the next one cut it off. */
  private endFrom(start: number): number {
    let end = this.at;
    while (end > start + 1 && isSpace(this.source.charCodeAt(end - 1))) end--;
    return end;
  }

  /** Notes a mistake; only the first of an entry is told, as those after it follow from it. */
  private fail(start: number, end: number, message: string): void {
    const limit = Math.min(end, this.source.length, start + 200);
    this.mistake ??= { span: { start, end: limit }, message, code: 'bibtex-syntax', severity: 'warning' };
  }
}

/** The type of the entry whose `@` stands at `at` and where its delimiter opens; undefined where none begins there. */
function headAt(source: string, at: number): { readonly type: string; readonly open: number } | undefined {
  let start = at + 1;
  while (isBlank(source.charCodeAt(start))) start++;
  const end = nameEnd(source, start);
  const open = skipSpaces(source, end);
  const code = source.charCodeAt(open);
  if (end === start || (code !== OPEN && code !== LEFT)) return undefined;
  return { type: source.slice(start, end).toLowerCase(), open };
}

/** True where what begins at `at` is surely an entry: its type is known, or it has a key and a comma, or a field. */
function looksLikeEntry(source: string, at: number): boolean {
  const head = headAt(source, at);
  if (head === undefined || types.has(head.type)) return head !== undefined;
  const start = skipSpaces(source, head.open + 1);
  let end = start;
  while (end < source.length && source.charCodeAt(end) > 32 && !endsWord(source.charCodeAt(end))) end++;
  const code = source.charCodeAt(skipSpaces(source, end));
  return end > start && (code === COMMA || code === EQUALS);
}

/** Whether a line begins as a field does, `name =`, and whether with a delimited value. */
function fieldOnLine(source: string, lineStart: number): 'bare' | 'delimited' | undefined {
  let start = lineStart;
  while (isBlank(source.charCodeAt(start))) start++;
  const end = nameEnd(source, start);
  let at = end;
  while (isBlank(source.charCodeAt(at))) at++;
  if (end === start || source.charCodeAt(at) !== EQUALS) return undefined;
  at++;
  while (isBlank(source.charCodeAt(at))) at++;
  const code = source.charCodeAt(at);
  if (code === OPEN || code === QUOTE) return 'delimited';
  return nameEnd(source, at) > at ? 'bare' : undefined;
}

/** True where a value ends as a whole field does: it swallowed the brace that closes the entry. */
function endsWithComma(source: string, start: number, end: number): boolean {
  let last = end - 1;
  while (last > start && isSpace(source.charCodeAt(last))) last--;
  return last > start && source.charCodeAt(last) === COMMA;
}

/** Where a field begins after a comma, with a delimited or a numeric value, or -1. */
function fieldAfterComma(source: string, start: number, end: number): number {
  for (let i = source.indexOf(',', start); i >= 0 && i < end; i = source.indexOf(',', i + 1)) {
    const name = skipSpaces(source, i + 1);
    const after = nameEnd(source, name);
    const equals = skipSpaces(source, after);
    if (after < name + 3 || source.charCodeAt(equals) !== EQUALS) continue;
    const code = source.charCodeAt(skipSpaces(source, equals + 1));
    if (code === OPEN || code === QUOTE || (code >= 48 && code <= 57)) return i + 1;
  }
  return -1;
}

/** The end of a name of letters, digits and `-_:.+`. */
function nameEnd(source: string, start: number): number {
  let end = start;
  for (; end < source.length; end++) {
    const code = source.charCodeAt(end);
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!isLetter && !(code >= 48 && code <= 58) && code !== 45 && code !== 95 && code !== 46 && code !== 43) break;
  }
  return end;
}

function skipSpaces(source: string, start: number): number {
  let at = start;
  while (isSpace(source.charCodeAt(at))) at++;
  return at;
}

function lineEnd(source: string, start: number): number {
  let end = start;
  while (end < source.length && source.charCodeAt(end) !== LF && source.charCodeAt(end) !== CR) end++;
  return end;
}

/** White space and what else is never seen: control characters and a byte order mark. */
function isSpace(code: number): boolean {
  return code <= 32 || code === 0xa0 || code === 0xfeff;
}

function isBlank(code: number): boolean {
  return isSpace(code) && code !== LF && code !== CR;
}

function endsWord(code: number): boolean {
  return (
    code === COMMA ||
    code === EQUALS ||
    code === OPEN ||
    code === CLOSE ||
    code === QUOTE ||
    code === HASH ||
    code === PERCENT ||
    code === AT
  );
}

/** The types of BibTeX and BibLaTeX that files are full of. */
const types = new Set(
  (
    'article book booklet collection comment conference data dataset electronic inbook incollection inproceedings manual ' +
    'mastersthesis mvbook misc online patent phdthesis preamble preprint proceedings reference report set software ' +
    'string techreport thesis unpublished www xdata'
  ).split(' '),
);

const LF = 10;
const CR = 13;
const QUOTE = 34;
const HASH = 35;
const PERCENT = 37;
const LEFT = 40;
const RIGHT = 41;
const COMMA = 44;
const EQUALS = 61;
const AT = 64;
const OPEN = 123;
const CLOSE = 125;
