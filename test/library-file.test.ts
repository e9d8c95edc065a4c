import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { addToFile, settledPath } from '../server/host/library-file.ts';
import type { BibliographicRecord } from '../server/library/bibliographic-record.ts';
import { newKey } from '../server/queries/new-key.ts';
import { newRecords } from '../server/queries/new-records.ts';
import { fixture } from './fixture.ts';

const lora: BibliographicRecord = {
  type: 'preprint',
  title: 'LoRA: Low-Rank Adaptation',
  authors: ['Edward J. Hu'],
  year: 2021,
  arxiv: '2106.09685',
  keywords: [],
};

describe('a library file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gloss-add-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const add = (name: string) => addToFile(join(folder, name), [{ record: lora, key: 'hu2021lora' }]);

  it('is made where it is missing, with its folder', async () => {
    assert.deepEqual(await add('lists/papers.bib'), { kind: 'added', line: 0 });
    assert.match(readFileSync(join(folder, 'lists/papers.bib'), 'utf8'), /^@\w+\{hu2021lora,\n[\s\S]*\}\n$/);
    assert.deepEqual(readdirSync(join(folder, 'lists')), ['papers.bib']);
  });
  it('keeps every byte that is there, also such as are no UTF-8, and its mode', async () => {
    const before = Buffer.from('@article{old, title = {M\xfcller}}\n', 'latin1');
    writeFileSync(join(folder, 'a.bib'), before);
    chmodSync(join(folder, 'a.bib'), 0o640);
    assert.deepEqual(await add('a.bib'), { kind: 'added', line: 2 });
    const after = readFileSync(join(folder, 'a.bib'));
    assert.deepEqual(after.subarray(0, before.length), before);
    assert.match(after.toString('latin1'), /\n\n@\w+\{hu2021lora,/);
    assert.equal(statSync(join(folder, 'a.bib')).mode & 0o777, 0o640);
  });
  it('stays in its encoding', async () => {
    writeFileSync(join(folder, 'u.bib'), Buffer.from('\ufeff@article{old, title = {Größe}}\n', 'utf16le'));
    await add('u.bib');
    assert.match(
      readFileSync(join(folder, 'u.bib')).toString('utf16le'),
      /^\ufeff@article\{old, title = \{Größe\}\}\n\n@\w+\{hu2021lora/,
    );
  });
  it('behind a link is changed where it lies, and the link stays', async () => {
    mkdirSync(join(folder, 'real'));
    writeFileSync(join(folder, 'real/x.bib'), '');
    symlinkSync('real/x.bib', join(folder, 'x.bib'));
    await add('x.bib');
    assert.ok(lstatSync(join(folder, 'x.bib')).isSymbolicLink());
    assert.match(readFileSync(join(folder, 'real/x.bib'), 'utf8'), /hu2021lora/);
  });
  it('of another format is left as it is, with the reason', async () => {
    writeFileSync(join(folder, 'note.md'), '# Mine\n');
    const answer = await add('note.md');
    assert.ok(answer.kind === 'failed');
    assert.match(answer.message, /\.bib, \.json/);
    assert.equal(readFileSync(join(folder, 'note.md'), 'utf8'), '# Mine\n');
  });
  it('is where the setting says', () => {
    assert.equal(settledPath('papers.bib', ['/w', '/v']), '/w/papers.bib');
    assert.equal(settledPath('/x/y.bib', ['/w']), '/x/y.bib');
    assert.equal(settledPath('~/y.bib', []), join(homedir(), 'y.bib'));
    assert.equal(settledPath('papers.bib', []), undefined);
  });
});

describe('a record that comes into a library', () => {
  const library = (text: string) => fixture(`-- refs.bib --\n${text}`).library.now;
  const owned = (text: string, record: Partial<BibliographicRecord>) =>
    newRecords(library(text), [{ ...lora, ...record }], 'authorYearWord').owned.map(({ id }) => id);

  it('is there already by arXiv id whatever its version, by DOI, or by title', () => {
    assert.deepEqual(owned('@misc{a, title={Other title}, eprint={2106.09685v1}, archiveprefix={arXiv}}', {}), ['a']);
    assert.deepEqual(owned('@misc{a, title={Other title}, doi={10.1/X}}', { doi: '10.1/x' }), ['a']);
    assert.deepEqual(owned('@misc{a, title={{LoRA}: Low-rank adaptation}}', {}), ['a']);
  });
  it('is not there where only the title is the same, and another’s', () => {
    assert.deepEqual(owned('@misc{a, title={LoRA: Low-Rank Adaptation}, author={Smith, Jo}}', {}), []);
    assert.deepEqual(
      owned('@misc{a, title={LoRA: Low-Rank Adaptation}, eprint={2101.00001}, archiveprefix={arXiv}}', {}),
      [],
    );
  });
  it('comes once, though it was found twice', () => {
    const { fresh } = newRecords(library(''), [lora, { ...lora, arxiv: '2106.09685v2' }], 'authorYearWord');
    assert.deepEqual(
      fresh.map(({ key }) => key),
      ['hu2021lora'],
    );
  });
  it('gets a key that nothing else has: by the pattern, then longer, then with a number', () => {
    const key = (text: string, taken: readonly string[] = [], record = lora) =>
      newKey(library(text), record, 'authorYearWord', new Set(taken));
    assert.equal(key(''), 'hu2021lora');
    assert.equal(key('@misc{hu2021lora, title={Another}}'), 'hu2021-lora-low-rank-adaptation');
    assert.equal(
      key('@misc{hu2021lora, title={Another}}', ['hu2021-lora-low-rank-adaptation']),
      'hu2021-lora-low-rank-adaptation-2',
    );
    assert.equal(key('', [], { ...lora, key: 'mine' }), 'mine');
    assert.equal(key('@misc{mine, title={Another}}', [], { ...lora, key: 'mine' }), 'hu2021lora');
  });
});
