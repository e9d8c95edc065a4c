import { deepEqual, equal } from 'node:assert/strict';
import { cslYaml } from '../../server/formats/csl-yaml.ts';
import { sourceSpan } from '../../server/text/decoded.ts';

/** Holds the titles that a text gives, and the codes of its problems, against what is expected. */
function check(source: string, titles: readonly string[], problems: readonly string[] = []): void {
  const read = cslYaml.read(source);
  deepEqual([read.entries.map(entry => entry.text.title.text), read.problems.map(one => one.code)], [titles, problems]);
  for (const { span, text } of read.entries) {
    const again = cslYaml.text(source.slice(span.start, span.end));
    deepEqual([again.title.text, again.abstract.text], [text.title.text, text.abstract.text]);
  }
}

const lora = `- id: hu2021
  type: article
  title: "LoRA: <i>Low-Rank</i> Adaptation"
  author:
  - family: Hu
    given: Edward J.
  - literal: The LoRA Team
  issued: 2021-10-16
  container-title: ICLR
  number: 2106.09680
  DOI: 10.1/x
  URL: https://arxiv.org/abs/2106.09680
  keyword: peft, Machine Learning
  abstract: >-
    We propose

    low-rank
    adaptation.
`;
const library = (...records: readonly string[]) => `---\nnocite: "@*"\nreferences:\n${records.join('')}...\n`;
const named = (title: string) => `- id: x\n  title: ${title}\n  type: book\n  issued:\n    - year: 2020\n`;

describe('CSL-YAML', () => {
  it('has what its fields say', () => {
    const source = library(lora);
    const { span: _, text, ...fields } = cslYaml.read(source).entries[0]!;
    deepEqual([text.title.text, text.abstract.text], ['LoRA: Low-Rank Adaptation', 'We propose low-rank adaptation.']);
    deepEqual(fields, {
      id: 'hu2021',
      key: 'hu2021',
      authors: ['Edward J. Hu', 'The LoRA Team'],
      year: 2021,
      venue: 'ICLR',
      arxiv: '2106.09680',
      doi: '10.1/x',
      url: 'https://arxiv.org/abs/2106.09680',
      keywords: ['peft', 'Machine Learning'],
    });
    const at = text.abstract.text.indexOf('adaptation');
    const { start, end } = sourceSpan(text.abstract, { start: at, end: at + 10 });
    equal(source.slice(start, end), 'adaptation');
  });

  it('reads all records, however far in they stand', () => {
    check(library(named('A'), named('B'), named('C')), ['A', 'B', 'C']);
    check(library(named('A'), named('B')).replace(/^(?=[- ] )/gm, '  '), ['A', 'B']);
    check(`\ufeffreferences:\n${named('A')}\n# So\n\n${named('B')}other: 1\n- title: no\n`, ['A', 'B']);
    check(library(named('A'), named('B')).replaceAll('\n', '\r\n'), ['A', 'B']);
    equal(cslYaml.read(library(named('A'))).entries[0]?.year, 2020);
  });
  it('loses only the record that is broken', () => {
    check(library(named('A'), named('"B'), named('C')), ['A', 'C'], ['yaml']);
    check(library(named('A'), named('[B'), named('C')), ['A', 'C'], ['yaml']);
    check(library(named('A'), '- words\n', named('C')), ['A', 'C'], ['yaml']);
    check(library(named('A'), '-\n', named('C')), ['A', 'C'], ['yaml']);
    check(library(named('A'), '- id: x\n', named('C')), ['A', 'C'], ['paper-no-title']);
    check(library(named('A'), named('B').replace('  title', 'title'), named('C')), ['A', 'C'], ['paper-no-title']);
    check(library(named('A'), named('B').replace('  title', '"title'), named('C')), ['A', 'C'], ['yaml']);
    check(library(named('A'), '- &a [*a, *b]\n', named('C')), ['A', 'C'], ['yaml']);
  });
  it('survives any depth', () => {
    for (const piece of ['[', '{', '- ', '? ', 'a: ', '{a: ', '!x ', '&a ', '"', '- [', '? - ']) {
      const deep = `- title: ${piece.repeat(20_000)}\n  x: ${piece.repeat(20_000)}\n`;
      equal(cslYaml.read(library(named('A'), deep, named('C'))).entries.at(-1)?.text.title.text, 'C');
    }
  });

  it('is known by papers in it', () => {
    equal(cslYaml.recognises('/a/b.yaml', library(lora)), true);
    equal(cslYaml.recognises('/a/b.yml', `references:\n${lora}`), true);
    equal(cslYaml.recognises('/a/b.yaml', 'references:\n- name: x\n  url: y\n- title: z\n'), false);
    equal(cslYaml.recognises('/a/b.yaml', 'title: A\nauthor: B\n'), false);
    equal(cslYaml.recognises('/a/CITATION.cff.yaml', 'cff-version: 1\ntitle: x\nauthors:\n- family-names: x\n'), false);
    equal(cslYaml.recognises('/a/b.md', library(lora)), false);
  });
});
