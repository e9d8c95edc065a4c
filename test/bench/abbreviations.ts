// How well `abbreviationsIn` finds short and long forms in other people's annotated texts, and how fast (CPU time, the best of three).
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Abbreviations, abbreviationsIn } from '../../server/extract/abbreviations.ts';
import type { Span } from '../../server/text/span.ts';

/** One annotated text: either spans of both kinds, or pairs of strings. */
interface Row {
  readonly id: string;
  readonly text: string;
  readonly short?: readonly (readonly [number, number])[];
  readonly long?: readonly (readonly [number, number])[];
  readonly pairs?: readonly (readonly [short: string, long: string])[];
}

function main(args: readonly string[]): void {
  const at = args.indexOf('--data');
  const folder = join((at >= 0 ? args[at + 1] : undefined) ?? '../shared/bench', 'abbreviations');
  const verbose = args.includes('--errors');
  if (!existsSync(folder)) {
    console.log(`skipped: there is no folder ${folder}`);
    console.log('{}');
    return;
  }
  const figures: Record<string, Record<string, number>> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const rows = lines.filter(line => line.trim() !== '').map(line => JSON.parse(line) as Row);
    figures[file] = scored(rows, verbose);
    console.log(`${file}: ${JSON.stringify(figures[file])}`);
  }
  console.log(JSON.stringify(figures));
}

/** Spans are scored by exact place, pairs by exact string, both counted over all rows. */
function scored(rows: readonly Row[], verbose: boolean): Record<string, number> {
  const short = new Tally();
  const long = new Tally();
  const pairs = new Tally();
  let all: readonly Abbreviations[] = [];
  let spent = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run++) {
    const before = process.cpuUsage();
    all = rows.map(row => abbreviationsIn(row.text));
    const { user, system } = process.cpuUsage(before);
    spent = Math.min(spent, (user + system) / 1e3);
  }
  const size = rows.reduce((sum, row) => sum + row.text.length, 0);
  for (const [index, row] of rows.entries()) {
    const found = all[index]!;
    if (row.pairs) {
      const written = (span: Span) => row.text.slice(span.start, span.end);
      const ours = found.pairs.map(([s, l]) => `${written(found.short[s]!)} = ${written(found.long[l]!)}`);
      const gold = row.pairs.map(([s, l]) => `${s} = ${l}`);
      pairs.add(gold, ours);
      if (verbose) report(row, gold, ours);
    } else {
      const shown = ([start, end]: readonly [number, number]) => `${start}-${end}`;
      const place = ({ start, end }: Span) => `${start}-${end}`;
      short.add((row.short ?? []).map(shown), found.short.map(place));
      long.add((row.long ?? []).map(shown), found.long.map(place));
      if (verbose) report(row, (row.long ?? []).map(shown), found.long.map(place));
    }
  }
  const speed = { megabytesPerSecond: rounded(size / 1e3 / spent, 1) };
  if (pairs.gold > 0) {
    return {
      pairsF1: percent(pairs.f1),
      pairsPrecision: percent(pairs.precision),
      pairsRecall: percent(pairs.recall),
      ...speed,
    };
  }
  return {
    macroF1: percent(harmonic((short.precision + long.precision) / 2, (short.recall + long.recall) / 2)),
    shortF1: percent(short.f1),
    shortPrecision: percent(short.precision),
    shortRecall: percent(short.recall),
    longF1: percent(long.f1),
    longPrecision: percent(long.precision),
    longRecall: percent(long.recall),
    ...speed,
  };
}

/** Counts of what was annotated, what was found, and what was both; repeats within one row count once. */
class Tally {
  gold = 0;
  found = 0;
  both = 0;
  add(gold: readonly string[], found: readonly string[]): void {
    const right = new Set(gold);
    const ours = new Set(found);
    this.gold += right.size;
    this.found += ours.size;
    for (const one of ours) if (right.has(one)) this.both++;
  }
  get precision(): number {
    return this.found === 0 ? 0 : this.both / this.found;
  }
  get recall(): number {
    return this.gold === 0 ? 0 : this.both / this.gold;
  }
  get f1(): number {
    return harmonic(this.precision, this.recall);
  }
}

function report(row: Row, gold: readonly string[], ours: readonly string[]): void {
  const shown = (item: string) => {
    const place = /^(\d+)-(\d+)$/.exec(item);
    return place ? row.text.slice(Number(place[1]), Number(place[2])) : item;
  };
  const missed = gold.filter(item => !ours.includes(item));
  const extra = ours.filter(item => !gold.includes(item));
  if (missed.length + extra.length === 0) return;
  console.log(`${row.id}\n  missed ${missed.map(shown).join(' | ')}\n  extra  ${extra.map(shown).join(' | ')}`);
  if (row.text.length < 400) console.log(`  text   ${row.text.replace(/\n/g, ' ')}`);
}

function harmonic(a: number, b: number): number {
  return a + b === 0 ? 0 : (2 * a * b) / (a + b);
}

function percent(share: number): number {
  return rounded(share * 100, 2);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

main(process.argv.slice(2));
