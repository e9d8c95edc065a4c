import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { dailyPapers } from '../../server/formats/daily-papers.ts';
import { sourceSpan } from '../../server/text/decoded.ts';

const seeds = readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8');

/** Holds the titles that a dump gives against a list. */
function check(dump: string, titles: readonly string[]): void {
  assert.deepEqual(
    dailyPapers.read(dump).entries.map(entry => entry.text.title.text),
    titles,
  );
}

const abstract =
  'We study how small models learn from few examples. Our method trains a lightweight head on frozen features, and we show on eleven tasks that it needs a tenth of the labels. Code is available at https://example.org/code and the data can be requested.';

describe('daily papers: the seeds', () => {
  const { entries, problems } = dailyPapers.read(seeds);

  it('are exactly 64 papers, with no problem', () => {
    assert.equal(entries.length, 64);
    assert.deepEqual(problems, []);
    assert.ok(entries.every(entry => entry.text.abstract.text.length > 400));
  });

  it('show LaTeX remains as text', () => {
    const all = entries.map(entry => entry.text.abstract.text).join('\n');
    for (const shown of [
      'Lion (EvoLved Sign Momentum)',
      'less than 1% of',
      'MS MARCO',
      'learning process, e.g., from',
      '“soft prompt”',
      '<sks> dog',
    ]) {
      assert.ok(all.includes(shown), shown);
    }
    assert.doesNotMatch(all, /\\textbf|\\%|\\eg|``/);
  });

  it('lead back to their places in the file', () => {
    for (const { text } of entries) {
      for (const decoded of [text.title, text.abstract]) {
        for (const word of decoded.text.matchAll(/[A-Za-z]{6,}/g)) {
          const span = sourceSpan(decoded, { start: word.index, end: word.index + word[0].length });
          const source = seeds.slice(span.start, span.end).replace(/\\textbf\{|\}/g, '');
          assert.equal(source, word[0]);
        }
      }
    }
  });

  it('are the same with CRLF, without blank lines, and with other furniture', () => {
    const titles = entries.map(entry => entry.text.title.text);
    check(seeds.replaceAll('\n', '\r\n'), titles);
    check(seeds.replaceAll('\n\n', '\n'), titles);
    check(
      seeds
        .replace('Jul 29', 'Wednesday, December 3')
        .replace('Subscribe', 'Back to top\n\nSubmitted by\n\nsomeone\n\n12 authors'),
      titles,
    );
  });

  it('read again, record by record, as the same text', () => {
    for (const { span, text } of entries) {
      const again = dailyPapers.text(seeds.slice(span.start, span.end));
      assert.deepEqual([again.title.text, again.abstract.text], [text.title.text, text.abstract.text]);
    }
  });
});

describe('daily papers', () => {
  it('keeps a title that has no abstract', () => {
    check(
      `Daily Papers\n\nFirst Steps in Learning\n\n${abstract}\n\nA Title That Has No Abstract at All\n\nSecond Steps in Learning\n\n${abstract}\n`,
      ['First Steps in Learning', 'A Title That Has No Abstract at All', 'Second Steps in Learning'],
    );
  });

  it('joins an abstract of several paragraphs', () => {
    const { entries } = dailyPapers.read(
      `Daily Papers\n\nFirst Steps in Learning\n\n${abstract}\n\n${abstract}\n\nNext Steps in Learning\n\n${abstract}\n`,
    );
    assert.deepEqual(
      entries.map(entry => entry.text.abstract.text.length),
      [abstract.length * 2 + 2, abstract.length],
    );
  });

  it('knows no ordinary text file as its own', () => {
    const licence = `MIT License\n\nCopyright (c) 2026\n\n${'Permission is hereby granted, free of charge, to any person obtaining a copy. '.repeat(6)}\n`;
    assert.equal(dailyPapers.recognises('/code/LICENSE.txt', licence), false);
    assert.equal(dailyPapers.recognises('/code/requirements.txt', 'numpy==1.26\ntorch>=2\n'), false);
    assert.equal(dailyPapers.recognises('/papers/page.txt', seeds), true);
  });

  it('never throws, and every record lies inside the text and after the one before', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constant(`${abstract}\n\n`),
            fc.string(),
            fc.constant('\n'),
            fc.constant('A Title Like Any Other One\n'),
          ),
          { maxLength: 12 },
        ),
        parts => {
          const text = parts.join('');
          let end = 0;
          for (const { span } of dailyPapers.read(text).entries) {
            assert.ok(span.start >= end && span.end <= text.length && span.start <= span.end);
            end = span.end;
          }
        },
      ),
    );
  });
});
