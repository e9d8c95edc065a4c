import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { Library } from '../server/host/library.ts';
import { readFile } from '../server/host/reading.ts';
import { fileUri } from '../server/host/uris.ts';
import type { Table } from '../server/library/table.ts';
import { allSenses } from '../server/queries/find.ts';
import { page } from '../server/queries/page.ts';
import { paperCard } from '../server/queries/paper-card.ts';
import { paperOf, type Snapshot } from '../server/snapshot/snapshot.ts';
import { nameKey } from '../server/text/fold.ts';
import { addFile } from './fixture.ts';

const taxonomy = bundledTaxonomy();
const names = ['a.md', 'b.md', 'sub/c.md', 'glossary.md', 'papers.jsonl', 'more.jsonl', 'refs.bib'];

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
  '@misc{lofit, title={LoFiT: {L}ocalized Fine-Tuning}, abstract={We propose LoFiT, which tunes a few heads.}}',
  '@misc{open, title={LoRA, open,',
  '@string{name = "RAG: Retrieval for Tuning"}',
  '@string{name = "CorDA: Decomposition Adaptation"}',
  '@misc{named, title = name, abstract = {We propose it, and compare } # name # { with LoRA.}}',
  'RAG and KL-UCB, then RAGs again; not OK, II or `NLG`.',
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
    papers: sorted(snapshot.papers),
    identities: sorted(snapshot.identities),
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
    acronyms: [...snapshot.noteIndex.acronyms()].sort(),
    using: ['RAG', 'KL-UCB'].map(label => snapshot.noteIndex.using(label)),
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

describe('an open document', () => {
  const uri = fileUri('/vault/papers.jsonl');
  const record = '{"id":"a","title":"A Paper on Forgetting","abstract":"All of it is here."}\n';
  const onDisk = (library: Library) => readFile(uri, 'papers.jsonl', Buffer.from(record), library.taxonomy);

  it('wins over its file, though it was opened before the file was read', () => {
    const library = new Library(taxonomy);
    library.edit(uri, 1, `\n\n\n${record}`);
    library.put([{ uri, read: onDisk(library) }]);
    const paper = paperOf(library.now, 'a')!;
    assert.equal(paper.from.line, 3);
    assert.equal(library.now.text(paper)?.abstract.text, 'All of it is here.');
  });
  it('that holds no papers any more takes its papers away, and may bring them back', () => {
    const library = new Library(taxonomy);
    library.put([{ uri, read: onDisk(library) }]);
    library.edit(uri, 1, 'nothing here at all');
    assert.equal(paperOf(library.now, 'a'), undefined);
    library.edit(uri, 2, record);
    assert.ok(paperOf(library.now, 'a'));
  });
  it('keeps what unchanged entries tell when another is edited, at the places where they stand now', () => {
    const library = new Library(taxonomy);
    const first = '@misc{a, title = {A}}\n';
    const second =
      '@misc{lofit, title = {LoFiT: Tuning}, abstract = {We propose LoFiT, a method that tunes a few heads.}}';
    const bib = fileUri('/vault/refs.bib');
    library.edit(bib, 1, first + second);
    const before = paperOf(library.now, 'lofit')!;
    library.edit(bib, 2, `${first.replace('{A}', '{A longer title}')}${second}`);
    const after = paperOf(library.now, 'lofit')!;
    assert.equal(after.categories, before.categories);
    assert.notEqual(before.definitions.length, 0);
    assert.deepEqual(
      after.definitions.map(({ place }) => place.span.start),
      before.definitions.map(({ place }) => place.span.start + 13),
    );
    library.edit(bib, 3, first + second.replace('few heads', 'lot of layers'));
    assert.match(paperOf(library.now, 'lofit')!.definitions[0]!.definition, /layers/);
  });
  it('stays, though its file is gone', () => {
    const library = new Library(taxonomy);
    library.edit(uri, 1, record);
    library.put([{ uri, read: onDisk(library) }]);
    library.put([{ uri }]);
    assert.ok(paperOf(library.now, 'a'));
  });
});

describe('hostile records', () => {
  it('with half a surrogate pair leave every view as it is', () => {
    const library = new Library(taxonomy);
    addFile(
      library,
      fileUri('/vault/p.jsonl'),
      'p.jsonl',
      '{"id":"b\\ud800","title":"\\ud800 Bad tuning paper","abstract":"We introduce Zorp, a method.","authors":["x\\udc00"],"doi":"10.1/\\ud800"}\n',
    );
    for (const paper of library.now.papers.values()) {
      assert.doesNotThrow(() => encodeURIComponent(JSON.stringify(paperCard(library.now, paper))));
      assert.doesNotThrow(() => page(library.now, paper, taxonomy));
    }
  });
  it('with many meanings for one label are merged in linear time', () => {
    const entries = Array.from({ length: 4000 }, (_, i) => `**Zork**: a w${i} x${7 * i} y${13 * i} q${i}.`);
    const library = new Library(taxonomy);
    addFile(library, fileUri('/vault/glossary.md'), 'glossary.md', entries.join('\n\n'));
    assert.ok(allSenses(library.now.terms).length > 1000);
  });
});
