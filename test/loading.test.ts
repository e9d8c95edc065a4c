import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { isJsonLines, readingLines } from '../server/host/json-lines.ts';
import { Library } from '../server/host/library.ts';
import { Loader, type LoadingOptions, type Progress } from '../server/host/loading.ts';
import { bibliographyPath, libraryPaths } from '../server/host/places.ts';
import { type FileRead, readFile } from '../server/host/reading.ts';
import { fileUri } from '../server/host/uris.ts';
import type { FileFacts } from '../server/snapshot/snapshot.ts';

/** As readers write it in their settings. */
const workspaceFolder = '\u0024{workspaceFolder}';
const taxonomy = bundledTaxonomy();
const bib = (key: string, title = `Paper ${key} on Pruning`) =>
  `@article{${key}, title = {${title}}, abstract = {We propose ${key}Net, a method that prunes heads.}}\n`;

/** A loader on temporary folders: `w` is the workspace, anything else lies outside of it. */
class Desk {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'gloss-loading-')));
  readonly library = new Library(taxonomy);
  readonly reports: Progress[] = [];
  /** False where a client tells of what changes in the workspace. */
  watchesAll = true;
  private loader: Loader | undefined;

  write(name: string, text: string): string {
    const path = join(this.root, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  async load(options: Partial<LoadingOptions> = {}): Promise<void> {
    const all: LoadingOptions = {
      folders: [join(this.root, 'w')],
      libraries: [],
      bibliographies: true,
      exclude: [],
      maxNoteBytes: 1_000_000,
      skip: [],
      ...options,
    };
    this.loader ??= new Loader(this.library, taxonomy, all, progress => this.reports.push(progress));
    if (this.watchesAll) this.loader.watch();
    await this.loader.load(all);
  }

  get papers(): string[] {
    return [...this.library.now.papers.entries()].map(([id]) => id as string).sort();
  }

  get files(): string[] {
    return [...this.library.now.files.entries()].map(([uri]) => uri.slice(fileUri(this.root).length + 1)).sort();
  }

  get failed(): string[] {
    return this.reports.at(-1)!.failed.map(({ message }) => message);
  }

  get problems(): string[] {
    return [...this.loader!.problems().values()].flat().map(({ message }) => message);
  }

  changed(...names: string[]): void {
    this.loader!.changed(names.map(name => fileUri(join(this.root, name))));
  }

  /** Waits until something holds, as long as the test may last. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise(resolve => setTimeout(resolve, 10));
  }

  remove(): void {
    this.loader?.dispose();
    rmSync(this.root, { recursive: true, force: true });
  }
}

describe('loading', function () {
  this.timeout(30_000);
  let desk: Desk;
  beforeEach(() => {
    desk = new Desk();
    mkdirSync(join(desk.root, 'w'));
  });
  afterEach(() => desk.remove());

  it('reads the files and folders that the setting names, outside and relative to the workspace', async () => {
    const folder = join(desk.write('shelf/deep/a.bib', bib('a')), '../..');
    desk.write('beside.bib', bib('b'));
    desk.write('w/note.md', '# Note\n');
    await desk.load({ libraries: [folder, '../beside.bib', `${workspaceFolder}/note.md`] });
    assert.deepEqual(desk.papers, ['a', 'b']);
    assert.deepEqual(desk.failed, []);
    await desk.load({ libraries: ['../beside.bib'] });
    assert.deepEqual(desk.papers, ['b']);
  });

  it('reads a named file whatever its name ends in, and says where it knows no format', async () => {
    const [plain, bare] = [desk.write('export.txt', `% mine\n${bib('a')}`), desk.write('library', bib('b'))];
    await desk.load({ libraries: [plain, bare, desk.write('thoughts.dat', 'no papers here')] });
    assert.deepEqual(desk.papers, ['a', 'b']);
    assert.deepEqual(desk.failed, ['it is in no format of papers that Gloss knows']);
    desk.library.edit(fileUri(bare), 1, bib('c'));
    assert.deepEqual(desk.papers, ['a', 'c']);
  });

  it('tells of a library that is not there, and takes it up once it is', async () => {
    await desk.load({ libraries: ['../later.bib', ' '] });
    assert.deepEqual(desk.failed, ['gloss.libraries names it, but there is nothing there']);
    desk.write('later.bib', bib('late'));
    await desk.until(() => desk.papers.length === 1);
    assert.deepEqual(desk.failed, []);
  });

  it('sees changes of a file outside of the workspace, also behind a link and after it was replaced', async () => {
    const target = desk.write('elsewhere/real.bib', bib('a'));
    symlinkSync(target, join(desk.root, 'w/linked.bib'));
    const named = desk.write('named/n.bib', bib('b'));
    await desk.load({ libraries: [named] });
    writeFileSync(target, bib('changed'));
    writeFileSync(`${named}.tmp`, bib('replaced'));
    renameSync(`${named}.tmp`, named);
    await desk.until(() => desk.papers.join() === 'changed,replaced');
    assert.deepEqual(desk.files, ['named/n.bib', 'w/linked.bib']);
  });

  it('takes up a new file in a linked folder under its name in the workspace', async () => {
    mkdirSync(join(desk.root, 'elsewhere'));
    symlinkSync(join(desk.root, 'elsewhere'), join(desk.root, 'w/linked'));
    desk.watchesAll = false;
    await desk.load();
    const path = desk.write('elsewhere/new.bib', bib('new'));
    await desk.until(() => desk.papers.join() === 'new');
    assert.deepEqual(desk.files, ['w/linked/new.bib']);
    rmSync(path);
    await desk.until(() => desk.papers.length === 0);
  });

  it('keeps silent about what changes beside a named file', async () => {
    await desk.load({ libraries: [desk.write('home/refs.bib', bib('a'))] });
    const before = desk.reports.length;
    desk.write('home/log.txt', 'one more line');
    desk.write('home/refs.bib', bib('b'));
    await desk.until(() => desk.papers.join() === 'b');
    desk.write('home/log.txt', 'and one more');
    await new Promise(resolve => setTimeout(resolve, 100));
    assert.ok(desk.reports.length > before);
    assert.ok(desk.reports.slice(before).every(({ total }) => total === 1));
  });

  it('reads a file once that folders, links and settings reach, under its name in the workspace', async () => {
    desk.write('w/z/refs.bib', bib('a'));
    symlinkSync(join(desk.root, 'w/z/refs.bib'), join(desk.root, 'w/a.bib'));
    symlinkSync(join(desk.root, 'w/z'), join(desk.root, 'w/b'));
    symlinkSync(join(desk.root, 'w'), join(desk.root, 'other'));
    await desk.load({ libraries: ['z/refs.bib', join(desk.root, 'other'), join(desk.root, 'other/a.bib')] });
    assert.deepEqual(desk.files, ['w/z/refs.bib']);
    rmSync(join(desk.root, 'w/z'), { recursive: true });
    desk.changed('w/z');
    await desk.until(() => desk.files.length === 0);
  });

  it('reads what a note names as its bibliography, as long as a note names it', async () => {
    desk.write('refs/one.bib', bib('one'));
    desk.write('refs/two', bib('two'));
    desk.write('w/a.md', '---\nbibliography: ../refs/one.bib\n---\n');
    desk.write('w/b.md', '---\nbibliography:\n  - ../refs/one.bib\n  - ../refs/two\n  - https://a.org/x.bib\n---\n');
    await desk.load();
    assert.deepEqual(desk.papers, ['one', 'two']);
    assert.deepEqual(desk.problems, []);
    desk.write('refs/two', bib('second'));
    await desk.until(() => desk.papers.join() === 'one,second');
    desk.write('w/b.md', '# Nothing named\n');
    await desk.until(() => desk.papers.join() === 'one');
    rmSync(join(desk.root, 'w/a.md'));
    await desk.until(() => desk.papers.length === 0);
  });

  it('says where a bibliography is not there, and reads it once it is', async () => {
    desk.write('w/a.md', '---\nbibliography: [no.bib, ../w]\n---\n');
    await desk.load();
    assert.deepEqual(desk.problems, [
      'This bibliography is not read: there is no such file.',
      'This bibliography is not read: it is a folder.',
    ]);
    assert.deepEqual(desk.failed, []);
    desk.write('w/no.bib', bib('yes'));
    await desk.until(() => desk.papers.join() === 'yes' && desk.problems.length === 1);
  });

  it('reads nothing that a note names where that is not wanted', async () => {
    desk.write('refs/one.bib', bib('one'));
    desk.write('w/a.md', '---\nbibliography: [../refs/one.bib, no.bib]\n---\n');
    await desk.load({ bibliographies: false });
    assert.deepEqual([desk.papers, desk.problems], [[], []]);
  });

  it('lists the papers of a large library before it knows what their texts say', async () => {
    desk.write('w/many.bib', Array.from({ length: 400 }, (_, i) => bib(`K${i}x`)).join(''));
    const states: [papers: number, terms: number][] = [];
    desk.library.onChange(() => states.push([desk.library.now.papers.size, desk.library.now.terms.size]));
    await desk.load();
    assert.deepEqual(states[0], [400, 0]);
    assert.equal(desk.library.now.terms.size, 400);
    assert.equal(desk.library.now.search.size, 400);
    assert.equal(desk.library.now.search.find('K7xNet', 5).length, 1);
  });

  it('reads a file again that changes while it is read', async () => {
    const many = (suffix: string) => Array.from({ length: 300 }, (_, i) => bib(`k${i}${suffix}`)).join('');
    const path = desk.write('w/many.bib', many('a'));
    let times = 0;
    desk.library.onChange(() => {
      if (times++ === 0) writeFileSync(path, many('new'));
    });
    await desk.load();
    await desk.until(() => desk.papers.length === 300 && desk.papers.every(id => id.endsWith('new')));
    assert.deepEqual(desk.failed, []);
  });

  it('drops a file that goes while it is read, without a word', async () => {
    const path = desk.write('w/many.bib', Array.from({ length: 300 }, (_, i) => bib(`k${i}`)).join(''));
    desk.library.onChange(() => rmSync(path, { force: true }));
    await desk.load();
    await desk.until(() => desk.papers.length === 0);
    assert.deepEqual(desk.failed, []);
  });
});

describe('the paths that readers write', () => {
  it('may begin at home, at the root, at the workspace or at its folders', () => {
    const paths = (entry: string) => libraryPaths(entry, ['/w/one', '/w/two'], '/home/me');
    assert.deepEqual(paths('~/lib.bib'), ['/home/me/lib.bib']);
    assert.deepEqual(paths('/srv/lib'), ['/srv/lib']);
    assert.deepEqual(paths(`${workspaceFolder}/a.bib`), ['/w/one/a.bib', '/w/two/a.bib']);
    assert.deepEqual(paths('../a.bib'), ['/w/a.bib', '/w/a.bib']);
    assert.deepEqual(paths('  '), []);
  });
  it('are relative to the note that names a bibliography', () => {
    const path = (written: string) => bibliographyPath(fileUri('/w/n/a.md'), written, '/home/me');
    assert.equal(path('../refs.bib'), '/w/refs.bib');
    assert.equal(path('~/refs.bib'), '/home/me/refs.bib');
    assert.equal(path('https://example.org/refs.bib'), undefined);
  });
});

describe('JSON lines read in pieces', () => {
  const path = join(tmpdir(), `gloss-lines-${process.pid}.jsonl`);
  const uri = fileUri(path);
  after(() => rmSync(path, { force: true }));

  async function inPieces(text: string, bytes: number): Promise<FileFacts> {
    writeFileSync(path, text);
    const file = await open(path);
    try {
      const steps = readingLines(file, uri, taxonomy, bytes);
      let step: IteratorResult<number | FileRead, FileRead> = await steps.next();
      while (!step.done) step = await steps.next();
      return step.value.facts;
    } finally {
      await file.close();
    }
  }

  it('say what the whole file says, whatever the pieces', async () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 30 });
    const record = fc
      .tuple(fc.nat(50), words, words)
      .map(([id, title, abstract]) => JSON.stringify({ id: `i${id}`, title: `T ${title}`, abstract }));
    const line = fc.oneof({ weight: 5, arbitrary: record }, fc.constantFrom('', '  ', '\ufeff', '{"id":1,"title":}'));
    const lines = fc.tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'), fc.boolean());
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 200 }), async ([rows, end, ended], bytes) => {
        const text = ['{"id":"first","title":"First","abstract":"A"}', ...rows].join(end) + (ended ? end : '');
        // A text of which most is broken is no list of papers, and never read in pieces.
        const whole = readFile(uri, path, Buffer.from(text), taxonomy)?.facts;
        fc.pre(whole !== undefined);
        const parts = await inPieces(text, bytes);
        assert.deepEqual(parts.records, whole.records);
        assert.deepEqual(parts.lines, whole.lines);
      }),
      { numRuns: 150 },
    );
  });

  it('are known by a first line that is one object', () => {
    assert.ok(isJsonLines(Buffer.from('\ufeff{"title":"a"}\n{')));
    assert.ok(!isJsonLines(Buffer.from('[{"title":"a"},\n')));
    assert.ok(!isJsonLines(Buffer.from('{\n"title":"a"}\n')));
    assert.ok(!isJsonLines(Buffer.from('{"title":"a"}')));
  });

  it('above 16 MB are loaded so, and their texts are found again', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'gloss-lines-'));
    const big = join(folder, 'big.jsonl');
    const filler = 'x'.repeat(4_000_000);
    writeFileSync(big, '{"id":"small","title":"A small paper","abstract":"Nothing."}\n');
    for (let i = 0; i < 5; i++) {
      const record = { id: `p${i}`, title: `Paper é${i}`, abstract: `We propose Abc${i}, a method.`, filler };
      appendFileSync(big, `${JSON.stringify(record)}\n`);
    }
    const library = new Library(taxonomy);
    const options = { folders: [folder], libraries: [], bibliographies: true, exclude: [], maxNoteBytes: 1, skip: [] };
    const shares: number[] = [];
    const loader = new Loader(library, taxonomy, options, ({ share }) => share && shares.push(share));
    await loader.load();
    loader.dispose();
    rmSync(folder, { recursive: true });
    assert.equal(library.now.papers.size, 6);
    assert.deepEqual(
      library.now.search.find('abc3', 5).map(({ id }) => id as string),
      ['p3'],
    );
    assert.ok(shares.length > 0);
  });
});
