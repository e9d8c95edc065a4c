import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presentOutside } from '../server/host/library-file.ts';
import { versionOf, writeAtomically } from '../server/host/write-file.ts';
import { writeZoteroFile } from '../server/host/zotero-file.ts';

describe('a file that Gloss writes', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gloss-own-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const item = { key: 'ABCD2345', version: 1, data: { itemType: 'book', title: 'A book' } };

  it('keeps what was saved into it after it was read', async () => {
    const path = join(folder, 'papers.bib');
    writeFileSync(path, 'read');
    const version = await versionOf(path);
    writeFileSync(path, 'saved since');
    assert.equal(await writeAtomically(path, Buffer.from('read, and more'), version), false);
    assert.equal(readFileSync(path, 'utf8'), 'saved since');
    assert.deepEqual(readdirSync(folder), ['papers.bib']);
  });
  it('is made once only, where another program makes it first', async () => {
    const path = join(folder, 'papers.bib');
    const version = await versionOf(path);
    writeFileSync(path, 'made first');
    assert.equal(await writeAtomically(path, Buffer.from('mine'), version), false);
    assert.equal(readFileSync(path, 'utf8'), 'made first');
  });
  it('of Zotero is written anew', async () => {
    const path = join(folder, 'zotero.json');
    assert.equal(await writeZoteroFile(path, [item]), undefined);
    assert.equal(await writeZoteroFile(path, []), undefined);
    assert.equal(await writeZoteroFile(path, [item]), undefined);
    assert.deepEqual(JSON.parse(readFileSync(path, 'utf8')), [item]);
  });
  for (const [name, text] of [
    ['refs.bib', '@book{mine, title = {My own}}\n'],
    ['list.json', '[{"id": "mine", "title": "My own"}]\n'],
    ['broken.json', '[{"key": "A", "data": {"itemType": "book"}},'],
  ] as const) {
    it(`of Zotero takes no other file’s place: ${name}`, async () => {
      const path = join(folder, name);
      writeFileSync(path, text);
      assert.match(String(await writeZoteroFile(path, [item])), /gloss\.zoteroFile/);
      assert.equal(readFileSync(path, 'utf8'), text);
    });
  }
  it('is read by name only where no folder holds it', () => {
    const [inside, missing] = [join(folder, 'a.bib'), join(folder, 'b.bib')];
    writeFileSync(inside, '');
    assert.deepEqual(presentOutside([inside, missing], [folder]), []);
    assert.deepEqual(presentOutside([inside, missing], [join(folder, 'vault')]), [inside]);
    assert.deepEqual(presentOutside([inside], [`${folder}-other`]), [inside]);
  });
});
