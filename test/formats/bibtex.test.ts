import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bibtex } from '../../server/formats/bibtex.ts';
import type { Entry } from '../../server/formats/format.ts';
import { hover } from '../../server/queries/hover.ts';
import { linkerFor } from '../../server/queries/linker.ts';
import { type Decoded, sourceSpan } from '../../server/text/decoded.ts';
import { fixture } from '../fixture.ts';
import { readWithCitationJs } from './citation-js.ts';

/** Holds what a text gives, a line for each paper and, marked with !, for each problem, against what is expected. */
function check(source: string, expected: string): void {
  const { entries, problems } = readSoundly(source);
  const shown = [
    ...entries.map(paperLine),
    ...problems.map(({ code, span }) => `! ${code}: ${source.slice(span.start, span.end)}`),
  ];
  assert.equal(shown.join('\n'), expected);
}

function paperLine({ id, key, authors, keywords, span: _, text, ...known }: Entry): string {
  assert.equal(key, id);
  const rest = Object.entries({ ...known, keywords: keywords.join('+'), abstract: text.abstract.text });
  return [
    `${id ?? '-'}: ${text.title.text}`,
    ...(authors.length > 0 ? [authors.join(' & ')] : []),
    ...rest.filter(([, value]) => value !== '').map(([name, value]) => `${name}=${value}`),
  ].join(' | ');
}

/** Reads, and holds what is true of every text: all places lie inside it, papers follow each other, each reads again alike. */
function readSoundly(source: string) {
  const read = bibtex.read(source);
  let end = 0;
  for (const { span, text } of read.entries) {
    assert.ok(end <= span.start && span.start < span.end && span.end <= source.length);
    end = span.end;
    for (const decoded of [text.title, text.abstract]) leadsInto(decoded, span.start, span.end);
    if (/@\s*string/i.test(source)) continue;
    const again = bibtex.text(source.slice(span.start, span.end));
    const moved = ({ text: words, marks }: Decoded) => [words, marks.map(([at, from]) => [at, from + span.start])];
    assert.deepEqual(moved(again.title), [text.title.text, text.title.marks]);
    assert.deepEqual(moved(again.abstract), [text.abstract.text, text.abstract.marks]);
  }
  for (const { span } of read.problems) {
    assert.ok(0 <= span.start && span.start <= span.end && span.end <= source.length);
  }
  return read;
}

function leadsInto({ text, marks }: Decoded, start: number, end: number): void {
  assert.equal(marks[0]![0], 0);
  marks.forEach(([at, from], i) => {
    assert.ok(at <= text.length && start <= from && from <= end);
    if (i > 0) assert.ok(marks[i - 1]![0] < at && marks[i - 1]![1] <= from);
  });
}

const title = (value: string, shown: string) => check(`@misc{k, title = {${value}}}`, `k: ${shown}`);
const authors = (value: string, shown: string) =>
  check(`@misc{k, title = {T}, author = {${value}}}`, `k: T | ${shown}`);
const fields = (written: string, shown: string) => check(`@misc{k, title = {T}, ${written}}`, `k: T | ${shown}`);

describe('a BibTeX entry', () => {
  it('is a paper with all that it says', () => {
    check(
      `@string{iclr = "Int. Conf. on " # {Learning Representations}}
@Article{DBLP:conf/iclr/Hu22,
  author = {Hu, Edward J. and Yelong Shen and others},
  title = "{LoRA}: {L}ow-Rank
           {"}Adaptation{"}",
  journal = iclr # { 10},
  year = 2022, month = apr,
  eprint = {2106.09685}, archivePrefix = {arXiv},
  doi = {https://doi.org/10.1234/a\\_b},
  url = {\\url{https://example.org/~lora}},
  keywords = {adapters, large {language} models; adapters},
  file = {Full Text:/home/me/LoRA.pdf:application/pdf},
  abstract = {We propose
    \\textbf{Lo}w-rank adaptation.

    It works.},
}`,
      'DBLP:conf/iclr/Hu22: LoRA: Low-Rank "Adaptation" | Edward J. Hu & Yelong Shen | year=2022 | ' +
        'venue=Int. Conf. on Learning Representations 10 | arxiv=2106.09685 | doi=10.1234/a_b | ' +
        'url=https://example.org/~lora | pdf=/home/me/LoRA.pdf | keywords=adapters+large language models | ' +
        'abstract=We propose Low-rank adaptation.\n\nIt works.',
    );
  });

  it('has each word of its title and abstract at its place in the file', () => {
    const source =
      '\n@misc{k, title = {The {\\"O}l {\\textit{word}} -- here}, abstract = {A  \n  word \\& a \\o{} word}}';
    const [entry] = bibtex.read(source).entries;
    for (const decoded of [entry!.text.title, entry!.text.abstract]) {
      for (const { index } of decoded.text.matchAll(/word/g)) {
        const span = sourceSpan(decoded, { start: index, end: index + 4 });
        assert.equal(source.slice(span.start, span.end), 'word');
      }
    }
  });

  it('may be of any type, in parentheses, on one line with others, and in CRLF after a byte order mark', () => {
    check(
      '@whatever(a, title = {A (b)}) @misc{b,title={B}}@misc{c\n,title={C}\n,year={2020}}',
      'a: A (b)\nb: B\nc: C | year=2020',
    );
    check('\ufeff@misc{a,\r\n  title = {A\r\n  b},\r\n}\r\n', 'a: A b');
  });

  it('may have any key', () => {
    for (const key of ['smith-2020', 'Müller_2020', 'a.b/c:d+e', '論文', "o'neil", 'a(b)', 'x@y']) {
      check(`@misc{${key}, title = {T}}`, `${key}: T`);
    }
    check('@misc{two words, title = {T}}', 'two words: T');
  });

  it('is hidden by a comment, and preambles and other text are no entries', () => {
    check(
      `Mine, see me@example.org {or} not.
% @misc{a, title = {A}}
@comment{ @misc{b, title = {B}}
@misc{c, title = {C}}
}
@preamble{ "\\newcommand{\\x}{y}" # "z" }
@comment jabref
@misc{d, % a remark, with a comma
  title = {D} % and another
}`,
      'd: D',
    );
  });

  it('takes year, authors and venue from the entry it refers to, wherever that stands', () => {
    check(
      `@inproceedings{a, title = {A}, author = {X Y}, crossref = {p}}
@proceedings{p, title = {Proc. of P}, editor = {E F}, year = {1999}, doi = {10.1000/p}}
@inproceedings{b, title = {B}, crossref = {p}, year = 2001, booktitle = {Mine}}
@inproceedings{c, title = {C}, crossref = {gone}}
@xdata{x, journal = {J}} @article{d, title = {D}, xdata = {x}}`,
      `a: A | X Y | year=1999 | venue=Proc. of P
p: Proc. of P | E F | year=1999 | doi=10.1000/p
b: B | year=2001 | venue=Mine
c: C
d: D | venue=J`,
    );
    check(
      '@misc{a, title = {A}, crossref = {b}}\n@misc{b, title = {B}, crossref = {a}}',
      'a: A | venue=B\nb: B | venue=A',
    );
  });
});

describe('a BibTeX title', () => {
  it('loses protective braces', () => title('{{The {BERT}} of {A}}ll', 'The BERT of All'));
  it('shows accents as letters', () => {
    title(
      `G{\\"o}del, Erd\\H{o}s, \\'Etude, fa\\c{c}ade, {\\'\\i}, \\'{\\i}, \\v Capek, \\"{\\i}`,
      'Gödel, Erdős, Étude, façade, í, í, Čapek, ï',
    );
    title(
      "Stra{\\ss}e, {\\O}re, \\aa ngstr{\\\"{o}}m, \\L{}{\\'o}d\\'z, {\\AE}on, \\d{h}",
      'Straße, Øre, ångström, Łódź, Æon, ḥ',
    );
  });
  it('shows signs, dashes and quotation marks', () => {
    title("A~b \\& c\\_d 5\\% -- e---f ``g'' \\textasciitilde{}h \\{i\\}", 'A b & c_d 5% – e—f “g” ~h {i}');
  });
  it('shows what commands are given', () => {
    title('\\textit{a \\emph{b}} {\\em c} \\href{https://x.org}{d} \\unknown{e} \\alone f', 'a b c d e \\alone f');
  });
  it('keeps mathematics', () => title('The $\\ell_{1}$-norm', 'The $\\ell_{1}$-norm'));
  it('is followed by its subtitle', () => {
    check('@book{k, title = {Less}, subtitle = {More}}', 'k: Less: More');
    check('@book{k, subtitle = {More}, title = {Less}}', 'k: Less');
  });
});

describe('BibTeX authors', () => {
  it('are in order of reading', () => {
    authors(
      'van der Berg, Jan and Smith, Jr., John and Ludwig van Beethoven',
      'Jan van der Berg & John Smith Jr. & Ludwig van Beethoven',
    );
    authors(
      "{\\O}sterg{\\aa}rd, \\'E. AND\n  {The {BERT} and Friends, Inc.} and others",
      'É. Østergård & The BERT and Friends, Inc.',
    );
    authors('Ferdinand, Anders and Sandra Anders', 'Anders Ferdinand & Sandra Anders');
  });
  it('may be in BibLaTeX’s form, or joined by what does not belong there', () => {
    authors('family=Berg, given=Jan, prefix=van der and Ada Lovelace', 'Jan van der Berg & Ada Lovelace');
    authors('Hu, E.; Shen, Y.', 'E. Hu & Y. Shen');
    authors('Edward Hu, Yelong Shen, Phil Wallis, Zeyuan Li', 'Edward Hu & Yelong Shen & Phil Wallis & Zeyuan Li');
  });
  it('may be three hundred', () => {
    const [entry] = bibtex.read(
      `@misc{k, title={T}, author={${Array.from({ length: 300 }, (_, i) => `Last${i}, First`).join(' and ')}}}`,
    ).entries;
    assert.equal(entry!.authors.length, 300);
    assert.equal(entry!.authors[299], 'First Last299');
  });
});

describe('a BibTeX entry’s identifiers', () => {
  it('have arXiv’s in each usual place', () => {
    fields('eprint = {cs/0112017}, eprinttype = {arxiv}', 'arxiv=cs/0112017');
    fields('eprint = {arXiv:2106.09685v2}', 'arxiv=2106.09685v2');
    fields('journal = {arXiv preprint arXiv:2106.09685}', 'venue=arXiv preprint arXiv:2106.09685 | arxiv=2106.09685');
    fields('journal = {CoRR}, volume = {abs/2106.09685}', 'venue=CoRR | arxiv=2106.09685');
    fields('url = {https://arxiv.org/abs/2106.09685}', 'arxiv=2106.09685 | url=https://arxiv.org/abs/2106.09685');
    fields('note = {arXiv: 2106.09685 [cs]}', 'arxiv=2106.09685');
    fields('doi = {10.48550/arXiv.2106.09685}', 'arxiv=2106.09685 | doi=10.48550/arXiv.2106.09685');
    fields('year = 2001, eprint = {12345}, eprinttype = {jstor}', 'year=2001');
  });
  it('have a year from either field', () => {
    fields('date = {2021-05-03/2022}', 'year=2021');
    fields('year = {May 1998}', 'year=1998');
    check('@misc{k, title = {T}, year = {in press}}', 'k: T');
  });
  it('have the PDF as each program writes it', () => {
    for (const file of [
      ':/home/me/a b.pdf:PDF',
      'a.html:/home/me/a.html:text/html;a b.pdf:/home/me/a b.pdf:application/pdf',
      ':home/me/a b.pdf:pdf',
      '/home/me/a b.pdf',
      '/x/y.epub;/home/me/a b.pdf',
    ]) {
      fields(`file = {${file}}`, 'pdf=/home/me/a b.pdf');
    }
    fields('file = {PDF:C\\:\\\\me\\\\a_b.pdf:application/pdf}', 'pdf=C:\\me\\a_b.pdf');
    fields('file = {:C$\\backslash$:/me/a\\_b.pdf:pdf}', 'pdf=C:/me/a_b.pdf');
    fields('file = {C:\\me\\a.pdf}', 'pdf=C:\\me\\a.pdf');
  });
});

describe('a BibTeX entry’s place in the reader’s collection', () => {
  const of = (fields: string) => {
    const { added, collections } = bibtex.read(`@misc{k, title = {T}, ${fields}}`).entries[0]!;
    return [added === undefined ? undefined : new Date(added).toISOString(), collections];
  };
  it('has the day it was added, as each program writes it', () => {
    assert.deepEqual(of('date-added = {2013-05-06 14:17:48 +0200}'), ['2013-05-06T12:17:48.000Z', undefined]);
    assert.deepEqual(of('timestamp = {2012.05.24}'), ['2012-05-24T00:00:00.000Z', undefined]);
    assert.deepEqual(of('timestamp = {2020-05-13T09:12:01Z}'), ['2020-05-13T09:12:01.000Z', undefined]);
    for (const other of ['last spring', '2020-02-31', '2020-13-01', '2020', '2020.05-01']) {
      assert.deepEqual(of(`timestamp = {${other}}`), [undefined, undefined], other);
    }
  });
  it('has JabRef’s groups', () =>
    assert.deepEqual(of('groups = {Thesis, To read}'), [undefined, ['Thesis', 'To read']]));
});

describe('a mistake in BibTeX', () => {
  const around = (broken: string, expected: string) =>
    check(
      `@misc{before, title = {Before}}\n${broken}\n@misc{after, title = {After}}\n`,
      `before: Before\n${expected.replace('AFTER', 'after: After')}`,
    );

  it('of an open brace ends at the next entry, and costs no field', () => {
    around('@misc{x, title = {Open,\n  year = {2020},\n}\n', 'x: Open | year=2020\nAFTER\n! bibtex-syntax: {');
    around('@misc{x, year = {2020}, title = {Open {A},\n}\n', 'x: Open A | year=2020\nAFTER\n! bibtex-syntax: {');
    around('@misc{x, title = {Open {A}, year = {2020}}', 'x: Open A | year=2020\nAFTER\n! bibtex-syntax: {');
    around('  @misc{x, title = {A}, abstract = {Open\n', 'x: A\nAFTER\n! bibtex-syntax: {');
  });
  it('of an open quotation ends at the next field', () => {
    around(
      '@misc{x, title = "Open,\n  year = 2020,\n  author = "A B"\n}',
      'x: Open | A B | year=2020\nAFTER\n! bibtex-syntax: "',
    );
    around('@misc{x, title = "Open\n}', 'x: Open\nAFTER\n! bibtex-syntax: "');
  });
  it('of an entry that is not closed', () => {
    around('@misc{x, title = {X}\n', 'x: X\nAFTER\n! bibtex-syntax: @misc{');
    around('@misc{x', 'AFTER\n! bibtex-syntax: @misc{');
    around('@misc{', 'AFTER\n! bibtex-syntax: @misc{');
    around('@misc', 'AFTER');
  });
  it('of a comma, an equals sign or a value that is missing, or of text that is too much', () => {
    around('@misc{x, title = {X} year = 2020}', 'x: X | year=2020\nAFTER\n! bibtex-syntax: }');
    around('@misc{x\n title = {X}}', 'x: X\nAFTER\n! bibtex-syntax: x');
    around('@misc{x, title {X}}', 'x: X\nAFTER\n! bibtex-syntax: title');
    around('@misc{x, year = , title = {X}}', 'x: X\nAFTER\n! bibtex-syntax:  ');
    around('@misc{x, and so on, title = {X}, {more}}', 'x: X\nAFTER\n! bibtex-syntax: and');
    around('@misc{x, title = {X}}, year = 2020}', 'x: X | year=2020\nAFTER\n! bibtex-syntax: }');
  });
  it('of a title or key that is missing is told at the entry', () => {
    around('@misc{x, year = 2020}', 'AFTER\n! paper-no-title: x');
    around('@misc{x, title = { {} }}', 'AFTER\n! paper-no-title: x');
    around('@misc{title = {X}}', '-: X\nAFTER\n! bibtex-no-key: @misc');
    around('@misc{, title = {X}}', '-: X\nAFTER\n! bibtex-no-key: @misc');
  });
  it('of a key that is used twice is told at the second', () => {
    around(
      '@misc{x, title = {X}}\n@misc{X, title = {X}}\n@misc{x, title = {Y}}',
      'x: X\nX: X\nx: Y\nAFTER\n! bibtex-duplicate-key: x',
    );
  });
  it('of a comment that is not closed hides one line', () => {
    around('@comment{ {open', 'AFTER\n! bibtex-syntax: @comment{');
  });

  it('loses nothing before or after the entry that it is in', () => {
    const text = fc.array(fc.constantFrom('Deep', '{BERT}', '{\\"o}', ' ', '\n  ', '--', '$x_{1}$', 'and', ',', '='), {
      maxLength: 12,
    });
    const good = fc.record({ title: text, abstract: text, quoted: fc.boolean(), paren: fc.boolean() });
    const noise = fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '"',
        ',',
        '=',
        '#',
        '@',
        '%',
        '(',
        ')',
        '\n',
        '@misc{',
        '@comment{',
        '@x',
        '\0',
        '\\',
        ' ',
      ),
      fc.string({ maxLength: 5 }),
    );
    const changes = fc.array(fc.record({ at: fc.nat(1000), length: fc.nat(30), noise }), {
      minLength: 1,
      maxLength: 6,
    });
    const write = (parts: readonly string[], i: number, quoted: boolean, paren: boolean) => {
      const value = `Title ${i} ${parts.join('')}`;
      const whole = quoted ? `"${value}"` : `{${value}}`;
      return `@article${paren ? '(' : '{'}key${i},\n  title = ${whole},\n  year = ${2000 + i},\n  author = {A B and C D},\n  abstract = {${parts.join(' ')}}\n${paren ? ')' : '}'}`;
    };
    fc.assert(
      fc.property(fc.array(good, { minLength: 3, maxLength: 5 }), fc.nat(), changes, (all, which, edits) => {
        const entries = all.map((entry, i) => write(entry.title, i, entry.quoted, entry.paren));
        const broken = which % entries.length;
        let changed = entries[broken]!;
        for (const edit of edits) {
          const at = edit.at % (changed.length + 1);
          changed = changed.slice(0, at) + edit.noise + changed.slice(at + edit.length);
        }
        const lines = (source: string) => readSoundly(source).entries.map(paperLine);
        const before = lines(entries.slice(0, broken).join('\n\n'));
        const after = lines(entries.slice(broken + 1).join('\n\n'));
        const now = lines(entries.with(broken, changed).join('\n\n'));
        assert.equal(after.length, entries.length - broken - 1);
        assert.deepEqual(now.slice(0, before.length), before);
        assert.deepEqual(after.length === 0 ? [] : now.slice(-after.length), after);
      }),
      { numRuns: 500 },
    );
  });
});

describe('reading BibTeX', () => {
  it('is for files that have entries', () => {
    assert.ok(bibtex.recognises('/a/b.bib', '\ufeff% mine\n@Article {x,'));
    assert.ok(bibtex.recognises('/a/b.BIB', '@string(x = "y")'));
    assert.ok(bibtex.recognises('/a/b.txt', '% mine\n\n@article{x,\n'));
    assert.ok(!bibtex.recognises('/a/b.txt', 'Write to me@example.org, or use @article{x, y}'));
    assert.ok(!bibtex.recognises('/a/b.bib', 'nothing'));
    assert.ok(!bibtex.recognises('/a/b.md', '@article{x,'));
  });

  it('never throws, and every place lies inside the text', () => {
    const piece = fc.constantFrom(
      ...[
        '@misc{',
        '@a(',
        '@string{',
        '@comment{',
        'k,',
        'title',
        '=',
        '{',
        '}',
        '"',
        '#',
        ',',
        '\n',
        '\r',
        '%',
        '(',
        ')',
      ],
      ...[
        'title = {',
        'crossref = {k}',
        'abstract = "',
        '\\',
        "\\'",
        '\\c',
        '{\\',
        '$',
        '~',
        '--',
        "'",
        ' ',
        '\0',
        '\ufeff',
        '\ud800',
        '1',
        'and',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), pieces => void readSoundly(pieces.join(''))),
      { numRuns: 3000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), bytes => void readSoundly(Buffer.from(bytes).toString('latin1'))),
    );
  });

  it('takes an abstract of two megabytes', () => {
    const words = 'word {and} more \\& '.repeat(1e5);
    const [entry] = bibtex.read(`@misc{k, title = {T}, abstract = {${words}}}`).entries;
    assert.equal(entry!.text.abstract.text, 'word and more & '.repeat(1e5).trim());
  });

  it('is not made to write endless text by macros that double', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `@string{m${i + 1} = m${i} # m${i}}`).join('\n');
    const uses = '@misc{k, title = m60 # m60 # m60 # m60}\n'.repeat(2000);
    const { entries } = bibtex.read(`@string{m0 = "long enough "}\n${doubling}\n${uses}`);
    assert.ok(entries.reduce((sum, { text }) => sum + text.title.text.length, 0) < 5e6);
  });

  for (const piece of [
    ...['@', '{', '}', '"', ',', '=', '#', '%', '\\', '$', '~', '-', '\n', ' ', 'a', '(', '\r'],
    ...[
      '@a',
      '@a{',
      '@a{b',
      '@a{b,',
      '\n@a{b,',
      '@a ',
      'a = ',
      'a = {',
      '\na = {',
      '\na = "',
      '\na = 1',
      '},a=',
      '@comment{',
      '\n@comment{',
    ],
    ...[
      'a={b},',
      'a="{',
      'a=b#',
      "\\'",
      '\\c{',
      '\\href{',
      ' and ',
      '{\\"',
      '\n \n',
      '@string{a=a#a}',
      '\n@a{b,crossref={b},',
      '\n@misc{a, title={a',
    ],
  ]) {
    it(`takes linear time on 200 KB of ${JSON.stringify(piece)}`, () => {
      const text = piece.repeat(2e5 / piece.length);
      for (const start of [
        '',
        '@misc{k, title = ',
        '@misc{k, title = {',
        '@misc{k, title = "',
        '@misc{k, title={t}, author={',
      ]) {
        assert.ok(milliseconds(start + text) < bound);
      }
    });
  }
});

describe('a BibTeX file in a library', () => {
  it('defines terms by its abstracts, and its keys are cited', () => {
    const { library, document, offset } = fixture(`
-- refs.bib --
@string{t = "A Study of "}
@misc{hu-2021,
  title = t # {Adapters},
  author = {M{\\"u}ller, Edward},
  abstract = {We propose Low-Rank Adaptation (LoRA), a method that trains
    small matrices \\& freezes the rest.},
}
-- note.md --
See L<|>oRA, in [@hu-2021].`);
    const { now } = library;
    const shown = (at: number) =>
      (hover(now, document, at, linkerFor(now, new Set()), library.taxonomy)?.markdown ?? '').replace(
        /\\(?=[^\w\s])/g,
        '',
      );
    assert.ok(shown(offset).includes('small matrices &amp; freezes the rest'));
    const cited = shown(document.text.indexOf('hu-2021'));
    assert.ok(cited.startsWith('**A Study of Adapters**\n\nMüller'), cited);
  });
});

describe('beside Citation.js, BibTeX', () => {
  const cited = (source: string) =>
    bibtex.read(source).entries.map(({ id, text, authors: names, year }) => ({
      key: id,
      title: text.title.text,
      authors: names,
      year,
    }));

  it('without mistakes is read alike', () => {
    const word = fc.constantFrom(
      'Deep',
      'learning',
      '{BERT}',
      'of',
      'G{\\"o}del',
      "caf{\\'e}",
      'na{\\"i}ve',
      '{A} {B}',
      '{\\ss}',
      '\\&',
      'x--y',
    );
    const titles = fc.array(word, { minLength: 1, maxLength: 8 }).map(words => `On ${words.join(' ')}`);
    const name = fc.constantFrom(
      'Hu, Edward J.',
      'Yelong Shen',
      'van der Berg, Jan',
      '{OpenAI Team}',
      'Smith, Jr., John',
      "Ren{\\'e} Descartes",
      "Mar{\\'i}a Garc{\\'i}a",
    );
    const names = fc.array(name, { minLength: 1, maxLength: 4 }).map(all => all.join(' and '));
    const entry = fc.record({ titles, names, year: fc.integer({ min: 1900, max: 2030 }), quoted: fc.boolean() });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 5 }), all => {
        const source = all.map((one, i) => {
          const value = one.quoted ? `"${one.titles.replaceAll('\\"', "\\'")}"` : `{${one.titles}}`;
          return `@article{key:${i},\n title = ${value},\n author = {${one.names}},\n year = ${one.year}\n}`;
        });
        assert.deepEqual(cited(source.join('\n')), readWithCitationJs(source.join('\n')));
      }),
      { numRuns: 200 },
    );
  });

  it('with a mistake keeps every other entry, where Citation.js reads none', () => {
    const good = Array.from({ length: 20 }, (_, i) => `@misc{k${i}, title = {Title ${i}}, year = 2020}\n`);
    assert.equal(readWithCitationJs(good.join('')).length, 20);
    for (const broken of [
      '@misc{x, title = {Open, year = 2020}\n',
      '@misc{x, title = "Open, year = 2020}\n',
      '@misc{x, title {X}}\n',
      '@misc{x title = {X}}\n',
    ]) {
      const source = good.with(10, broken).join('');
      assert.throws(() => readWithCitationJs(source));
      assert.equal(cited(source).filter(({ key }) => key !== 'x').length, 19);
    }
  });
});

/** The CPU time that 200 KB may take, in milliseconds: most take 5, many broken entries up to 200; what is not linear many seconds. */
const bound = 1500;

/** CPU time of one reading. */
function milliseconds(text: string): number {
  const before = process.cpuUsage();
  bibtex.read(text);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}
