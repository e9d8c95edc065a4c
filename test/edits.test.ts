import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { Library } from '../server/host/library.ts';
import { fileUri } from '../server/host/uris.ts';
import type { Table } from '../server/library/table.ts';
import type { Snapshot } from '../server/snapshot/snapshot.ts';
import { nameKey } from '../server/text/fold.ts';
import { addFile } from './fixture.ts';

const taxonomy = bundledTaxonomy();
const names = ['a.md', 'b.md', 'sub/c.md', 'glossary.md', 'papers.jsonl', 'more.jsonl'];

const line = fc.constantFrom(
  'We use LoRA and [[LoFiT]] here.',
  'See [[a]], [[b|B]] and @lofit.',
  '# A heading',
  '**CF** (catastrophic forgetting): losing what was learned.',
  '**CF** (collaborative filtering): recommends by what others liked.',
  '**LoRA**: low-rank updates.',
  '{"id":"lofit","title":"LoFiT: Localized Fine-Tuning","abstract":"We propose LoFiT, which tunes a few heads. LoRA is compared."}',
  '{"id":"corda","title":"CorDA: Decomposition Adaptation","abstract":"We propose CorDA, a method that keeps world knowledge."}',
  '{"title":"LoFiT: Localized Fine-Tuning","abstract":"Another record of it."}',
  'not json',
  '',
);
const text = fc.array(line, { maxLength: 6 }).map(lines => lines.join('\n'));
const edit = fc.record({ name: fc.constantFrom(...names), text: fc.option(text, { nil: undefined }) });

/** All that a snapshot says, in an order that does not depend on how it came about. */
function said(snapshot: Snapshot): unknown {
  const sorted = <V>(table: Table<string, V>) => [...table.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    files: sorted(snapshot.files),
    records: sorted(snapshot.records),
    notes: sorted(snapshot.notes),
    terms: sorted(snapshot.terms),
    names: sorted(snapshot.names),
    found: ['lofit', 'heads', 'adaptation method', 'lora'].map(query => snapshot.search.find(query, 10)),
    similar: snapshot.search.similar(
      [
        { word: 'lora', weight: 1.5 },
        { word: 'world', weight: 1 },
      ],
      10,
    ),
    linking: ['lofit', 'a', 'b'].map(name => snapshot.noteIndex.linking(nameKey(name))),
    containing: snapshot.noteIndex.containing(['lora']),
  };
}

describe('the law of edits', () => {
  it('after any edits, the snapshot equals one built from the final texts', () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 14 }), edits => {
        const library = new Library(taxonomy);
        const final = new Map<string, string>();
        for (const { name, text } of edits) {
          const uri = fileUri(`/vault/${name}`);
          if (text === undefined) {
            library.close(uri);
            library.put([{ uri }]);
            final.delete(name);
          } else {
            addFile(library, uri, name, text);
            final.set(name, text);
          }
        }
        const fresh = new Library(taxonomy);
        for (const [name, text] of [...final].reverse()) addFile(fresh, fileUri(`/vault/${name}`), name, text);
        assert.deepEqual(said(library.now), said(fresh.now));
      }),
      { numRuns: 200 },
    );
  });
});
