import type { Decoded } from './decoded.ts';
import { accents, dropped, Output, spelled, transparent } from './latex.ts';

/**
 * The text of a BibTeX value as a reader should see it: `{\"o}` as "ö", `\textit{a {B}}` as "a B", `--` as "–", `a~b` as
 * "a b". Braces only group, so none is shown, and white space is one space, or an empty line where it holds one.
 * Mathematics stay as they are, and so do commands that are not known and have no argument. Linear.
 */
export function decodeValue(source: string, start = 0, end = source.length): Decoded {
  const out = new ValueOutput();
  out.write(source, start, end);
  return out.trimmed(start);
}

/** Gathers a value that is written in several pieces. */
export class ValueOutput extends Output {
  /** The last character that was written: asking the text itself would copy it each time. */
  private last = SPACE;

  constructor() {
    super(0);
  }

  /** Writes the piece of `source` from `start` to `end`, decoded. */
  write(source: string, start: number, end: number): void {
    for (let i = start; i < end; ) {
      const from = i;
      i = plainEnd(source, i, end);
      this.copy(source, from, i);
      if (i < end) i = putSpecial(source, i, end, this);
    }
  }

  /** White space at the beginning, and after other white space, is left out. */
  space(text: string, start: number, end: number): void {
    if (this.last > SPACE) this.put(text, start, end);
  }

  override copy(source: string, start: number, end: number): void {
    if (end > start) this.last = source.charCodeAt(end - 1);
    super.copy(source, start, end);
  }

  override put(text: string, start: number, end: number): void {
    if (text !== '') this.last = text.charCodeAt(text.length - 1);
    super.put(text, start, end);
  }

  /** What was written without white space at its end; `empty` is where it stands if that is nothing. */
  trimmed(empty: number): Decoded {
    const { text, marks } = this.decoded();
    const trimmed = text.trimEnd();
    if (trimmed === '') return { text: '', marks: [[0, empty]] };
    return {
      text: trimmed,
      marks: trimmed.length === text.length ? marks : marks.filter(([at]) => at < trimmed.length),
    };
  }
}

/** The end of what is shown as it stands; a single space between other characters is part of it. */
function plainEnd(source: string, start: number, end: number): number {
  let i = start;
  for (; i < end; i++) {
    const code = source.charCodeAt(i);
    if (code === SPACE ? i === start || source.charCodeAt(i + 1) <= SPACE : code < 128 && special[code] === 1) break;
  }
  return i;
}

/** Writes what the special character at `at` begins; gives the offset after it, which is beyond `at`. */
function putSpecial(source: string, at: number, end: number, out: ValueOutput): number {
  const code = source.charCodeAt(at);
  const isDouble = at + 1 < end && source.charCodeAt(at + 1) === code;
  switch (code) {
    case OPEN:
    case CLOSE:
      return at + 1;
    case BACKSLASH:
      return Math.min(end, putCommand(source, at, end, out));
    case DOLLAR: {
      const close = source.slice(at + 1, Math.min(end, at + 400)).indexOf('$');
      const after = close < 0 ? at + 1 : at + close + 2;
      out.copy(source, at, after);
      return after;
    }
    case TILDE:
      if (source.charCodeAt(at - 1) > SPACE && source.charCodeAt(at + 1) > SPACE) out.space(' ', at, at + 1);
      else out.copy(source, at, at + 1);
      return at + 1;
    case DASH:
    case BACKTICK:
    case APOSTROPHE: {
      if (!isDouble) {
        out.copy(source, at, at + 1);
        return at + 1;
      }
      const isLong = code === DASH && at + 2 < end && source.charCodeAt(at + 2) === DASH;
      const after = at + (isLong ? 3 : 2);
      out.put(code === BACKTICK ? '“' : code === APOSTROPHE ? '”' : isLong ? '—' : '–', at, after);
      return after;
    }
    default: {
      let lines = 0;
      let after = at;
      for (; after < end && source.charCodeAt(after) <= SPACE; after++) {
        const isBreak = source.charCodeAt(after) === LF;
        if (isBreak || (source.charCodeAt(after) === CR && source.charCodeAt(after + 1) !== LF)) lines++;
      }
      out.space(lines > 1 ? '\n\n' : ' ', at, after);
      return after;
    }
  }
}

/** Writes what the command stands for whose backslash is at `start`; gives the offset after it. */
function putCommand(source: string, start: number, end: number, out: ValueOutput): number {
  let after = start + 1;
  while (after < end && isLetter(source.charCodeAt(after))) after++;
  const isWord = after > start + 1;
  if (!isWord) after = Math.min(end, start + 2);
  const name = source.slice(start + 1, after);
  const next = isWord ? skipSpace(source, after, end) : after;
  const accent = accentOf(name);
  if (accent !== undefined) return putAccented(source, start, next, end, accent, out);
  const text = textOf(name);
  if (text !== undefined) {
    if (text === ' ') out.space(text, start, next);
    else out.put(text, start, next);
    return next;
  }
  const hasArgument = next < end && source.charCodeAt(next) === OPEN;
  if (dropped.has(name) || droppedInValues.has(name)) return hasArgument ? afterGroup(source, next, end) : next;
  if (hasArgument || transparent.has(name) || changes.has(name)) return next;
  out.copy(source, start, after);
  return after;
}

/** Writes the letter at `at`, in braces or not, below `accent`; without a letter only `\~{}` and `\^{}` are shown. */
function putAccented(source: string, start: number, at: number, end: number, accent: string, out: ValueOutput): number {
  let letter = skipSpace(source, at, end);
  while (letter < end && source.charCodeAt(letter) === OPEN && letter - at < 4) letter++;
  if (letter >= end || source.charCodeAt(letter) === CLOSE) {
    const alone = source[start + 1]!;
    if (alone === '~' || alone === '^') out.put(alone, start, letter);
    return letter;
  }
  let after = letter;
  let base: string;
  if (source.charCodeAt(letter) === BACKSLASH) {
    after++;
    while (after < end && after - letter < 4 && isLetter(source.charCodeAt(after))) after++;
    const name = source.slice(letter + 1, after);
    base = name === 'i' || name === 'j' ? name : (textOf(name) ?? '');
    if (name.length > 0) after = skipSpace(source, after, end);
  } else {
    base = String.fromCodePoint(source.codePointAt(letter)!);
    after += base.length;
  }
  if (!/^\p{L}$/u.test(base)) return letter;
  out.put((base + accent).normalize('NFC'), start, Math.min(after, end));
  return after;
}

/** The offset after the group that opens at `open`; one that is not closed within 2,000 characters is not left out. */
function afterGroup(source: string, open: number, end: number): number {
  let depth = 0;
  for (let i = open; i < end && i < open + 2000; i++) {
    const code = source.charCodeAt(i);
    if (code === OPEN) depth++;
    else if (code === CLOSE && --depth === 0) return i + 1;
  }
  return open + 1;
}

function accentOf(name: string): string | undefined {
  if (Object.hasOwn(accents, name)) return accents[name];
  return name === 'd' ? '\u0323' : name === 'b' ? '\u0331' : undefined;
}

function textOf(name: string): string | undefined {
  if (Object.hasOwn(spelledInValues, name)) return spelledInValues[name];
  return Object.hasOwn(spelled, name) ? spelled[name] : undefined;
}

function skipSpace(source: string, start: number, end: number): number {
  let at = start;
  while (at < end && source.charCodeAt(at) <= SPACE) at++;
  return at;
}

function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

/** Commands that stand for a text in BibTeX files, beside those of abstracts. */
const spelledInValues: Readonly<Record<string, string>> = {
  '%': '%',
  '&': '&',
  _: '_',
  '#': '#',
  $: '$',
  '{': '{',
  '}': '}',
  '\\': ' ',
  ' ': ' ',
  '\n': ' ',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '!': '',
  '/': '',
  '-': '',
  '@': '',
  j: 'ȷ',
  dh: 'ð',
  DH: 'Ð',
  th: 'þ',
  TH: 'Þ',
  dj: 'đ',
  DJ: 'Đ',
  ng: 'ŋ',
  NG: 'Ŋ',
  SS: 'ẞ',
  S: '§',
  P: '¶',
  pounds: '£',
  euro: '€',
  texteuro: '€',
  copyright: '©',
  textcopyright: '©',
  textregistered: '®',
  texttrademark: '™',
  textdegree: '°',
  textperiodcentered: '·',
  textbullet: '•',
  textquoteleft: '‘',
  textquoteright: '’',
  textquotedblleft: '“',
  textquotedblright: '”',
  textquotesingle: "'",
  textquotedbl: '"',
  quotedblbase: '„',
  guillemotleft: '«',
  guillemotright: '»',
  textexclamdown: '¡',
  textquestiondown: '¿',
  textellipsis: '…',
  textunderscore: '_',
  textdollar: '$',
  textbar: '|',
  textless: '<',
  textgreater: '>',
  textbraceleft: '{',
  textbraceright: '}',
  textasciicircum: '^',
  textasciigrave: '`',
  lbrace: '{',
  rbrace: '}',
  slash: '/',
  space: ' ',
  quad: ' ',
  TeX: 'TeX',
  LaTeX: 'LaTeX',
  BibTeX: 'BibTeX',
};

/** Commands that only change how what follows looks. */
const changes = new Set(
  'upshape itshape bfseries scshape rmfamily sffamily ttfamily rm sf sl normalfont small protect relax unboldmath boldmath'.split(
    ' ',
  ),
);

/** Commands whose first argument nobody reads. */
const droppedInValues = new Set(
  'href textcolor color phantom hphantom vphantom hspace vspace noopsort index'.split(' '),
);

const LF = 10;
const CR = 13;
const SPACE = 32;
const DOLLAR = 36;
const APOSTROPHE = 39;
const DASH = 45;
const BACKSLASH = 92;
const BACKTICK = 96;
const OPEN = 123;
const CLOSE = 125;
const TILDE = 126;

/** 1 for ASCII characters that are not simply copied. */
const special = Uint8Array.from({ length: 128 }, (_, code) =>
  code <= SPACE || "\\{}$~-`'".includes(String.fromCharCode(code)) ? 1 : 0,
);
