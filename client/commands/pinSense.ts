import { window } from 'vscode';
import { pinRequest, sensesRequest } from '../../server/protocol.ts';
import { placeOrCursor } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Lets the reader choose what the term at [uri, line, column], or at the cursor, means in the note or its folder. */
export const pinSense: Command = async (gloss, ...args) => {
  const place = placeOrCursor(gloss, args);
  if (place === undefined) return;
  const { uri, position } = place;
  const at = { uri: uri.toString(), line: position.line, character: position.character };
  const known = await gloss.server.request(sensesRequest, at);
  if (!known || known.senses.length === 0) {
    void window.showInformationMessage('Put the cursor on a term to choose its sense.');
    return;
  }
  const { label, senses, scopes } = known;
  const sense = await window.showQuickPick(
    senses.map(({ meaning, definition, source, pinned }) => ({
      label: meaning,
      description: [source === meaning ? '' : source, pinned ? 'chosen now' : ''].filter(Boolean).join(' · '),
      ...(definition === '' ? {} : { detail: definition }),
      meaning,
    })),
    { title: `Choose sense: ${label}`, placeHolder: `What “${label}” means` },
  );
  if (sense === undefined) return;
  const scope = await window.showQuickPick(
    scopes.map(scope => ({
      label: scope === 'note' ? 'In this note' : 'In this folder and below',
      detail:
        scope === 'note' ? 'Kept in the note’s front matter.' : 'Kept in the front matter of the folder’s glossary.md.',
      scope,
    })),
    { title: `Choose sense: ${label}`, placeHolder: `Where “${label}” means ${sense.meaning}` },
  );
  if (scope === undefined) return;
  const answer = await gloss.server.request(pinRequest, {
    uri: at.uri,
    label,
    meaning: sense.meaning,
    scope: scope.scope,
  });
  if (answer && (await gloss.server.applyEdit(answer.edit))) return;
  void window.showWarningMessage('Gloss could not write this: the front matter there is not valid YAML.');
};
