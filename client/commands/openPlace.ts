import { Range, window } from 'vscode';
import { placeOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Opens [uri, line, column]. */
export const openPlace: Command = async (gloss, ...args) => {
  const place = placeOf(gloss, args);
  if (place === undefined) return;
  await window.showTextDocument(place.uri, { selection: new Range(place.position, place.position) });
};
