import assert from 'node:assert/strict';
import { commands, extensions, type Hover, Position, Uri, workspace } from 'vscode';

describe('Gloss on the sample library', () => {
  before(async () => {
    const gloss = extensions.getExtension('gloss.gloss');
    assert.ok(gloss, 'the package is installed');
    const { ready } = await gloss.activate();
    await ready();
  });

  it('answers a hover over LoRA in a note', async () => {
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const note = await workspace.openTextDocument(Uri.joinPath(folder.uri, 'Start here.md'));
    const place = note.positionAt(note.getText().indexOf('LoRA') + 1);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      note.uri,
      new Position(place.line, place.character),
    );
    assert.match(
      hovers
        .flatMap(hover => hover.contents)
        .map(said => (typeof said === 'string' ? said : said.value))
        .join('\n'),
      /freezes a pretrained model/,
    );
  });
});
