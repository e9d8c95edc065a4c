import type { Note, Paper } from '../library/model.ts';
import { isNote } from './merged.ts';

/**
 * Every name under which a link finds a paper: its keys, and of each record the id, the title, what stands before the
 * title's colon and the identifiers; and what the paper introduces.
 */
export function namesOfPaper(paper: Paper): string[] {
  const names: string[] = [paper.id, ...paper.keys];
  const isListed = paper.records.some(record => !isNote(record));
  for (const record of paper.records) {
    const { id, title, arxiv, doi } = record;
    names.push(id, arxiv ?? '', arxiv?.replace(/v\d+$/, '') ?? '', doi ?? '');
    // The title of a reading note is the note's own.
    if (!isListed || !isNote(record)) names.push(title, leadOf(title) ?? '');
  }
  for (const definition of paper.definitions) {
    if (definition.role === 'introduces' || definition.role === 'names') names.push(definition.label);
  }
  return names.filter(name => name !== '');
}

/** Every name under which a link finds a note: its file's name, its title and its aliases. */
export function namesOfNote(note: Note): string[] {
  return [noteName(note.uri), note.title, ...note.aliases];
}

/** A note's file name without folder and ending. */
export function noteName(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1).replace(/\.[A-Za-z]+$/, ''));
}

/** A file's name without its folder. */
export function fileName(uri: string): string {
  return decoded(uri.slice(uri.lastIndexOf('/') + 1));
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** What a tab or a link calls a paper: a short lead before the colon, else the title. */
export function shortName(paper: Paper): string {
  const lead = leadOf(paper.title);
  return lead !== undefined && lead.split(/\s+/).length <= 3 ? lead : paper.title;
}

function leadOf(title: string): string | undefined {
  const lead = /^([^:]{2,60}?)\s*:\s*\S/.exec(title)?.[1];
  return lead?.trim();
}
