// How fast `termsIn` reads abstracts, beside splitting the same text into words; CPU time, the best of three runs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { termsIn } from '../../server/extract/terms.ts';
import { dailyPapers } from '../../server/formats/daily-papers.ts';
import { wholeText } from '../../server/formats/papers.ts';
import { wordsIn } from '../../server/text/words.ts';
import { cpuSeconds } from '../cpu-seconds.ts';

/** A title, an empty line, an abstract. */
interface Text {
  readonly text: string;
  readonly titleEnd: number;
}

function main(args: readonly string[]): void {
  const at = args.indexOf('--data');
  const file = join((at >= 0 ? args[at + 1] : undefined) ?? '../shared/bench', 'scale/arxiv-cs-50k.jsonl.gz');
  const texts = existsSync(file) ? recordsOf(file) : seeds();
  console.log(`${texts.length} abstracts of ${existsSync(file) ? file : 'the seeds'}`);
  const megabytes = texts.reduce((sum, { text }) => sum + text.length, 0) / 1e6;
  const words = cpuSeconds(() => texts.reduce((sum, { text }) => sum + wordsIn(text).length, 0));
  const terms = cpuSeconds(() => texts.reduce((sum, { text, titleEnd }) => sum + termsIn(text, titleEnd).length, 0));
  const figures = {
    megabytes: rounded(megabytes),
    termsMegabytesPerSecond: rounded(megabytes / terms),
    wordsMegabytesPerSecond: rounded(megabytes / words),
    timesTheFloor: rounded(terms / words),
  };
  console.log(`terms ${figures.termsMegabytesPerSecond} MB/s, words ${figures.wordsMegabytesPerSecond} MB/s`);
  console.log(JSON.stringify(figures));
}

function recordsOf(file: string): readonly Text[] {
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean).slice(0, 10_000);
  return lines.map(line => {
    const { title, abstract } = JSON.parse(line) as { readonly title: string; readonly abstract: string };
    return { text: `${title}\n\n${abstract}`, titleEnd: title.length };
  });
}

/** The seeds, many times over, so that there is enough to measure. */
function seeds(): readonly Text[] {
  const { entries } = dailyPapers.read(readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8'));
  const texts = entries.map(({ text }) => wholeText(text));
  return Array.from({ length: 30 }, () => texts).flat();
}

function rounded(value: number): number {
  return Number(value.toFixed(2));
}

main(process.argv.slice(2));
