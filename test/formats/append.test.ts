import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { formats } from '../../server/formats/all.ts';
import { appendRecords } from '../../server/formats/append.ts';
import type { Entry } from '../../server/formats/format.ts';
import type { BibliographicRecord } from '../../server/library/bibliographic-record.ts';
import { samplePapers, samples } from './samples.ts';

const lora: BibliographicRecord = {
  type: 'preprint',
  title: 'LoRA: Low-Rank Adaptation of Large Language Models',
  authors: ['Edward J. Hu', 'Laurens van der Maaten', '{Microsoft Research}'],
  year: 2021,
  arxiv: '2106.09685',
  arxivClass: 'cs.CL',
  abstract: 'We freeze 100% of W_0 & train $r$ ranks.',
  keywords: ['peft'],
};

function added(path: string, text: string, record = lora, key = 'hu2021lora'): string {
  const append = appendRecords(path, text, [{ record, key }]);
  ok(append.kind === 'insertion', append.kind === 'problem' ? append.message : '');
  return text.slice(0, append.offset) + append.text + text.slice(append.offset);
}

const check = (path: string, text: string, expected: string, record = lora) =>
  equal(added(path, text, record), expected);

/** The entries of a file, read by whichever format takes it. */
function entriesOf(path: string, text: string): readonly Entry[] {
  const format = formats.find(one => one.recognises(path, text));
  ok(format, `no format takes ${path}: ${text.slice(0, 80)}`);
  return format.read(text).entries;
}

const short: BibliographicRecord = {
  type: 'article',
  title: 'On cats',
  authors: ['Ann Lee'],
  year: 2020,
  venue: 'Cats',
  keywords: [],
};

describe('a paper added to BibTeX', () => {
  it('begins a new file', () =>
    check(
      'papers.bib',
      '',
      `@misc{hu2021lora,
  title = {{LoRA}: Low-Rank Adaptation of Large Language Models},
  author = {Hu, Edward J. and van der Maaten, Laurens and {Microsoft Research}},
  year = {2021},
  eprint = {2106.09685},
  archiveprefix = {arXiv},
  primaryclass = {cs.CL},
  abstract = {We freeze 100\\% of W\\_0 \\& train \\$r\\$ ranks.},
  keywords = {peft},
}
`.replace('Low-Rank Adaptation', '{Low-Rank} Adaptation'),
    ));
  it('follows the layout of the file: indent, columns, quotes, case, commas and blank lines', () => {
    check(
      'papers.bib',
      '@Article{a,\n    Title   = "One",\n    Author  = "Lee, Ann",\n    Year    = "2020"\n}\n@Article{b,\n    Title   = "Two"\n}',
      '@Article{a,\n    Title   = "One",\n    Author  = "Lee, Ann",\n    Year    = "2020"\n}\n@Article{b,\n    Title   = "Two"\n}\n@Article{hu2021lora,\n    Title   = "On cats",\n    Author  = "Lee, Ann",\n    Journal = "Cats",\n    Year    = "2020"\n}\n',
      short,
    );
    check(
      'papers.bib',
      '@article{a,\r\n\ttitle={One},\r\n\tdate={2020},\r\n}\r\n\r\n',
      '@article{a,\r\n\ttitle={One},\r\n\tdate={2020},\r\n}\r\n\r\n@article{hu2021lora,\r\n\ttitle={On cats},\r\n\tauthor={Lee, Ann},\r\n\tjournaltitle={Cats},\r\n\tdate={2020},\r\n}\r\n',
      short,
    );
  });
  it('has a key that BibTeX can read', () => {
    equal(entriesOf('a.bib', added('a.bib', '', short, 'a key, {with} "more"'))[0]?.id, 'akeywithmore');
  });
  it('stands behind macros, comments and an entry that nobody closed', () => {
    equal(entriesOf('a.bib', added('a.bib', '@string{c = "Cats"}\n% mine\n')).length, 1);
    const after = entriesOf('a.bib', added('a.bib', '@misc{a, title={One'));
    ok(after.some(({ id }) => id === 'hu2021lora'));
  });
});

describe('a paper added to JSON', () => {
  const csl = { id: 'a', type: 'article', title: 'One', issued: { 'date-parts': [[2020]] } };
  const item =
    '{"id":"hu2021lora","type":"article-journal","citation-key":"hu2021lora","title":"On cats","author":[{"family":"Lee","given":"Ann"}],"issued":{"date-parts":[[2020]]},"container-title":"Cats"}';
  it('begins a new list', () => {
    equal(
      added('a.json', '', short),
      `[\n  ${JSON.stringify(JSON.parse(item), undefined, 2).replace(/\n/g, '\n  ')}\n]\n`,
    );
    equal(
      added('a.json', '[]\n', short),
      `[\n  ${JSON.stringify(JSON.parse(item), undefined, 2).replace(/\n/g, '\n  ')}\n]\n`,
    );
    equal(
      added('a.jsonl', '', short),
      '{"citekey":"hu2021lora","title":"On cats","authors":["Ann Lee"],"year":2020,"venue":"Cats"}\n',
    );
  });
  it('keeps the layout of a list', () => {
    equal(added('a.json', JSON.stringify([csl]), short), `[${JSON.stringify(csl)},${item}]`);
    for (const indent of [1, 2, '\t']) {
      const text = JSON.stringify([csl, { ...csl, id: 'b' }], undefined, indent);
      equal(
        added('a.json', text, short),
        JSON.stringify([csl, { ...csl, id: 'b' }, JSON.parse(item)], undefined, indent),
      );
    }
  });
  it('has the members that the other records have', () => {
    const lines = '{"id": "2101.00001", "title": "One", "authors": "A. B.", "summary": "x", "arxiv": "2101.00001"}\n';
    equal(
      added('a.jsonl', lines),
      `${lines.trimEnd()}\n{"id": "2106.09685", "title": "${lora.title}", "authors": "Edward J. Hu, Laurens van der Maaten, Microsoft Research", "year": 2021, "arxiv": "2106.09685", "summary": "${lora.abstract}", "keywords": ["peft"]}\n`,
    );
  });
  it('is refused where the file is another program’s', () => {
    for (const name of ['zotero indented', 'semanticScholar', 'huggingFace indented', 'openAlex page', 'Atom']) {
      const sample = samples.find(one => one.name === name)!;
      const append = appendRecords(`/a/${sample.file}`, sample.write(samplePapers(2)), [{ record: lora, key: 'k' }]);
      ok(append.kind === 'problem' && append.message.length > 20, name);
    }
    ok(appendRecords('/a/package.json', '{"name":"x"}', [{ record: lora, key: 'k' }]).kind === 'problem');
  });
});

describe('a paper added to CSL-YAML and RIS', () => {
  it('stands at the end of the list, in front of what ends it', () => {
    const text = '---\nreferences:\n  - id: a\n    type: article\n    title: One\n    issued: 2020\n...\n';
    const after = added('a.yaml', text, short);
    ok(after.startsWith(text.slice(0, -4)) && after.endsWith('\n...\n'));
    deepEqual(
      entriesOf('a.yaml', after).map(({ id }) => id),
      ['a', 'hu2021lora'],
    );
    deepEqual(
      entriesOf('a.yaml', added('a.yaml', '', short)).map(({ id }) => id),
      ['hu2021lora'],
    );
  });
  it('ends a RIS file with the file’s line ends', () =>
    check(
      'a.ris',
      'TY  - JOUR\r\nTI  - One\r\nER  - \r\n',
      'TY  - JOUR\r\nTI  - One\r\nER  - \r\n\r\nTY  - JOUR\r\nID  - hu2021lora\r\nTI  - On cats\r\nAU  - Lee, Ann\r\nPY  - 2020\r\nJO  - Cats\r\nER  - \r\n',
      short,
    ));
});

describe('any paper added to any file', () => {
  const word = fc.oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[A-Za-z]{1,8}$/) },
    fc.constantFrom(
      'naïve',
      'Ω',
      '50%',
      'A&B',
      'x_1',
      '#1',
      '~',
      '^2',
      '{',
      '}',
      '"q"',
      "it's",
      '\\alpha',
      'a<b',
      '<i>x</i>',
      '&amp;',
      '日本',
      '@',
      '- x',
      'a: b',
      ',',
      'x;',
      'GPT-4o',
    ),
  );
  const textOf = (most: number) => fc.array(word, { minLength: 2, maxLength: most }).map(words => words.join(' '));
  const name = fc.constantFrom(
    'Ann Lee',
    'Ludwig van Beethoven',
    'Hu, Edward J.',
    'OpenAI',
    '{The Team}',
    'José Núñez',
    '王 伟',
    'Martin King Jr.',
  );
  const record: fc.Arbitrary<BibliographicRecord> = fc
    .record({
      type: fc.constantFrom(
        'article',
        'inproceedings',
        'preprint',
        'book',
        'thesis',
        'report',
        'incollection',
        'other',
      ),
      title: textOf(8).map(text => `T ${text}`),
      authors: fc.array(name, { minLength: 1, maxLength: 4 }),
      year: fc.integer({ min: 1950, max: 2030 }),
      doi: fc.option(fc.constantFrom('10.1000/a_b', '10.1002/x(y)'), { nil: undefined }),
      arxiv: fc.option(fc.constantFrom('2106.09685', 'cs/0112017'), { nil: undefined }),
      abstract: fc.option(
        textOf(30).map(text => `A ${text}`),
        { nil: undefined },
      ),
      keywords: fc.constant([]),
    })
    .map(one => one as BibliographicRecord);
  const writable = [
    { file: 'new.bib', write: () => '' },
    { file: 'new.jsonl', write: () => '' },
    { file: 'new.json', write: () => '[]' },
    { file: 'new.ris', write: () => '' },
    { file: 'new.yaml', write: () => '' },
    { file: 'old.bib', write: () => '@article{a,\n  title = "One",\n  year = 2020\n}\n' },
    ...samples.filter(({ name }) => /^(?:csl|JSON lines|CSL-YAML|RIS)/.test(name)),
  ];
  /** A name as readers show it. */
  const shown = (author: string) => ({ 'Hu, Edward J.': 'Edward J. Hu', '{The Team}': 'The Team' })[author] ?? author;

  it('is read again as it was, and changes nothing of the others', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...writable),
        fc.array(record, { minLength: 1, maxLength: 3 }),
        ({ file, write }, records) => {
          const text = write(samplePapers(2));
          const before = text.trim() === '' || text === '[]' ? [] : entriesOf(file, text);
          const append = appendRecords(
            file,
            text,
            records.map((one, i) => ({ record: one, key: `key${i}` })),
          );
          ok(append.kind === 'insertion');
          const after = entriesOf(file, text.slice(0, append.offset) + append.text + text.slice(append.offset));
          equal(after.length, before.length + records.length);
          const said = ({ text: { title, abstract }, span: _, ...rest }: Entry) => [title.text, abstract.text, rest];
          deepEqual(after.slice(0, before.length).map(said), before.map(said));
          records.forEach((one, i) => {
            const { text: told, authors, year, doi, arxiv } = after[before.length + i]!;
            deepEqual(
              [told.title.text, told.abstract.text, authors, year, doi, arxiv],
              [one.title, one.abstract ?? '', one.authors.map(shown), one.year, one.doi, one.arxiv],
            );
          });
        },
      ),
      { numRuns: 300 },
    ));
});
