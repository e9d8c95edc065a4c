import assert from 'node:assert/strict';
import { citeKey, isPlainKey } from '../server/queries/cite-key.ts';
import { page } from '../server/queries/page.ts';
import { recordsOfPaper } from '../server/queries/records.ts';
import { isNamedBy } from '../server/snapshot/separate.ts';
import { paperOf } from '../server/snapshot/snapshot.ts';
import { citationKey, longCitationKey } from '../server/text/citation-key.ts';
import { fixture } from './fixture.ts';

const lora = {
  title: 'LoRA: Low-Rank Adaptation of Large Language Models',
  authors: ['Edward J. Hu', 'Yelong Shen'],
  year: 2021,
};
const check = (source: Parameters<typeof citationKey>[0], pattern: string, key: string) =>
  assert.equal(citationKey(source, pattern), key);

describe('a generated citation key', () => {
  it('is made of the first author, the year and the first telling word', () =>
    check(lora, 'authorYearWord', 'hu2021lora'));
  it('passes over words that open many titles', () =>
    check({ ...lora, title: 'On the Dangers of Stochastic Parrots' }, 'authorYearWord', 'hu2021dangers'));
  it('follows a pattern, separators too', () => {
    check(lora, 'author_year', 'hu_2021');
    check(lora, 'yearAuthorWords', '2021huloralowrank');
    check(lora, 'nonsense', 'hu2021lora');
  });
  it('takes the short name or the first words where author or year is not known', () => {
    check({ ...lora, authors: [] }, 'authorYearWord', 'lora');
    check({ title: 'Half Fine-Tuning of Models', authors: ['E. Hu'] }, 'authorYearWord', 'half-fine-tuning');
    check({ title: '…', authors: [] }, 'authorYearWord', 'untitled');
  });
  it('has plain letters of accents, and the family name where BibTeX tells it', () => {
    check({ ...lora, authors: ['Łukasz Kaiser'] }, 'authorYearWord', 'kaiser2021lora');
    check({ ...lora, authors: ['Größe, Jörg'] }, 'authorYearWord', 'grosse2021lora');
    check({ ...lora, authors: ['van der Maaten, Laurens'] }, 'author', 'vandermaaten');
    check({ ...lora, authors: ['王 伟'] }, 'author', '伟');
  });
  it('is longer where another paper goes by it', () => {
    assert.equal(longCitationKey(lora, 'authorYearWord'), 'hu2021-lora-low-rank-adaptation-large');
    const { library } = fixture(`-- a.jsonl --
{"title":"LoRA: one","authors":["E. Hu"],"year":2021,"abstract":"x"}
{"title":"LoRA: two of them","authors":["B. Hu"],"year":2021,"abstract":"x"}
{"title":"Another","authors":["C. Li"],"year":2020,"abstract":"x"}`);
    const keys = [...library.now.papers.values()].map(paper => citeKey(library.now, paper)).sort();
    assert.deepEqual(keys, ['hu2021-lora-one', 'hu2021-lora-two-them', 'li2020another']);
  });
  it('never takes the place of a record’s own', () => {
    const { library } = fixture('-- a.bib --\n@misc{My:Key, title={LoRA}, author={Hu, E.}, year=2021}');
    assert.equal(citeKey(library.now, paperOf(library.now, 'My:Key')!), 'My:Key');
  });
  it('finds its paper in a note', () => {
    const { library } = fixture('-- a.jsonl --\n{"title":"LoRA: one","authors":["E. Hu"],"year":2021,"abstract":"x"}');
    assert.equal(library.now.names.get('hu2021lora' as never)?.length, 1);
  });
});

describe('a key behind @', () => {
  it('needs braces where Pandoc would end it early', () => {
    for (const key of ['hu2021lora', 'DBLP:conf/nips/X', 'smith-2020', '2106.09685', '_a', 'müller20'])
      assert.ok(isPlainKey(key));
    for (const key of ['a b', 'a::b', 'ends.', '-a', 'a{b', '']) assert.ok(!isPlainKey(key));
  });
});

describe('a paper of two records', () => {
  const files = `-- notes/refs.bib --
@misc{hu2021, title={Attention is all you need}, author={Vaswani, A.}}
-- seeds.jsonl --
{"title":"Attention is all you need","abstract":"We propose it."}
`;
  it('shows both on its page', () => {
    const { library } = fixture(files);
    const { text } = page(library.now, paperOf(library.now, 'hu2021')!, library.taxonomy);
    assert.match(text, /## Sources\n\n- refs\.bib, line 1: hu2021\n- seeds\.jsonl, line 1: with abstract\n/);
    assert.match(text, /Cite as @hu2021\n/);
  });
  it('names them so that a setting can part them', () => {
    const { library } = fixture(files);
    const paper = paperOf(library.now, 'hu2021')!;
    const names = recordsOfPaper(library.now, paper).map(({ name }) => name);
    assert.deepEqual(names, ['refs.bib#hu2021', 'seeds.jsonl#attention-is-all-you-need']);
    for (const name of [...names, 'hu2021', 'notes/refs.bib#hu2021']) {
      assert.equal(paper.records.filter(isNamedBy([name])).length, 1, name);
    }
    for (const name of ['s/refs.bib#hu2021', 'otes/refs.bib#hu2021', 'refs.bib#', 'refs.bib']) {
      assert.equal(paper.records.filter(isNamedBy([name])).length, 0, name);
    }
  });
});
