import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { markdownPaper } from '../../server/formats/markdown-paper.ts';
import { type Decoded, sourceOffset } from '../../server/text/decoded.ts';

describe('a Markdown note as a paper', () => {
  it('has what its front matter says', () => {
    const source = `---
title: "LoRA: Low-Rank Adaptation"
authors: [Edward J. Hu, "Shen, Yelong"]
year: 2021
venue: ICLR
arxiv: 2106.09685
doi: https://doi.org/10.48550/arXiv.2106.09685
citekey: "@hu2021"
tags: [peft]
abstract: >
  We propose
  low-rank adaptation.
---
# Notes
`;
    const { entries, problems } = markdownPaper.read(source);
    deepEqual(problems, []);
    const { span, text, ...fields } = entries[0]!;
    deepEqual(fields, {
      id: 'hu2021',
      key: 'hu2021',
      authors: ['Edward J. Hu', 'Yelong Shen'],
      year: 2021,
      venue: 'ICLR',
      arxiv: '2106.09685',
      doi: '10.48550/arXiv.2106.09685',
      keywords: ['peft'],
    });
    equal(text.title.text, 'LoRA: Low-Rank Adaptation');
    equal(text.abstract.text, 'We propose low-rank adaptation.');
    equal(sourceOffset(text.title, text.title.text.indexOf('Low')), source.indexOf('Low-Rank'));
    equal(sourceOffset(text.abstract, text.abstract.text.indexOf('low')), source.indexOf('low-rank'));
    equal(source.slice(span.start, span.end), source.slice(0, source.indexOf('\n# Notes')));
  });

  it('takes title and abstract from the note where the front matter has none', () => {
    const source = '---\ntype: paper\n---\n# A title\n\n## Abstract\n\nOne two\nthree.\n\n## Notes\n\nMine.\n';
    const [entry] = markdownPaper.read(source).entries;
    deepEqual([entry?.text.title.text, entry?.text.abstract.text, entry?.id], ['A title', 'One two three.', undefined]);
    equal(source.slice(0, entry!.span.end).endsWith('three.'), true);
  });

  it('is none without authors, abstract, DOI, arXiv id or type', () => {
    for (const source of [
      '# README\n\nText',
      '---\ntitle: A post\ndate: 2024-01-01\ntags: [a]\n---\n# A post',
      '---\ntype: note\nauthor:\n---\n# A',
      '# doi\n\nabstract: no',
    ]) {
      equal(markdownPaper.recognises('/a/b.md', source), false);
      deepEqual(markdownPaper.read(source), { entries: [], problems: [] });
    }
    equal(markdownPaper.recognises('/a/b.md', '---\ndoi: 10.1/x\n---\n'), true);
    equal(markdownPaper.recognises('/a/b.txt', '---\ndoi: 10.1/x\n---\n'), false);
  });

  it('without a title is one problem', () => {
    const { entries, problems } = markdownPaper.read('---\narxiv: 2106.09685\n---\nText');
    deepEqual(
      [entries, problems.map(problem => [problem.code, problem.severity])],
      [[], [['paper-no-title', 'information']]],
    );
  });

  it('knows its authors in each usual writing', () => {
    const authors = (value: string) =>
      markdownPaper.read(`---\ntitle: T\nauthors: ${value}\n---\n`).entries[0]?.authors;
    deepEqual(authors('Hu, Edward J. and Shen, Yelong'), ['Edward J. Hu', 'Yelong Shen']);
    deepEqual(authors('Edward J. Hu, Yelong Shen'), ['Edward J. Hu', 'Yelong Shen']);
    deepEqual(authors('Hu, Edward'), ['Edward Hu']);
    deepEqual(authors('Edward Hu; Yelong Shen'), ['Edward Hu', 'Yelong Shen']);
    deepEqual(authors('\n  - name: Edward Hu\n  - {family: Shen, given: Yelong}'), ['Edward Hu', 'Yelong Shen']);
  });

  it('gives the same text again from its record, with marks inside it', () => {
    const word = fc.constantFrom('low', 'rank', '"', "'", ': ', 'é', '\\', 'a', ' ', '#', '- ', 'x');
    const words = fc.array(word, { maxLength: 12 }).map(all => all.join(''));
    const write = fc.constantFrom<(text: string) => string>(
      text => JSON.stringify(text),
      text => `>\n  ${text}\n  ${text}`,
      text => `|\n  ${text}`,
      text => text,
      text => `'${text.replaceAll("'", "''")}'`,
    );
    fc.assert(
      fc.property(words, words, write, fc.boolean(), (title, abstract, as, below) => {
        const front = below ? '' : `abstract: ${as(abstract)}\n`;
        const source = `---\ntitle: ${as(title)}\ndoi: 10.1/x\n${front}---\n# A ${title}\n\n# Abstract\n\n${abstract}\n\n# End\n`;
        for (const { span, text } of markdownPaper.read(source).entries) {
          const record = source.slice(span.start, span.end);
          deepEqual(markdownPaper.text(record), text);
          for (const decoded of [text.title, text.abstract]) leadsInto(decoded, span.end);
        }
      }),
      { numRuns: 400 },
    );
  });
});

function leadsInto({ text, marks }: Decoded, end: number): void {
  equal(marks[0]![0], 0);
  for (let i = 0; i < marks.length; i++) {
    ok(marks[i]![1] <= end && marks[i]![0] <= text.length);
    if (i > 0) ok(marks[i - 1]![0] < marks[i]![0] && marks[i - 1]![1] <= marks[i]![1]);
  }
}
