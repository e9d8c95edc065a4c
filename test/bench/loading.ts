// npm run bench -- loading [--data FOLDER] [--papers N] [--lines MB]: how long until papers are listed and until their terms are
// known, how long the event loop is held, and how much memory JSON lines take, on the papers of FOLDER (../shared/bench).
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { gunzipSync } from 'node:zlib';
import { bundledTaxonomy } from '../../server/host/bundled.ts';
import { Library } from '../../server/host/library.ts';
import { Loader } from '../../server/host/loading.ts';
import { type Written, writeBibtex } from './papers.ts';

const argument = (name: string) => process.argv[process.argv.indexOf(name) + 1 || Number.POSITIVE_INFINITY];
const count = Number(argument('--papers') ?? 5000);
const megabytes = Number(argument('--lines') ?? 100);
const file = join(argument('--data') ?? '../shared/bench', 'scale/arxiv-cs-50k.jsonl.gz');
const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean);
const taxonomy = bundledTaxonomy();
const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));

void main();

async function main(): Promise<void> {
  try {
    writeFileSync(
      join(folder, 'refs.bib'),
      writeBibtex(lines.slice(0, count).map(line => JSON.parse(line) as Written)),
    );
    await timed(`${count} BibTeX entries`);
    rmSync(join(folder, 'refs.bib'));
    writeLines(join(folder, 'lines.jsonl'));
    await timed(`${megabytes} MB of JSON lines`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed(what: string): Promise<void> {
  const library = new Library(taxonomy);
  const began = performance.now();
  const seconds = () => Number(((performance.now() - began) / 1000).toFixed(2));
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const cpuBegan = process.cpuUsage();
  const cpuSeconds = () => {
    const { user, system } = process.cpuUsage(cpuBegan);
    return Number(((user + system) / 1e6).toFixed(2));
  };
  let listed: number | undefined;
  let listedCpu: number | undefined;
  let known: number | undefined;
  library.onChange(() => {
    if (library.now.papers.size > 0) {
      listed ??= seconds();
      listedCpu ??= cpuSeconds();
    }
    if (library.now.terms.size > 0) known = seconds();
  });
  const options = { libraries: [], bibliographies: true, exclude: [], maxNoteBytes: 1e6, skip: [] };
  const loader = new Loader(library, taxonomy, { folders: [folder], ...options }, () => {});
  delay.enable();
  await loader.load();
  delay.disable();
  loader.dispose();
  const found = { papers: library.now.papers.size, listed, termsKnown: known, searchable: seconds() };
  const cpu = { listed: listedCpu, searchable: cpuSeconds() };
  const held = { longest: Math.round(delay.max / 1e6), p99: Math.round(delay.percentile(99) / 1e6) };
  const residentMegabytes = Math.round(process.memoryUsage().rss / 1e6);
  console.log(JSON.stringify({ what, seconds: found, cpuSeconds: cpu, eventLoopHeldMs: held, residentMegabytes }));
}

/** The records, again and again under other ids, until the file is as large as wanted. */
function writeLines(path: string): void {
  const to = openSync(path, 'w');
  for (let written = 0, i = 0; written < megabytes * 1e6; i++) {
    const record = JSON.parse(lines[i % lines.length]!) as Record<string, unknown>;
    const text = `${JSON.stringify({ ...record, id: `p${i}`, title: `${String(record.title)} ${i}`, doi: undefined })}\n`;
    written += writeSync(to, text);
  }
  closeSync(to);
}
