import type { Heading, Link, Note, NoteUri } from '../library/model.ts';
import { lineStarts } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { glossaryEntries } from './glossary.ts';
import { type Blocks, scanBlocks } from './note-blocks.ts';
import { copied } from './note-characters.ts';
import { type FrontMatter, frontTexts, frontValue, readFrontMatter } from './note-front.ts';
import { plainText } from './note-plain.ts';

/**
 * What one Markdown note says from its own text alone. All offsets are UTF-16 offsets into `text`; links are sorted by
 * their start (a picture in the label of an inline link stands behind it, and is the only link inside another one), and
 * silent spans are sorted and disjoint. Any text is a note: nothing throws, and the time grows with its length.
 */
export function readNote(uri: NoteUri, text: string): Note {
  const lines = lineStarts(text);
  const front = readFrontMatter(text, lines);
  const blocks = blocksOf(text, lines, front);
  const glossary = isGlossary(uri, front);
  const { definitions, remarks, problems } = glossaryEntries(uri, text, blocks, glossary);
  return {
    uri,
    title: frontValue(front, 'title')?.text ?? firstTitle(blocks.headings) ?? fileTitle(uri),
    aliases: unique(frontTexts(front, /,/, 'aliases', 'alias')),
    tags: unique([...frontTags(front), ...blocks.tags]),
    headings: blocks.headings,
    links: blocks.links,
    silent: blocks.silent,
    definitions,
    remarks,
    glossary,
    pins: (front.maps.get('senses') ?? []).map(({ key, value }) => ({ label: key, meaning: value })),
    bibliographies: (front.fields.get('bibliography') ?? []).filter(({ text }) => text !== ''),
    problems: [...front.problems, ...problems],
    lines,
  };
}

/** The blocks of a note behind its front matter, which is silent itself. */
export function blocksOf(text: string, lines: Uint32Array, front: FrontMatter): Blocks {
  const silent: Span[] = front.span.end > front.span.start ? [front.span] : [];
  const links: Link[] = paperNamed(front);
  const headings: Heading[] = [];
  const blocks: Blocks = { headings, links, silent, tags: new Set(), paragraphs: [] };
  scanBlocks(text, lines, front.nextLine, blocks);
  if (!isSorted(links)) links.sort((a, b) => a.span.start - b.span.start);
  return blocks;
}

/** The papers that the front matter says the note is about, as links to them. */
function paperNamed(front: FrontMatter): Link[] {
  const links: Link[] = ['citekey', 'citation-key', 'citationkey', 'paper', 'papers'].flatMap(name =>
    (front.fields.get(name) ?? []).flatMap(({ text, span }): Link[] => {
      const target = text.replace(/^\[\[|\]\]$/g, '').replace(/^@/, '');
      return target === '' ? [] : [{ kind: 'citation', span, target: { text: target, span } }];
    }),
  );
  return links.sort((a, b) => a.span.start - b.span.start);
}

/** True for `glossary.md` in any case, and for a note whose front matter says so. */
function isGlossary(uri: string, front: FrontMatter): boolean {
  return (
    /(?:^|\/)glossary\.(?:md|markdown)$/i.test(uri) || /^(?:true|yes)$/i.test(frontValue(front, 'glossary')?.text ?? '')
  );
}

function frontTags(front: FrontMatter): string[] {
  return frontTexts(front, /[\s,]+/, 'tags', 'tag')
    .map(tag => tag.replace(/^#/, ''))
    .filter(tag => tag !== '');
}

function firstTitle(headings: readonly Heading[]): string | undefined {
  const first = headings.find(heading => heading.text !== '');
  return first === undefined ? undefined : plainText(first.text) || first.text;
}

function fileTitle(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  const stem = name.replace(/(?<=[^.])\.[^.]*$/, '');
  try {
    return decodeURIComponent(stem);
  } catch {
    return copied(stem, 0, stem.length);
  }
}

function unique(texts: readonly string[]): readonly string[] {
  return texts.length < 2 ? texts : [...new Set(texts)];
}

function isSorted(links: readonly Link[]): boolean {
  for (let i = 1; i < links.length; i++) if (links[i]!.span.start < links[i - 1]!.span.start) return false;
  return true;
}
