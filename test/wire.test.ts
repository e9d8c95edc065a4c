import assert from 'node:assert/strict';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BareClient } from './bare-client.ts';

interface Hover {
  readonly contents: { readonly value: string };
  readonly range: {
    readonly start: { line: number; character: number };
    readonly end: { line: number; character: number };
  };
}

/** A folder with the seeds and one note, removed after the test. */
function folderWith(files: Readonly<Record<string, string | Buffer>>, seeds = true): string {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-wire-'));
  if (seeds) cpSync('seeds/daily-papers-fine-tuning.txt', join(folder, 'daily-papers-fine-tuning.txt'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const uriOf = (folder: string, name: string) => pathToFileURL(join(folder, name)).toString();
const at = (uri: string, line: number, character: number) => ({ textDocument: { uri }, position: { line, character } });

describe('the server over stdio, with a bare client', function () {
  this.timeout(30_000);
  let client: BareClient;
  let folder: string;
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers with no registration, configuration or code of the client', async () => {
    folder = folderWith({ 'note.md': '# Note\n\nWe use LoRA, see [[LoFiT]].\n' });
    client = new BareClient();
    const { capabilities } = await client.start(folder);
    assert.equal(capabilities.positionEncoding, 'utf-16');
    const uri = uriOf(folder, 'note.md');
    client.open(uri, '# Note\n\nWe use LoRA, see [[LoFiT]].\n');
    const hover = (await client.request('textDocument/hover', at(uri, 2, 8))) as Hover;
    assert.match(hover.contents.value, /^\*\*LoRA\*\* — Low/);
    assert.ok(hover.contents.value.split('\n\n').length <= 4);
    assert.deepEqual(hover.range, { start: { line: 2, character: 7 }, end: { line: 2, character: 11 } });
    const paper = (await client.request('textDocument/hover', at(uri, 2, 22))) as Hover;
    const definition = (await client.request('textDocument/definition', at(uri, 2, 22))) as {
      uri: string;
      range: object;
    }[];
    assert.match(definition[0]!.uri, /^file:.*daily-papers-fine-tuning\.txt$/);
    const links = await client.request('textDocument/documentLink', { textDocument: { uri } });
    const everything = JSON.stringify([hover, paper, definition, links, client.notifications]);
    assert.doesNotMatch(everything, /command:|gloss:/);
    assert.match(paper.contents.value, /\(file:[^)]*#L\d+\)/);
    assert.deepEqual(client.requests, []);
    const references = (await client.request('textDocument/references', {
      ...at(uri, 2, 8),
      context: { includeDeclaration: true },
    })) as object[];
    assert.ok(references.length > 4);
    const symbols = (await client.request('workspace/symbol', { query: 'CorDA' })) as { name: string }[];
    assert.ok(symbols.some(symbol => symbol.name === 'CorDA'));
    const outline = (await client.request('textDocument/documentSymbol', { textDocument: { uri } })) as {
      name: string;
    }[];
    assert.deepEqual(
      outline.map(symbol => symbol.name),
      ['Note'],
    );
  });

  it('completes and resolves by stable ids', async () => {
    folder = folderWith({});
    client = new BareClient();
    await client.start(folder);
    const uri = uriOf(folder, 'new.md');
    client.open(uri, '[[forgetting catastr]]');
    const list = (await client.request('textDocument/completion', {
      ...at(uri, 0, 20),
      context: { triggerKind: 1 },
    })) as {
      isIncomplete: boolean;
      items: {
        label: string;
        textEdit: { newText: string; range: { end: { character: number } } };
        filterText: string;
      }[];
    };
    assert.ok(list.items.length > 0 && list.items.length <= 50);
    const item = list.items.find(({ label }) => label.startsWith('Understanding Catastrophic Forgetting'))!;
    assert.equal(item.textEdit.range.end.character, 20);
    assert.ok(!item.textEdit.newText.includes(']]'));
    const resolved = (await client.request('completionItem/resolve', item)) as { documentation: { value: string } };
    assert.match(resolved.documentation.value, /Fine\\-tuning/);
  });

  it('writes command links only for the commands that a client lists', async () => {
    folder = folderWith({});
    client = new BareClient();
    await client.start(folder, { initializationOptions: { commands: ['gloss.openPaper'] } });
    const uri = uriOf(folder, 'new.md');
    client.open(uri, 'See [[LoFiT]].');
    const { contents } = (await client.request('textDocument/hover', at(uri, 0, 7))) as Hover;
    assert.match(contents.value, /\(command:gloss\.openPaper\?%5B%22lofit[^)]*%22%5D\)/);
    assert.doesNotMatch(contents.value, /command:gloss\.showRelated/);
  });

  it('counts in utf-8 for a client that offers it first', async () => {
    folder = folderWith({});
    client = new BareClient();
    const { capabilities } = await client.start(folder, {
      capabilities: { general: { positionEncodings: ['utf-8', 'utf-16'] } },
    });
    assert.equal(capabilities.positionEncoding, 'utf-8');
    const uri = uriOf(folder, 'new.md');
    client.open(uri, 'é🙂 LoRA');
    const { range } = (await client.request('textDocument/hover', at(uri, 0, 8))) as Hover;
    assert.deepEqual(range, { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } });
    client.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: { line: 0, character: 7 }, end: { line: 0, character: 11 } }, text: 'DPO' }],
    });
    const changed = (await client.request('textDocument/hover', at(uri, 0, 8))) as Hover;
    assert.match(changed.contents.value, /^\*\*DPO\*\*/);
  });

  it('serves paper pages to a client that shows them', async () => {
    folder = folderWith({});
    client = new BareClient();
    await client.start(folder, {
      capabilities: { workspace: { textDocumentContent: {} } },
      initializationOptions: { pages: true },
    });
    const { papers } = (await client.request('gloss/find', { query: 'lofit' })) as {
      papers: { paper: { page: string } }[];
    };
    const page = papers[0]!.paper.page;
    assert.match(page, /^gloss:\/papers\/.*\/LoFiT\.md$/);
    const { text } = (await client.request('workspace/textDocumentContent', { uri: page })) as { text: string };
    assert.match(text, /^# LoFiT/);
    client.open(page, text);
    const line = text.split('\n').findIndex(row => row.includes('LoRA'));
    const hover = (await client.request(
      'textDocument/hover',
      at(page, line, text.split('\n')[line]!.indexOf('LoRA') + 1),
    )) as Hover;
    assert.match(hover.contents.value, /^\*\*LoRA\*\*/);
    const links = (await client.request('textDocument/documentLink', { textDocument: { uri: page } })) as {
      target: string;
    }[];
    assert.ok(
      links.some(({ target }) => target.startsWith('gloss:')) && links.some(({ target }) => target.startsWith('file:')),
    );
  });

  it('renames a term and adds one to a glossary for a client that can do nothing else', async () => {
    folder = folderWith({ 'glossary.md': '**LoRA** (Low-Rank Adaptation): ours.\n', 'b.md': 'LoRA here.\n' });
    client = new BareClient();
    const { capabilities } = await client.start(folder);
    assert.deepEqual(capabilities.renameProvider, { prepareProvider: true });
    const uri = uriOf(folder, 'a.md');
    client.open(uri, 'LoRAs and V2X');
    assert.deepEqual(await client.request('textDocument/prepareRename', at(uri, 0, 2)), {
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 5 } },
      placeholder: 'LoRA',
    });
    const renamed = (await client.request('textDocument/rename', { ...at(uri, 0, 2), newName: 'LowRA' })) as {
      changes: Record<string, { newText: string }[]>;
    };
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(renamed.changes).map(([file, edits]) => [
          file.slice(file.lastIndexOf('/') + 1),
          edits.map(({ newText }) => newText),
        ]),
      ),
      { 'a.md': ['LowRAs'], 'b.md': ['LowRA'], 'glossary.md': ['LowRA'] },
    );
    await assert.rejects(client.request('textDocument/rename', { ...at(uri, 0, 2), newName: ' ' }), /needs a name/);
    const position = { line: 0, character: 11 };
    const actions = (await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    })) as { title: string; edit: { changes: Record<string, object[]> } }[];
    assert.deepEqual(actions[0]!.title, 'Define “V2X” in a glossary');
    assert.deepEqual(Object.values(actions[0]!.edit.changes), [
      [{ range: { start: { line: 0, character: 37 }, end: { line: 0, character: 37 } }, newText: '\n\n**V2X**: ' }],
    ]);
  });

  it('exports what a note, a selection in it or a folder cites, and copies papers', async () => {
    const entries = [
      '@misc{a, title={On cats and dogs}, author={Lee, Ann}, year={2020}}\n',
      '@misc{b, title={On birds in trees}, author={Lee, Bo}, year={2021}}\n',
    ];
    const text = '# Nøte\n\n“é” [@a] and\n[@b; @gone]\n';
    folder = folderWith({ 'refs.bib': entries.join('\n'), 'in/note.md': text }, false);
    client = new BareClient();
    await client.start(folder);
    const note = uriOf(folder, 'in/note.md');
    const exported = (of: object, format = 'bib') => client.request('gloss/export', { of, format });
    const all = { text: entries.join('\n'), papers: 2, unknown: ['gone'] };
    assert.deepEqual(await exported({ note }), all);
    assert.deepEqual(await exported({ folder: uriOf(folder, 'in') }), all);
    client.open(note, text);
    const range = { start: { line: 2, character: 5 }, end: { line: 2, character: 7 } };
    assert.deepEqual(await exported({ note, range }), { text: entries[0], papers: 1, unknown: [] });
    const csl = (await exported({ papers: ['b', 'none'] }, 'csl')) as { text: string };
    assert.deepEqual(
      (JSON.parse(csl.text) as { id: string }[]).map(({ id }) => id),
      ['b'],
    );
    const reference = { kind: 'reference', style: 'ieee', markdown: false };
    assert.deepEqual(await client.request('gloss/copy', { papers: ['a'], form: reference }), {
      text: 'A. Lee, “On cats and dogs,” 2020.',
    });
  });

  it('makes an action’s edit once it is chosen, and the file that it needs, where the client can', async () => {
    folder = folderWith({ 'x/a.md': 'nothing' });
    client = new BareClient();
    await client.start(folder, {
      capabilities: {
        textDocument: { codeAction: { resolveSupport: { properties: ['edit'] } } },
        workspace: { workspaceEdit: { documentChanges: true, resourceOperations: ['create'] } },
      },
      initializationOptions: { commands: ['gloss.openPlace'] },
    });
    const uri = uriOf(folder, 'x/a.md');
    client.open(uri, 'with V2X');
    const position = { line: 0, character: 6 };
    const [offered] = (await client.request('textDocument/codeAction', {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], triggerKind: 2 },
    })) as { title: string; edit?: object }[];
    assert.equal(offered!.edit, undefined);
    const resolved = (await client.request('codeAction/resolve', offered)) as {
      edit: { documentChanges: object[] };
      command: object;
    };
    const made = uriOf(folder, 'glossary.md');
    assert.deepEqual(resolved.edit.documentChanges[0], {
      kind: 'create',
      uri: made,
    });
    assert.deepEqual(resolved.command, { title: 'Open', command: 'gloss.openPlace', arguments: [made, 2, 9] });
  });

  it('asks for the documents of JSON files that hold papers, and of no others', async () => {
    const record = { id: 'a', title: 'Tuning with LoRA', abstract: 'We tune with LoRA in a few places of the model.' };
    const text = JSON.stringify([record], undefined, 1);
    folder = folderWith({ 'my papers.json': text, 'package.json': '{"name":"x","title":"y"}' });
    client = new BareClient();
    const dynamicRegistration = true;
    const textDocument = { synchronization: { dynamicRegistration }, hover: { dynamicRegistration } };
    await client.start(folder, { capabilities: { textDocument } });
    while (!client.requests.some(({ method }) => method === 'client/registerCapability')) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
    const uri = uriOf(folder, 'my papers.json');
    client.open(uri, text, 'json');
    const line = text.split('\n').findIndex(row => row.includes('"title"'));
    const column = text.split('\n')[line]!.indexOf('LoRA') + 1;
    const hover = (await client.request('textDocument/hover', at(uri, line, column))) as Hover;
    assert.match(hover.contents.value, /^\*\*LoRA\*\*/);
    const asked = client.requests.filter(({ method }) => method === 'client/registerCapability');
    const patterns = asked.flatMap(({ params }) =>
      (
        params as { registrations: { method: string; registerOptions: { documentSelector: { pattern: string }[] } }[] }
      ).registrations
        .filter(({ method }) => method === 'textDocument/hover')
        .flatMap(({ registerOptions }) => registerOptions.documentSelector.map(({ pattern }) => pattern)),
    );
    assert.deepEqual(patterns, [join(folder, 'my papers.json')]);
  });

  it('sees files that come, change and go, with its own watchers', async () => {
    folder = folderWith({ 'a.md': 'nothing' });
    client = new BareClient();
    await client.start(folder);
    const said = (notes: number, terms: (n: number) => boolean) =>
      client.until('gloss/changed', (now: { notes: number; terms: number }) => now.notes === notes && terms(now.terms));
    const come = said(2, () => true);
    writeFileSync(join(folder, 'glossary.md'), '**ZQX** (zealous quick extension): does what no other does.\n');
    await come;
    const uri = uriOf(folder, 'b.md');
    client.open(uri, 'the ZQX');
    assert.match(
      ((await client.request('textDocument/hover', at(uri, 0, 5))) as Hover).contents.value,
      /does what no other does/,
    );
    const gone = said(2, () => true);
    unlinkSync(join(folder, 'glossary.md'));
    await gone;
    assert.equal(await client.request('textDocument/hover', at(uri, 0, 5)), null);
  });

  it('goes on watching a folder that went and came back', async () => {
    folder = folderWith({ 'a.md': 'nothing', 's/b.md': 'nothing' }, false);
    client = new BareClient();
    await client.start(folder);
    const notes = (count: number) => client.until('gloss/changed', (now: { notes: number }) => now.notes === count);
    const gone = notes(1);
    rmSync(join(folder, 's'), { recursive: true });
    await gone;
    const back = notes(2);
    mkdirSync(join(folder, 's'));
    writeFileSync(join(folder, 's', 'b.md'), 'something');
    await back;
    const more = notes(3);
    writeFileSync(join(folder, 's', 'c.md'), 'more');
    await more;
  });

  it('takes a hundred changed files in one go, and a folder that goes with one event', async () => {
    const paper = (i: number, word: string) => `@misc{k${i}, title={${word} number ${i}}, abstract={It is one.}}\n`;
    const names = Array.from({ length: 100 }, (_, i) => `sub/${i}.bib`);
    const files = (word: string) => Object.fromEntries(names.map((name, i) => [name, paper(i, word)]));
    folder = folderWith(files('Old'), false);
    client = new BareClient();
    await client.start(folder, {
      capabilities: { workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } },
    });
    const papers = (count: number) => (params: { papers: number }) => params.papers === count;
    const settled = client.until('gloss/state', ({ state, total }: { state: string; total: number }) => {
      return state === 'ready' && total === 100;
    });
    const before = client.notifications.length;
    for (const [name, text] of Object.entries(files('Other'))) writeFileSync(join(folder, name), text);
    const changes = names.map(name => ({ uri: uriOf(folder, name), type: 2 }));
    client.notify('workspace/didChangeWatchedFiles', { changes });
    await settled;
    const found = (await client.request('workspace/symbol', { query: 'Other number 42' })) as { name: string }[];
    assert.ok(found.some(({ name }) => name.includes('Other number 42')));
    const gone = client.until('gloss/changed', papers(0));
    rmSync(join(folder, 'sub'), { recursive: true });
    client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(folder, 'sub'), type: 3 }] });
    await gone;
    const changed = client.notifications.slice(before).filter(({ method }) => method === 'gloss/changed');
    assert.ok(changed.length <= 3, `${changed.length} notifications`);
  });

  it('reads the libraries of the settings and of notes, once the workspace is trusted', async () => {
    folder = folderWith(
      {
        'w/note.md': '---\nbibliography: [../notes.bib, none.bib]\n---\n\n# Note\n',
        'notes.bib': '@misc{n, title={Named by a note}}\n',
        'settings/s.bib': '@misc{s, title={Named by a setting}}\n',
      },
      false,
    );
    const settings = { libraries: ['../settings'] };
    const workspace = join(folder, 'w');
    client = new BareClient();
    await client.start(workspace, { initializationOptions: { settings, trusted: false } });
    const problems = () =>
      client.notifications.filter(({ method }) => method === 'textDocument/publishDiagnostics') as unknown as {
        params: { diagnostics: { range: { start: object }; message: string }[] };
      }[];
    const count = async () => ((await client.request('gloss/tree', {})) as { papers: number }).papers;
    assert.deepEqual([await count(), problems()], [0, []]);
    const trusted = client.until('gloss/changed', ({ papers }: { papers: number }) => papers === 2);
    const told = client.until('textDocument/publishDiagnostics');
    client.notify('workspace/didChangeConfiguration', { settings: { gloss: settings, trusted: true } });
    await Promise.all([trusted, told]);
    const [diagnostic, ...others] = problems().at(-1)!.params.diagnostics;
    assert.deepEqual(others, []);
    assert.deepEqual(diagnostic?.range.start, { line: 1, character: 29 });
    assert.match(diagnostic.message, /there is no such file/);
    const fewer = client.until('gloss/changed', ({ papers }: { papers: number }) => papers === 1);
    client.notify('workspace/didChangeConfiguration', { settings: { gloss: { libraries: [] } } });
    await fewer;
  });

  it('gives the Terms view its terms, their cards and their uses', async () => {
    folder = folderWith({ 'note.md': 'We use LoFiT, and ZQX twice: ZQX.\n' });
    client = new BareClient();
    await client.start(folder);
    const tree = (params: object) =>
      client.request('gloss/termTree', { by: 'letter', ...params }) as Promise<{
        nodes: { kind: string; id: string; term: string; label: string; description: string }[];
      }>;
    const { nodes } = await tree({});
    const [first] = nodes;
    assert.deepEqual([first?.kind, first?.id], ['group', 'letter:A']);
    const rows = (await tree({ parent: 'letter:L', filter: 'lofit' })).nodes;
    assert.equal(rows.length, 1);
    const card = (await client.request('gloss/term', { term: rows[0]!.term })) as {
      tooltipMarkdown: string;
      place: { uri: string };
    };
    assert.match(card.tooltipMarkdown, /^\*\*LoFiT\*\*/);
    assert.match(card.place.uri, /daily-papers-fine-tuning\.txt$/);
    const { locations } = (await client.request('gloss/uses', { term: rows[0]!.term })) as {
      locations: { uri: string; range: object }[];
    };
    assert.deepEqual(
      locations.filter(({ uri }) => uri.endsWith('note.md')).map(({ range }) => range),
      [{ start: { line: 0, character: 7 }, end: { line: 0, character: 12 } }],
    );
    const jargon = (await tree({ parent: 'jargon' })).nodes;
    assert.deepEqual(
      jargon.map(({ label, description }) => [label, description]),
      [['ZQX', '2 uses']],
    );
    client.notify('workspace/didChangeConfiguration', { settings: { gloss: { knownTerms: ['ZQX', 'LoFiT'] } } });
    const known = (await tree({ parent: 'known' })).nodes;
    assert.deepEqual(
      known.map(({ label }) => label),
      ['LoFiT', 'ZQX'],
    );
    assert.deepEqual((await tree({ parent: 'jargon' })).nodes, []);
  });

  it('highlights terms where the settings want it, and asks to be asked again', async () => {
    folder = folderWith({});
    client = new BareClient();
    const { capabilities } = await client.start(folder, {
      capabilities: {
        general: { positionEncodings: ['utf-8'] },
        workspace: { semanticTokens: { refreshSupport: true } },
      },
    });
    assert.deepEqual((capabilities.semanticTokensProvider as { legend: object }).legend, {
      tokenTypes: ['glossTerm'],
      tokenModifiers: ['bundled'],
    });
    const uri = uriOf(folder, 'new.md');
    client.open(uri, 'é LoFiT\n\nAs in LoFiT and LoRA.\n');
    const tokens = async (method = 'full', rest = {}) =>
      (
        (await client.request(`textDocument/semanticTokens/${method}`, { textDocument: { uri }, ...rest })) as {
          data: number[];
        }
      ).data;
    const set = (gloss: object) => client.notify('workspace/didChangeConfiguration', { settings: { gloss } });
    const lora = [0, 10, 4, 0, 1];
    assert.deepEqual(await tokens(), []);
    set({ highlightTerms: 'all' });
    assert.deepEqual(await tokens(), [0, 3, 5, 0, 0, 2, 6, 5, 0, 0, ...lora]);
    assert.ok(client.requests.some(({ method }) => method === 'workspace/semanticTokens/refresh'));
    const range = { start: { line: 2, character: 0 }, end: { line: 3, character: 0 } };
    assert.deepEqual(await tokens('range', { range }), [2, 6, 5, 0, 0, ...lora]);
    set({ highlightTerms: 'first' });
    assert.deepEqual(await tokens(), [0, 3, 5, 0, 0, 2, 16, 4, 0, 1]);
    set({ highlightTerms: 'all', knownTerms: ['LoFiT'] });
    assert.deepEqual(await tokens(), [2, 16, 4, 0, 1]);
    set({ highlightTerms: 'all', showTermsIn: ['latex'] });
    assert.deepEqual(await tokens(), []);
  });

  it('shows terms only where the settings want them, and links everywhere', async () => {
    folder = folderWith({});
    client = new BareClient();
    await client.start(folder, { initializationOptions: { settings: { showTermsIn: ['latex', 'nonsense'] } } });
    const [note, draft] = ['untitled:One', 'untitled:Two'];
    client.open(note, 'LoRA in [[LoFiT]]');
    client.open(draft, 'LoRA in [[LoFiT]]', 'latex');
    assert.equal(await client.request('textDocument/hover', at(note, 0, 1)), null);
    assert.match(((await client.request('textDocument/hover', at(note, 0, 12))) as Hover).contents.value, /LoFiT/);
    assert.match(((await client.request('textDocument/hover', at(draft, 0, 1))) as Hover).contents.value, /LoRA/);
  });

  it('ends when its client is gone', async () => {
    folder = folderWith({});
    const lonely = new BareClient();
    await lonely.start(folder);
    lonely.hangUp();
    assert.notEqual(
      await Promise.race([lonely.exited, new Promise(resolve => setTimeout(resolve, 8000, 'still there'))]),
      'still there',
    );
    client = new BareClient();
    await client.start(folder);
  });

  it('reads the rest of a folder with hostile files in it', async () => {
    const million = 1_000_000;
    folder = folderWith({
      ...Object.fromEntries([...'[*<{'].map((char, i) => [`hostile${i}.md`, char.repeat(million)])),
      'binary.md': Buffer.from([0, 1, 2, 255, 254, 0, 7]),
      'broken.md': Buffer.concat([
        Buffer.from('# Broken\n\n'),
        Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0x80]),
        Buffer.from('\n\nwe use LoRA\n'),
      ]),
      'large.md': 'x'.repeat(6 * million),
      'locked.md': 'secret',
      'fine.md': 'Fine: [[LoFiT]].',
      'sub/more.md': 'More.',
    });
    symlinkSync(folder, join(folder, 'sub', 'loop'));
    chmodSync(join(folder, 'locked.md'), 0);
    client = new BareClient();
    await client.start(folder);
    const state = client.notifications.filter(({ method }) => method === 'gloss/state').at(-1)!.params as {
      failed: { uri: string; message: string }[];
    };
    const failed = state.failed.map(({ uri }) => uri.slice(uri.lastIndexOf('/') + 1)).sort();
    const expected = ['binary.md', 'large.md', ...(process.getuid?.() === 0 ? [] : ['locked.md'])];
    assert.deepEqual(failed, expected);
    const uri = uriOf(folder, 'fine.md');
    client.open(uri, 'Fine: LoRA.');
    assert.match(((await client.request('textDocument/hover', at(uri, 0, 7))) as Hover).contents.value, /LoRA/);
    const { counts } = (await client.request('gloss/report', {})) as { counts: { papers: number; notes: number } };
    assert.equal(counts.papers, 64);
    assert.ok(counts.notes >= 7, String(counts.notes));
  });

  it('finds no paper and no problem in a code repository', async () => {
    folder = folderWith(
      {
        'README.md': '# Tool\n\n[Install](docs/install.md) it.\n',
        'LICENSE.txt': `MIT License\n\n${'Permission is hereby granted, free of charge, to any person. '.repeat(10)}\n`,
        'package.json': '{"name":"tool","title":"Tool","description":"A tool","author":"Someone"}',
        'tsconfig.json': '{"compilerOptions":{}}',
        'requirements.txt': 'numpy\ntorch\n',
        'run.txt': `[info] ${'epoch 1 loss 0.3. Saved. '.repeat(40)}\n`,
        'log.jsonl': '{"level":"info","title":"started","message":"x"}\n{"level":"info"}\n',
        'book.ipynb': '{"cells":[]}',
        'node_modules/x/paper.jsonl': '{"id":"1","title":"No","abstract":"No."}\n',
      },
      false,
    );
    client = new BareClient();
    await client.start(folder);
    const { counts } = (await client.request('gloss/report', {})) as { counts: { papers: number } };
    assert.equal(counts.papers, 0);
    await new Promise(resolve => setTimeout(resolve, 400));
    assert.deepEqual(
      client.notifications.filter(({ method }) => method === 'textDocument/publishDiagnostics'),
      [],
    );
  });
});
