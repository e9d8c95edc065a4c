import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeJsonString, membersOf } from '../server/formats/json-strings.ts';
import { Table } from '../server/library/table.ts';
import { composed, sourceSpan } from '../server/text/decoded.ts';
import { nameKey, singularLabel, spells, termKey } from '../server/text/fold.ts';
import { decodeLatex } from '../server/text/latex.ts';
import { lineAt, lineStarts } from '../server/text/lines.ts';
import { clipped, escapeMarkdown, markdownLink } from '../server/text/markdown.ts';

describe('spelling a term', () => {
  const check = (label: string, yes: readonly string[], no: readonly string[]) => {
    for (const written of yes) {
      assert.ok(spells(label, written), `${written} writes ${label}`);
      assert.equal(termKey(label), termKey(written), `${label} and ${written} share a key`);
    }
    for (const written of no) assert.ok(!spells(label, written), `${written} does not write ${label}`);
  };
  it('ignores hyphens, spaces and plurals', () => {
    check('fine-tuning', ['finetuning', 'fine tuning', 'Fine-Tuning', 'Fine-tunings'], []);
    check('LLM', ['LLMs'], ['llm', 'Llm']);
    check('Low-Rank Adaptation', ['low-rank adaptation', 'Low-rank adaptations'], []);
    check('V&L', ['V&L'], ['v&l']);
  });
  it('lets case decide for names', () => {
    check('LiST', ['LiST'], ['list', 'List', 'LIST']);
    check('Lion', ['Lion'], ['lion']);
    check('POINTS', ['POINTS'], ['points', 'Points', 'POINT']);
    check('OPT-IML Bench', ['OPT-IML Bench', 'OPT-IML bench'], ['opt-iml bench']);
  });
  it('takes the plural from a label', () => {
    assert.deepEqual(['LLMs', 'Vision-Language Models', 'POINTS', 'LiNeS', 'entropies', 'loss'].map(singularLabel), [
      'LLM',
      'Vision-Language Model',
      'POINTS',
      'LiNeS',
      'entropy',
      'loss',
    ]);
  });
  it('names things whatever the case, the accents and the punctuation', () => {
    assert.equal(nameKey('Schrödinger’s: “Cat”'), nameKey('schrodinger’s cat'));
  });
});

describe('LaTeX remains', () => {
  const check = (source: string, shown: string) => assert.equal(decodeLatex(source).text, shown);
  it('show as text', () => {
    check('Lion (Evo\\textbf{Lved Sign Momentum})', 'Lion (EvoLved Sign Momentum)');
    check('less than 1\\% of MS~MARCO, \\eg, this', 'less than 1% of MS MARCO, e.g., this');
    check("a ``soft prompt'' here", 'a “soft prompt” here');
    check('\\emph{a \\textbf{b} {c}} d', 'a b {c} d');
    check("G\\\"odel and \\'{e}t\\'e, \\c{c}a", 'Gödel and été, ça');
    check('as shown \\cite{x,y} here', 'as shown  here');
  });
  it('that are not known stay, and so do mathematics and angle brackets', () => {
    for (const text of ['a \\frobnicate b', 'so $x_{1} \\eg y$ holds', '<sks> dog', 'about ~30% of', 'a } b { c'])
      check(text, text);
  });
  it('never move a word away from its place', () => {
    const piece = fc.constantFrom(
      'word',
      ' ',
      '\\%',
      '~',
      '\\textbf{',
      '}',
      '``',
      "''",
      '\\eg',
      '{',
      '$',
      '\\',
      '\\"o',
      'é',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
        const source = pieces.join('');
        const decoded = decodeLatex(source);
        for (const match of decoded.text.matchAll(/word/g)) {
          const span = sourceSpan(decoded, { start: match.index, end: match.index + 4 });
          assert.equal(source.slice(span.start, span.end), 'word');
        }
      }),
    );
  });
  it('take time in proportion to their length', () => {
    for (const char of ['\\', '{', '$', '~', '`', '\\textbf{', '\\cite{']) {
      const source = char.repeat(200_000);
      assert.ok(decodeLatex(source).text.length <= source.length);
    }
  });
});

describe('strings in JSON', () => {
  it('read as JSON.parse reads them, each character with its place', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (title, other) => {
        const json = JSON.stringify({ other, nested: { title: 'no' }, title });
        const span = membersOf(json).get('title')!;
        const decoded = decodeJsonString(json, span);
        assert.equal(decoded.text, title.replace(/\p{Surrogate}/gu, '\ufffd'));
        for (let i = 0; i < title.length; i++) {
          const place = sourceSpan(decoded, { start: i, end: i + 1 });
          const source = json.slice(place.start, place.end);
          assert.ok(source === title[i] || source === '\\', JSON.stringify([source, title[i]]));
        }
      }),
    );
  });
  it('of any text never throw', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        for (const span of membersOf(text).values()) decodeJsonString(text, span);
      }),
    );
  });
  it('keep places through two decodings', () => {
    const json = '{"abstract":"a \\"b\\" 1\\\\% of MS~MARCO"}';
    const inner = decodeJsonString(json, membersOf(json).get('abstract')!);
    const decoded = composed(decodeLatex(inner.text), inner);
    assert.equal(decoded.text, 'a "b" 1% of MS MARCO');
    const at = decoded.text.indexOf('MARCO');
    const span = sourceSpan(decoded, { start: at, end: at + 5 });
    assert.equal(json.slice(span.start, span.end), 'MARCO');
  });
});

describe('lines', () => {
  it('end with any of the three line breaks', () => {
    assert.deepEqual([...lineStarts('a\nb\r\nc\rd')], [0, 2, 5, 7]);
    assert.deepEqual(
      [0, 1, 2, 5, 7, 8].map(offset => lineAt(lineStarts('a\nb\r\nc\rd'), offset)),
      [0, 0, 1, 2, 3, 3],
    );
  });
});

describe('text in Markdown', () => {
  it('is never a link, an image, HTML or a heading', () => {
    assert.equal(
      escapeMarkdown('[x](command:y) ![i](z) <b> # `c`'),
      '\\[x\\]\\(command\\:y\\) \\!\\[i\\]\\(z\\) &lt;b&gt; \\# \\`c\\`',
    );
    assert.equal(markdownLink('a]b', 'file:///x (1).md'), '[a\\]b](file:///x%20%281%29.md)');
  });
  it('is clipped at a word', () => assert.equal(clipped('one two three four', 12), 'one two…'));
});

describe('a table', () => {
  it('keeps every version as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.option(fc.nat(), { nil: undefined }))),
        changes => {
          let table = Table.of<string, number>();
          const model = new Map<string, number>();
          for (const [key, value] of changes) {
            const before = table;
            const old = before.get(key);
            table = table.with([[key, value]]);
            if (value === undefined) model.delete(key);
            else model.set(key, value);
            assert.equal(before.get(key), old);
            assert.equal(table.size, model.size);
            assert.deepEqual(new Map([...table.entries()].sort()), new Map([...model.entries()].sort()));
          }
        },
      ),
    );
  });
});
