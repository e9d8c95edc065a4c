import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type SamplePaper, samplePapers, samples } from './formats/samples.ts';

interface Row {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year?: number;
  readonly abstract: string;
  readonly records: readonly { readonly path: string; readonly line: number }[];
}

/** What `gloss papers FOLDER --json` says of files in a folder of their own, by title. */
function papersIn(files: Readonly<Record<string, string | Buffer>>): readonly Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-'));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(join(folder, name, '..'), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    const said = execFileSync(process.execPath, ['dist/cli.js', 'papers', folder, '--json'], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    const rows = JSON.parse(said) as Row[];
    return rows.sort((a, b) => (a.title < b.title ? -1 : 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function bibtexOf(papers: readonly SamplePaper[]): string {
  const braced = (text: string) => text.replace(/[&%]/g, '\\$&');
  return papers
    .map(
      ({ title, authors, year, arxiv, doi, abstract }, i) =>
        `@article{key${i},\n  title = {${braced(title)}},\n  author = {${authors.map(([given, family]) => `${family}, ${given}`).join(' and ')}},\n  year = ${year},\n  eprint = {${arxiv}},\n  doi = {${doi}},\n  abstract = {${braced(abstract)}}\n}\n`,
    )
    .join('\n');
}

function noteOf({ title, authors, year, arxiv, doi, abstract }: SamplePaper): string {
  const names = authors.map(([given, family]) => `  - ${given} ${family}`).join('\n');
  return `---\ntitle: ${JSON.stringify(title)}\nauthors:\n${names}\nyear: ${year}\narxiv: "${arxiv}"\ndoi: ${doi}\n---\n\n# ${title}\n\n## Abstract\n\n${abstract}\n`;
}

/** The same papers in every format, each in a file of its own, as somebody has them who tries one tool after the other. */
function everyExport(papers: readonly SamplePaper[]): Record<string, string> {
  return {
    'refs.bib': bibtexOf(papers),
    ...Object.fromEntries(samples.map(({ name, file, write }) => [`${name}/${file}`, write(papers)])),
    ...Object.fromEntries(papers.map((paper, i) => [`notes/${i}.md`, noteOf(paper)])),
  };
}

describe('gloss papers', () => {
  it('gives each paper once for a folder that has the same library in every format', () => {
    const papers = samplePapers(4);
    const files = everyExport(papers);
    const rows = papersIn(files);
    deepEqual(
      rows.map(({ title, authors, year, abstract }) => [title, authors, year, abstract]),
      papers.map(({ title, authors, year, abstract }) => [
        title,
        authors.map(([given, family]) => `${given} ${family}`),
        year,
        abstract,
      ]),
    );
    for (const { records } of rows) equal(records.length, samples.length + 2);
  });

  it('gives the same papers for each format alone', () => {
    const papers = samplePapers(3);
    const expected = papers.map(({ title, year, abstract }) => [title, year, abstract]);
    for (const [name, text] of Object.entries(everyExport(papers)).filter(([name]) => !name.startsWith('notes/'))) {
      deepEqual(
        papersIn({ [name]: text }).map(({ title, year, abstract }) => [title, year, abstract]),
        expected,
        name,
      );
    }
  });

  const [first, second] = samplePapers(2) as [SamplePaper, SamplePaper];
  const crowd: SamplePaper = {
    ...first,
    authors: Array.from({ length: 300 }, (_, i) => [`Zoë ${i}`, `Ångström${i}`] as const),
  };
  const long = (length: number): SamplePaper => ({
    ...second,
    abstract: 'Our naïve método works (a < b). '.repeat(length / 32).trim(),
  });
  /** Two papers for all files together, each of which is a record of both. */
  const checkBoth = (files: Readonly<Record<string, string | Buffer>>, length: number) => {
    const rows = papersIn(files);
    deepEqual(
      rows.map(({ authors, abstract }) => [authors.length, abstract.length > length]),
      [
        [300, false],
        [2, true],
      ],
    );
    const paths = new Set(Object.keys(files));
    for (const { records } of rows) equal(new Set(records.map(({ path }) => path)).size, paths.size);
  };

  it('reads 300 authors and an abstract of 2 MB in every format', function () {
    this.timeout(120_000);
    const files = everyExport([crowd, long(2_000_000)]);
    // A CSL-YAML record is read up to 300,000 characters, a note's front matter up to 32,768.
    const kept = Object.entries(files).filter(([name]) => !/\.(?:yaml|md)$/.test(name));
    checkBoth(Object.fromEntries(kept), 1_900_000);
  });

  const encodings: Readonly<Record<string, (text: string) => string | Buffer>> = {
    'a byte order mark': text => `\ufeff${text}`,
    'UTF-16': text => Buffer.from(`\ufeff${text}`, 'utf16le'),
    CRLF: text => text.replace(/\n/g, '\r\n'),
    'NUL bytes': text => `${text}\n\0\0\0\n`,
  };
  for (const [name, encode] of Object.entries(encodings)) {
    it(`reads ${name} in every format`, () => {
      const files = Object.entries(everyExport([crowd, long(20_000)])).filter(([file]) => !file.startsWith('notes/'));
      checkBoth(Object.fromEntries(files.map(([file, text]) => [file, encode(text)])), 19_000);
    });
  }

  it('loses only what is broken of a list that was damaged by hand', () => {
    const three = samplePapers(3);
    const bib = bibtexOf(three);
    const titles = (text: string) => papersIn({ 'refs.bib': text }).map(({ title }) => title);
    const whole = three.map(({ title }) => title);
    deepEqual(titles(bib.replace('2106.10001},\n', '2106.10001}\n')), whole, 'missing comma');
    deepEqual(titles(bib.replace('key1,', 'key0,')), whole, 'duplicate key');
    deepEqual(titles(bib.replace('{key1,', '{')), whole, 'no key');
    deepEqual(titles(bib.replace(/(key1,\n) {2}title.*\n/, '$1')), [whole[0], whole[2]], 'no title');
    const unclosed = titles(bib.replace(/tests\.\}\n\}\n\n@article\{key2/, 'tests.\n\n@article{key2'));
    ok(unclosed.includes(whole[0]!) && unclosed.includes(whole[2]!), 'unclosed entry');
  });

  it('takes nothing for a paper that is none', () => {
    const files = {
      'package.json': '{"name":"x","title":"A package","version":"1.0.0","authors":["E. Hu"],"dependencies":{}}',
      'tsconfig.json': '{"compilerOptions":{"strict":true}}',
      'README.md': '# A project\n\nBy somebody.\n',
      'feed.json': '{"version":"https://jsonfeed.org/version/1","title":"A feed","items":[{"id":"1","title":"Post"}]}',
      'book.toml.txt': 'title = "A book"\nauthors = ["E. Hu"]\n',
    };
    deepEqual(
      papersIn(files).map(({ records }) => records.map(({ path }) => basename(path))),
      [],
    );
  });
});

describe('the command line', () => {
  it('exports what a note cites, and names on standard error what is no paper', () => {
    const folder = mkdtempSync(join(tmpdir(), 'gloss-'));
    try {
      const entry = '@misc{lee2020, title={On cats and dogs}, author={Lee, Ann}}';
      writeFileSync(join(folder, 'refs.bib'), `${entry}\n@misc{other, title={On birds in trees}}\n`);
      writeFileSync(join(folder, 'note.md'), '[@lee2020] and [@nobody1900]\n');
      const program = join(process.cwd(), 'dist/cli.js');
      const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [program, 'export', 'note.md', '--library', 'refs.bib'],
        { encoding: 'utf8', cwd: folder },
      );
      deepEqual({ stdout, status }, { stdout: `${entry}\n`, status: 0 });
      ok(stderr.includes('"nobody1900"'), stderr);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
