import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTaxonomy } from '../../server/formats/taxonomy.ts';

function problemsOf(text: string): string[] {
  return readTaxonomy(text).problems.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end).trim()}`);
}

describe('reading a taxonomy', () => {
  it('gives the categories in their order', () => {
    const { taxonomy, problems } = readTaxonomy(`
categories:
  - id: graphs
    label: Graphs
    names: [graph neural network, GNN]
    signs:
      - message passing
  - {id: audio, label: Audio, names: speech, against: [hate speech]}
`);
    assert.deepEqual(problems, []);
    assert.deepEqual(taxonomy.categories, [
      {
        id: 'graphs',
        label: 'Graphs',
        names: ['graph neural network', 'GNN'],
        signs: ['message passing'],
        against: [],
      },
      { id: 'audio', label: 'Audio', names: ['speech'], signs: [], against: ['hate speech'] },
    ]);
  });

  it('takes numbers for phrases', () =>
    assert.deepEqual(readTaxonomy('categories: [{id: 3, label: 3D, names: [3]}]').taxonomy.categories[0]?.names, [
      '3',
    ]));

  it('points at a key it does not know', () =>
    assert.deepEqual(problemsOf('categories:\n  - id: a\n    label: A\n    name: [x]\n'), ['unknown-key: name']));

  it('keeps a category without a label', () => {
    const text = 'categories:\n  - id: a\n';
    assert.deepEqual(problemsOf(text), ['missing-label: a']);
    assert.equal(readTaxonomy(text).taxonomy.categories[0]?.label, 'a');
  });

  it('leaves out what has no id, and keeps the rest', () => {
    const text = 'categories:\n  - label: A\n  - id: b\n    label: B\n';
    assert.deepEqual(problemsOf(text), ['missing-id: label: A']);
    assert.deepEqual(
      readTaxonomy(text).taxonomy.categories.map(({ id }) => id),
      ['b'],
    );
  });

  it('keeps the first of two with one id', () => {
    const text = 'categories:\n  - {id: a, label: A}\n  - {id: a, label: B}\n';
    assert.deepEqual(problemsOf(text), ['double-id: a']);
    assert.deepEqual(
      readTaxonomy(text).taxonomy.categories.map(({ label }) => label),
      ['A'],
    );
  });

  it('says what is not a list of phrases', () =>
    assert.deepEqual(problemsOf('categories: [{id: a, label: A, signs: {b: c}}]'), ['taxonomy-shape: {b: c}']));

  it('says where the list is missing', () =>
    assert.deepEqual(problemsOf('category: []'), ['unknown-key: category', 'taxonomy-shape: category: []']));

  it('is empty for an empty file', () =>
    assert.deepEqual(readTaxonomy(''), { taxonomy: { categories: [] }, problems: [] }));

  it('reports broken YAML where it breaks', () => {
    const [problem] = readTaxonomy('categories:\n  - {id: a, label: "A').problems;
    assert.equal(problem?.code, 'yaml');
  });

  it('throws on nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('categories:', 'id: a', '\n', '  ', '- ', '{', '}', '[', ']', '"', '&x', '*x', '|', ': '),
        ),
        parts => {
          const text = parts.join('');
          for (const { span } of readTaxonomy(text).problems)
            assert.ok(span.start <= span.end && span.end <= text.length);
        },
      ),
    );
  });

  it('does not parse what is far too long', () =>
    assert.deepEqual(
      readTaxonomy('['.repeat(1_000_000)).problems.map(({ code }) => code),
      ['yaml'],
    ));

  for (const part of ['[', '{', '- ', '? ', '&a ', '!', '|\n', '#', ' ', '- []\n', '*', 'a', '"', '\n', 'a: ']) {
    it(`ends on nothing but ${JSON.stringify(part)}`, () => {
      assert.deepEqual(readTaxonomy(part.repeat(99_999 / part.length)).taxonomy.categories, []);
    }).timeout(20_000);
  }
});
