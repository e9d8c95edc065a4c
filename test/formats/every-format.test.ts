import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { formats } from '../../server/formats/all.ts';
import type { Format } from '../../server/formats/format.ts';
import type { Decoded } from '../../server/text/decoded.ts';
import { samplePapers, samples } from './samples.ts';

/** A small valid file for each format, and the name it would have. */
const files: readonly (readonly [name: string, format: Format, file: string, text: string])[] = [
  ...samples.map(({ name, format, file, write }) => [name, format, file, write(short(5))] as const),
  ...formats.flatMap(format => {
    const text = {
      'daily-papers': readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8').slice(0, 6000),
      markdown: '---\ntitle: T\ndoi: 10.1/x\n---\n# A\n\n## Abstract\n\nWords.\n',
    }[format.name];
    return text === undefined ? [] : [[format.name, format, 'daily papers.txt', text] as const];
  }),
];

function short(count: number) {
  return samplePapers(count).map(paper => ({ ...paper, abstract: paper.abstract.slice(0, 180).trim() }));
}

/** Holds that all that a reader says of a text lies inside it, in order, and that each record gives its text again. */
function checkSound(format: Format, file: string, text: string): void {
  format.recognises(file, text);
  const { entries, problems } = format.read(text);
  let end = 0;
  for (const entry of entries) {
    ok(entry.span.start >= end && entry.span.start <= entry.span.end && entry.span.end <= text.length);
    end = entry.span.end;
    for (const decoded of [entry.text.title, entry.text.abstract]) checkMarks(decoded, text.length);
    // A saved page tells titles from prose by the lines around, which a record alone does not have.
    if (format.name === 'daily-papers') continue;
    const again = format.text(text.slice(entry.span.start, entry.span.end));
    deepEqual([again.title.text, again.abstract.text], [entry.text.title.text, entry.text.abstract.text]);
  }
  for (const { span } of problems) ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
}

function checkMarks({ text, marks }: Decoded, end: number): void {
  equal(marks[0]![0], 0);
  for (let i = 0; i < marks.length; i++) {
    ok(marks[i]![1] >= 0 && marks[i]![1] <= end && marks[i]![0] <= text.length);
    if (i > 0) ok(marks[i - 1]![0] < marks[i]![0] && marks[i - 1]![1] <= marks[i]![1]);
  }
}

describe('every format', () => {
  it('gives the same papers for the same library', () => {
    const papers = samplePapers(7);
    const expected = papers.map(({ title, authors, year, arxiv, doi, abstract }) => [
      title,
      authors.map(([given, family]) => `${given} ${family}`),
      year,
      arxiv,
      doi,
      abstract,
    ]);
    for (const { name, file, format, write } of samples) {
      const text = write(papers);
      equal(
        formats.find(one => one.recognises(`/a/${file}`, text.slice(0, 65_536))),
        format,
        name,
      );
      const { entries, problems } = format.read(text);
      deepEqual(problems, [], name);
      deepEqual(
        entries.map(entry => [
          entry.text.title.text,
          entry.authors,
          entry.year,
          entry.arxiv,
          entry.doi,
          entry.text.abstract.text.trim(),
        ]),
        expected,
        name,
      );
      checkSound(format, file, text);
    }
  });

  it('finds nothing that throws, and gives sound places, whatever the text', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        ...'{ } [ ] " : , \\ \\u \\ud83d \n \r\n \0 \ufeff \ud800 & < > <entry> </entry> <![CDATA[ ]]> &#x41; - references: ? | TY\u0020\u0020- AB\u0020\u0020-'.split(
          ' ',
        ),
      ),
      fc.constantFrom(
        '{"title":"A","abstract":"B"}',
        '\n- id: x\n  title: ',
        '\nTY  - JOUR\nTI  - ',
        '<title>a</title>',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), parts => {
        const text = parts.join('');
        for (const [, format, file] of files) checkSound(format, file, text);
      }),
      { numRuns: 300 },
    );
  });

  for (const [name, format, file, text] of files) {
    it(`${name}: any change of a valid file`, () =>
      fc.assert(
        fc.property(
          fc.array(
            fc.tuple(
              fc.nat(text.length),
              fc.nat(40),
              fc.oneof(
                fc.constant(''),
                fc.string(),
                fc.constantFrom('"', '\\', '{', '}', '[', ']', '\n', '<', '\0', '\ud800', text.slice(0, 300)),
              ),
            ),
            { minLength: 1, maxLength: 4 },
          ),
          changes => {
            let changed = text;
            for (const [at, length, put] of changes) changed = changed.slice(0, at) + put + changed.slice(at + length);
            checkSound(format, file, changed);
          },
        ),
        { numRuns: 150 },
      ));
  }

  for (const { name, format, write } of samples) {
    it(`${name}: a change inside the third of five records leaves the others unharmed`, () => {
      const papers = short(5);
      const text = write(papers);
      const { start, end } = format.read(text).entries[2]!.span;
      fc.assert(
        fc.property(
          fc.nat(end - start - 60),
          fc.nat(20),
          fc.constantFrom('', '"', '{', '[', ']', '\\', 'x', ',', '<'),
          (at, length, put) => {
            const from = start + 25 + at;
            const changed = text.slice(0, from) + put + text.slice(Math.min(end - 10, from + length));
            const titles = format.read(changed).entries.map(entry => entry.text.title.text);
            for (const i of [0, 1, 3, 4]) ok(titles.includes(papers[i]!.title), `${put} at ${at}, ${length}: ${i}`);
          },
        ),
        { numRuns: 300 },
      );
    });
  }
});
