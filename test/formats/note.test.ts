import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { readNote } from '../../server/formats/note.ts';
import type { Link, Note, NoteUri } from '../../server/library/model.ts';
import type { Span } from '../../server/text/span.ts';

describe('a note', () => {
  describe('front matter', () => {
    it('gives title, aliases and tags', () => {
      const note = read(
        '---\ntitle: "Low rank: a note"\naliases: [LoRA note, adapters]\ntags:\n  - peft\n  - "#method/lora"\n---\nText.',
      );
      equal(note.title, 'Low rank: a note');
      deepEqual(note.aliases, ['LoRA note', 'adapters']);
      deepEqual(note.tags, ['peft', 'method/lora']);
      deepEqual(note.problems, []);
    });

    it('reads lists written as one string', () => {
      const note = read('---\ntags: peft, lora\naliases: one, another one\n---\n');
      deepEqual(
        [note.tags, note.aliases],
        [
          ['peft', 'lora'],
          ['one', 'another one'],
        ],
      );
    });

    it('is silent, and no links or headings stand in it', () => {
      const text = '---\nup: "[[home]]" # not a heading\nby: "@hu2021"\n---\n# Real';
      const note = read(text);
      deepEqual(note.links, []);
      deepEqual(silences(text, note), [text.slice(0, text.indexOf('\n# Real'))]);
      equal(note.title, 'Real');
    });

    it('that is broken is one problem in its place, and the rest is read', () => {
      const text = '---\ntitle: GPT-4: a report\ntags: [a, b]\nlist: [x, "y\n---\n# Body [[link]]';
      const note = read(text);
      deepEqual(
        note.problems.map(problem => problem.code),
        ['front-matter'],
      );
      ok(note.problems[0]!.span.start >= 4 && note.problems[0]!.span.end < text.indexOf('# Body'));
      equal(note.title, 'GPT-4: a report');
      deepEqual(note.tags, ['a', 'b']);
      deepEqual(wrote(note), ['link']);
    });

    it('that is huge or deeply nested is one problem and is never parsed', () => {
      for (const value of [
        'x'.repeat(40_000),
        '{'.repeat(30_000),
        '['.repeat(3000),
        `${'- '.repeat(2000)}x`,
        'a: '.repeat(5000),
      ]) {
        const note = read(`---\ntitle: ${value}\n---\n# Body`);
        deepEqual(
          note.problems.map(problem => problem.code),
          ['front-matter'],
        );
        equal(note.title, 'Body');
      }
    });

    it('needs both marks, at the very start', () => {
      equal(read('---\ntitle: x\n').silent.length, 0);
      equal(read('\n---\ntitle: x\n---\n').title, 'title: x');
      equal(read('\ufeff---\r\ntitle: x\r\n---\r\n').title, 'x');
    });
  });

  it('without title has the first heading’s, else its file’s name', () => {
    equal(read('Text\n\n## The *first* `one`\n\n# Second').title, 'The first one');
    equal(readNote('file:///a/My%20note.v2.md' as NoteUri, 'text').title, 'My note.v2');
    equal(readNote('file:///a/100%.md' as NoteUri, 'text').title, '100%');
  });

  describe('headings', () => {
    it('are read in both styles without their marks', () => {
      const text = '# One ##\n\n## C# \nTwo\n===\nThree\nlines\n---\n- # In a list\n####### seven\n#tag';
      deepEqual(
        read(text).headings.map(({ level, text: heading, span }) => [level, heading, text.slice(span.start, span.end)]),
        [
          [1, 'One', '# One ##'],
          [2, 'C#', '## C# '],
          [1, 'Two', 'Two\n==='],
          [2, 'Three lines', 'Three\nlines\n---'],
          [1, 'In a list', '# In a list'],
        ],
      );
    });

    it('keep the place of their text', () => {
      const text = '##   A heading   ##\r\n';
      const [heading] = read(text).headings;
      equal(text.slice(heading!.textSpan.start, heading!.textSpan.end), 'A heading');
    });

    it('do not stand in code, nor is a rule under a list item one', () => {
      deepEqual(read('```\n# no\n```\n\n    # no\n\n- item\n---\n').headings, []);
    });
  });

  describe('wiki links', () => {
    it('have target, anchor and label, each with its place', () => {
      const text = 'See [[note]], [[ note#A heading ]], [[note#^block|the label]], [[#here]], ![[figure.png|300]].';
      const note = read(text);
      deepEqual(
        note.links.map(
          link => link.kind === 'wiki' && [link.embed, link.target.text, link.anchor?.text, link.label?.text],
        ),
        [
          [false, 'note', undefined, undefined],
          [false, 'note', 'A heading', undefined],
          [false, 'note', '^block', 'the label'],
          [false, '', 'here', undefined],
          [true, 'figure.png', undefined, '300'],
        ],
      );
      for (const link of note.links) {
        if (link.kind !== 'wiki') continue;
        for (const part of [link.target, link.anchor, link.label]) {
          if (part) equal(text.slice(part.span.start, part.span.end), part.text);
        }
      }
    });

    it('in a table take the escaped bar', () => {
      const [link] = read('| a | b |\n|---|---|\n| [[note\\|label]] | x |').links;
      deepEqual(link?.kind === 'wiki' && [link.target.text, link.label?.text], ['note', 'label']);
    });

    it('end on their line, do not nest, and are not empty', () => {
      deepEqual(wrote(read('[[open\nnext]] [[]] [[ ]] [[a [b]] c]] [[[x]] [[[[y]]')), ['x', 'y']);
    });

    it('that are not closed leave what follows alone', () => {
      deepEqual(wrote(read('typing [[\nand [[later]]')), ['later']);
      deepEqual(wrote(read('typing [[for [[later]]')), ['later']);
    });
  });

  describe('inline links', () => {
    it('have label and target', () => {
      deepEqual(inline('[a](b.md) [x [y] z](<c d.md> "title") ![pic](e.png) [f](g(h).md#i \'t\') [[1]](#ref)'), [
        [false, 'a', 'b.md'],
        [false, 'x [y] z', 'c d.md'],
        [true, 'pic', 'e.png'],
        [false, 'f', 'g(h).md#i'],
        [false, '[1]', '#ref'],
      ]);
    });

    it('may hold a picture, and nothing else that is a link', () => {
      deepEqual(inline('[![badge](b.svg)](https://x.org)'), [
        [false, '![badge](b.svg)', 'https://x.org'],
        [true, 'badge', 'b.svg'],
      ]);
      deepEqual(
        read('[see @hu https://a.b/c](d.md)').links.map(link => link.kind),
        ['inline'],
      );
    });

    it('are none with a space in the target, in code, or escaped', () => {
      deepEqual(read('[a](b c.md) `[a](b)` \\[a](b) [a] (b) [a]()').links, []);
    });

    it('are silent where they lead, not in their label', () => {
      const text = '[LoRA](lora.md "LoRA title") x';
      deepEqual(silences(text, read(text)), ['lora.md "LoRA title"']);
    });

    it('take reference definitions', () => {
      const text =
        '[label]: ./note.md "Title"\n[b]: <x y.md>\n\n[LoRA]: a method that is none\n\n[^1]: footnote.md\n\n- [c]: z.md';
      deepEqual(
        read(text).links.map(link => link.kind === 'definition' && [link.label.text, link.target.text]),
        [
          ['label', './note.md'],
          ['b', 'x y.md'],
          ['c', 'z.md'],
        ],
      );
    });
  });

  it('has no link in a check box, a call-out or a footnote', () => {
    deepEqual(read('- [x] done\n- [ ] open\n\n> [!note] Title\n> text[^1]\n\n[^1]: A note.').links, []);
  });

  describe('citations', () => {
    it('are read as Pandoc reads them', () => {
      for (const [text, ...keys] of [
        ['@hu2021 says', 'hu2021'],
        ['[see @a, pp. 3–5; @b]', 'a', 'b'],
        ['[-@smith-2020, sec. 2]', 'smith-2020'],
        ['[@DBLP:conf/nips/X; @{any key, really}]', 'DBLP:conf/nips/X', 'any key, really'],
        ['As @foo_bar.baz. Then @a: and @b; @c’s (@d)', 'foo_bar.baz', 'a', 'b', 'c', 'd'],
        ['@x--y and @x..y', 'x', 'x'],
        ['[see @a,\n@b; also\n> @c]', 'a', 'b', 'c'],
        ['@müller2020 @_x @2020a', 'müller2020', '_x', '2020a'],
      ] as const) {
        deepEqual(wrote(read(text)), keys, text);
      }
    });

    it('cover their key and its marks alone', () => {
      const text = 'x [-@a.b.; @{c d}] @e,';
      deepEqual(
        read(text).links.map(link => part(text, link.span)),
        ['-@a.b', '@{c d}', '@e'],
      );
    });

    it('are none in e-mail addresses, paths, and after a word', () => {
      deepEqual(
        read('me@home.org a.b@c.de é@x 𝒳@y node_modules/@types \\@no @ x @{ } @{}').links.map(link =>
          part('', link.span),
        ),
        [''],
      );
    });
  });

  describe('addresses', () => {
    it('end before the marks of the sentence', () => {
      const text =
        'See https://arxiv.org/abs/2106.09685v2, (http://x.org/a_(b)). <https://y.org/a b> <https://z.org/?q=1> **https://w.de** https://日本.jp/。';
      deepEqual(wrote(read(text)), [
        'https://arxiv.org/abs/2106.09685v2',
        'http://x.org/a_(b)',
        'https://y.org/a',
        'https://z.org/?q=1',
        'https://w.de',
        'https://日本.jp/',
      ]);
    });

    it('are arXiv ids and DOIs with their name, too', () => {
      deepEqual(
        wrote(
          read(
            'arXiv:2106.09685, arxiv:2106.09685v3. (arXiv:cs/0112017) doi:10.1145/3292500. arXiv:21 xarXiv:2106.09685',
          ),
        ),
        ['arXiv:2106.09685', 'arxiv:2106.09685v3', 'arXiv:cs/0112017', 'doi:10.1145/3292500'],
      );
    });

    it('are silent', () => {
      const text = 'a https://x.org/LoRA b <mailto:a@b.c> c arXiv:2106.09685 d';
      deepEqual(silences(text, read(text)), ['https://x.org/LoRA', '<mailto:a@b.c>', 'arXiv:2106.09685']);
    });
  });

  it('has tags with a letter, nested ones too', () => {
    deepEqual(read('#a #method/lora x#no #1 #2nd (#no) `#no` #über\n#line-start &#35; #a\n# Head #h').tags, [
      'a',
      'method/lora',
      '2nd',
      'über',
      'line-start',
      'h',
    ]);
  });

  describe('is silent in', () => {
    for (const [name, text, ...silent] of [
      [
        'fenced code',
        'a\n```python\n[[x]]\n```\nb\n~~~\n@y\n```\n~~~\nc',
        '```python\n[[x]]\n```',
        '~~~\n@y\n```\n~~~',
      ],
      [
        'fences of lists and quotes',
        '- a\n  ```\n  [[x]]\n  ```\n- [[y]]\n\n> ```\n> @z\n\nafter',
        '```\n  [[x]]\n  ```',
        '```\n> @z',
      ],
      ['a fence that is not closed', 'a\n````\n@x\n```\n@y', '````\n@x\n```\n@y'],
      ['indented code, not in a list', 'a\n\n    @x\n\n    @y\n\n- b\n\n      @z', '    @x\n\n    @y'],
      ['code spans of any length', '`a` ``b`c`` ` @d', '`a`', '``b`c``'],
      ['code over a line break', 'a `b\nc` d', '`b\nc`'],
      ['mathematics', 'a $x_{[[i]]}$ b $$y @z$$ c \\(w\\) d \\[v\\]', '$x_{[[i]]}$', '$$y @z$$', '\\(w\\)', '\\[v\\]'],
      [
        'displayed mathematics with list marks',
        '$$\na\n- b\n\n= c\n$$\nx\n\n\\[\na\n+ b\n\\]',
        '$$\na\n- b\n\n= c\n$$',
        '\\[\na\n+ b\n\\]',
      ],
      ['no prices', 'costs $5 and $10, or US$20,000 and US$30,000\n\nan escaped \\$x$ y'],
      ['comments', 'a <!-- [[x]] --> b\n\n<!-- @y\n\n@z --> c', '<!-- [[x]] -->', '<!-- @y\n\n@z -->'],
      ['HTML tags, not what stands between them', '<a href="x>y">LoRA</a> a < b and c > d', '<a href="x>y">', '</a>'],
      ['raw HTML blocks', '<pre>\n[[x]]\n\n@y</pre> z', '<pre>\n[[x]]\n\n@y</pre>'],
    ] as const) {
      it(name, () => deepEqual(silences(text, read(text)), silent));
    }

    it('nothing else: links, citations and emphasis are read', () => {
      deepEqual(read('**bold** [[wiki link]] @key _x_ a_b').silent, []);
    });
  });

  it('reads links behind each block', () => {
    const text = '```\n@no\n```\n@a\n<!--\n@no\n-->\n@b\n\n    @no\n\n@c\n$$\n@no\n$$\n@d';
    deepEqual(wrote(read(text)), ['a', 'b', 'c', 'd']);
  });

  it('has its lines after \\n, \\r\\n and \\r, and reads the same with each', () => {
    const text = '---\ntitle: T\n---\n# A\n\n```\n@no\n```\n\nB\n===\n- [[x]] `y\nz` @k\n';
    const plain = read(text);
    for (const end of ['\r\n', '\r']) {
      const note = read(text.replaceAll('\n', end));
      deepEqual(
        [note.title, note.headings.map(one => one.text), wrote(note), note.silent.length],
        ['T', ['A', 'B'], ['x', 'k'], 3],
      );
      equal(note.lines.length, plain.lines.length);
    }
    deepEqual([...read('a\nb\r\nc\rd').lines], [0, 2, 5, 7]);
  });

  describe('of any text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...[
          '[[',
          ']]',
          '[',
          '](',
          ')',
          '![',
          '`',
          '``',
          '```\n',
          '~~~\n',
          '$',
          '$$',
          '$$\n',
          '\\(',
          '\\)',
          '\\[',
          '\\]',
          '\\',
        ],
        ...[
          '<!--',
          '-->',
          '<a ',
          '>',
          '<',
          '"',
          '@a',
          '@{',
          '}',
          '-@b;',
          'https://x.y',
          'arXiv:2106.09685',
          '#t',
          '# ',
          '> ',
          '- ',
        ],
        ...[
          '1. ',
          '    ',
          '\t',
          '\n',
          '\n\n',
          '\r',
          '\r\n',
          '---\n',
          '===\n',
          '|',
          ':',
          ': ',
          '**',
          '**A**: b',
          '[a]: b\n',
          ' ',
          'é',
          '😀',
          'word',
        ],
        ...['[^1]', '<pre>', '</pre>', 'title: x\n', '{', '- x\n', '\u0000', '\ud800'],
      ),
      fc.string({ maxLength: 4 }),
    );
    const text = fc.array(piece, { maxLength: 60 }).map(pieces => pieces.join(''));

    it('holds its spans inside the text, links in order, silence in order and apart', () => {
      fc.assert(
        fc.property(text, fc.boolean(), (source, front) => {
          const whole = front ? `---\n${source}\n---\n${source}` : source;
          const note = readNote('file:///glossary.md' as NoteUri, whole);
          for (const link of note.links) {
            inside(link.span, { start: 0, end: whole.length });
            inside(link.target.span, link.span);
            equal(part(whole, link.target.span), link.target.text);
          }
          ascending(
            note.links.map(link => link.span),
            false,
          );
          ascending(note.silent, true);
          ascending(
            note.headings.map(heading => heading.span),
            true,
          );
          for (const span of note.silent) inside(span, { start: 0, end: whole.length });
          for (const { span, textSpan } of note.headings) inside(textSpan, span);
          for (const { span } of note.problems) inside(span, { start: 0, end: whole.length });
          for (const { place } of note.definitions) inside(place.span, { start: 0, end: whole.length });
          for (const { definition } of note.definitions) ok(definition.length <= 240 && definition.length > 0);
        }),
        { numRuns: 500 },
      );
    });

    it('has no link that crosses a silent span: it is apart, around it, or is an address itself', () => {
      fc.assert(
        fc.property(text, source => {
          const note = read(source);
          for (const link of note.links) {
            for (const span of note.silent) {
              const apart = span.end <= link.span.start || link.span.end <= span.start;
              const around = link.span.start <= span.start && span.end <= link.span.end;
              ok(
                apart || (around && (link.kind === 'inline' || link.kind === 'definition' || link.kind === 'url')),
                source,
              );
            }
          }
        }),
        { numRuns: 500 },
      );
    });

    it('takes code away from links: a text in a fence has none', () => {
      fc.assert(
        fc.property(text, source => {
          const note = read(`~~~~~~~~\n${source.replaceAll('~', '')}\n~~~~~~~~\n`);
          deepEqual([note.links, note.headings, note.tags, note.silent.length], [[], [], [], 1]);
        }),
        { numRuns: 300 },
      );
    });
  });

  it('of a megabyte of one mark is read', () => {
    for (const mark of ['[', '*', '<', '{']) equal(read(mark.repeat(1_048_576)).lines.length, 1);
  });

  describe('of one mark again and again', () => {
    for (const mark of [
      ...[
        '[',
        '*',
        '<',
        '{',
        '`',
        '$',
        '[[',
        '[](',
        '@a;',
        '![',
        '](',
        '\\(',
        '\\[',
        '<!--',
        '$$\n',
        '\\[\n',
        '> ',
        '- ',
        '#',
        '\n',
        '\r',
      ],
      ...[
        '<a b="',
        'http://',
        '**a\n',
        '|',
        '~',
        '```\n',
        '[a]: b\n',
        "[](a '",
        '<https:',
        '@{',
        '[^',
        '[[a]](',
        '![a](b',
        '`` ` ',
        '\t',
      ],
      ...['<pre>', 'arXiv:', '---\n', 'a ', '1. ', ': a\n', '[a](<', '$a '],
    ]) {
      it(`costs what its length asks for: ${JSON.stringify(mark)}`, () => {
        const short = reads(mark, 16_384);
        const long = reads(mark, 131_072);
        ok(long <= 9 * short + 4096, `${short} characters read of 16 KB, ${long} of 128 KB`);
      });
    }
  });
});

function read(text: string): Note {
  return readNote('file:///notes/a.md' as NoteUri, text);
}

/** What the links of a note name, in order. */
function wrote(note: Note): string[] {
  return note.links.map(link => link.target.text);
}

function inline(text: string): [boolean, string, string][] {
  return read(text).links.flatMap((link: Link) =>
    link.kind === 'inline' ? [[link.embed, link.label.text, link.target.text] as [boolean, string, string]] : [],
  );
}

function silences(text: string, note: Note): string[] {
  return note.silent.map(span => part(text, span));
}

function part(text: string, { start, end }: Span): string {
  return text.slice(start, end);
}

function inside(span: Span, outer: Span): void {
  ok(outer.start <= span.start && span.start <= span.end && span.end <= outer.end, JSON.stringify([span, outer]));
}

function ascending(spans: readonly Span[], apart: boolean): void {
  for (let i = 1; i < spans.length; i++) {
    ok(spans[i - 1]!.start <= spans[i]!.start, 'in order');
    if (apart) ok(spans[i - 1]!.end <= spans[i]!.start, 'apart');
  }
}

/** How many characters the reader asks a text of repeated marks for, by any of the ways to ask. */
function reads(mark: string, length: number): number {
  const text = mark.repeat(length / mark.length);
  const { charCodeAt, indexOf } = String.prototype;
  let count = 0;
  String.prototype.charCodeAt = function (this: string, at: number) {
    count++;
    return charCodeAt.call(this, at);
  };
  String.prototype.indexOf = function (this: string, needle: string, from = 0) {
    const found = indexOf.call(this, needle, from);
    count += (found === -1 ? this.length : found) - from + 1;
    return found;
  };
  try {
    readNote('file:///glossary.md' as NoteUri, text);
  } finally {
    String.prototype.charCodeAt = charCodeAt;
    String.prototype.indexOf = indexOf;
  }
  return count;
}
