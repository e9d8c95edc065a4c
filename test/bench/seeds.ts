import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BareClient } from '../bare-client.ts';

/**
 * How soon the server is ready on the sample library, and how long it takes over requests at every word of every sample
 * note, beside an empty request in the same run. Milliseconds over stdio, the wire included.
 */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  cpSync('seeds', folder, { recursive: true });
  const client = new BareClient();
  const started = performance.now();
  await client.start(folder);
  const ready = performance.now() - started;

  const empty: number[] = [];
  const hover: number[] = [];
  const completion: number[] = [];
  const related: number[] = [];
  for (const name of readdirSync(join(folder, 'notes'))) {
    const text = readFileSync(join(folder, 'notes', name), 'utf8');
    const uri = pathToFileURL(join(folder, 'notes', name)).toString();
    client.open(uri, text);
    for (const [line, row] of text.split('\n').entries()) {
      for (const word of row.matchAll(/[A-Za-z-]+/g)) {
        const at = { textDocument: { uri }, position: { line, character: word.index + 1 } };
        empty.push(await timed(() => client.request('gloss/paper', { id: '' })));
        hover.push(await timed(() => client.request('textDocument/hover', at)));
        completion.push(
          await timed(() => client.request('textDocument/completion', { ...at, context: { triggerKind: 1 } })),
        );
        if (word.index === 0) related.push(await timed(() => client.request('gloss/related', { uri, ...at.position })));
      }
    }
  }
  await client.stop();
  rmSync(folder, { recursive: true, force: true });

  const spreads = {
    empty: spread(empty),
    hover: spread(hover),
    completion: spread(completion),
    related: spread(related),
  };
  console.log(`ready       ${round(ready)} ms`);
  for (const [name, { p50, p99, max, count }] of Object.entries(spreads)) {
    console.log(`${name.padEnd(12)}p50 ${p50}  p99 ${p99}  max ${max} ms  (${count})`);
  }
  console.log(JSON.stringify({ ready: round(ready), ...spreads }));
}

async function timed(request: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await request();
  return performance.now() - started;
}

function spread(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99), max: at(1), count: times.length };
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 100) / 100;
}

main();
