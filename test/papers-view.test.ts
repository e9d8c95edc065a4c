import assert from 'node:assert/strict';
import type { NoteUri } from '../server/library/model.ts';
import type { TreeNode } from '../server/protocol.ts';
import { papersFor } from '../server/queries/find.ts';
import { papersInOrder, type Subject } from '../server/queries/paper-order.ts';
import { shelvesBy } from '../server/queries/paper-shelves.ts';
import { type Arrangement, reveal, tree } from '../server/queries/tree.ts';
import { addFile, fixture } from './fixture.ts';

const library = `-- gloss-taxonomy.yaml --
categories:
  - id: peft
    label: Fine-tuning
    names: [adapters, low-rank adaptation]
  - id: continual
    label: Continual learning
    names: [forgetting, continual learning]
-- zotero.json --
[{"itemType":"conferencePaper","key":"AAAA2222","title":"LoRA: Low-Rank Adaptation","creators":[{"creatorType":"author","firstName":"Edward J.","lastName":"Hu"},{"creatorType":"author","firstName":"Yelong","lastName":"Shen"}],"date":"2022","proceedingsTitle":"ICLR 2022","abstractNote":"Adapters of low rank.","tags":[{"tag":"PEFT"},{"tag":"survey"}],"collections":["Thesis","Q3ZK8RTB"],"dateAdded":"2023-05-01T10:00:00Z"},
 {"itemType":"journalArticle","key":"BBBB2222","title":"Visualizing Data","creators":[{"creatorType":"author","firstName":"Laurens","lastName":"van der Maaten"}],"date":"2008","publicationTitle":"JMLR","abstractNote":"Embeddings in two dimensions.","tags":[{"tag":"survey"}],"dateAdded":"2024-01-01T10:00:00Z"}]
-- thesis/refs.bib --
@article{mccloskey1989, title={Catastrophic Interference}, author={McCloskey, Michael}, year={1989}, abstract={Forgetting in continual learning of connectionist networks.}, keywords={peft}}
@inproceedings{ada2024, title={Adapters Again}, author={Lovelace, Ada}, year={2024}, booktitle={Proceedings of the ICLR 2024}, abstract={Huge adapters.}}
-- book/refs.bib --
@misc{undated, title={Undated Notes}, author={Huang, Ann}, journal={arXiv preprint arXiv:2401.00001}, abstract={Nothing to see.}}
-- reading.md --
On forgetting in continual learning of networks, and nothing else at all.
`;

type Asked = Partial<Arrangement> & { readonly parent?: string; readonly from?: number };

function nodesOf(marked: string, asked: Asked = {}) {
  const { library } = fixture(marked);
  return treeOf(library, asked);
}

function treeOf({ now, taxonomy }: ReturnType<typeof fixture>['library'], { parent, from = 0, ...asked }: Asked) {
  return tree(now, taxonomy, { by: 'category', order: { kind: 'title' }, filter: '', ...asked }, parent, from);
}

/** Holds the children of a node against lines of `group (count)` and `title · description`. */
function check(asked: Asked, expected: string): void {
  const { nodes } = nodesOf(library, asked);
  assert.equal(nodes.map(lineOf).join('\n'), expected.trim().split(/\n\s*/).join('\n'));
}

function lineOf(node: TreeNode): string {
  switch (node.kind) {
    case 'group':
      return `${node.label} (${node.count})`;
    case 'more':
      return `… ${node.count}`;
    case 'paper':
      return `${node.paper.title} · ${node.description}`;
  }
}

describe('the Papers view', () => {
  describe('groups papers', () => {
    it('by category, in the order of the taxonomy', () =>
      check(
        {},
        `Fine-tuning (2)
         Continual learning (1)
         Other (2)`,
      ));
    it('by year, the newest first and those of no year last', () =>
      check(
        { by: 'year' },
        `2024 (1)
         2022 (1)
         2008 (1)
         1989 (1)
         No year (1)`,
      ));
    it('by venue, whatever the year, those with most papers first', () =>
      check(
        { by: 'venue' },
        `ICLR (2)
         arXiv (1)
         JMLR (1)
         No venue (1)`,
      ));
    it('by file, with the folder where names clash', () =>
      check(
        { by: 'source' },
        `book/refs.bib (1)
         thesis/refs.bib (2)
         zotero.json (2)`,
      ));
    it('by tag, in any capitals, a paper under each of its tags', () =>
      check(
        { by: 'tag' },
        `PEFT (2)
         survey (2)
         No tag (2)`,
      ));
    it('by collection, where its name is known', () =>
      check(
        { by: 'collection' },
        `Thesis (1)
         No collection (4)`,
      ));
    it('not at all', () =>
      check(
        { by: 'none' },
        `Adapters Again · Lovelace, 2024
         Catastrophic Interference · McCloskey, 1989
         LoRA: Low-Rank Adaptation · Hu and Shen, 2022
         Undated Notes · Huang
         Visualizing Data · Maaten, 2008`,
      ));
    it('and leaves out under a year what the year says', () =>
      check({ by: 'year', parent: 'year:2022' }, 'LoRA: Low-Rank Adaptation · Hu and Shen'));
    it('with notes that are papers together', () =>
      assert.deepEqual(
        nodesOf('-- a.md --\n---\ntitle: A\nauthors: [Ann Lee]\n---\n-- b.md --\n---\ntitle: B\ndoi: 10.1/b\n---\n', {
          by: 'source',
        }).nodes.map(lineOf),
        ['Notes (2)'],
      ));
  });

  describe('sorts papers', () => {
    const titles = (asked: Asked, marked = library) =>
      nodesOf(marked, { by: 'none', ...asked }).nodes.map(node => (node.kind === 'paper' ? node.paper.title : ''));

    it('by year, the newest first', () =>
      assert.deepEqual(titles({ order: { kind: 'year' } }), [
        'Adapters Again',
        'LoRA: Low-Rank Adaptation',
        'Visualizing Data',
        'Catastrophic Interference',
        'Undated Notes',
      ]));
    it('by the date they were added, and without one as they stand in their files', () =>
      assert.deepEqual(titles({ order: { kind: 'added' } }), [
        'Visualizing Data',
        'LoRA: Low-Rank Adaptation',
        'Undated Notes',
        'Catastrophic Interference',
        'Adapters Again',
      ]));
    it('by relevance to a note, and says to which', () => {
      const { library: held, document } = fixture(library);
      const { nodes, near } = treeOf(held, { by: 'none', order: { kind: 'relevance', to: { document } } });
      assert.equal(near, 'reading.md');
      assert.match(lineOf(nodes[0]!), /^Catastrophic Interference/);
      assert.equal(nodes.length, 5);
    });
    it('by relevance to a paper, itself first', () => {
      const to: Subject = { paper: 'ada2024' };
      assert.deepEqual(titles({ order: { kind: 'relevance', to } }).slice(0, 2), [
        'Adapters Again',
        'LoRA: Low-Rank Adaptation',
      ]);
    });
    it('by title where relevance has nothing to go by', () =>
      assert.deepEqual(titles({ order: { kind: 'relevance' } }), titles({})));
    it('by relevance again once the note has changed', () => {
      const { library: held } = fixture(library);
      const uri = 'file:///vault/reading.md' as NoteUri;
      const first = () => {
        const open = held.document(uri)!;
        const to = { document: { uri, text: open.text, note: open.note } };
        return lineOf(treeOf(held, { by: 'none', order: { kind: 'relevance', to } }).nodes[0]!);
      };
      assert.match(first(), /^Catastrophic/);
      held.edit(uri, 2, 'Embeddings in two dimensions, for visualizing data of any kind.');
      assert.match(first(), /^Visualizing/);
    });
  });

  describe('filters papers', () => {
    const { library: held } = fixture(library);
    const left = (filter: string) =>
      treeOf(held, { by: 'none', filter })
        .nodes.flatMap(node => (node.kind === 'paper' ? node.paper.title.split(/\W/)[0]! : []))
        .join(' ');
    const cases: readonly (readonly [query: string, left: string, why?: string])[] = [
      ['lovelace', 'Adapters'],
      ['adapters', 'Adapters LoRA'],
      ['adapt low', 'LoRA'],
      ['LoRA hu', 'LoRA', 'a word of the title and one of the authors'],
      ['low hu', 'LoRA', 'a word of the abstract and one of the authors'],
      ['nothing like it', ''],
      ['author:hu', 'LoRA Undated', 'a name that has just been begun'],
      ['author:"hu"', 'LoRA', 'a whole name'],
      ['author:"van der Maaten"', 'Visualizing'],
      ['author:"hu yelong"', '', 'not over two names'],
      ['year:2022', 'LoRA'],
      ['year:2022..', 'Adapters LoRA'],
      ['year:..2008', 'Catastrophic Visualizing'],
      ['year:2000..2023', 'LoRA Visualizing'],
      ['year:2023..2000', 'LoRA Visualizing'],
      ['year:2000-2023', 'LoRA Visualizing'],
      ['-year:2022', 'Adapters Catastrophic Undated Visualizing'],
      ['tag:peft', 'Catastrophic LoRA'],
      ['tag:peft -author:hu', 'Catastrophic'],
      ['venue:iclr title:again', 'Adapters'],
      ['collection:thes', 'LoRA'],
      ['-adapters -data', 'Catastrophic Undated'],
      ['"two dimensions"', 'Visualizing'],
      ['"dimensions two"', ''],
      ['-"two dimensions" year:..2008', 'Catastrophic'],
      ['AUTHOR:Hu', 'LoRA Undated'],
      ['year:', 'Adapters Catastrophic LoRA Undated Visualizing', 'nothing yet'],
      ['year:20', 'Adapters Catastrophic LoRA Undated Visualizing', 'nothing yet'],
      ['is:unread', '', 'words like others'],
      ['mccloskey1989', 'Catastrophic', 'a key'],
    ];
    for (const [query, expected, why] of cases) {
      it(`${query}${why === undefined ? '' : ` (${why})`}`, () => assert.equal(left(query), expected));
    }
    it('and keeps the order of groups', () =>
      check(
        { by: 'venue', filter: '-author:lovelace' },
        `ICLR (1)
         arXiv (1)
         JMLR (1)
         No venue (1)`,
      ));
    it('and counts what is left', () => {
      const { shown, papers } = treeOf(held, { filter: 'year:2022..' });
      assert.deepEqual([shown, papers], [2, 5]);
    });
    it('and says what it could not read', () =>
      assert.match(treeOf(held, { filter: 'lora year:' }).unread.join(), /year:2019\.\./));
    it('anew when papers change', () => {
      const { library: changing } = fixture(library);
      const shown = () => treeOf(changing, { filter: 'author:turing' }).shown;
      assert.equal(shown(), 0);
      addFile(
        changing,
        'file:///vault/new.bib' as NoteUri,
        'new.bib',
        '@misc{t, title={Computing}, author={Turing, Alan}}',
      );
      assert.equal(shown(), 1);
    });
    it('in the list that papers are picked from as well', () =>
      assert.deepEqual(
        papersFor(held.now, 'author:hu adapters', 9).map(({ title }) => title),
        ['LoRA: Low-Rank Adaptation'],
      ));
  });

  it('puts nothing in order again after an edit of a note', () => {
    const { library: held } = fixture(library);
    const shelves = () => {
      const papers = papersInOrder(held.now, { kind: 'added' });
      return [papers, shelvesBy('tag', papers, held.taxonomy)];
    };
    const before = shelves();
    held.edit('file:///vault/reading.md' as NoteUri, 2, 'Something else.');
    assert.ok(shelves().every((now, i) => now === before[i]));
  });

  describe('reveals a paper', () => {
    const { library: held } = fixture(library);
    const path = (id: string, asked: Partial<Arrangement>) =>
      reveal(held.now, held.taxonomy, { by: 'category', order: { kind: 'title' }, filter: '', ...asked }, id)?.map(
        node => node.id,
      );
    it('under its first category', () =>
      assert.deepEqual(path('mccloskey1989', {}), ['category:continual', 'category:continual/mccloskey1989']));
    it('under its year', () => assert.deepEqual(path('ada2024', { by: 'year' }), ['year:2024', 'year:2024/ada2024']));
    it('in one list', () => assert.deepEqual(path('ada2024', { by: 'none' }), ['/ada2024']));
    it('where the filter leaves it', () => assert.equal(path('ada2024', { filter: 'author:hu' }), undefined));
  });

  describe('shows 200 nodes and then more', () => {
    const many = Array.from(
      { length: 450 },
      (_, i) => `{"id":"p${i}","title":"Adapters, part ${i}","abstract":"Low-rank adapters.","venue":"Venue ${i}"}`,
    );
    const { library: big } = fixture(`-- big.jsonl --\n${many.join('\n')}\n`);
    const numbers = (asked: Asked) => {
      const { nodes } = treeOf(big, asked);
      const last = nodes.at(-1)!;
      return [nodes.length, last.kind === 'more' ? last.count : 0];
    };
    it('of a group', () => {
      assert.deepEqual(numbers({ parent: 'category:peft' }), [201, 250]);
      assert.deepEqual(numbers({ parent: 'category:peft', from: 400 }), [50, 0]);
    });
    it('of one list', () => assert.deepEqual(numbers({ by: 'none', from: 200 }), [201, 50]));
    it('of groups', () => {
      assert.deepEqual(numbers({ by: 'venue' }), [201, 250]);
      assert.deepEqual(numbers({ by: 'venue', from: 400 }), [50, 0]);
    });
  });
});
