// npm run bench -- formats [--data FOLDER] [--papers N]: how fast each reader reads, beside a library that does the same; CPU time, the
// best of three runs. BibTeX has the papers of FOLDER (../shared/bench) or else of the seeds, the others made-up ones. The
// rivals do less: they keep no places, and those of JSON, YAML and XML know nothing of papers.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import '@citation-js/plugin-ris';
import { plugins } from '@citation-js/core';
import { XMLParser } from 'fast-xml-parser';
import { parse as parseYaml } from 'yaml';
import { bibtex } from '../../server/formats/bibtex.ts';
import { scanBib } from '../../server/formats/bibtex-scan.ts';
import { dailyPapers } from '../../server/formats/daily-papers.ts';
import { markdownPaper } from '../../server/formats/markdown-paper.ts';
import { readFile } from '../../server/host/reading.ts';
import type { NoteUri } from '../../server/library/model.ts';
import { cpuSeconds } from '../cpu-seconds.ts';
import { readWithCitationJs } from '../formats/citation-js.ts';
import { type SamplePaper, samplePapers, samples } from '../formats/samples.ts';
import { type Written, writeBibtex } from './papers.ts';

/** Something that reads the papers as its format writes them. */
interface Contestant {
  readonly name: string;
  /** The file's text. */
  write(records: readonly Written[]): string;
  /** Gives how many papers it read. */
  read(text: string): number;
}

const taxonomy = { categories: [] };

/** One line for each reader, and beside it the library. */
const contestants: readonly Contestant[] = [
  { name: 'bibtexScan', write: writeBibtex, read: text => scanBib(text).entries.length },
  { name: 'bibtex', write: writeBibtex, read: text => bibtex.read(text).entries.length },
  {
    name: 'bibtexWholeFile',
    write: writeBibtex,
    read: text =>
      readFile('file:///a.bib' as NoteUri, '/a.bib', Buffer.from(text), taxonomy)?.facts.records.length ?? 0,
  },
  { name: 'citationJs', write: writeBibtex, read: text => readWithCitationJs(text).length },
];

/** How many made-up papers there are: 7,000 are some 10 MB. */
const count = Number(process.argv[process.argv.indexOf('--papers') + 1 || Number.POSITIVE_INFINITY] ?? 7000);

const seedText = readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8');

const rivals: Readonly<Record<string, Match['rival']>> = {
  json: { name: 'JSON.parse', read: parsedJson },
  'csl-yaml': {
    name: 'yaml',
    read: text => (parseYaml(text, yamlOptions) as { references: unknown[] }).references.length,
  },
  ris: {
    name: 'Citation.js',
    read: text => plugins.input.chain(text, { forceType: '@ris/file', generateGraph: false }).length,
  },
  atom: { name: 'fast-xml-parser', read: text => new XMLParser(xmlOptions).parse(text).feed.entry.length },
};
const xmlOptions = { ignoreAttributes: false, processEntities: false };
const yamlOptions = { logLevel: 'silent' } as const;

/** How many records JSON or JSON lines have, parsed and no more. */
function parsedJson(text: string): number {
  if (text.startsWith('{"id"')) return text.split('\n').filter(line => line !== '' && JSON.parse(line) !== null).length;
  const whole = JSON.parse(text) as unknown[] | { readonly results: unknown[] };
  return (Array.isArray(whole) ? whole : whole.results).length;
}

const note = (paper: SamplePaper) =>
  `---\ntitle: ${JSON.stringify(paper.title)}\nauthors: [Edward Hu, Yelong Shen]\nyear: ${paper.year}\narxiv: "${paper.arxiv}"\n` +
  `doi: ${paper.doi}\nabstract: ${JSON.stringify(paper.abstract)}\n---\n\n# Notes\n\nRead twice.\n\f`;

const matches: readonly Match[] = [
  ...samples.map(({ name, format, write }): Match => {
    const rival = rivals[format.name];
    return {
      name,
      text: write(samplePapers(count)),
      reader: text => format.read(text).entries.length,
      ...(rival ? { rival } : {}),
    };
  }),
  {
    name: 'Markdown',
    text: samplePapers(count).map(note).join(''),
    reader: text => eachNote(text, one => markdownPaper.read(one).entries.length),
    rival: { name: 'yaml', read: text => eachNote(text, one => Number(parseYaml(one.split('---\n')[1]!) !== null)) },
  },
  {
    name: 'daily papers',
    text: seedText.repeat(Math.ceil((count * 1400) / seedText.length)),
    reader: text => dailyPapers.read(text).entries.length,
  },
];

function eachNote(text: string, count: (note: string) => number): number {
  return text.split('\f').reduce((sum, one) => (one === '' ? sum : sum + count(one)), 0);
}

function main(args: readonly string[]): void {
  const at = args.indexOf('--data');
  const file = join((at >= 0 ? args[at + 1] : undefined) ?? '../shared/bench', 'scale/arxiv-cs-50k.jsonl.gz');
  const records = (existsSync(file) ? recordsOf(file) : seeds()).slice(0, 5000);
  console.log(`${records.length} papers of ${existsSync(file) ? file : 'the seeds'}`);
  const figures = Object.fromEntries(contestants.map(contestant => [contestant.name, measured(contestant, records)]));
  console.log(
    JSON.stringify({ ...figures, ...Object.fromEntries(matches.map(match => [match.name, compared(match)])) }),
  );
}

/** A reader and its rival on the same text. */
interface Match {
  readonly name: string;
  readonly text: string;
  /** What is read of the text; each gives how many papers or records it found. */
  readonly reader: (text: string) => number;
  readonly rival?: { readonly name: string; readonly read: (text: string) => number };
}

/** A match's megabytes a second, and how many times as long the reader takes as its rival. */
function compared({ name, text, reader, rival }: Match) {
  const size = text.length / 1e6;
  const seconds = cpuSeconds(() => reader(text));
  const others = rival && cpuSeconds(() => rival.read(text));
  const ratio = others === undefined ? undefined : rounded(seconds / others);
  const figures = {
    papers: reader(text),
    megabytes: rounded(size),
    megabytesPerSecond: rounded(size / seconds),
    ...(rival && others !== undefined
      ? { rival: rival.name, rivalMegabytesPerSecond: rounded(size / others), timesAsLong: ratio }
      : {}),
  };
  const beside = rival ? `, ${ratio} times as long as ${rival.name}` : '';
  console.log(`${name}: ${figures.papers} papers, ${figures.megabytesPerSecond} MB/s${beside}`);
  return figures;
}

/** Megabytes a second, and seconds for all records. */
function measured({ name, write, read }: Contestant, records: readonly Written[]) {
  const text = write(records);
  let papers = 0;
  const seconds = cpuSeconds(() => {
    papers = read(text);
  });
  const figures = { papers, seconds: rounded(seconds), megabytesPerSecond: rounded(text.length / 1e6 / seconds) };
  console.log(`${name}: ${papers} papers, ${figures.seconds} s, ${figures.megabytesPerSecond} MB/s`);
  return figures;
}

function recordsOf(file: string): readonly Written[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n', 5000).filter(Boolean);
  return lines.map(line => JSON.parse(line) as Written);
}

/** The seeds, many times over, so that there is enough to measure. */
function seeds(): readonly Written[] {
  const { entries } = dailyPapers.read(seedText);
  const records = entries.map(({ text }) => ({ title: text.title.text, abstract: text.abstract.text }));
  return Array.from({ length: 80 }, () => records).flat();
}

function rounded(value: number): number {
  return Number(value.toFixed(value < 1 ? 3 : 1));
}

main(process.argv.slice(2));
