import assert from 'node:assert/strict';
import {
  type CodeAction,
  ConfigurationTarget,
  commands,
  type DocumentLink,
  type DocumentSymbol,
  extensions,
  type Hover,
  type Location,
  type LocationLink,
  languages,
  Range,
  type SemanticTokens,
  type SemanticTokensLegend,
  type TextDocument,
  Uri,
  type WorkspaceEdit,
  window,
  workspace,
} from 'vscode';
import {
  type FindResult,
  findRequest,
  type TermTreeResult,
  type TreeResult,
  termTreeRequest,
  treeRequest,
} from '../../../server/protocol.ts';

type Request = (method: string, params: object) => Promise<never>;

describe('Gloss on the sample library', () => {
  let request: Request;
  before(async () => {
    const gloss = extensions.getExtension('gloss.gloss');
    assert.ok(gloss, 'the package is installed');
    const api = await gloss.activate();
    await api.ready();
    request = api.request;
  });

  it('answers a hover over LoRA in a note', async () => {
    assert.match(await hoverOver(await note('Start here.md'), 'LoRA'), /freezes a pretrained model/);
  });

  it('shows a paper once for its link, with live links to its page', async () => {
    const said = await hoverOver(await note('Start here.md'), 'CorDA');
    assert.match(said, /CorDA.{1,3}Context.{1,2}Oriented Decomposition Adaptation/);
    assert.match(said, /command:gloss\.openPaper/);
  });

  it('goes from a link to the page, and on the page from a term to its sentence', async () => {
    const start = await note('Start here.md');
    const [target] = await definitionOf(start, 'CorDA');
    assert.equal(target?.scheme, 'gloss');
    const page = await workspace.openTextDocument(target);
    assert.equal(page.languageId, 'markdown');
    assert.match(page.getText(), /^# CorDA/);
    const [sentence] = await definitionOf(page, 'LoRA');
    assert.match(sentence?.path ?? '', /glossary\.md$/);
    assert.match(await hoverOver(page, 'PEFT'), /[Pp]arameter/);
  });

  it('finds every use of a term in notes and abstracts, from a page too', async () => {
    const page = await pageOf('CorDA');
    const places = await commands.executeCommand<Location[]>(
      'vscode.executeReferenceProvider',
      page.uri,
      placeOf(page, 'LoRA'),
    );
    const files = new Set(places.map(({ uri }) => uri.path.split('/').at(-1)));
    assert.ok(files.has('daily-papers-fine-tuning.txt') && files.has('Start here.md'), [...files].join());
  });

  it('shows each heading once in the outline', async () => {
    const start = await note('Start here.md');
    for (const document of [start, await pageOf('LoFiT')]) {
      const symbols = await commands.executeCommand<DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      const names = symbols.flatMap(function all(symbol): string[] {
        return [symbol.name.replace(/^#+\s*/, ''), ...symbol.children.flatMap(all)];
      });
      assert.ok(names.length > 2, names.join());
      assert.deepEqual(names, [...new Set(names)]);
    }
  });

  it('has its links over bare words, with none written as Markdown', async () => {
    const page = await pageOf('LiNeS');
    assert.doesNotMatch(page.getText(), /\]\(/);
    const links = await commands.executeCommand<DocumentLink[]>('vscode.executeLinkProvider', page.uri, 100);
    const words = links.map(link => page.getText(link.range));
    assert.ok(words.includes('Go to source') && words.length > 5, words.join());
  });

  it('offers terms on request, and documents them', async () => {
    const document = await workspace.openTextDocument({ language: 'markdown', content: 'We tune it with LoR' });
    const { items } = await commands.executeCommand<{ items: { label: string | { label: string } }[] }>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(19),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('LoRA'), labels.slice(0, 9).join());
  });

  it('knows a term by the user, or by the workspace where that has a list, until it is told otherwise', async () => {
    const start = await note('Start here.md');
    const settings = () => workspace.getConfiguration('gloss').inspect<string[]>('hover.knownTerms');
    const isHovered = async () => /freezes a pretrained model/.test(await hoverOver(start, 'LoRA'));
    void commands.executeCommand('gloss.knowTerm', 'LoRA');
    await until(async () => !(await isHovered()));
    assert.deepEqual(settings()?.globalValue, ['LoRA']);
    await commands.executeCommand('gloss.forgetTerm', 'LoRA');
    await until(isHovered);
    assert.equal(settings()?.globalValue, undefined);

    await workspace.getConfiguration('gloss').update('hover.knownTerms', ['DPO'], ConfigurationTarget.Workspace);
    void commands.executeCommand('gloss.knowTerm', 'LoRA');
    await until(async () => !(await isHovered()));
    assert.deepEqual(settings()?.workspaceValue, ['DPO', 'LoRA']);
    const { nodes } = (await request(termTreeRequest, { by: 'letter', parent: 'known' })) as TermTreeResult;
    assert.deepEqual(
      nodes.map(node => node.kind === 'term' && node.known),
      ['DPO', 'LoRA'],
    );
    await commands.executeCommand('gloss.forgetTerm', 'LoRA');
    await until(isHovered);
    assert.deepEqual(settings()?.workspaceValue, ['DPO']);
    await workspace.getConfiguration('gloss').update('hover.knownTerms', undefined, ConfigurationTarget.Workspace);
  });

  it('has tokens for terms where they are to be highlighted, under names that themes can know', async () => {
    const start = await note('Start here.md');
    const legend = await commands.executeCommand<SemanticTokensLegend>(
      'vscode.provideDocumentSemanticTokensLegend',
      start.uri,
    );
    assert.deepEqual([legend.tokenTypes, legend.tokenModifiers], [['glossTerm'], ['bundled']]);
    const count = async () => {
      const tokens = await commands.executeCommand<SemanticTokens>('vscode.provideDocumentSemanticTokens', start.uri);
      return tokens.data.length / 5;
    };
    const set = (which: string | undefined) =>
      workspace.getConfiguration('gloss').update('highlightTerms', which, ConfigurationTarget.Global);
    assert.equal(await count(), 0);
    await set('all');
    await until(async () => (await count()) > 5);
    const all = await count();
    await set('first');
    await until(async () => (await count()) < all);
    await set(undefined);
    await until(async () => (await count()) === 0);
  });

  describe('in a note of the reader’s own', () => {
    const text = '**QZX** (quick zeta extension): ours.\n\nThe QZXs, and V2X links. CF matters.\n';
    let document: TextDocument;
    beforeEach(async () => {
      const folder = workspace.workspaceFolders?.[0];
      assert.ok(folder);
      const uri = Uri.joinPath(folder.uri, 'Scratch.md');
      await workspace.fs.writeFile(uri, Buffer.from(text));
      document = await workspace.openTextDocument(uri);
      await window.showTextDocument(document);
    });
    afterEach(async () => {
      await commands.executeCommand('workbench.action.files.revert');
      await commands.executeCommand('workbench.action.closeAllEditors');
      await workspace.fs.delete(document.uri);
    });

    it('renames a term wherever it stands, as one step', async () => {
      const edit = await commands.executeCommand<WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        placeOf(document, 'QZXs'),
        'QZY',
      );
      assert.ok(await workspace.applyEdit(edit));
      assert.equal(document.getText(), text.replaceAll('QZX', 'QZY'));
      await commands.executeCommand('undo');
      assert.equal(document.getText(), text);
    });

    it('defines an acronym that nothing defines, in the glossary', async () => {
      const action = (await actionsAt('V2X')).find(({ title }) => title.startsWith('Define “V2X”'));
      assert.ok(action?.edit, 'a quick fix');
      assert.ok(await workspace.applyEdit(action.edit));
      const glossary = workspace.textDocuments.find(({ uri }) => uri.path.endsWith('/glossary.md'));
      assert.match(glossary?.getText() ?? '', /\n\n\*\*V2X\*\*: \n$/);
      assert.ok(glossary);
      await window.showTextDocument(glossary);
      await commands.executeCommand('workbench.action.files.revert');
      await window.showTextDocument(document);
    });

    it('chooses the sense of a term for the note', async () => {
      const title = 'In this note, “CF” means collaborative filtering';
      const action = (await actionsAt('CF')).find(one => one.title === title);
      assert.ok(action?.edit, title);
      assert.ok(await workspace.applyEdit(action.edit));
      assert.match(document.getText(), /^---\nsenses:\n {2}CF: collaborative filtering\n---\n/);
      assert.match(await hoverOver(document, 'CF matters'), /CF\*\* — [Cc]ollaborative filtering/);
    });

    async function actionsAt(word: string): Promise<CodeAction[]> {
      const place = placeOf(document, word);
      const many = 10;
      return commands.executeCommand<CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new Range(place, place),
        'quickfix',
        many,
      );
    }
  });

  it('shows papers by file, and those that a query leaves in the order of a note', async () => {
    const near = { uri: (await note('Start here.md')).uri.toString() };
    const all = (await request(treeRequest, { by: 'source' })) as TreeResult;
    assert.ok(all.nodes.every(node => node.kind === 'group' && node.of === 'source'));
    const some = (await request(treeRequest, {
      by: 'none',
      sort: 'relevance',
      near,
      filter: 'forgetting -title:lora',
    })) as TreeResult;
    assert.equal(some.near, 'Start here.md');
    assert.ok(some.shown > 0 && some.shown < all.papers);
    assert.ok(some.nodes.every(node => node.kind === 'paper' && !/lora/i.test(node.paper.title)));
  });

  it('has every command that it declares', async () => {
    const known = new Set(await commands.getCommands(true));
    const { contributes } = extensions.getExtension('gloss.gloss')!.packageJSON;
    assert.deepEqual(
      (contributes.commands as { command: string }[]).map(({ command }) => command).filter(name => !known.has(name)),
      [],
    );
  });

  it('finds no problem in the sample', () => {
    assert.deepEqual(
      languages.getDiagnostics().filter(([, found]) => found.some(({ source }) => source === 'Gloss')),
      [],
    );
  });

  async function pageOf(name: string): Promise<TextDocument> {
    const { papers } = (await request(findRequest, { query: name })) as FindResult;
    const found = papers.find(({ paper }) => paper.shortName === name);
    assert.ok(found, name);
    return workspace.openTextDocument(Uri.parse(found.paper.page));
  }
});

/** Repeats a question until its answer is true: a setting reaches the server a little after it is changed. */
async function until(ask: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 10_000;
  while (!(await ask())) {
    assert.ok(Date.now() < end, 'it did not come about within ten seconds');
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

async function note(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  assert.ok(folder);
  return workspace.openTextDocument(Uri.joinPath(folder.uri, name));
}

function placeOf(document: TextDocument, word: string) {
  return document.positionAt(document.getText().indexOf(word) + 1);
}

async function hoverOver(document: TextDocument, word: string): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    placeOf(document, word),
  );
  return hovers
    .flatMap(hover => hover.contents)
    .map(said => (typeof said === 'string' ? said : said.value))
    .join('\n');
}

async function definitionOf(document: TextDocument, word: string): Promise<Uri[]> {
  const found = await commands.executeCommand<(Location | LocationLink)[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    placeOf(document, word),
  );
  return found.map(target => ('targetUri' in target ? target.targetUri : target.uri));
}
