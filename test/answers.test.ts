import assert from 'node:assert/strict';
import type { Place } from '../server/library/model.ts';
import { completion } from '../server/queries/completion.ts';
import { definition, introducers } from '../server/queries/definition.ts';
import { documentLinks } from '../server/queries/document-links.ts';
import { papersFor } from '../server/queries/find.ts';
import { highlights } from '../server/queries/highlights.ts';
import { page } from '../server/queries/page.ts';
import { pageUri, paperOfPage } from '../server/queries/page-uri.ts';
import { references } from '../server/queries/references.ts';
import { relatedTo } from '../server/queries/related.ts';
import { workspaceSymbols } from '../server/queries/symbols.ts';
import { paperOf } from '../server/snapshot/snapshot.ts';
import { type Fixture, fixture } from './fixture.ts';

const library = `-- papers.jsonl --
{"id":"lofit","title":"LoFiT: Localized Fine-tuning on LLM Representations","abstract":"We introduce Localized Fine-Tuning on LLM Representations (LoFiT), which identifies a subset of attention heads and trains offset vectors. It is compared with LoRA."}
{"id":"corda","title":"CorDA: Context-Oriented Decomposition Adaptation","abstract":"Adapters forget: catastrophic forgetting of world knowledge. We propose CorDA, a Context-oriented Decomposition Adaptation method that builds learnable adapters from weight decomposition. LoRA adapters are compared."}
{"id":"forget","title":"Understanding Catastrophic Forgetting in Language Models","abstract":"Catastrophic forgetting makes a model lose what it knew. We measure forgetting over ten tasks.","authors":["Ada Lovelace"],"year":2023}
`;

/** The text that each place covers, with its file's name. */
function written({ library: { now } }: Fixture, places: readonly Place[]): string[] {
  return places.map(
    ({ uri, span }) => `${uri.slice(uri.lastIndexOf('/') + 1)}: ${now.source(uri)!.slice(span.start, span.end)}`,
  );
}

describe('definition', () => {
  const check = (marked: string, expected: readonly string[]) => {
    const made = fixture(library + marked);
    const places = definition(made.library.now, made.document, made.offset).map(({ place }) => place);
    assert.deepEqual(
      written(made, places).map(text => text.slice(0, 60)),
      expected,
    );
  };
  it('goes from a term to the sentence that defines it', () =>
    check('-- a.md --\nCor<|>DA helps.', ['papers.jsonl: We propose CorDA, a Context-oriented Decomposi']));
  it('goes from a link to the paper', () =>
    check('-- a.md --\n[[Cor<|>DA]]', ['papers.jsonl: {"id":"corda","title":"CorDA: Context-Oriented']));
  it('goes nowhere from an ordinary word', () => check('-- a.md --\nhel<|>ps', []));
});

describe('type definition', () => {
  const check = (marked: string, expected: readonly string[]) => {
    const made = fixture(library + marked);
    assert.deepEqual(
      introducers(made.library.now, made.document, made.offset).map(({ id }) => id),
      expected,
    );
  };
  it('goes from a term to the paper that introduces it', () => check('-- a.md --\nCor<|>DA helps.', ['corda']));
  it('goes from a link to its paper', () => check('-- a.md --\n[[Lo<|>FiT]]', ['lofit']));
  it('goes nowhere from a term of the glossary', () =>
    check('-- glossary.md --\n**ZQX**: what none has.\n-- a.md --\nZQ<|>X', []));
});

describe('highlight', () => {
  const check = (marked: string, expected: readonly string[]) => {
    const { library: held, document, offset } = fixture(library + marked);
    assert.deepEqual(
      highlights(held.now, document, offset).map(({ start, end }) => document.text.slice(start, end)),
      expected,
    );
  };
  it('marks every use of a term, and none in code', () =>
    check('-- a.md --\nCor<|>DA and context-oriented decomposition adaptation, not `CorDA` nor LoFiT.', [
      'CorDA',
      'context-oriented decomposition adaptation',
    ]));
  it('marks every link to the same paper', () =>
    check('-- a.md --\n[[Cor<|>DA]], @corda, [[LoFiT]]', ['CorDA', 'corda']));
});

describe('references', () => {
  const check = (marked: string, expected: readonly string[]) => {
    const made = fixture(library + marked);
    assert.deepEqual(written(made, references(made.library.now, made.document, made.offset, false)), expected);
  };
  it('are all uses of a term over notes and abstracts, by plural too', () =>
    check(
      '-- glossary.md --\n**LoRA** (Low-Rank Adaptation): trains two small matrices.\n-- a.md --\nLo<|>RA and two LoRAs, `LoRA`, and low-rank adaptation.',
      [
        'a.md: LoRA',
        'a.md: LoRAs',
        'a.md: low-rank adaptation',
        'glossary.md: LoRA',
        'glossary.md: Low-Rank Adaptation',
        'papers.jsonl: LoRA',
        'papers.jsonl: LoRA',
      ],
    ));
  it('are all links to a paper, by any of its names', () =>
    check('-- a.md --\n[[Lo<|>FiT]] and [[lofit]]\n-- b.md --\nby [@lofit]', [
      'a.md: LoFiT',
      'a.md: lofit',
      'b.md: lofit',
    ]));
});

describe('completion', () => {
  /** What the text becomes for each candidate. */
  const check = (marked: string, asked: boolean, expected: readonly string[], exactly = true) => {
    const { library: held, document, offset } = fixture(library + marked);
    const { candidates } = completion(held.now, document, offset, asked);
    const texts = candidates.map(
      ({ replaced, inserted }) => document.text.slice(0, replaced.start) + inserted + document.text.slice(replaced.end),
    );
    assert.deepEqual(exactly ? texts : texts.slice(0, expected.length), expected);
  };
  it('finds papers by words of the title in any order', () =>
    check('-- a.md --\n[[forgetting catastr<|>', false, [
      '[[Understanding Catastrophic Forgetting in Language Models]]',
    ]));
  it('goes on while a word is begun', () => {
    for (const typed of ['understanding', 'understanding ', 'understanding c', 'understanding ca']) {
      check(`-- a.md --\n[[${typed}<|>]]`, false, ['[[Understanding Catastrophic Forgetting in Language Models]]']);
    }
  });
  it('leaves exactly one pair of closing brackets', () =>
    check('-- a.md --\n[[forgetting catastr<|>]]', false, [
      '[[Understanding Catastrophic Forgetting in Language Models]]',
    ]));
  it('inserts the short name where it is unique', () => check('-- a.md --\n[[cord<|>]] x', false, ['[[CorDA]] x']));
  it('inserts the title where a note has the short name', () =>
    check(
      '-- CorDA.md --\nmine\n-- a.md --\n[[context-ori<|>]]',
      false,
      ['[[CorDA: Context-Oriented Decomposition Adaptation]]'],
      false,
    ));
  it('offers notes', () => check('-- Ideas.md --\n# Ideas\n-- a.md --\n[[ide<|>]]', false, ['[[Ideas]]']));
  it('offers terms only on request', () => {
    check('-- a.md --\nwith Lof<|>', true, ['with LoFiT']);
    check('-- a.md --\nwith Lof<|>', false, []);
  });
  it('offers the whole of an expansion', () =>
    check('-- a.md --\nthe context-oriented dec<|>', true, ['the Context-oriented Decomposition Adaptation (CorDA)']));
  it('is silent in code', () => check('-- a.md --\n`[[cor<|>`', true, []));
});

describe('related work', () => {
  const { library: held } = fixture(library);
  it('finds what shares terms first, and says them', () => {
    const related = relatedTo(held.now, paperOf(held.now, 'forget')!, 2);
    assert.equal(related[0]?.paper.id, 'corda');
    assert.ok(
      related[0].shared.some(reason => /forgetting/.test(reason)),
      related[0].shared.join(),
    );
  });
  it('never holds the paper itself', () => {
    for (const [id] of held.now.papers.entries()) {
      assert.ok(relatedTo(held.now, paperOf(held.now, id)!, 10).every(({ paper }) => paper.id !== id));
    }
  });
});

describe('the page of a paper', () => {
  const { library: held } = fixture(`${library}-- a.md --\nSee [[CorDA]].`);
  const { text, links } = page(held.now, paperOf(held.now, 'corda')!, held.taxonomy);
  it('reads well as plain text', () => {
    assert.match(text, /^# CorDA: Context-Oriented Decomposition Adaptation\n/);
    assert.doesNotMatch(text, /\]\(|undefined|\(\)/);
    for (const heading of ['## Abstract', '## Terms', '## Related work', '## In my notes'])
      assert.ok(text.includes(`\n${heading}\n`), heading);
    assert.ok(
      text
        .split('\n')
        .every(line => line.length <= 80 || !line.includes(' ', 2) || line.startsWith('- ') || line.startsWith('# ')),
    );
  });
  it('has its links over the bare words', () => {
    const words = links.map(({ span }) => text.slice(span.start, span.end));
    assert.deepEqual(words.slice(0, 2), ['Go to source', 'Find on the Web']);
    assert.ok(words.includes('LoFiT: Localized Fine-tuning on LLM Representations'));
    assert.ok(words.includes('a'));
  });
  it('holds nothing that a preview would make live, and shows the rest as it is', () => {
    const { library: hostile } = fixture(
      '-- p.jsonl --\n{"id":"x","title":"A [b](command:c) Title","abstract":"See ![i](https://e.org/i.png), <img src=x>, [d]: e and <sks> dogs.","authors":["A\\n# B"]}\n',
    );
    const shown = page(hostile.now, paperOf(hostile.now, 'x')!, hostile.taxonomy).text;
    assert.doesNotMatch(shown, /\]\(|<img|\]:|\n# B/);
    assert.match(shown, /<sks> dogs/);
  });
  it('has a uri that leads back to the paper, whatever its id is', () => {
    const paper = paperOf(held.now, 'corda')!;
    for (const id of ['corda', '2401.00001v2', 'DBLP:conf/nips/X', 'a_b c/ü%41', 'cs/0112017']) {
      const uri = pageUri({ ...paper, id: id as typeof paper.id });
      assert.equal(paperOfPage(uri), id);
      assert.match(uri, /\/CorDA\.md$/);
    }
  });
});

describe('document links and symbols', () => {
  it('lead to papers and notes that are there', () => {
    const { library: held, document } = fixture(
      `${library}-- Ideas.md --\nx\n-- a.md --\n<|>[[CorDA]] [[Ideas]] [[nothing]] [to](Ideas.md)`,
    );
    assert.deepEqual(
      documentLinks(held.now, document).map(link => [link.kind, document.text.slice(link.span.start, link.span.end)]),
      [
        ['paper', 'CorDA'],
        ['note', 'Ideas'],
        ['note', 'Ideas.md'],
      ],
    );
  });
  it('name papers and terms', () => {
    const { library: held } = fixture(library);
    assert.deepEqual(
      workspaceSymbols(held.now, 'corda').map(({ kind, name }) => [kind, name]),
      [
        ['term', 'CorDA'],
        ['paper', 'CorDA: Context-Oriented Decomposition Adaptation'],
      ],
    );
  });
});

describe('papers without an id of their own', () => {
  it('are two where their authors differ', () => {
    const { library: held } = fixture(
      '-- p.jsonl --\n{"title":"Forgetting","abstract":"One.","authors":["Ann Lee"],"year":2020}\n{"title":"Forgetting","abstract":"Two.","authors":["Ray, Bob"],"year":2021}\n',
    );
    assert.deepEqual([...held.now.papers.entries()].map(([id]) => id).sort(), [
      'forgetting-lee-2020',
      'forgetting-ray-2021',
    ]);
  });
  it('are found by author, year and identifier', () => {
    const { library: held } = fixture(
      '-- p.jsonl --\n{"id":"1706.03762","title":"Attention","abstract":"x","authors":["Ashish Vaswani"],"year":2017}\n',
    );
    for (const query of ['2017', '1706.03762', 'vaswani 2017', 'attent vasw']) {
      assert.equal(papersFor(held.now, query, 9).length, 1, query);
    }
  });
});
