import { Position, Range, Uri, window } from 'vscode';
import { paperOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Opens the file that a paper comes from, at its record. */
export const goToSource: Command = async (gloss, arg) => {
  const paper = await paperOf(gloss, arg, 'Go to source');
  if (paper === undefined) return;
  const start = new Position(paper.source.line, 0);
  await window.showTextDocument(Uri.parse(paper.source.uri), { selection: new Range(start, start) });
};
