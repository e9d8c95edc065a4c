import assert from 'node:assert/strict';
import { commands, env, extensions, Uri, window, workspace } from 'vscode';
import { type FindResult, findRequest } from '../../../server/protocol.ts';

const entry = `@inproceedings{lee2020cats,
  title = {Cats on Mats: A Study of Rest},
  author = {Lee, Ann and Berg, Bo and Roe, Cy},
  booktitle = {NeurIPS},
  year = {2020}
}
`;

describe('Papers that leave the library', () => {
  let request: (method: string, params: object) => Promise<unknown>;
  let folder: Uri;
  before(async () => {
    const api = await extensions.getExtension('gloss.gloss')?.activate();
    await api.ready();
    request = api.request;
    const root = workspace.workspaceFolders?.[0];
    assert.ok(root);
    folder = Uri.joinPath(root.uri, 'export');
    await workspace.fs.createDirectory(folder);
    await workspace.fs.writeFile(Uri.joinPath(folder, 'refs.bib'), Buffer.from(entry));
    await workspace.fs.writeFile(Uri.joinPath(folder, 'cites.md'), Buffer.from('See [@lee2020cats; @nobody1900].\n'));
    await until(isKnown);
  });
  after(async () => {
    for (const name of ['refs.bib', 'cites.md']) await workspace.fs.delete(Uri.joinPath(folder, name));
    await until(async () => !(await isKnown()));
    await workspace.fs.delete(folder, { recursive: true });
  });

  async function isKnown(): Promise<boolean> {
    const { papers } = (await request(findRequest, { query: 'cats on mats' })) as FindResult;
    return papers.some(({ paper }) => paper.id === 'lee2020cats');
  }

  it('are copied as BibTeX, by their keys and as links', async () => {
    await commands.executeCommand('gloss.copyBibtex', 'lee2020cats');
    assert.equal(await env.clipboard.readText(), entry);
    await commands.executeCommand('gloss.copyKey', 'lee2020cats');
    assert.equal(await env.clipboard.readText(), '@lee2020cats');
    await commands.executeCommand('gloss.copyLink', 'lee2020cats');
    assert.match(await env.clipboard.readText(), /^\[Lee et al., 2020\]\(https:\S+\)$/);
  });

  it('are copied as a reference in the style that is picked', async () => {
    const copied = commands.executeCommand('gloss.copyReference', 'lee2020cats');
    await accept(copied, 0);
    assert.match(
      await env.clipboard.readText(),
      /^Lee, A\., Berg, B\., & Roe, C\. \(2020\)\. Cats on Mats: .*\*NeurIPS\*/,
    );
  });

  it('are exported from the notes of a folder into a new document', async () => {
    await accept(commands.executeCommand('gloss.exportPapers', folder), 2);
    await until(async () => window.activeTextEditor?.document.getText() === entry);
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });
});

/** Picks the item of the list that a command shows, as soon as it shows it. */
async function accept(done: Thenable<unknown>, index: number): Promise<void> {
  let isDone = false;
  void done.then(() => {
    isDone = true;
  });
  await until(async () => {
    if (isDone) return true;
    await new Promise(resolve => setTimeout(resolve, 500));
    if (isDone) return true;
    for (let i = 0; i < index; i++) await commands.executeCommand('workbench.action.quickOpenSelectNext');
    await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await new Promise(resolve => setTimeout(resolve, 1500));
    return isDone;
  });
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 100; i++) {
    if (await holds()) return;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail('it never came to be');
}
