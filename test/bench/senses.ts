// How well `senseScores` finds what an abbreviation means in other people's annotated sentences, learning from half of them.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { senseScores, type UseStatistics } from '../../server/queries/sense-scores.ts';
import { type Bag, bagOf, contextOf, type MeaningsOf } from '../../server/queries/word-bags.ts';

/** One sentence in which a short form stands, and what it means there. */
interface Row {
  readonly id: string;
  readonly text: string;
  readonly span: readonly [number, number];
  readonly short: string;
  readonly long: string;
}

type Inventory = Readonly<Record<string, readonly string[]>>;

function main(args: readonly string[]): void {
  const at = args.indexOf('--data');
  const folder = join((at >= 0 ? args[at + 1] : undefined) ?? '../shared/bench', 'senses');
  if (!existsSync(join(folder, 'inventory.json'))) {
    console.log(`skipped: there is no ${join(folder, 'inventory.json')}`);
    console.log('{}');
    return;
  }
  const inventory = JSON.parse(readFileSync(join(folder, 'inventory.json'), 'utf8')) as Inventory;
  const figures: Record<string, Figures> = {};
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.jsonl')) continue;
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const rows = lines.filter(line => line.trim() !== '').map(line => JSON.parse(line) as Row);
    rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
    const even = rows.filter((_, index) => index % 2 === 0);
    const odd = rows.filter((_, index) => index % 2 === 1);
    const halves = [
      [odd, even],
      [even, odd],
    ] as const;
    for (const unlabelled of [true, false]) {
      const answers = halves.flatMap(([asked, known]) => answered(asked, known, inventory, unlabelled));
      // The last is what the final line gives: nothing of the asked sentences is known but the one that is asked.
      figures[file] = scored(answers.map(({ gold, found }) => [gold, found]));
      report(`${file}, ${unlabelled ? 'counting the words of all sentences' : 'inductive'}`, figures[file], answers);
    }
  }
  console.log(JSON.stringify(figures));
}

function report(heading: string, figures: Figures, answers: readonly Answer[]): void {
  console.log(`${heading}: ${JSON.stringify(figures)}`);
  for (const seen of [true, false]) {
    const part = answers.filter(answer => answer.seen === seen);
    const right = part.filter(({ gold, found }) => gold === found).length;
    const share = percent(right / Math.max(1, part.length));
    console.log(`  ${part.length} whose sense was ${seen ? '' : 'not '}among the learned: accuracy ${share}`);
  }
}

interface Answer {
  readonly gold: string;
  readonly found: string;
  /** Whether the sentences learned from hold the right sense. */
  readonly seen: boolean;
}

/** What is found for each of `rows` after learning from `known`; of the texts of `rows`, only their words may be counted. */
function answered(
  rows: readonly Row[],
  known: readonly Row[],
  inventory: Inventory,
  unlabelled: boolean,
): readonly Answer[] {
  const seen = new Map<string, number>();
  for (const { short, long } of known) seen.set(`${short}\t${long}`, (seen.get(`${short}\t${long}`) ?? 0) + 1);
  const meaningsOf = (written: string) => {
    const short = Object.hasOwn(inventory, written) ? written : written.replace(/s$/, '');
    const expansions = Object.hasOwn(inventory, short) ? inventory[short]! : [];
    return expansions.map(expansion => ({ expansion, seen: seen.get(`${short}\t${expansion}`) ?? 0 }));
  };
  const context = ({ text, span }: Row) => contextOf(text, span[0], span[1], meaningsOf);
  const examples = new Map<string, Bag[]>();
  const texts: Bag[] = [];
  for (const row of known) {
    const bag = context(row);
    put(examples, `${row.short}\t${row.long}`, bag);
    texts.push(new Map([...bag, ...bagOf(row.long)]));
  }
  const asked = rows.map(context);
  const statistics = statisticsOf(unlabelled ? [...texts, ...asked] : texts, known.map(context), inventory, meaningsOf);
  const learned = new Set(known.map(({ long }) => long));
  const started = performance.now();
  const answers = rows.map(({ short, long }, index) => {
    const candidates = inventory[short]!.map(expansion => ({
      expansion,
      examples: examples.get(`${short}\t${expansion}`) ?? none,
    }));
    const scores = senseScores(asked[index]!, candidates, statistics);
    const best = scores.indexOf(Math.max(...scores));
    return { gold: long, found: candidates[best]?.expansion ?? '', seen: learned.has(long) };
  });
  const spent = (performance.now() - started) / rows.length;
  console.log(`  ${spent.toFixed(3)} ms for each choice`);
  return answers;
}

const none: readonly Bag[] = [];

/** What is known of some texts; the expansions of the inventory are texts too, but tell nothing of how common words are. */
function statisticsOf(
  texts: readonly Bag[],
  contexts: readonly Bag[],
  inventory: Inventory,
  meaningsOf: MeaningsOf,
): UseStatistics {
  const expansions = [...new Set(Object.values(inventory).flat())].map(bagOf);
  const frequencies = new Map<string, number>();
  const holding = new Map<string, Bag[]>();
  for (const text of texts) for (const word of text.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  for (const text of [...texts, ...expansions]) for (const word of text.keys()) put(holding, word, text);
  return {
    size: texts.length,
    frequency: word => frequencies.get(word) ?? 0,
    textsWith: word => holding.get(word) ?? none,
    meaningsOf,
    usual: { contexts, expansions },
  };
}

interface Figures {
  readonly macroF1: number;
  readonly accuracy: number;
}

/** Precision and recall, each averaged over the expansions that are right somewhere, and the F1 of the two averages. */
function scored(answers: readonly (readonly [gold: string, found: string])[]): Figures {
  const gold = new Map<string, number>();
  const found = new Map<string, number>();
  const both = new Map<string, number>();
  const count = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  let right = 0;
  for (const [expected, ours] of answers) {
    count(gold, expected);
    count(found, ours);
    if (expected !== ours) continue;
    count(both, ours);
    right++;
  }
  let precision = 0;
  let recall = 0;
  for (const [expansion, times] of gold) {
    precision += (both.get(expansion) ?? 0) / (found.get(expansion) ?? 1);
    recall += (both.get(expansion) ?? 0) / times;
  }
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) / gold.size;
  return { macroF1: percent(f1), accuracy: percent(right / Math.max(1, answers.length)) };
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function percent(share: number): number {
  return Number((share * 100).toFixed(2));
}

main(process.argv.slice(2));
