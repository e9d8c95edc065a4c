import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  commands,
  extensions,
  type Hover,
  type Location,
  type TextDocument,
  Uri,
  workspace,
} from 'vscode';
import { type FindResult, findRequest, type RecordsResult, recordsRequest } from '../../../server/protocol.ts';

type Request = (method: string, params: object) => Promise<unknown>;

const entry = `@inproceedings{yin2024lofit,
  title = {LoFiT: Localized Fine-Tuning on LLM Representations},
  author = {Yin, Fangcong and Ye, Xi and Durrett, Greg},
  booktitle = {NeurIPS},
  year = {2024}
}
`;

describe('One paper of several records', () => {
  let request: Request;
  let file: Uri;
  before(async () => {
    const api = await extensions.getExtension('gloss.gloss')?.activate();
    await api.ready();
    request = api.request;
    const folder = workspace.workspaceFolders?.[0];
    assert.ok(folder);
    file = Uri.joinPath(folder.uri, 'refs.bib');
    await workspace.fs.writeFile(file, Buffer.from(entry));
  });
  after(async () => {
    await workspace.getConfiguration('gloss').update('separateRecords', undefined, ConfigurationTarget.Workspace);
    await workspace.fs.delete(file);
  });

  it('stands in the library once, with the authors of one and the abstract of the other', async () => {
    await until(async () => (await found()).length === 1 && (await found())[0]?.byline === 'Yin et al., 2024');
    const [paper] = await found();
    assert.equal(paper?.id, 'yin2024lofit');
    const page = (await workspace.openTextDocument(Uri.parse(paper.page))).getText();
    assert.match(page, /Fangcong Yin/);
    assert.match(page, /## Abstract\n\n\S/);
    assert.match(page, /## Sources\n\n- refs\.bib, line 1: yin2024lofit, NeurIPS, 2024\n- daily-papers/);
  });

  it('falls into two where the reader’s settings say so, and is one again without them', async () => {
    const { records } = (await request(recordsRequest, { id: 'yin2024lofit' })) as RecordsResult;
    assert.deepEqual(
      records.map(({ isJoined }) => isJoined),
      [true, true],
    );
    const gloss = () => workspace.getConfiguration('gloss');
    await gloss().update('separateRecords', [records[0]!.name], ConfigurationTarget.Workspace);
    await until(async () => (await found()).length === 2);
    await gloss().update('separateRecords', undefined, ConfigurationTarget.Workspace);
    await until(async () => (await found()).length === 1);
  });

  async function found() {
    const { papers } = (await request(findRequest, { query: 'LoFiT localized' })) as FindResult;
    return papers.map(({ paper }) => paper).filter(({ title }) => title.startsWith('LoFiT'));
  }
});

describe('A JSON file', () => {
  let folder: Uri;
  before(() => {
    folder = workspace.workspaceFolders![0]!.uri;
  });
  const title = 'Where LoRA helps small models';
  const files = {
    'papers.json': JSON.stringify([{ id: 'x', title, abstract: 'We show where LoRA helps.' }], undefined, 2),
    'other.json': JSON.stringify({ name: 'x', about: title }, undefined, 2),
  };
  after(async () => {
    for (const name of Object.keys(files)) await workspace.fs.delete(Uri.joinPath(folder, name));
  });

  it('has hovers and references where it holds papers, and none where it does not', async () => {
    const [papers, other] = await Promise.all(
      Object.entries(files).map(async ([name, text]) => {
        const uri = Uri.joinPath(folder, name);
        await workspace.fs.writeFile(uri, Buffer.from(text));
        return workspace.openTextDocument(uri);
      }),
    );
    const ask = <T>(command: string, document: TextDocument) => {
      const place = document.positionAt(document.getText().indexOf('LoRA') + 1);
      return commands.executeCommand<T[]>(command, document.uri, place);
    };
    await until(async () => (await ask<Hover>('vscode.executeHoverProvider', papers!)).length === 1);
    assert.ok((await ask<Location>('vscode.executeReferenceProvider', papers!)).length > 5);
    assert.deepEqual(await ask<Hover>('vscode.executeHoverProvider', other!), []);
  });
});

/** Repeats a question until its answer is true: a file that was written is read a little later. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await ask())) {
    assert.ok(Date.now() < end, 'it did not come about within ten seconds');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}
