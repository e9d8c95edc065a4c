import type { Heading } from '../library/model.ts';
import { afterBlanks, beforeSpaces, copied, finder, isDigit, isSpace } from './note-characters.ts';
import { type Found, inlineScanner, targetAt, titleEnd, written } from './note-inline.ts';

/** What the blocks of a note hold. */
export interface Blocks extends Found {
  readonly headings: Heading[];
  /** Paragraphs (also those of list items) as start, end, start, end …; list marks and quote marks stand before them. */
  readonly paragraphs: number[];
}

/**
 * Reads the blocks of a note from line `first` on, and the running text in them, in one pass over the lines. It follows
 * CommonMark's containers (quotes and list items, at most 64 deep), so that a fence in a list ends where the list does.
 * It is freer in two things: nothing in a list is indented code, and a table row is a paragraph of its own.
 */
export function scanBlocks(text: string, lines: Uint32Array, first: number, found: Blocks): void {
  const { headings, links, paragraphs, silent } = found;
  const scanInline = inlineScanner(text, found);
  const nextComment = finder(text, '-->');
  const nextDollars = finder(text, '$$');
  const nextSquare = finder(text, '\\]');
  /** The open containers: the width of a list item's indent, or QUOTE. */
  const containers: number[] = [];
  let items = 0;
  let paragraphStart = -1;
  let paragraphEnd = -1;
  let codeStart = -1;
  let codeEnd = -1;
  let fenceMark = 0;
  let fenceLength = 0;
  let fenceStart = -1;
  let squareBarrier = -1;
  /** Set after a footnote or a definition, whose further paragraphs are indented like code. */
  let hanging = false;
  let previousEnd = 0;

  for (let line = first; line < lines.length; line++) {
    const start = lines[line]!;
    const end = endOf(line);
    line = readLine(line, start, end);
    previousEnd = end;
  }
  endParagraph();
  if (fenceMark !== 0) silent.push({ start: fenceStart, end: text.length });
  endCode();

  function endOf(line: number): number {
    if (line + 1 >= lines.length) return text.length;
    const end = lines[line + 1]! - 1;
    return text.charCodeAt(end) === 10 && end > lines[line]! && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
  }

  /** Reads one line and gives the number of the last line read, which is a later one after a comment or mathematics. */
  function readLine(line: number, start: number, end: number): number {
    const firstCode = text.charCodeAt(start);
    if (
      containers.length === 0 &&
      fenceMark === 0 &&
      start < end &&
      (firstCode | 32) >= 97 &&
      (firstCode | 32) <= 122
    ) {
      addText(start, end);
      return line;
    }
    let column = 0;
    let base = 0;
    let at = start;
    const skip = () => {
      for (; at < end; at++) {
        const code = text.charCodeAt(at);
        if (code === 32) column++;
        else if (code === 9) column += 4 - (column % 4);
        else break;
      }
    };
    const enterQuote = () => {
      at++;
      column++;
      base = column;
      if (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) base++;
      skip();
    };
    skip();
    let matched = 0;
    for (; matched < containers.length; matched++) {
      const width = containers[matched]!;
      if (width === QUOTE) {
        if (at >= end || text.charCodeAt(at) !== GREATER || column - base > 3) break;
        enterQuote();
      } else if (at >= end || column - base >= width) base += width;
      else break;
    }
    if (fenceMark !== 0) {
      if (matched === containers.length) {
        if (column - base <= 3 && closesFence(at, end)) {
          silent.push({ start: fenceStart, end });
          fenceMark = 0;
        }
        return line;
      }
      silent.push({ start: fenceStart, end: Math.max(previousEnd, fenceStart) });
      fenceMark = 0;
    }
    if (at >= end) {
      endParagraph();
      leave(matched);
      return line;
    }
    if (paragraphStart !== -1 && matched === containers.length && column - base <= 3 && isUnderline(at, end)) {
      endHeading(text.charCodeAt(at) === EQUALS ? 1 : 2, end);
      return line;
    }

    let opened = false;
    for (;;) {
      const code = text.charCodeAt(at);
      if (at >= end) break;
      if (column - base >= 4 && items === 0 && !hanging) {
        if (paragraphStart !== -1) break;
        if (codeStart === -1) codeStart = matched === 0 && !opened ? start : at;
        codeEnd = end;
        leave(matched, opened);
        return line;
      }
      if (code === GREATER && containers.length < DEEPEST && column - base <= 3) {
        begin();
        containers.push(QUOTE);
        enterQuote();
        matched = containers.length;
        continue;
      }
      if (code === HASH) {
        const level = runOf(at, end, HASH);
        const after = text.charCodeAt(at + level);
        if (level <= 6 && (at + level >= end || after === 32 || after === 9)) {
          begin();
          addHeading(at, level as Heading['level'], end);
          return line;
        }
        break;
      }
      if (code === BACKTICK || code === TILDE) {
        const length = runOf(at, end, code);
        if (length >= 3 && !(code === BACKTICK && holds(at + length, end, BACKTICK))) {
          begin();
          fenceMark = code;
          fenceLength = length;
          fenceStart = at;
          return line;
        }
        break;
      }
      if ((code === STAR || code === MINUS || code === UNDERSCORE) && isBreak(at, end, code)) {
        begin();
        return line;
      }
      const marker = markerLength(at, end);
      if (marker > 0 && containers.length < DEEPEST) {
        const interrupts = paragraphStart !== -1 && matched === containers.length && !opened;
        const empty = afterBlanks(text, at + marker, end) >= end;
        const ordered = isDigit(code);
        if (!interrupts || (!empty && (!ordered || (marker === 2 && code === 49)))) {
          begin();
          const indent = column - base;
          at += marker;
          column += marker;
          const from = column;
          skip();
          const blanks = empty || column - from > 4 ? 1 : column - from;
          containers.push(indent + marker + blanks);
          items++;
          base = from + blanks;
          matched = containers.length;
          continue;
        }
        break;
      }
      if (code === LESS) {
        const last = htmlEnd(at, end);
        if (last !== -1) {
          begin();
          return hushTo(line, at, last);
        }
        break;
      }
      if (code === DOLLAR || code === BACKSLASH) {
        const last = displayEnd(line, at, end);
        if (last !== -1) {
          begin();
          return hushTo(line, at, last);
        }
        break;
      }
      if (code === OPEN && (paragraphStart === -1 || opened) && addDefinition(at, end)) {
        begin();
        return line;
      }
      if (code === BAR) {
        begin();
        addText(at, end);
        endParagraph();
        return line;
      }
      break;
    }
    if (at >= end) return line;
    if (paragraphStart === -1) leave(matched, opened);
    addText(at, end);
    return line;

    function begin(): void {
      endParagraph();
      endCode();
      hanging = hanging && column - base >= 4;
      if (!opened) leave(matched);
      opened = true;
    }
  }

  /** Closes all containers from `matched` on. */
  function leave(matched: number, opened = false): void {
    if (opened) return;
    while (containers.length > matched) if (containers.pop() !== QUOTE) items--;
  }

  function addText(start: number, end: number): void {
    if (codeStart !== -1) endCode();
    if (paragraphStart === -1) {
      paragraphStart = start;
      const code = text.charCodeAt(start);
      const indented = start > 0 && isSpace(text.charCodeAt(start - 1)) && !isLineBreak(text.charCodeAt(start - 1));
      hanging =
        (hanging && indented) ||
        (code === OPEN && text.charCodeAt(start + 1) === CARET) ||
        ((code === COLON || code === TILDE) && isSpace(text.charCodeAt(start + 1)));
    }
    paragraphEnd = end;
  }

  function endParagraph(): void {
    if (paragraphStart === -1) return;
    const start = paragraphStart;
    paragraphStart = -1;
    const end = beforeSpaces(text, start, paragraphEnd);
    paragraphs.push(start, end);
    scanInline(start, end);
  }

  function endCode(): void {
    if (codeStart !== -1) silent.push({ start: codeStart, end: codeEnd });
    codeStart = -1;
  }

  function endHeading(level: 1 | 2, end: number): void {
    const textEnd = beforeSpaces(text, paragraphStart, paragraphEnd);
    const textSpan = { start: paragraphStart, end: textEnd };
    headings.push({ level, text: oneLine(paragraphStart, textEnd), span: { start: paragraphStart, end }, textSpan });
    scanInline(paragraphStart, textEnd);
    paragraphStart = -1;
  }

  function addHeading(at: number, level: Heading['level'], end: number): void {
    const start = afterBlanks(text, at + level, end);
    let last = beforeSpaces(text, start, end);
    let marks = last;
    while (marks > start && text.charCodeAt(marks - 1) === HASH) marks--;
    if (marks === start || isSpace(text.charCodeAt(marks - 1))) last = beforeSpaces(text, start, marks);
    const textSpan = { start, end: last };
    headings.push({ level, text: copied(text, start, last), span: { start: at, end }, textSpan });
    scanInline(start, last);
  }

  function oneLine(start: number, end: number): string {
    return copied(text, start, end).replace(/\s+/g, ' ');
  }

  /** Adds a silent block that ends at `last`, and reads on behind it. */
  function hushTo(line: number, at: number, last: number): number {
    silent.push({ start: at, end: last });
    let reached = line;
    while (reached + 1 < lines.length && lines[reached + 1]! < last) reached++;
    const end = endOf(reached);
    const rest = afterBlanks(text, last, end);
    if (rest < end) addText(rest, end);
    return reached;
  }

  /** The end of a comment, script, style or preformatted block that reaches beyond its first line, or -1. */
  function htmlEnd(at: number, end: number): number {
    if (text.startsWith('<!--', at)) {
      const close = nextComment(at + 2);
      if (close === -1) return text.length;
      return close + 3 > end ? close + 3 : -1;
    }
    rawBlock.lastIndex = at;
    const name = rawBlock.exec(text)?.[1]?.toLowerCase();
    if (name === undefined) return -1;
    const close = rawEnd;
    close.lastIndex = at;
    const match = close.exec(text);
    return match === null ? text.length : match.index + match[0].length;
  }

  /**
   * The end of mathematics that starts a line and ends on a later one, or -1. A blank line ends the search, except for
   * `$$` alone on its line; a heading or a fence always does.
   */
  function displayEnd(line: number, at: number, end: number): number {
    const dollars = text.charCodeAt(at) === DOLLAR;
    if (text.charCodeAt(at + 1) !== (dollars ? DOLLAR : OPEN) || (dollars && text.charCodeAt(at + 2) === DOLLAR))
      return -1;
    const close = (dollars ? nextDollars : nextSquare)(at + 2);
    if (close === -1 || close < end) return -1;
    if (!dollars && at < squareBarrier && close > squareBarrier) return -1;
    const blanksToo = dollars && afterBlanks(text, at + 2, end) === end;
    for (let next = line + 1; next < lines.length && lines[next]! <= close; next++) {
      const last = endOf(next);
      const start = afterBlanks(text, lines[next]!, last);
      const code = text.charCodeAt(start);
      const barrier =
        start >= last
          ? !blanksToo
          : (code === HASH && text.charCodeAt(start + runOf(start, last, HASH)) === 32) ||
            ((code === BACKTICK || code === TILDE) && runOf(start, last, code) >= 3);
      if (!barrier) continue;
      if (!dollars) squareBarrier = start;
      return -1;
    }
    return close + 2;
  }

  /** Adds `[label]: dest "title"` where the line is one, and tells whether it is. */
  function addDefinition(at: number, end: number): boolean {
    if (text.charCodeAt(at + 1) === CARET) return false;
    let close = at + 1;
    for (; close < end && close - at < 1000; close++) {
      const code = text.charCodeAt(close);
      if (code === CLOSE || code === OPEN) break;
      if (code === BACKSLASH) close++;
    }
    if (close >= end || text.charCodeAt(close) !== CLOSE || text.charCodeAt(close + 1) !== COLON) return false;
    if (beforeSpaces(text, at + 1, close) === at + 1) return false;
    const start = afterBlanks(text, close + 2, end);
    const target = targetAt(text, start, end, false);
    if (target === undefined || target.written.text === '') return false;
    let last = afterBlanks(text, target.end, end);
    if (last < end) {
      if (last === target.end) return false;
      const title = titleEnd(text, last, end);
      if (title === -1) return false;
      last = afterBlanks(text, title, end);
      if (last < end) return false;
    }
    endCode();
    const spanEnd = beforeSpaces(text, start, end);
    links.push({
      kind: 'definition',
      span: { start: at, end: spanEnd },
      target: target.written,
      label: written(text, at + 1, close),
    });
    silent.push({ start, end: spanEnd });
    return true;
  }

  function runOf(at: number, end: number, code: number): number {
    let last = at;
    while (last < end && text.charCodeAt(last) === code) last++;
    return last - at;
  }

  function holds(at: number, end: number, code: number): boolean {
    for (let i = at; i < end; i++) if (text.charCodeAt(i) === code) return true;
    return false;
  }

  function closesFence(at: number, end: number): boolean {
    const length = runOf(at, end, fenceMark);
    return length >= fenceLength && afterBlanks(text, at + length, end) === end;
  }

  function isUnderline(at: number, end: number): boolean {
    const code = text.charCodeAt(at);
    return (code === EQUALS || code === MINUS) && afterBlanks(text, at + runOf(at, end, code), end) === end;
  }

  /** True for three or more of one mark and white space, and nothing else. */
  function isBreak(at: number, end: number, mark: number): boolean {
    let marks = 0;
    for (let i = at; i < end; i++) {
      const code = text.charCodeAt(i);
      if (code === mark) marks++;
      else if (code !== 32 && code !== 9) return false;
    }
    return marks >= 3;
  }

  /** The length of the list mark at `at`, or 0. */
  function markerLength(at: number, end: number): number {
    const code = text.charCodeAt(at);
    let length = 0;
    if (code === MINUS || code === STAR || code === PLUS) length = 1;
    else if (isDigit(code)) {
      while (length < 9 && at + length < end && isDigit(text.charCodeAt(at + length))) length++;
      const close = text.charCodeAt(at + length);
      if (at + length >= end || (close !== DOT && close !== ROUND_CLOSE)) return 0;
      length++;
    } else return 0;
    const after = text.charCodeAt(at + length);
    return at + length >= end || after === 32 || after === 9 ? length : 0;
  }
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

const QUOTE = -1;
const DEEPEST = 64;
const GREATER = 62;
const HASH = 35;
const BACKTICK = 96;
const TILDE = 126;
const STAR = 42;
const MINUS = 45;
const PLUS = 43;
const UNDERSCORE = 95;
const EQUALS = 61;
const LESS = 60;
const DOLLAR = 36;
const BACKSLASH = 92;
const OPEN = 91;
const CLOSE = 93;
const CARET = 94;
const COLON = 58;
const BAR = 124;
const DOT = 46;
const ROUND_CLOSE = 41;

const rawBlock = /<(script|style|pre|textarea)(?=[\s>])/iy;
const rawEnd = /<\/(?:script|style|pre|textarea)>/gi;
