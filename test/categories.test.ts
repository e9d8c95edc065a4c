import assert from 'node:assert/strict';
import fc from 'fast-check';
import { categoriesOf } from '../server/extract/categories.ts';
import type { Taxonomy } from '../server/library/model.ts';

const taxonomy: Taxonomy = {
  categories: [
    {
      id: 'graphs',
      label: 'Graphs',
      names: ['graph neural network', 'GNN'],
      signs: ['node', 'message passing'],
      against: [],
    },
    { id: 'search', label: 'Search', names: ['retrieval'], signs: ['query', 'index'], against: ['memory retrieval'] },
    { id: 'tuning', label: 'Tuning', names: ['fine-tuning'], signs: [], against: [] },
    { id: 'audio', label: 'Audio', names: ['speech recognition'], signs: ['acoustic'], against: [] },
    { id: 'images', label: 'Images', names: ['object detection'], signs: ['pixel'], against: [] },
  ],
};

function found(title: string, abstract = ''): string {
  return categoriesOf(`${title}\n${abstract}`, title.length, taxonomy)
    .map(fit => fit.category)
    .join(' ');
}

describe('categories of a paper', () => {
  it('come from a name in the title', () => assert.equal(found('Deeper Graph Neural Networks'), 'graphs'));

  it('come from what the abstract is about', () =>
    assert.equal(
      found('Going deeper', 'Smoothing hurts a GNN. We propose a graph neural network with gates.'),
      'graphs',
    ));

  it('do not come from one word in passing', () =>
    assert.equal(found('Going deeper', 'Depth helps. Several nodes are slow. It also helps retrieval.'), ''));

  it('do not come from examples and rivals', () =>
    assert.equal(
      found('Going deeper', 'It outperforms every GNN. It serves many tasks such as retrieval and speech recognition.'),
      '',
    ));

  it('take hyphens, case and plurals alike', () => {
    assert.equal(found('FINETUNING'), 'tuning');
    assert.equal(found('Fine Tunings'), 'tuning');
    assert.equal(found('Graph-Neural-Networks'), 'graphs');
  });

  it('look at whole words', () => assert.equal(found('Retrievals'), 'search'));
  it('find nothing inside a word', () => assert.equal(found('Preretrievalist'), ''));

  it('let a phrase against take the name in it away', () => assert.equal(found('Memory retrieval in rats'), ''));

  it('do not read a phrase across two sentences', () =>
    assert.equal(found('We like speech. Recognition', 'Of speech. Recognition. Of speech. Recognition too.'), ''));

  it('put the title’s subject before the abstract’s', () =>
    assert.equal(
      found('Speech recognition with little', 'We study retrieval. We propose retrieval with an index for each query.'),
      'audio search',
    ));

  it('are at most three', () =>
    assert.equal(found('Retrieval, speech recognition, object detection and fine-tuning'), 'search tuning audio'));

  it('count repeats ever less', () => {
    const score = (times: number): number =>
      categoriesOf(`T\n${'GNN here. '.repeat(times)}`, 1, taxonomy)[0]?.score ?? 0;
    assert.ok(score(40) - score(20) < score(20) - score(5));
    assert.ok(score(1000) <= 2);
  });

  it('are none where the taxonomy or the text is empty', () => {
    assert.deepEqual(categoriesOf('Retrieval', 9, { categories: [] }), []);
    assert.deepEqual(categoriesOf('', 0, taxonomy), []);
  });

  it('do not depend on how often or in which order they are asked for', () => {
    const words = fc.constantFrom(
      'GNN',
      'retrieval',
      'query',
      'we',
      'propose',
      'such',
      'as',
      'memory',
      '. ',
      'Fine-tuning',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 60 }), fc.nat(60), (parts, titleEnd) => {
        const text = parts.join(' ');
        const first = categoriesOf(text, titleEnd, taxonomy);
        assert.deepEqual(categoriesOf(text, titleEnd, structuredClone(taxonomy)), first);
        assert.ok(first.length <= 3 && first.every(fit => fit.score > 0));
        assert.deepEqual(
          [...first].sort((a, b) => b.score - a.score),
          first,
        );
      }),
    );
  });

  it('survive a megabyte of anything', () => {
    for (const part of ['a', '.', ' ', '. ', 'GNN ', 'such as ', '[']) {
      const text = part.repeat(1_000_000 / part.length);
      assert.ok(categoriesOf(text, 0, taxonomy).length <= 3);
    }
  });
});
