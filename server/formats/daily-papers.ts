import type { PaperText } from '../library/model.ts';
import { decodeLatex } from '../text/latex.ts';
import type { Span } from '../text/span.ts';
import type { Entry, Format, Read } from './format.ts';

/**
 * A saved Daily Papers page: page furniture, then titles and abstracts in turn, with nothing that says which is which.
 * An abstract is known by being prose; a title is the line before it. What is neither (dates, buttons, counts) is passed
 * over.
 */
export const dailyPapers: Format = { name: 'daily-papers', recognises, read, text, details: () => ({}) };

function recognises(path: string, head: string): boolean {
  if (!/\.(?:txt|text)$/i.test(path)) return false;
  const named = /daily[ _-]?papers/i.test(path.slice(path.lastIndexOf('/') + 1));
  const headed = /^[ \t]*daily papers[ \t]*\r?$/im.test(head.slice(0, 8192));
  return (named || headed) && blocksOf(head).some(block => block.kind === 'prose');
}

function read(source: string): Read {
  const entries = recordsOf(blocksOf(source)).map(({ title, prose }): Entry => {
    const span = { start: title.start, end: prose.at(-1)?.end ?? title.end };
    return { authors: [], keywords: [], span, text: textOf(source, title, prose) };
  });
  return { entries, problems: [] };
}

function text(record: string): PaperText {
  const [first, ...rest] = blocksOf(record);
  const prose = rest.findIndex(block => block.kind === 'prose');
  return textOf(record, first ?? { start: 0, end: 0 }, prose < 0 ? [] : rest.slice(prose));
}

function textOf(source: string, title: Span, prose: readonly Span[]): PaperText {
  const start = prose[0]?.start ?? title.end;
  const end = prose.at(-1)?.end ?? title.end;
  return {
    title: decodeLatex(source.slice(title.start, title.end), title.start),
    abstract: decodeLatex(source.slice(start, end), start),
  };
}

interface Block extends Span {
  /** `prose` is an abstract's paragraph, `continued` a short one that can only follow prose, `line` any other line. */
  readonly kind: 'prose' | 'continued' | 'line';
  readonly text: string;
}

/** A record is a line followed by prose, or a line that can only be a title without its abstract. */
function recordsOf(blocks: readonly Block[]): { title: Block; prose: Block[] }[] {
  const records: { title: Block; prose: Block[] }[] = [];
  let title: Block | undefined;
  for (const block of blocks) {
    const last = records.at(-1);
    if (block.kind === 'line') {
      if (title && isTitleAlone(title.text, records.length > 0)) records.push({ title, prose: [] });
      title = block;
    } else if (title && (block.kind === 'prose' || isTitleAlone(title.text, records.length > 0))) {
      records.push({ title, prose: block.kind === 'prose' ? [block] : [] });
      title = undefined;
    } else if (last !== undefined && title === undefined && last.prose.length > 0) {
      last.prose.push(block);
    }
  }
  if (title && isTitleAlone(title.text, records.length > 0)) records.push({ title, prose: [] });
  return records;
}

/** Paragraphs, with hard-wrapped lines joined; a line directly above prose stands by itself. */
function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: Span[] = [];
  const close = () => {
    if (paragraph.length === 0) return;
    const wrapped = paragraph.length > 2 && paragraph.slice(0, -1).every(line => isWrapped(line));
    const parts = wrapped ? [{ start: paragraph[0]!.start, end: paragraph.at(-1)!.end }] : paragraph;
    for (const part of parts) blocks.push(blockOf(source, part));
    paragraph = [];
  };
  for (const match of source.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const line = trimmed(match[0], match.index);
    if (line.end === line.start) continue;
    const previous = paragraph.at(-1);
    if (previous && isBlankBetween(source, previous.end, line.start)) close();
    paragraph.push(line);
  }
  close();
  return blocks;
}

/** True for a line of a hard-wrapped paragraph: as long as an editor or a mail program wraps at. */
function isWrapped({ start, end }: Span): boolean {
  return end - start >= 55 && end - start <= 130;
}

function isBlankBetween(source: string, from: number, to: number): boolean {
  let breaks = 0;
  for (let i = from; i < to; i++) {
    if (source[i] === '\n' || (source[i] === '\r' && source[i + 1] !== '\n')) breaks++;
  }
  return breaks > 1;
}

function trimmed(line: string, offset: number): Span {
  const start = line.length - line.trimStart().length;
  return { start: offset + start, end: offset + Math.max(start, line.trimEnd().length) };
}

function blockOf(source: string, span: Span): Block {
  const text = source.slice(span.start, span.end);
  const sentences = text.slice(0, 4000).match(/[.!?][”"')\]]*(?=\s|$)/g)?.length ?? 0;
  const kind =
    (text.length > 220 && sentences > 0) || text.length > 400 || (text.length > 100 && sentences > 1)
      ? 'prose'
      : /^[\p{Ll}([•*–-]|^\d+[.)]/u.test(text) || (/\.$|https?:\/\/\S+$/.test(text) && /\s/.test(text))
        ? 'continued'
        : 'line';
  return { ...span, kind, text };
}

const furniture =
  /^(?:get trending|subscribe|daily papers|submitted by|upvote|trending|sort|filter|join|back to|sign (?:up|in)|log in|by ?\S+ and |view |published on|\d+ authors?|authors?:|hugging face|new$|previous|next|week|month)|\b(?:email inbox|research community)\b/i;
const date =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?$|^\d{4}-\d\d-\d\d$/i;

/** True for a line that is a title though no abstract follows: several words, written as titles are. */
function isTitleAlone(line: string, within: boolean): boolean {
  if (furniture.test(line) || date.test(line) || line.length > 250) return false;
  const words = line.split(/\s+/);
  if (words.length < 4 || line.length < 25) return false;
  const long = words.filter(word => word.length > 3);
  const capitals = long.filter(word => /^[^\p{L}]*\p{Lu}/u.test(word)).length;
  return capitals * 2 > long.length || (within && /[^:]:\s?\S/.test(line));
}
