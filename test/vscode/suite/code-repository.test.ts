import assert from 'node:assert/strict';
import { extensions, languages, workspace } from 'vscode';
import { type TreeResult, treeRequest } from '../../../server/protocol.ts';

describe('Gloss on an ordinary code repository', () => {
  it('finds no paper and reports no problem', async () => {
    const gloss = extensions.getExtension('gloss.gloss');
    assert.ok(gloss);
    const { ready, request } = await gloss.activate();
    await ready();
    const tree: TreeResult = await request(treeRequest, {});
    assert.equal(tree.papers, 0);
    for (const file of await workspace.findFiles('**/*.{md,txt}')) await workspace.openTextDocument(file);
    const problems = languages.getDiagnostics().filter(([, found]) => found.some(({ source }) => source === 'Gloss'));
    assert.deepEqual(problems, []);
  });
});
