import { deepEqual, equal } from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { decodeBytes, decodeFile, type Encoding, encodingOf } from '../server/host/decode.ts';
import { Library } from '../server/host/library.ts';
import { readFile } from '../server/host/reading.ts';
import { fileUri } from '../server/host/uris.ts';
import { paperOfRecord } from '../server/snapshot/snapshot.ts';

const encodings: readonly Encoding[] = ['utf8', 'utf16le', 'utf16be'];

function encoded(text: string, encoding: Encoding): Buffer {
  if (encoding === 'utf8') return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf16le' ? bytes : bytes.swap16();
}

describe('decoding', () => {
  for (const encoding of encodings) {
    it(`leads back to bytes of ${encoding}`, () =>
      fc.assert(
        fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, record) => {
          const bytes = encoded(`${before}\n${record}\n`, encoding);
          const { text, byteAt } = decodeFile(bytes);
          equal(text, `${before}\n${record}\n`);
          const start = before.length + 1;
          const part = bytes.subarray(byteAt(start), byteAt(start + record.length));
          equal(decodeBytes(part, encodingOf(bytes)), record);
        }),
      ));

    it(`gives a paper's text again from a file of ${encoding}`, () => {
      const folder = mkdtempSync(join(tmpdir(), 'gloss-'));
      try {
        const path = join(folder, 'papers.json');
        const papers = ['Größe', '😀 faces'].map(title => ({ title, abstract: `${title}: é.` }));
        const bytes = encoded(JSON.stringify(papers), encoding);
        writeFileSync(path, bytes);
        const uri = fileUri(path);
        const { size, mtimeMs: changed } = statSync(path);
        const library = new Library(bundledTaxonomy());
        library.put([{ uri, read: readFile(uri, path, bytes, library.taxonomy), stat: { size, changed } }]);
        deepEqual(
          library.now.files
            .get(uri)
            ?.records.map(record => library.now.text(paperOfRecord(library.now, record)!)?.abstract.text),
          papers.map(paper => paper.abstract),
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  it('leaves out half a unit', () => equal(decodeFile(Buffer.from([0xff, 0xfe, 65, 0, 66])).text, 'A'));
});
