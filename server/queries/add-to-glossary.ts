import { glossarySections } from '../formats/glossary.ts';
import { type EntryParts, entryLine, entryUnderHeading } from '../formats/glossary-entry.ts';
import type { Note, NoteUri, Sense } from '../library/model.ts';
import { compareText, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import type { FileEdit } from './file-edit.ts';
import { folderOf, nearness } from './glossary-scope.ts';
import { byline, linkName, webAddress } from './paper-card.ts';
import { glossaryNames } from './pins.ts';

/** An entry to add, and where its definition stands afterwards: `shown` UTF-16 units into the edit's text. */
export interface Addition {
  readonly edit: FileEdit;
  readonly shown: number;
}

/** What an entry for a sense says: the sense as it is known, its paper or source behind it. */
export function entryOf(snapshot: Snapshot, sense: Sense): EntryParts {
  const { label, expansion, definition, from } = sense;
  const paper = from.paper === undefined ? undefined : paperOf(snapshot, from.paper);
  const isOnline = paper !== undefined && (paper.url ?? paper.arxiv ?? paper.doi) !== undefined;
  const source = paper
    ? isOnline
      ? { name: byline(paper) || linkName(snapshot, paper), url: webAddress(paper) }
      : { name: linkName(snapshot, paper) }
    : from.source === undefined || from.url === undefined
      ? undefined
      : { name: from.source, url: from.url };
  return { label, expansion, definition, source };
}

/**
 * Adds an entry to the glossary nearest to a file: the file's own or its section, else that of the nearest folder above,
 * else a new `glossary.md` in the one of `roots`, the workspace's folders, that holds the file. Undefined where there is no such place,
 * or the glossary cannot be read.
 */
export function addToGlossary(
  snapshot: Snapshot,
  file: string,
  entry: EntryParts,
  roots: readonly string[],
): Addition | undefined {
  const place = nearestGlossary(snapshot, file);
  if (place === undefined) return inNewGlossary(file, entry, roots);
  const text = snapshot.source(place.note.uri);
  if (text === undefined) return undefined;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const end = Math.min(place.end, text.length);
  const last = text.slice(0, end).trimEnd().length;
  const written = writtenLike(place.note, text, end, entry, eol);
  const before = last === 0 ? '' : eol + eol;
  return {
    edit: {
      uri: place.note.uri,
      span: { start: last, end: last },
      text: before + written + (last === text.length ? eol : ''),
    },
    shown: before.length + bodyStart(written),
  };
}

/** A glossary that entries may be added to, up to the end of its part of the note. */
interface Place {
  readonly note: Note;
  readonly end: number;
}

function nearestGlossary(snapshot: Snapshot, file: string): Place | undefined {
  const own = snapshot.notes.get(file as NoteUri);
  if (own?.glossary) return { note: own, end: Number.POSITIVE_INFINITY };
  const section = own && glossarySections(own.headings, Number.POSITIVE_INFINITY).at(-1);
  if (own && section) return { note: own, end: section.end };
  const above = [...snapshot.notes.values()].filter(note => note.glossary && nearness(note.uri, file) > 0);
  above.sort((a, b) => nearness(b.uri, file) - nearness(a.uri, file) || compareText(a.uri, b.uri));
  return above[0] && { note: above[0], end: Number.POSITIVE_INFINITY };
}

function inNewGlossary(file: string, entry: EntryParts, roots: readonly string[]): Addition | undefined {
  const folders = roots.map(root => (root.endsWith('/') ? root : `${root}/`));
  const holding = folders.filter(folder => file.startsWith(folder)).sort((a, b) => b.length - a.length);
  const folder = holding[0] ?? (file.startsWith('file:') ? folderOf(file) : folders[0]);
  if (folder === undefined) return undefined;
  const title = '# Glossary\n\n';
  const line = entryLine(entry);
  return {
    edit: { uri: folder + glossaryNames[0], span: { start: 0, end: 0 }, text: `${title}${line}\n`, creates: true },
    shown: title.length + bodyStart(line),
  };
}

/** The entry in the form of the last one before `end`: under a heading where that one is, else as a bold lead-in. */
function writtenLike(note: Note, text: string, end: number, entry: EntryParts, eol: string): string {
  const last = note.definitions.filter(({ place }) => place.span.start < end).at(-1);
  const marks = last && /^#{1,6}(?=\s)/.exec(text.slice(last.place.span.start, last.place.span.start + 7))?.[0];
  return marks ? entryUnderHeading(entry, marks, eol) : entryLine(entry);
}

/** Where an entry's definition starts: behind the colon, or on the line under the heading. */
function bodyStart(written: string): number {
  const heading = /^#{1,6}\s[^\r\n]*[\r\n]+/.exec(written);
  return heading ? heading[0].length : written.indexOf(': ', written.indexOf('**', 2)) + 2;
}
