import { deepEqual, equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { formats } from '../server/formats/all.ts';
import { bibtex } from '../server/formats/bibtex.ts';
import type { CopyForm } from '../server/protocol.ts';
import { bibliographicOf } from '../server/queries/bibliographic.ts';
import { copyAs } from '../server/queries/copy-as.ts';
import { bibExport, citedIn, cslExport, notesBelow, papersNamed } from '../server/queries/export.ts';
import { fixture } from './fixture.ts';
import { samplePapers, samples } from './formats/samples.ts';

/** What the note with the cursor, or the last one, cites: the BibTeX of it, and after `?` what is unknown. */
function check(marked: string, expected: string) {
  const { library, document } = fixture(marked);
  const { papers, unknown } = citedIn(library.now, [document.note]);
  equal(bibExport(library.now, papers) + unknown.map(name => `? ${name}\n`).join(''), expected.replace(/^\n/, ''));
}

const hu = `@misc{hu2021lora,
  Title = "{LoRA}: Low-Rank Adaptation of Large Language Models", % as the publisher has it
  author = {Hu, Edward J. and Shen, Yelong}, year = 2021}`;

describe('an export of cited papers', () => {
  it('copies BibTeX entries as they are, each once, and tells what is no paper', () =>
    check(
      `
-- refs.bib --
${hu}
@misc{other, title={Another paper}, author={A B}}
-- note.md --
See [@hu2021lora, p. 3; @missing2020], [[LoRA]], [[Nowhere]], [[note]], ![[figure.png]] and @fig:one.
`,
      `
${hu}
? missing2020
? Nowhere
`,
    ));

  it('takes the macros and the parents along that an entry needs, and no others', () =>
    check(
      `
-- refs.bib --
@string{jmlr = "Journal of " # ml}
@string{ml = {Machine Learning Research}}
@string{unused = "x"}
@article{a, title={On cats and dogs}, author={Lee, Ann}, journal=jmlr, month=jun, year=2020}
@inproceedings{b, title={On birds in trees}, author={Lee, Bo}, crossref={proc}}
@proceedings{proc, title={Proceedings of Birds}, year={2021}}
-- note.md --
[@a] and [@b]
`,
      `
@string{ml = {Machine Learning Research}}

@string{jmlr = "Journal of " # ml}

@article{a, title={On cats and dogs}, author={Lee, Ann}, journal=jmlr, month=jun, year=2020}

@inproceedings{b, title={On birds in trees}, author={Lee, Bo}, crossref={proc}}

@proceedings{proc, title={Proceedings of Birds}, year={2021}}
`,
    ));

  it('has parents behind the entries that name them, though cited first or named in other capitals', () => {
    const child = '@inproceedings{b, title={On birds in trees}, author={Lee, Bo}, crossref={Proc}}';
    const parent = '@proceedings{proc, title={Proceedings of Birds}, editor={Roe, Cy}, year={2021}}';
    for (const cites of ['[@proc] and [@b]', '[@b] and [@proc]', '[@b]'])
      check(`-- refs.bib --\n${child}\n${parent}\n-- note.md --\n${cites}\n`, `${child}\n\n${parent}\n`);
  });

  it('writes an entry anew whose macro another file has meant otherwise', () =>
    check(
      `
-- a.bib --
@string{j = "Cats"}
@article{a, title={On cats and dogs}, author={Lee, Ann}, journal=j}
-- b.bib --
@string{j = "Birds"}
@article{b, title={On birds in trees}, author={Lee, Bo}, journal=j}
-- note.md --
[@a; @b]
`,
      `
@string{j = "Cats"}

@article{a, title={On cats and dogs}, author={Lee, Ann}, journal=j}

@article{b,
  title = {On birds in trees},
  author = {Lee, Bo},
  journal = {Birds},
}
`,
    ));

  it('has a paper under the key that a note cites it by', () =>
    check(
      `
-- refs.bib --
${hu}
-- note.md --
[@LoRA] and @lora
`,
      `
${hu.replace('hu2021lora', 'LoRA')}
`,
    ));

  it('writes papers that come from other lists, all that their record says', () =>
    check(
      `
-- refs.ris --
TY  - JOUR
ID  - lee2020
TI  - On cats & dogs
AU  - Lee, Ann
AU  - World Health Organization
JO  - Cats
VL  - 3
IS  - 2
SP  - 10
EP  - 19
PY  - 2020
PB  - Press
ER  -
-- note.md --
[[On cats & dogs]]
`,
      `
@article{lee2020,
  title = {On cats \\& dogs},
  author = {Lee, Ann and {World Health Organization}},
  journal = {Cats},
  year = {2020},
  volume = {3},
  number = {2},
  pages = {10--19},
  publisher = {Press},
}
`,
    ));

  it('holds only what stands in the selection', () => {
    const { library, document } = fixture(`
-- refs.bib --
@misc{a, title={On cats and dogs}, author={Lee, Ann}}
@misc{b, title={On birds in trees}, author={Lee, Bo}}
-- note.md --
[@a] and [@b]
`);
    const end = document.text.indexOf(' and');
    const { papers } = citedIn(library.now, [document.note], { start: 0, end });
    deepEqual(
      papers.map(({ paper }) => paper.id),
      ['a'],
    );
  });

  it('holds what the notes of a folder cite, each paper once', () => {
    const { now } = fixture(`
-- refs.bib --
@misc{a, title={On cats and dogs}, author={Lee, Ann}}
@misc{b, title={On birds in trees}, author={Lee, Bo}}
@misc{c, title={On fish in water}, author={Lee, Cy}}
-- in/one.md --
[@a]
-- in/deep/two.md --
[@b] [@a]
-- inside.md --
[@c]
`).library;
    const { papers } = citedIn(now, notesBelow(now, 'file:///vault/in/'));
    deepEqual(papers.map(({ paper }) => paper.id).sort(), ['a', 'b']);
  });

  it('as CSL-JSON is read again as the same papers', () => {
    // The fixture takes every YAML file for a taxonomy.
    for (const sample of samples.filter(({ file }) => !file.endsWith('.yaml'))) {
      const { now } = fixture(`-- ${sample.file} --\n${sample.write(samplePapers(3))}`).library;
      const all = [...now.papers.values()];
      const text = cslExport(
        now,
        papersNamed(
          now,
          all.map(({ id }) => id),
        ),
      );
      const again = fixture(`-- again.json --\n${text}`).library.now;
      deepEqual(
        [...again.papers.values()].map(({ title, authors, year }) => ({ title, authors, year })).sort(byTitle),
        all.map(({ title, authors, year }) => ({ title, authors, year })).sort(byTitle),
      );
    }
  });

  it('never has a key twice, whatever the keys', () => {
    const key = fc.stringMatching(/^[aA]{1,2}$/);
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 8 }), keys => {
        const files = keys.map(
          (own, i) =>
            `-- f${i}.bib --\n@misc{${own}, title={On subject number ${'i'.repeat(i + 3)}}, author={A B${i}}}\n`,
        );
        const { now } = fixture(files.join('')).library;
        const papers = [...now.papers.values()].map(paper => ({ paper, keys: [paper.keys[0]!] }));
        const { entries, problems } = bibtex.read(bibExport(now, papers));
        equal(entries.length, papers.length);
        deepEqual(problems, []);
        equal(new Set(entries.map(entry => entry.key!.toLowerCase())).size, papers.length);
      }),
    );
  });
});

describe('papers copied', () => {
  const { now } = fixture(`-- refs.bib --\n${hu}\n@misc{b, title={On birds in [trees]}, year={2020}}\n`).library;
  const check = (form: CopyForm, expected: string) => equal(copyAs(now, ['hu2021lora', 'b', 'gone'], form), expected);

  it('as BibTeX', () => check({ kind: 'bibtex' }, `${hu}\n\n@misc{b, title={On birds in [trees]}, year={2020}}\n`));
  it('as citation keys', () => check({ kind: 'key' }, '@hu2021lora; @b'));
  it('as Markdown links', () =>
    ok(
      /^\[Hu and Shen, 2021\]\(https:\S+\), \[2020\]\(https:\S+\)$/.test(
        copyAs(now, ['hu2021lora', 'b'], { kind: 'link' }),
      ),
    ));
  it('as references', () =>
    check(
      { kind: 'reference', style: 'apa', markdown: true },
      'Hu, E. J., & Shen, Y. (2021). *LoRA: Low-Rank Adaptation of Large Language Models*.\n\n*On birds in \\[trees\\]*. (2020).',
    ));
});

describe('the details of a record', () => {
  it('are read from every format, and nothing that a record holds breaks them', () => {
    for (const format of formats) {
      fc.assert(
        fc.property(
          fc.constantFrom(...samples.map(one => one.write(samplePapers(1)))),
          fc.nat(),
          fc.string(),
          (sample, at, noise) => {
            const cut = at % (sample.length + 1);
            const details = format.details(sample.slice(0, cut) + noise + sample.slice(cut));
            ok(typeof details === 'object');
          },
        ),
        { numRuns: 30 },
      );
    }
  });

  it('give a paper of a journal before its preprint where both are known', () => {
    const { now } = fixture(`
-- a.bib --
@misc{lee2020, title={On cats and dogs in trees}, author={Lee, Ann and Berg, Bo}, eprint={2001.00001}, archiveprefix={arXiv}, primaryclass={cs.CL}, year={2020}}
-- b.bib --
@article{lee2021, title={On cats and dogs in trees}, author={Lee, Ann and Berg, Bo}, journal={Cats}, volume={3}, pages={1--2}, year={2021}, eprint={2001.00001}}
`).library;
    const [paper] = now.papers.values();
    const { type, venue, volume, pages, arxivClass, authors } = bibliographicOf(now, paper!);
    deepEqual(
      { type, venue, volume, pages, arxivClass, authors },
      {
        type: 'article',
        venue: 'Cats',
        volume: '3',
        pages: '1–2',
        arxivClass: 'cs.CL',
        authors: ['Lee, Ann', 'Berg, Bo'],
      },
    );
  });
});

function byTitle(a: { title: string }, b: { title: string }): number {
  return a.title < b.title ? -1 : 1;
}
