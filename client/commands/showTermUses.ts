import { commands, Location, Position, Range, Uri, window } from 'vscode';
import { type LineRange, termRequest, usesRequest } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';
import { TermRow } from '../term-row.ts';

/** Peeks at all uses of the term of a row, from the place where it is defined or first used. */
export const showTermUses: Command = async (gloss, row) => {
  if (!(row instanceof TermRow)) return;
  const { term: id, label } = row.node;
  const [term, uses] = await Promise.all([
    gloss.server.request(termRequest, { term: id }),
    gloss.server.request(usesRequest, { term: id }),
  ]);
  const locations = (uses?.locations ?? []).map(({ uri, range }) => new Location(Uri.parse(uri), rangeOf(range)));
  const [first] = locations;
  if (first === undefined) {
    void window.showInformationMessage(`No uses of ${label} found.`);
    return;
  }
  const place = term?.place;
  const [uri, position] =
    place === undefined
      ? [first.uri, first.range.start]
      : [Uri.parse(place.uri), new Position(place.line, place.character)];
  await commands.executeCommand('editor.action.showReferences', uri, position, locations);
};

function rangeOf({ start, end }: LineRange): Range {
  return new Range(start.line, start.character, end.line, end.character);
}
