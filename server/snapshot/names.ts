import type { Note, Paper } from '../library/model.ts';

/** Every name under which a link finds a paper: its title, what stands before the title's colon, what it introduces, its ids. */
export function namesOfPaper(paper: Paper): string[] {
  const names = [paper.title, paper.id, paper.arxiv ?? '', paper.arxiv?.replace(/v\d+$/, '') ?? '', paper.doi ?? ''];
  const lead = leadOf(paper.title);
  if (lead !== undefined) names.push(lead);
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
  const name = uri.slice(uri.lastIndexOf('/') + 1).replace(/\.[A-Za-z]+$/, '');
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
