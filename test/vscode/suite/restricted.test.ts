import assert from 'node:assert/strict';
import { extensions, Uri, workspace } from 'vscode';
import { type TreeResult, treeRequest } from '../../../server/protocol.ts';

describe('Gloss in Restricted Mode', () => {
  it('reads what lies in the workspace, and nothing that its settings or notes name', async () => {
    assert.equal(workspace.isTrusted, false);
    const folder = workspace.workspaceFolders![0]!.uri;
    const settings = JSON.parse(
      new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, '.vscode/settings.json'))),
    ) as object;
    assert.deepEqual(settings, { 'gloss.libraries': ['../outside'] });
    const gloss = extensions.getExtension('gloss.gloss');
    assert.ok(gloss);
    const { ready, request } = await gloss.activate();
    await ready();
    const shown = async (filter: string) => ((await request(treeRequest, { filter })) as TreeResult).shown;
    assert.equal(await shown('inside'), 1);
    assert.equal(await shown('outside'), 0);
  });
});
