import assert from 'node:assert/strict';
import { bundledGlossary } from '../server/host/bundled.ts';
import type { TermNode, TermTreeParams } from '../server/protocol.ts';
import { linkerFor } from '../server/queries/linker.ts';
import { termRow, usesOfRow } from '../server/queries/term-rows.ts';
import { termsTree } from '../server/queries/terms-tree.ts';
import { filesOf, fixture } from './fixture.ts';

const bundled = bundledGlossary('dist');

const library = `-- gloss-taxonomy.yaml --
categories:
  - id: heads
    label: Heads and layers
    names: [attention heads, localized]
-- glossary.md --
**Sparse attention** (SA): attends to a few keys.

**LiST** (Lite Prompted Self-Training): trains adapters on labels that the model gives itself.
-- papers.jsonl --
{"id":"lofit","title":"LoFiT: Localized Fine-Tuning of Language Models","abstract":"We introduce Localized Fine-Tuning (LoFiT), a method that tunes a few attention heads. Zero-shot learning (ZSL) is compared. We compare with LoRA on fine-tuning tasks."}
-- notes/a.md --
RAG and RAGs, and V2X. We like LiST. MoE is in no file; LoFiT is.
-- notes/b.md --
RAG again, [[RAG]] and <!-- RAG -->.
`;

type Asked = Partial<TermTreeParams> & { readonly known?: readonly string[] };

function nodesOf(marked: string, { known = [], ...asked }: Asked = {}) {
  const { library } = fixture(marked);
  return termsTree(library.now, library.taxonomy, known, { by: 'letter', ...asked });
}

/** Holds the children of a node against lines of `label`, `label · description` or `label (count)`, known ones with a tick. */
function check(marked: string, asked: Asked, expected: string): void {
  const { nodes } = nodesOf(marked, asked);
  assert.equal(nodes.map(lineOf).join('\n'), expected.trim().split(/\n\s*/).join('\n'));
}

function lineOf(node: TermNode): string {
  switch (node.kind) {
    case 'group':
      return `${node.label} (${node.count})`;
    case 'more':
      return `… ${node.count}`;
    case 'term':
      return [`${node.known === undefined ? '' : '✓'}${node.label}`, node.description].filter(Boolean).join(' · ');
  }
}

describe('the Terms view', () => {
  it('groups what is defined by letter, then what is only named, then what notes use undefined', () =>
    check(
      library,
      {},
      `L (2)
       S (1)
       Named, not defined (1)
       Undefined jargon in my notes (3)`,
    ));
  it('shows a term with its expansion', () =>
    check(
      library,
      { parent: 'letter:L' },
      `LiST · Lite Prompted Self-Training
       LoFiT · Localized Fine-Tuning`,
    ));
  it('groups by who says something of a term, glossaries first', () => {
    check(
      library,
      { by: 'paper' },
      `glossary (2)
       LoFiT (1)
       Named, not defined (1)
       Undefined jargon in my notes (3)`,
    );
    check(library, { by: 'paper', parent: 'paper:lofit' }, 'LoFiT · Localized Fine-Tuning');
  });
  it('groups by the categories of the defining paper', () => {
    check(
      library,
      { by: 'category' },
      `Heads and layers (1)
       Other (2)
       Named, not defined (1)
       Undefined jargon in my notes (3)`,
    );
    check(library, { by: 'category', parent: 'category:heads' }, 'LoFiT · Localized Fine-Tuning');
  });
  it('lists acronyms that nothing defines, most used first, also those that a link names', () =>
    check(
      library,
      { parent: 'jargon' },
      `RAG · 3 uses
       MoE · 1 use
       V2X · 1 use`,
    ));
  it('lists no acronym that is known, nor one whose parts are defined', () =>
    check(
      `${library}-- c.md --\nSA-LiST, SA-2 and SA-V2X.\n`,
      { parent: 'jargon', known: ['MoE'] },
      `RAG · 3 uses
       SA-V2X · 1 use
       V2X · 1 use`,
    ));
  it('filters by words of label, expansion and definition', () => {
    check(library, { filter: 'keys few' }, 'S (1)');
    check(library, { filter: 'lite prom' }, 'L (1)');
    check(library, { filter: 'ra' }, 'Undefined jargon in my notes (1)');
    check(library, { filter: 'heads', parent: 'letter:L' }, 'LoFiT · Localized Fine-Tuning');
    check(library, { filter: 'nowhere' }, '');
    const { terms, shown } = nodesOf(library, { filter: 'trains' });
    assert.deepEqual([terms, shown], [4, 1]);
  });
  it('shows known terms in a group of their own and where they stand', () => {
    const known = ['list', 'Quux'];
    check(
      library,
      { parent: 'known', known },
      `✓list · Lite Prompted Self-Training
       ✓Quux`,
    );
    check(
      library,
      { parent: 'letter:L', known },
      `✓LiST · Lite Prompted Self-Training
       LoFiT · Localized Fine-Tuning`,
    );
  });
  it('keeps the bundled glossary for the end, less what the papers name', () => {
    const { library: now } = fixture(library, bundled);
    const { nodes } = termsTree(now.now, now.taxonomy, [], { by: 'letter' });
    const last = nodes.at(-1)!;
    assert.ok(last.kind === 'group' && last.label === 'Bundled glossary' && last.count > 300, lineOf(last));
    const first = termsTree(now.now, now.taxonomy, [], { by: 'letter', parent: 'bundled' }).nodes;
    assert.equal(first.length, 201);
    assert.equal(lineOf(first.at(-1)!), `… ${last.count - 200}`);
    const rest = termsTree(now.now, now.taxonomy, [], { by: 'letter', parent: 'bundled', from: 200 }).nodes;
    assert.equal(rest[0]!.kind, 'term');
  });
  it('is empty where only the bundled glossary would be there', () => {
    const { library: now } = fixture('# A note\n\nPlain words.\n', bundled);
    assert.deepEqual(termsTree(now.now, now.taxonomy, [], { by: 'letter' }).nodes, []);
  });
  it('shows no more than 200 children and then how many there are more', () => {
    const names = Array.from({ length: 450 }, (_, i) => `Q${String.fromCharCode(65 + (i % 26), 65 + ((i / 26) | 0))}X`);
    const { nodes } = nodesOf(names.join(', '), { parent: 'jargon' });
    assert.equal(nodes.length, 201);
    assert.match(lineOf(nodes.at(-1)!), /^… 2\d\d$/);
    const next = nodesOf(names.join(', '), { parent: 'jargon', from: 200 }).nodes;
    assert.ok(next[0]!.kind === 'term' && !nodes.some(({ id }) => id === next[0]!.id));
  });
  it('keeps its ids, whatever else an edit brings', () => {
    const ids = (marked: string) =>
      nodesOf(marked)
        .nodes.flatMap(({ id }) => nodesOf(marked, { parent: id }).nodes)
        .map(({ id }) => id);
    const before = ids(library);
    const after = new Set(ids(`-- 0.md --\n**Attic**\n\n${library}-- glossary2.md --\nNothing.\n`));
    assert.deepEqual(
      before.filter(id => !after.has(id)),
      [],
    );
    assert.equal(new Set(before).size, before.length);
  });
  it('tells two senses of one label apart', () => {
    const both =
      '-- glossary.md --\n**CF** (catastrophic forgetting): losing what was learned.\n\n**CF** (collaborative filtering): recommends.\n\n**Zot**: a way to go.\n\n**Zot**: some other thing.\n';
    check(both, { parent: 'letter:C' }, 'CF · catastrophic forgetting\nCF · collaborative filtering');
    assert.equal(new Set(nodesOf(both, { parent: 'letter:Z' }).nodes.map(({ id }) => id)).size, 2);
  });
});

describe('a row of the Terms view', () => {
  const { library: now } = fixture(library);
  const linker = linkerFor(now.now, new Set());
  const idOf = (parent: string, label: string, known: readonly string[] = []) => {
    const { nodes } = termsTree(now.now, now.taxonomy, known, { by: 'letter', parent });
    const node = nodes.find(node => node.kind === 'term' && node.label === label);
    assert.ok(node?.kind === 'term', label);
    return node.term;
  };
  const usesOf = (id: string) =>
    usesOfRow(now.now, id).map(({ uri, span }) => {
      const name = uri.replace('file:///vault/', '');
      const text = filesOf(library).find(([file]) => file === name)![1];
      return `${name} ${text.slice(span.start, span.end)}`;
    });

  it('leads to the sentence that defines it', () => {
    const row = termRow(now.now, idOf('letter:L', 'LoFiT'), linker)!;
    assert.match(row.tooltipMarkdown, /tunes a few attention heads/);
    assert.match(row.place!.uri, /papers\.jsonl$/);
    assert.ok(row.place!.character > 60);
  });
  it('leads to the first use where nothing defines it', () => {
    const row = termRow(now.now, idOf('jargon', 'V2X'), linker)!;
    assert.equal(row.tooltipMarkdown, '**V2X**\n\nUsed in 1 note, defined in none.');
    assert.deepEqual(row.place, { uri: 'file:///vault/notes/a.md', line: 0, character: 18 });
  });
  it('leads to its sense where the reader knows it', () =>
    assert.equal(termRow(now.now, idOf('known', 'list', ['list']), linker)!.label, 'LiST'));
  it('is nothing where it is gone', () => {
    for (const id of ['sense:Gone/', 'jargon:GONE', 'known:Gone', '', 'x'])
      assert.equal(termRow(now.now, id, linker), null);
  });
  it('has its uses', () => {
    assert.deepEqual(usesOf(idOf('letter:L', 'LiST')), [
      'glossary.md LiST',
      'glossary.md Lite Prompted Self-Training',
      'notes/a.md LiST',
    ]);
    assert.deepEqual(usesOf(idOf('jargon', 'RAG')), ['notes/a.md RAG', 'notes/a.md RAG', 'notes/b.md RAG']);
    assert.deepEqual(usesOf('sense:Gone/'), []);
  });
});

describe('hostile words in the Terms view', () => {
  it('are escaped in the card', () => {
    const { library } = fixture(
      '-- glossary.md --\n**EVL** (e v l): <img src=x> [go](command:workbench.action.quit) ![i](https://x.org/i.png)\n',
    );
    const [node] = termsTree(library.now, library.taxonomy, [], { by: 'letter', parent: 'letter:E' }).nodes;
    assert.ok(node?.kind === 'term');
    const { tooltipMarkdown } = termRow(library.now, node.term, linkerFor(library.now, new Set()))!;
    assert.doesNotMatch(tooltipMarkdown, /(?<!\\)\]\(command:|<img|(?<!\\)!\[/);
  });
});
