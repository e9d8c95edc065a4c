import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AddPapersResult, LookUpParams, LookUpResult, ReadZoteroResult } from '../server/protocol.ts';
import { BareClient } from './bare-client.ts';
import { dailyHtml, type LoopbackServices, startServices } from './services.ts';

describe('adding papers', function () {
  this.timeout(30_000);
  let loopback: LoopbackServices;
  let folder: string;
  const file = (name: string) => join(folder, name);
  const uriOf = (name: string) => pathToFileURL(file(name)).toString();
  before(async () => {
    loopback = await startServices();
    process.env.GLOSS_SERVICES = loopback.address;
  });
  after(() => {
    delete process.env.GLOSS_SERVICES;
    return loopback.stop();
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gloss-adding-'));
    loopback.asked.length = 0;
  });
  afterEach(() => {
    for (const service of ['arxiv', 'semanticScholar', 'huggingFace', 'zotero']) loopback.trouble(service, undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  describe('over the wire', () => {
    let client: BareClient;
    const start = async (options: object = {}) => {
      client = new BareClient();
      await client.start(folder, { initializationOptions: options });
    };
    const lookUp = async (params: LookUpParams) => (await client.request('gloss/lookUp', params)) as LookUpResult;
    const found = async (params: LookUpParams) => {
      const answer = await lookUp(params);
      assert.equal(answer.kind, 'found', JSON.stringify(answer));
      return (answer as LookUpResult & { kind: 'found' }).candidates;
    };
    const add = async (params: object) => {
      const answer = (await client.request('gloss/addPapers', params)) as AddPapersResult;
      assert.equal(answer.kind, 'added', JSON.stringify(answer));
      return answer as AddPapersResult & { kind: 'added' };
    };
    afterEach(() => client.stop());

    it('makes the library file, which is read, so that a second time the paper is owned', async () => {
      await start();
      const [candidate] = await found({ text: '2106.09685' });
      assert.equal(candidate!.byline, 'Hu and Shen, 2021');
      assert.equal(candidate!.detail, 'arXiv:2106.09685');
      const read = client.until('gloss/changed', ({ papers }: { papers: number }) => papers === 1);
      const added = await add({ records: [candidate!.record] });
      assert.deepEqual(added.papers, [
        { key: 'hu2021lora', title: 'LoRA: Low-Rank Adaptation of Large Language Models' },
      ]);
      assert.equal(added.uri, uriOf('papers.bib'));
      assert.match(readFileSync(file('papers.bib'), 'utf8'), /^@misc\{hu2021lora,/);
      await read;
      const [again] = await found({ text: 'arxiv.org/abs/2106.09685v1' });
      assert.equal(again!.owned?.id, 'hu2021lora');
      const second = await add({ records: [again!.record] });
      assert.deepEqual([second.papers, second.owned.map(({ id }) => id)], [[], ['hu2021lora']]);
    });

    it('adds to the file that the settings name, in its own format, and to a file with unsaved changes by an edit', async () => {
      writeFileSync(file('mine.bib'), '@article{old, title = {Old}}\n');
      await start({ settings: { libraryFile: 'mine.bib', keyPattern: 'author_year' } });
      const uri = uriOf('mine.bib');
      client.open(uri, '@article{old, title = {Old}}\n@article{typed, title = {Typed}}\n', 'bibtex');
      const [candidate] = await found({ text: '2106.09685' });
      const { edit, papers, line } = await add({ records: [candidate!.record] });
      assert.equal(papers[0]!.key, 'hu_2021');
      assert.match(JSON.stringify(edit), /@misc\{hu_2021,/);
      assert.equal(line, 2);
      assert.equal(readFileSync(file('mine.bib'), 'utf8'), '@article{old, title = {Old}}\n');
    });

    it('completes a paper of which only the title is known, and leaves one alone that is complete', async () => {
      writeFileSync(
        file('list.jsonl'),
        '{"id":"lora","title":"LoRA: Low-Rank Adaptation of Large Language Models","abstract":"We propose LoRA."}\n',
      );
      await start();
      const [candidate] = await found({ paper: 'lora' });
      assert.equal(candidate!.isSure, true);
      const added = await add({ records: [candidate!.record], completes: true });
      assert.equal(added.papers.length, 1);
      await client.request('gloss/rescan', null);
      assert.deepEqual(await lookUp({ paper: 'lora' }), { kind: 'complete' });
    });

    it('takes Daily Papers by date or from a saved page, and tells what is owned', async () => {
      writeFileSync(file('mine.bib'), '@misc{lora, title={x}, eprint={2106.09685}, archiveprefix={arXiv}}\n');
      await start();
      for (const params of [
        { date: '2024-06-03' },
        { page: dailyHtml },
        { page: 'Daily Papers\n\nAlpha: A First Paper of Many\n\nWe present Alpha. '.padEnd(400, 'It is new. ') },
      ]) {
        const candidates = await found(params);
        assert.match(candidates[0]!.title, /^Alpha: A First Paper/);
        if (candidates.length > 1)
          assert.deepEqual(
            candidates.map(({ owned }) => owned?.id),
            [undefined, 'lora'],
          );
      }
      const none = await lookUp({ date: '2024-06-09' });
      assert.ok(none.kind === 'failed' || none.kind === 'none');
    });

    it('keeps what Zotero has in a file whose papers have collections and PDFs', async () => {
      await start();
      const read = client.until('gloss/changed', ({ papers }: { papers: number }) => papers === 131);
      const answer = (await client.request('gloss/readZotero', {})) as ReadZoteroResult;
      assert.deepEqual(answer, { kind: 'read', items: 131, uri: uriOf('zotero.json'), file: 'zotero.json' });
      await read;
      const paper = (await client.request('gloss/paper', { id: 'hu2021' })) as { pdf: string };
      assert.equal(paper.pdf, '/home/me/Zotero/storage/ATTACH01/Hu 2021.pdf');
      const tree = JSON.stringify(await client.request('gloss/tree', { by: 'collection' }));
      assert.match(tree, /Adapters \/ LoRA/);
    });

    it('says how long a busy service wants to be left alone', async () => {
      await start();
      loopback.trouble('arxiv', { kind: 'status', status: 429, retryAfter: '600' });
      loopback.trouble('huggingFace', { kind: 'status', status: 404 });
      loopback.trouble('semanticScholar', { kind: 'status', status: 404 });
      assert.deepEqual(await lookUp({ text: '2106.09685' }), {
        kind: 'failed',
        message: 'arXiv takes no more requests for now. Try again in 10 minutes.',
      });
    });

    it('asks nobody where the setting is off or the workspace is not trusted', async () => {
      await start({ settings: { network: 'off' } });
      assert.match(((await lookUp({ text: '2106.09685' })) as { message: string }).message, /gloss\.network is off/);
      assert.match(
        ((await client.request('gloss/readZotero', {})) as { message: string }).message,
        /gloss\.network is off/,
      );
      await client.stop();
      await start({ trusted: false });
      assert.match(((await lookUp({ text: '2106.09685' })) as { message: string }).message, /not trusted/);
      assert.deepEqual(loopback.asked, []);
    });

    it('offers to add an unknown paper of a note to a client that can', async () => {
      writeFileSync(file('a.md'), 'As [@2106.09685] says.\n');
      const actions = async () =>
        (await client.request('textDocument/codeAction', {
          textDocument: { uri: uriOf('a.md') },
          range: { start: { line: 0, character: 8 }, end: { line: 0, character: 8 } },
          context: { diagnostics: [] },
        })) as { title: string; command: { arguments: unknown[] } }[];
      await start({ commands: ['gloss.addPaper'] });
      const [action] = await actions();
      assert.equal(action!.title, 'Add arXiv:2106.09685 to papers.bib');
      assert.deepEqual(action!.command.arguments, ['arXiv:2106.09685']);
      await client.stop();
      await start();
      assert.deepEqual(await actions(), []);
    });
  });

  describe('from the command line', () => {
    const gloss = (...words: readonly string[]) =>
      new Promise<{ out: string; err: string; code: number | null }>(done => {
        const run = spawn(process.execPath, [join(process.cwd(), 'dist/cli.js'), 'add', ...words], { cwd: folder });
        let [out, err] = ['', ''];
        run.stdout.on('data', chunk => (out += chunk));
        run.stderr.on('data', chunk => (err += chunk));
        run.on('close', code => done({ out, err, code }));
      });

    it('adds what is named, once, and tells the rest', async () => {
      const first = await gloss(
        '2106.09685',
        'https://aclanthology.org/2021.acl-long.1/',
        'A title that nobody has ever given',
      );
      assert.equal(first.code, 1);
      assert.equal(
        first.out,
        'hu2021lora  LoRA: Low-Rank Adaptation of Large Language Models\n' +
          'beck2021investigating  Investigating label suggestions for opinion mining in German Covid-19 social media\n',
      );
      assert.match(first.err, /No paper has a title like “A title/);
      const text = readFileSync(file('papers.bib'), 'utf8');
      const second = await gloss('arXiv:2106.09685v2', '--to', 'papers.bib');
      assert.deepEqual(
        [second.out, second.err, second.code],
        ['', 'gloss: already in papers.bib: LoRA: Low-Rank Adaptation of Large Language Models\n', 0],
      );
      assert.equal(readFileSync(file('papers.bib'), 'utf8'), text);
    });
  });
});
