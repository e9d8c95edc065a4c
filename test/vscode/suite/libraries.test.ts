import assert from 'node:assert/strict';
import { ConfigurationTarget, extensions, languages, Uri, workspace } from 'vscode';
import { type TreeResult, treeRequest } from '../../../server/protocol.ts';

const encode = (text: string) => new TextEncoder().encode(text);

describe('Gloss and the libraries of a workspace', () => {
  let papers: (filter: string) => Promise<number>;
  let folder: Uri;
  before(async () => {
    const gloss = extensions.getExtension('gloss.gloss');
    assert.ok(gloss);
    const { ready, request } = await gloss.activate();
    await ready();
    papers = async filter => ((await request(treeRequest, { filter })) as TreeResult).shown;
    folder = workspace.workspaceFolders![0]!.uri;
  });

  it('warns of nothing in the sample library', () => {
    assert.deepEqual(problems(), []);
  });

  it('takes a library into the tree that is dropped into the folder', async () => {
    const file = Uri.joinPath(folder, 'dropped.bib');
    await workspace.fs.writeFile(file, encode('@misc{d, title={Xylophones dropped in}, year={2024}}\n'));
    await until(async () => (await papers('xylophones')) === 1);
  });

  it('shows one problem for an entry that is broken by hand', async () => {
    const file = Uri.joinPath(folder, 'dropped.bib');
    const broken = '@misc{b, title={Broken, year={2024}\n\n@misc{d, title={Xylophones dropped in}, year={2024}}\n';
    await workspace.fs.writeFile(file, encode(broken));
    await until(() => problems().length > 0);
    assert.equal(problems().length, 1);
    assert.equal(await papers('xylophones'), 1);
  });

  it('lets a folder go that is deleted as a whole', async () => {
    const inner = Uri.joinPath(folder, 'inner');
    await workspace.fs.createDirectory(inner);
    await workspace.fs.writeFile(Uri.joinPath(inner, 'i.bib'), encode('@misc{i, title={Zithers inside}}\n'));
    await until(async () => (await papers('zithers')) === 1);
    await workspace.fs.delete(inner, { recursive: true });
    await until(async () => (await papers('zithers')) === 0);
  });

  it('reaches a library outside of the workspace by the setting, and follows its changes', async () => {
    const outside = Uri.joinPath(folder, '..', 'outside.bib');
    await workspace.fs.writeFile(outside, encode('@misc{o, title={Oboes outside}}\n'));
    const settings = workspace.getConfiguration('gloss');
    await settings.update('libraries', ['../outside.bib'], ConfigurationTarget.Workspace);
    await until(async () => (await papers('oboes')) === 1);
    await workspace.fs.writeFile(outside, encode('@misc{o, title={Bassoons outside}}\n'));
    await until(async () => (await papers('bassoons')) === 1);
    await settings.update('libraries', undefined, ConfigurationTarget.Workspace);
    await until(async () => (await papers('bassoons')) === 0);
  });
});

function problems(): string[] {
  const all = languages.getDiagnostics().flatMap(([, found]) => found);
  return all.filter(({ source }) => source === 'Gloss').map(({ message }) => message);
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds()); ) {
    assert.ok(Date.now() < end, 'it did not come about in time');
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
