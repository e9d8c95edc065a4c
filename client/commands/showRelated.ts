import { window } from 'vscode';
import { documentPaper, givenPaper } from '../arguments.ts';
import { isNote } from '../documents.ts';
import type { Command } from '../gloss.ts';
import { pickPaper } from '../pick.ts';

/** Shows what is related to a paper: [id], a row, or none for the active document; a note is followed by its cursor. */
export const showRelated: Command = async (gloss, arg) => {
  const given = await givenPaper(gloss, arg);
  if (given !== undefined) return gloss.related.pin(given.id);
  if (typeof arg === 'string') return;
  const paper = await documentPaper(gloss, arg);
  if (paper !== undefined) return gloss.related.pin(paper.id);
  if (window.activeTextEditor !== undefined && isNote(window.activeTextEditor.document)) return gloss.related.focus();
  const picked = await pickPaper(gloss.server, 'Show related work');
  if (picked !== undefined) return gloss.related.pin(picked.id);
};
