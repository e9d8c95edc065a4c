import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { Library } from '../server/host/library.ts';
import { fileUri } from '../server/host/uris.ts';
import type { Paper } from '../server/library/model.ts';
import { mentionsOfPaper } from '../server/queries/mentions-of-paper.ts';
import { defaultRules } from '../server/snapshot/papers.ts';
import { paperOf } from '../server/snapshot/snapshot.ts';
import { addFile, fixture } from './fixture.ts';

const taxonomy = bundledTaxonomy();
const seed =
  '{"title":"LoRA: Low-Rank Adaptation of Large Language Models","abstract":"We propose LoRA, which freezes the weights."}';
const preprint = `@misc{hu2021lora,
  title = {{LoRA}: Low-rank adaptation of large language models},
  author = {Hu, Edward J. and Shen, Yelong}, year = {2021}, eprint = {2106.09685}, archivePrefix = {arXiv}}`;
const published = `@inproceedings{hu2022lora,
  title = {{LoRA}: Low-Rank Adaptation of Large Language Models},
  author = {Edward J Hu and Yelong Shen and Phillip Wallis}, booktitle = {ICLR}, year = {2022},
  url = {https://openreview.net/forum?id=nZeVKeeFYf9}}`;

/** The papers of a fixture, each as its id and the places of its records. */
function papersOf(files: string): string[] {
  const { papers } = fixture(files).library.now;
  return [...papers.values()].map(line).sort();
}

function line({ id, records }: Paper): string {
  const places = records.map(({ from }) => `${from.uri.slice(from.uri.lastIndexOf('/') + 1)}:${from.line + 1}`);
  return `${id} ${places.join(' ')}`;
}

const check = (files: string, expected: readonly string[]) => assert.deepEqual(papersOf(files), expected);

/** Records of one file, told apart by their keys. */
const bib = (...entries: readonly string[]) => `-- a.bib --\n${entries.join('\n')}\n`;

describe('one paper', () => {
  it('has its seed, its preprint and its publication as records', () =>
    check(`-- seeds.jsonl --\n${seed}\n-- refs.bib --\n${preprint}\n${published}`, [
      'hu2021lora refs.bib:1 refs.bib:4 seeds.jsonl:1',
    ]));
  it('shows the published venue with the preprint’s abstract and the fullest list of authors', () => {
    const { library } = fixture(`-- seeds.jsonl --\n${seed}\n-- refs.bib --\n${preprint}\n${published}`);
    const paper = paperOf(library.now, 'hu2021lora')!;
    assert.equal(paper.venue, 'ICLR');
    assert.equal(paper.year, 2022);
    assert.equal(paper.arxiv, '2106.09685');
    assert.deepEqual(paper.authors, ['Edward J Hu', 'Yelong Shen', 'Phillip Wallis']);
    assert.equal(library.now.text(paper)?.abstract.text, 'We propose LoRA, which freezes the weights.');
    assert.deepEqual(paper.keys, ['hu2021lora', 'hu2022lora']);
  });
  it('was added when its first record was, and is in the collections of all', () => {
    const entry = (key: string, rest: string) => `@misc{${key}, title={One of Two}, doi={10.1/a}, ${rest}}`;
    const { papers } = fixture(
      bib(
        entry('a', 'timestamp={2021-01-02}, groups={Thesis}'),
        entry('b', 'timestamp={2020-01-02}, groups={Talk, thesis}'),
      ),
    ).library.now;
    const [paper, ...others] = [...papers.values()];
    assert.deepEqual([paper?.added, paper?.collections, others], [Date.UTC(2020, 0, 2), ['Thesis', 'Talk'], []]);
  });
  it('is found by the id of any of its records, and by each of its keys in a link', () => {
    const { library } = fixture(`-- refs.bib --\n${preprint}\n${published}`);
    assert.equal(paperOf(library.now, 'hu2022lora')?.id, 'hu2021lora');
  });
  it('defines its terms once, however many records have its abstract', () => {
    const abstract = 'We introduce LoFiT, a method that tunes a few heads of a model.';
    const title = 'LoFiT: Localized Fine-Tuning on LLM Representations';
    const record = (id: string) => JSON.stringify({ id, title, abstract, authors: ['Fangcong Yin'] });
    const { terms } = fixture(`-- a.jsonl --\n${record('a')}\n-- b.jsonl --\n${record('b')}`).library.now;
    const [definitions] = [...terms.entries()].filter(([key]) => key === 'lofit').map(([, list]) => list);
    assert.deepEqual(
      definitions?.map(({ paper }) => paper),
      ['a'],
    );
  });
});

describe('records are one paper', () => {
  const title = 'Attention is all you need';
  it('by arXiv id, whatever the version and the wording of the title', () =>
    check(
      bib(
        '@misc{a, title={Scaling up the thing}, author={Hu, E.}, eprint={2401.00001v1}, archivePrefix={arXiv}}',
        '@misc{b, title={How to scale the thing up}, author={Hu, E.}, eprint={2401.00001v3}, archivePrefix={arXiv}}',
      ),
      ['a a.bib:1 a.bib:2'],
    ));
  it('by the DOI that arXiv gives', () =>
    check(
      bib(
        '@misc{a, title={The thing}, eprint={2401.00001}, archivePrefix={arXiv}}',
        '@misc{b, title={The thing}, doi={10.48550/arXiv.2401.00001}}',
      ),
      ['a a.bib:1 a.bib:2'],
    ));
  it('by DOI in any case', () =>
    check(bib('@misc{a, title={The thing}, doi={10.1000/AbC}}', '@misc{b, title={The thing}, doi={10.1000/abc}}'), [
      'a a.bib:1 a.bib:2',
    ]));
  it('by the id of a service', () =>
    check(
      `-- a.json --
[{"paperId":"204e3073870fae3d05bcbc2f6a8e263d9b72e776","title":"${title}","abstract":"x","year":2017}]
-- b.bib --
@misc{b, title={All you need is attention}, url={https://www.semanticscholar.org/paper/204e3073870fae3d05bcbc2f6a8e263d9b72e776}}`,
      ['b b.bib:1 a.json:1'],
    ));
  it('by a citation key that two files share', () =>
    check(
      `-- a.bib --\n@misc{smith, title={A thing of beauty}}\n-- b.bib --\n@misc{smith, title={A thing of beauty: a joy}}`,
      ['smith a.bib:1 b.bib:1'],
    ));
  it('by a long title, where one has no authors', () =>
    check(
      `-- a.jsonl --\n{"title":"${title}","abstract":"x"}\n-- b.bib --\n@misc{b, title={${title}.}, author={Vaswani, A.}}`,
      ['b b.bib:1 a.jsonl:1'],
    ));
  it('by a short title, where authors and year agree', () =>
    check(
      bib(
        '@misc{a, title={Mamba}, author={Gu, A.}, year=2023}',
        '@misc{b, title={Mamba}, author={Albert Gu}, year=2024}',
      ),
      ['a a.bib:1 a.bib:2'],
    ));
});

describe('a reading note', () => {
  const note = (front: string) => `-- lora.md --\n---\n${front}\n---\n# What I make of it\n\nRanks are low.\n`;
  it('that has a paper’s citation key or id is a record of that paper, which keeps its title', () => {
    for (const front of [
      'citekey: hu2021lora\nauthors: [Edward Hu]',
      'arxiv: 2106.09685',
      'doi: 10.48550/arXiv.2106.09685',
    ]) {
      const { library } = fixture(`-- refs.bib --\n${preprint}\n${note(front)}`);
      assert.deepEqual([...library.now.papers.values()].map(line), ['hu2021lora refs.bib:1 lora.md:1']);
      assert.equal(paperOf(library.now, 'hu2021lora')?.title, 'LoRA: Low-rank adaptation of large language models');
    }
  });
  it('that names a paper in its front matter and says no more of it links to it', () => {
    for (const front of ['citekey: hu2021lora', 'paper: "[[hu2021lora]]"', 'paper: "@hu2021lora"']) {
      const { library } = fixture(`-- refs.bib --\n${preprint}\n${note(front)}`);
      const mentions = mentionsOfPaper(library.now, paperOf(library.now, 'hu2021lora')!);
      assert.deepEqual(
        mentions.map(({ note }) => note.title),
        ['What I make of it'],
      );
    }
  });
});

describe('records are different papers', () => {
  it('where a long title is the same and the authors are others', () =>
    check(
      bib(
        '@misc{a, title={A survey of deep learning methods}, author={Hu, E.}}',
        '@misc{b, title={A survey of deep learning methods}, author={Shen, Y.}}',
      ),
      ['a a.bib:1', 'b a.bib:2'],
    ));
  it('where only a short title is the same', () =>
    check(bib('@misc{a, title={Introduction}}', '@misc{b, title={Introduction}, author={Hu, E.}}'), [
      'a a.bib:1',
      'b a.bib:2',
    ]));
  it('where they have arXiv ids of their own', () =>
    check(
      bib(
        '@misc{a, title={A survey of deep learning}, eprint={2401.00001}, archivePrefix={arXiv}}',
        '@misc{b, title={A survey of deep learning}, eprint={2401.00002}, archivePrefix={arXiv}}',
      ),
      ['a a.bib:1', 'b a.bib:2'],
    ));
  it('where a citation key is the same and the titles are others', () =>
    check(`-- a.bib --\n@misc{smith, title={On cats}}\n-- b.bib --\n@misc{smith, title={The mind of dogs}}`, [
      'smith a.bib:1',
      'smith~2 b.bib:1',
    ]));
  it('where chapters have the DOI of their book', () =>
    check(
      bib(
        '@incollection{a, title={On cats}, author={Hu, E.}, doi={10.1000/book}}',
        '@incollection{b, title={Minds of dogs}, author={Shen, Y.}, doi={10.1000/book}}',
      ),
      ['a a.bib:1', 'b a.bib:2'],
    ));
  it('where ids are but numbers in two lists', () =>
    check(
      '-- a.jsonl --\n{"id":"1","title":"On cats","abstract":"x"}\n-- b.jsonl --\n{"id":"1","title":"Minds of dogs","abstract":"x"}',
      ['1 a.jsonl:1', '1~2 b.jsonl:1'],
    ));
});

describe('a merge', () => {
  const files = `-- a.bib --\n${preprint}\n-- b.bib --\n${published}`;
  it('is split by the reader’s word, stays split, and comes back without it', () => {
    const { library } = fixture(files);
    const before = [...library.now.papers.values()].map(line);
    library.setRules({ ...defaultRules, isSeparate: ({ key }) => key === 'hu2022lora' });
    assert.deepEqual([...library.now.papers.values()].map(line).sort(), ['hu2021lora a.bib:1', 'hu2022lora b.bib:1']);
    addFile(library, fileUri('/vault/b.bib'), 'b.bib', `% again\n${published}`);
    assert.deepEqual([...library.now.papers.values()].map(line).sort(), ['hu2021lora a.bib:1', 'hu2022lora b.bib:2']);
    library.setRules(defaultRules);
    addFile(library, fileUri('/vault/b.bib'), 'b.bib', published);
    assert.deepEqual([...library.now.papers.values()].map(line), before);
    assert.equal(library.now.search.size, 1);
  });
  it('ends where the record that held two together goes', () => {
    const { library } = fixture(
      `-- a.bib --
@misc{a, title={A thing of some length}, eprint={2401.00001}, archivePrefix={arXiv}}
-- b.bib --
@misc{b, title={Another wording}, doi={10.1/x}}
-- c.bib --
@misc{c, title={A third one}, eprint={2401.00001}, archivePrefix={arXiv}, doi={10.1/x}}`,
    );
    assert.deepEqual([...library.now.papers.values()].map(line), ['a a.bib:1 b.bib:1 c.bib:1']);
    const uri = fileUri('/vault/c.bib');
    library.close(uri);
    library.put([{ uri }]);
    assert.deepEqual([...library.now.papers.values()].map(line).sort(), ['a a.bib:1', 'b b.bib:1']);
  });
});

describe('the order of files', () => {
  const value = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
  const record = fc.record({
    id: value('a', 'b', 'c', '1', 'a~2'),
    title: fc.constantFrom(
      'Attention is all you need',
      'Attention is all that you need',
      'Mamba',
      'Deep residual learning for images',
    ),
    authors: value(['Hu, E.'], ['Edward Hu', 'Y. Shen'], ['Gu, A.']),
    year: value(2017, 2018, 2024),
    arxiv: value('2401.00001', '2401.00002v2'),
    doi: value('10.1/x', '10.1/Y', '10.48550/arXiv.2401.00001'),
    abstract: fc.constantFrom('', 'Short.', 'Long enough. '.repeat(30)),
  });
  const lists = fc.array(fc.array(record, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 });
  const said = (library: Library) => ({
    papers: [...library.now.papers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)),
    identities: [...library.now.identities.entries()].sort(([a], [b]) => (a < b ? -1 : 1)),
    sizes: [library.now.papers.size, library.now.search.size],
  });
  it('makes no difference to which records are one paper, nor does a file that came and went', () =>
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat()), (files, random) => {
        const named = files.map(
          (records, i) => [`f${i}.jsonl`, records.map(one => JSON.stringify(one)).join('\n')] as const,
        );
        const add = (library: Library, [name, text]: readonly [string, string]) =>
          addFile(library, fileUri(`/vault/${name}`), name, text);
        const one = new Library(taxonomy);
        for (const file of named) add(one, file);
        const other = new Library(taxonomy);
        const passing = named[random.next().value % named.length]!;
        add(other, ['passing.jsonl', passing[1]]);
        const shuffled = named.map(file => [random.next().value, file] as const).sort(([a], [b]) => a - b);
        for (const [, file] of shuffled) add(other, file);
        const uri = fileUri('/vault/passing.jsonl');
        other.close(uri);
        other.put([{ uri }]);
        assert.deepEqual(said(other), said(one));
        const held = [...one.now.papers.values()].reduce((sum, paper) => sum + paper.records.length, 0);
        assert.equal(
          held,
          files.flat().filter(({ abstract, authors, doi, arxiv }) => abstract !== undefined || authors || doi || arxiv)
            .length,
        );
      }),
      { numRuns: 200 },
    ));
});
