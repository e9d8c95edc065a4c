/**
 * How long the Papers view takes in a library of 50,000 papers (or as many as are asked for), made of words at random:
 * the first nodes of each grouping and order, the next page, and filters. Times are in ms.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledTaxonomy } from '../../server/host/bundled.ts';
import { Library } from '../../server/host/library.ts';
import { Loader } from '../../server/host/loading.ts';
import { paperGroupings } from '../../server/protocol.ts';
import { type Arrangement, reveal, tree } from '../../server/queries/tree.ts';

const size = Number(process.argv[2] ?? 50_000);
const folder = mkdtempSync(join(tmpdir(), 'gloss-tree-'));

async function main(): Promise<void> {
  for (let file = 0; file < 10; file++) {
    const records = Array.from({ length: size / 10 }, (_, i) => JSON.stringify(record(file * (size / 10) + i)));
    writeFileSync(join(folder, `list${file}.jsonl`), records.join('\n'));
  }
  const taxonomy = bundledTaxonomy();
  const library = new Library(taxonomy);
  const options = {
    folders: [folder],
    files: [],
    libraries: [],
    bibliographies: false,
    exclude: [],
    maxNoteBytes: 5_000_000,
    skip: [],
  };
  const loader = new Loader(library, taxonomy, options, () => undefined);
  await loader.load();
  const timed = (name: string, arrangement: Partial<Arrangement>, parent?: string, from = 0) => {
    const asked: Arrangement = { by: 'category', order: { kind: 'title' }, filter: '', ...arrangement };
    const start = performance.now();
    const { nodes, shown } = tree(library.now, taxonomy, asked, parent, from);
    const time = performance.now() - start;
    console.log(`${name.padEnd(44)} ${time.toFixed(1).padStart(8)}   ${nodes.length} nodes of ${shown} papers`);
    return nodes;
  };
  console.log(`${library.now.papers.size} papers`);
  for (const by of paperGroupings) {
    const nodes = timed(`group by ${by}, first`, { by });
    timed(`group by ${by}, again`, { by });
    if (by !== 'none') timed(`  papers of the first group`, { by }, nodes[0]!.id);
    timed('  a page further on', { by }, by === 'none' ? undefined : nodes[0]!.id, 200);
  }
  for (const kind of ['year', 'added'] as const)
    timed(`sort by ${kind}, first, in years`, { by: 'year', order: { kind } });
  const to = { paper: 'p77' };
  timed('sort by relevance, first', { order: { kind: 'relevance', to } });
  timed('sort by relevance, again', { order: { kind: 'relevance', to } });
  for (const filter of [
    'e',
    'ex',
    'language',
    'low rank',
    'author:h',
    'author:h',
    '"rank model"',
    'year:2019.. -tag:tag3 language -author:ho',
  ])
    timed(`filter ${filter}`, { by: 'year', filter });
  const start = performance.now();
  reveal(library.now, taxonomy, { by: 'tag', order: { kind: 'title' }, filter: '' }, 'p4711');
  console.log(`reveal ${(performance.now() - start).toFixed(1)}`);
  loader.dispose();
}

const words =
  'language model low rank adaptation example network learning data attention graph vision speech policy'.split(' ');

/** A small generator of equal numbers on every run. */
let seed = 7;
function random(below: number): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 2 ** 32) * below);
}

function record(i: number): object {
  const text = (count: number) =>
    Array.from({ length: count }, () =>
      random(3) > 0 ? words[random(words.length)] : `x${random(20_000).toString(36)}`,
    ).join(' ');
  const name = () =>
    `${'AHMS'[random(4)]}o${random(9000).toString(36)} ${'HKLPW'[random(5)]}o${random(9000).toString(36)}`;
  return {
    id: `p${i}`,
    title: text(8),
    authors: [name(), name(), name()],
    year: 1980 + random(46),
    venue: random(3) > 0 ? `Venue ${'ABCDEFGH'[random(8)]} ${1980 + random(46)}` : `Journal ${random(9000)}`,
    abstract: text(60),
    keywords: [`tag${random(30)}`, `rare ${random(20_000)}`],
    dateAdded: new Date(1.6e12 + random(1e9) * 100).toISOString(),
  };
}

main().finally(() => rmSync(folder, { recursive: true }));
