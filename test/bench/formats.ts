// npm run bench -- formats [--data FOLDER]: how fast each reader reads, beside a library that does the same; CPU time, the
// best of three runs, on the papers of FOLDER (../shared/bench) or else on the seeds.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bibtex } from '../../server/formats/bibtex.ts';
import { scanBib } from '../../server/formats/bibtex-scan.ts';
import { dailyPapers } from '../../server/formats/daily-papers.ts';
import { readFile } from '../../server/host/reading.ts';
import type { NoteUri } from '../../server/library/model.ts';
import { cpuSeconds } from '../cpu-seconds.ts';
import { readWithCitationJs } from '../formats/citation-js.ts';

interface Written {
  readonly title: string;
  readonly abstract: string;
}

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

function main(args: readonly string[]): void {
  const at = args.indexOf('--data');
  const file = join((at >= 0 ? args[at + 1] : undefined) ?? '../shared/bench', 'scale/arxiv-cs-50k.jsonl.gz');
  const records = (existsSync(file) ? recordsOf(file) : seeds()).slice(0, 5000);
  console.log(`${records.length} papers of ${existsSync(file) ? file : 'the seeds'}`);
  const figures = Object.fromEntries(contestants.map(contestant => [contestant.name, measured(contestant, records)]));
  console.log(JSON.stringify(figures));
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

function writeBibtex(records: readonly Written[]): string {
  const value = (text: string) => text.replace(/[\\{}$]/g, '').replace(/[%&#_]/g, '\\$&');
  return records
    .map(
      ({ title, abstract }, i) =>
        `@article{key${i},\n  author = {Hu, Edward J. and M{\\"u}ller, Anna and van der Berg, Jan},\n` +
        `  title = {{${value(title)}}},\n  journal = {arXiv preprint arXiv:2106.0${1000 + (i % 9000)}},\n` +
        `  year = {2021},\n  url = {https://arxiv.org/abs/2106.0${1000 + (i % 9000)}},\n` +
        `  abstract = {${value(abstract).replace(/(.{60,80}) /g, '$1\n    ')}},\n  keywords = {one, two, three}\n}\n`,
    )
    .join('\n');
}

function recordsOf(file: string): readonly Written[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n', 5000).filter(Boolean);
  return lines.map(line => JSON.parse(line) as Written);
}

/** The seeds, many times over, so that there is enough to measure. */
function seeds(): readonly Written[] {
  const { entries } = dailyPapers.read(readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8'));
  const records = entries.map(({ text }) => ({ title: text.title.text, abstract: text.abstract.text }));
  return Array.from({ length: 80 }, () => records).flat();
}

function rounded(value: number): number {
  return Number(value.toFixed(value < 1 ? 3 : 1));
}

main(process.argv.slice(2));
