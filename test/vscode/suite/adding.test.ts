import assert from 'node:assert/strict';
import { ConfigurationTarget, commands, extensions, Uri, window, workspace } from 'vscode';
import { type FindResult, findRequest, type LookUpResult, lookUpRequest } from '../../../server/protocol.ts';
import { type LoopbackServices, startServices } from '../../services.ts';

describe('Adding papers', () => {
  let loopback: LoopbackServices;
  let request: (method: string, params: object) => Promise<unknown>;
  let file: Uri;
  before(async () => {
    const api = await extensions.getExtension('gloss.gloss')?.activate();
    await api.ready();
    request = api.request;
    file = Uri.joinPath(workspace.workspaceFolders![0]!.uri, 'papers.bib');
    loopback = await startServices();
    process.env.GLOSS_SERVICES = loopback.address;
    await commands.executeCommand('gloss.restartServer');
  });
  after(async () => {
    delete process.env.GLOSS_SERVICES;
    await loopback.stop();
  });

  it('asks nobody while the setting is off', async () => {
    const network = (value: string | undefined) =>
      workspace.getConfiguration('gloss').update('network', value, ConfigurationTarget.Workspace);
    await network('off');
    const refused = async () => {
      const answer = (await request(lookUpRequest, { text: '2106.09685' })) as LookUpResult;
      return answer.kind === 'failed' && /gloss\.network is off/.test(answer.message);
    };
    await until(refused);
    await commands.executeCommand('gloss.addPaper', '2106.09685', true);
    assert.deepEqual(loopback.asked, []);
    await network(undefined);
    await until(async () => !(await refused()));
    loopback.asked.length = 0;
  });

  it('shows what was found, and adds it when the reader agrees', async () => {
    const adding = commands.executeCommand('gloss.addPaper', 'https://arxiv.org/abs/2106.09685');
    // The list may not be there yet.
    while ((await textOfFile()) === '') {
      await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    await adding;
    assert.match(await textOfFile(), /^@misc\{hu2021lora,\n {2}title/);
    await until(async () => (await found('low-rank adaptation large')).includes('hu2021lora'));
    assert.match(loopback.headers()['user-agent']!, /^gloss\/\d/);
  });

  it('opens a paper that the library has', async () => {
    await commands.executeCommand('gloss.addPaper', 'arXiv:2106.09685v1', true);
    assert.match(window.activeTextEditor!.document.getText(), /LoRA: Low-Rank Adaptation of Large Language Models/);
    assert.equal((await textOfFile()).match(/hu2021lora/g)!.length, 1);
  });

  it('adds to a file that is not saved without losing what is typed', async () => {
    const editor = await window.showTextDocument(file);
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    await editor.edit(edit => edit.insert(end, '\n% mine\n'));
    await commands.executeCommand('gloss.addPaper', 'https://aclanthology.org/2021.acl-long.1/', true);
    const text = editor.document.getText();
    assert.match(text, /% mine\n[\s\S]*@inproceedings\{beck2021investigating,/);
    assert.equal(editor.document.isDirty, true);
    await editor.document.save();
    await commands.executeCommand('workbench.action.closeActiveEditor');
  });

  it('takes the Daily Papers of a date that are new', async () => {
    await commands.executeCommand('gloss.addDailyPapers', '2024-06-03', true);
    await until(async () => /2406\.00001/.test(await textOfFile()));
    assert.equal((await textOfFile()).match(/= \{2106\.09685\}/g)!.length, 1);
  });

  async function textOfFile(): Promise<string> {
    try {
      return new TextDecoder().decode(await workspace.fs.readFile(file));
    } catch {
      return '';
    }
  }

  async function found(query: string): Promise<string[]> {
    const { papers } = (await request(findRequest, { query })) as FindResult;
    return papers.map(({ paper }) => paper.id);
  }
});

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 50));
}
