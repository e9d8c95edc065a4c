import { createReadStream, existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { boundedFetch } from './bounded-fetch.ts';
import { abbreviationsIn } from './extract/abbreviations.ts';
import { paperRequest } from './formats/paper-request.ts';
import { bundledGlossary, bundledTaxonomy } from './host/bundled.ts';
import { type FoundFile, foundFile, reasonOf } from './host/files.ts';
import { Library } from './host/library.ts';
import { addToFile } from './host/library-file.ts';
import { Loader } from './host/loading.ts';
import { lookUp } from './host/network/look-up.ts';
import { networkOf } from './host/network/network.ts';
import { servicesAt } from './host/network/services.ts';
import { fileUri, pathOf } from './host/uris.ts';
import type { Definition, Paper, Place, Sense, Taxonomy } from './library/model.ts';
import { bibExport, citedIn, cslExport, notesBelow } from './queries/export.ts';
import { allSenses } from './queries/find.ts';
import { newRecords } from './queries/new-records.ts';
import { papersInOrder } from './queries/paper-order.ts';
import { readQuery } from './queries/paper-query.ts';
import { papersLeft } from './queries/query-match.ts';
import { type Related, relatedTo, relatedToText } from './queries/related.ts';
import { compareText, linesOf, paperOf, type Snapshot } from './snapshot/snapshot.ts';
import { defaultKeyPattern } from './text/citation-key.ts';
import { lineAt } from './text/lines.ts';

const usage = `usage: gloss COMMAND PATH… [options]

  gloss papers PATH… [--json]            the papers found in files and folders
      --filter QUERY                     such as 'forgetting author:hu year:2019.. -survey'
      --sort title | year | added        instead of their order in the files
  gloss terms PATH… [--json]             what their terms mean, a row a sense
  gloss related PATH… [--json] [--top K] papers related to one of
      --paper ID | --text TEXT | --batch FILE   (JSON lines {id, paper | text}; - is standard input)
  gloss add WHAT… [--to FILE] [--json]   looks papers up by arXiv id, DOI, address, BibTeX or title, and adds them
      to FILE (papers.bib): .bib, .json, .jsonl, .yaml or .ris. Only this command uses the network.
  gloss export PATH… [--format bib|csl]  the papers that notes cite, as BibTeX or CSL-JSON
      --library PATH   where their papers are; may stand several times
  gloss extract                          JSON lines {id, text} in, abbreviations with their places out
  gloss --version | --help`;

/** An error of the caller's: shown as it is, without a trace. */
class UsageError extends Error {}

// A reader such as `head` that has seen enough is no error.
process.stdout.on('error', () => process.exit(0));

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`gloss: ${error instanceof UsageError ? error.message : reasonOf(error)}\n`);
  process.exitCode = 2;
});

async function main(args: string[]): Promise<void> {
  const { values, positionals } = parsed(args);
  const [command, ...paths] = positionals;
  if (values.version) return print(VERSION);
  if (values.help) return print(usage);
  switch (command) {
    case 'papers':
      return papers(await load(paths), values);
    case 'terms':
      return terms(await load(paths), values.json);
    case 'related':
      return related(await load(paths), values);
    case 'add':
      return add(paths, values.to, values.json);
    case 'export':
      return exported(paths, values);
    case 'extract':
      return extract();
    default:
      throw new UsageError(command === undefined ? usage : `unknown command "${command}"\n${usage}`);
  }
}

declare const VERSION: string;

interface Loaded {
  readonly snapshot: Snapshot;
  readonly taxonomy: Taxonomy;
}

function papers({ snapshot, taxonomy }: Loaded, { json, filter, sort }: Options): void {
  const [unread] = readQuery(filter).unread;
  if (unread !== undefined) throw new UsageError(unread);
  const left = papersLeft(snapshot, filter);
  const labels = new Map(taxonomy.categories.map(({ id, label }) => [id, label]));
  const rows = papersBy(snapshot, sort)
    .filter(paper => left.has(paper))
    .map(paper => ({
      id: paper.id,
      keys: paper.keys,
      title: paper.title,
      authors: paper.authors,
      ...(paper.year === undefined ? {} : { year: paper.year }),
      abstract: snapshot.text(paper)?.abstract.text ?? '',
      categories: paper.categories.map(({ category, score }) => ({
        id: category,
        label: labels.get(category) ?? category,
        score,
      })),
      place: placeOf(snapshot, paper.from),
      records: paper.records.map(({ from }) => placeOf(snapshot, from)),
    }));
  if (json) return printJson(rows);
  for (const row of rows)
    print([row.title, row.categories.map(({ label }) => label).join(', ')].filter(part => part !== '').join('\n    '));
}

function terms({ snapshot }: Loaded, json: boolean): void {
  const rows = allSenses(snapshot.terms).map(sense => ({
    label: sense.label,
    aliases: sense.aliases,
    ...(sense.expansion === undefined ? {} : { expansion: sense.expansion }),
    definition: sense.definition,
    kind: kindOf(sense),
    papers: [...new Set(sense.definitions.flatMap(definition => definition.paper ?? []))],
    place: placeOf(snapshot, sense.from.place),
  }));
  if (json) return printJson(rows);
  for (const row of rows) print(`${row.label}${row.expansion ? ` (${row.expansion})` : ''}: ${row.definition}`);
}

/** How a sense came to be known, by the definition that is shown. */
function kindOf({ from }: Sense): 'abbreviation' | 'introduced' | 'glossary' | 'bundled' {
  const kinds: Record<Definition['role'], ReturnType<typeof kindOf>> = {
    expands: 'abbreviation',
    introduces: 'introduced',
    names: 'introduced',
    glossary: 'glossary',
    remark: 'glossary',
    bundled: 'bundled',
  };
  return kinds[from.role];
}

async function related({ snapshot }: Loaded, options: Options): Promise<void> {
  const top = Number(options.top);
  if (!Number.isInteger(top) || top < 1) throw new UsageError('--top takes a whole number above 0');
  const find = (asked: { paper?: unknown; text?: unknown }): readonly Related[] => {
    if (typeof asked.paper === 'string') {
      const paper = paperOf(snapshot, asked.paper);
      if (paper === undefined) throw new UsageError(`no paper has the id "${asked.paper}"`);
      return relatedTo(snapshot, paper, top);
    }
    if (typeof asked.text !== 'string') throw new UsageError('related needs --paper, --text or --batch');
    return relatedToText(snapshot, { title: '', text: asked.text }, top);
  };
  if (options.batch !== undefined) {
    for await (const row of jsonLines(options.batch)) {
      const found = find(row as { paper?: unknown; text?: unknown });
      printJson({ id: row.id, related: found.map(({ paper, score }) => ({ id: paper.id, score })) });
    }
    return;
  }
  const rows = find(options).map(({ paper, score, shared }) => ({
    id: paper.id,
    title: paper.title,
    score,
    why: { terms: shared },
  }));
  if (options.json) return printJson(rows);
  for (const row of rows) print(`${row.score.toFixed(2)}  ${row.title}\n      ${row.why.terms.join(', ')}`);
}

/** Adds what is asked for, one after the other; what cannot be added is told on standard error, and the rest goes on. */
async function add(asked: readonly string[], to: string, json: boolean): Promise<void> {
  if (asked.length === 0) throw new UsageError('name at least one arXiv id, DOI, address or title');
  const path = resolve(to);
  const services = servicesAt(process.env.GLOSS_SERVICES);
  const userAgent = `gloss/${VERSION}`;
  const network = networkOf({ transport: boundedFetch, userAgent, refusal: () => undefined });
  const asking = { signal: new AbortController().signal, tell: complain };
  for (const text of asked) {
    const request = paperRequest(text);
    if (request === undefined) continue;
    const found = await lookUp(network, services, request, asking);
    if (found.kind !== 'found') {
      complain(found.kind === 'cancelled' ? 'cancelled' : found.message);
      process.exitCode = 1;
      continue;
    }
    const sure = found.candidates.filter(({ isSure }) => isSure).map(({ record }) => record);
    if (sure.length === 0) {
      const near = found.candidates.map(({ record }) => `  ${record.arxiv ?? record.doi ?? ''}  ${record.title}`);
      complain(`no paper has just this title: ${text}\nName one of these by its id:\n${near.join('\n')}`);
      process.exitCode = 1;
      continue;
    }
    const { snapshot } = existsSync(path) ? await load([path]) : { snapshot: new Library(bundledTaxonomy()).now };
    const { fresh, owned } = newRecords(snapshot, sure, defaultKeyPattern);
    for (const paper of owned) complain(`already in ${to}: ${paper.title}`);
    const added = fresh.length === 0 ? undefined : await addToFile(path, fresh);
    if (added?.kind === 'failed') throw new UsageError(added.message);
    for (const { key, record } of fresh) {
      if (json) printJson({ key, path, ...record });
      else print(`${key}  ${record.title}`);
    }
  }
}

function complain(message: string): void {
  process.stderr.write(`gloss: ${message}\n`);
}

/** Prints the papers that notes cite; what they cite that is no paper is told on standard error. */
async function exported(paths: readonly string[], options: ReturnType<typeof parsed>['values']): Promise<void> {
  const { format } = options;
  if (format !== 'bib' && format !== 'csl') throw new UsageError('--format takes bib or csl');
  const { snapshot } = await load([...paths, ...(options.library ?? [])]);
  const notes = paths.flatMap(path => {
    const uri = fileUri(resolve(path));
    const note = snapshot.notes.get(uri);
    return note ? [note] : notesBelow(snapshot, uri);
  });
  const { papers, unknown } = citedIn(snapshot, notes);
  for (const name of unknown) process.stderr.write(`gloss: "${name}" is no paper of the library\n`);
  process.stdout.write((format === 'bib' ? bibExport : cslExport)(snapshot, papers));
}

async function extract(): Promise<void> {
  for await (const { id, text } of jsonLines('-')) {
    const { short, long, pairs } = abbreviationsIn(typeof text === 'string' ? text : '');
    const offsets = (spans: typeof short) => spans.map(({ start, end }) => [start, end]);
    printJson({ id, short: offsets(short), long: offsets(long), pairs });
  }
}

/** Reads all files below the paths; a path that is named must be there. What could not be read is told on standard error. */
async function load(paths: readonly string[]): Promise<Loaded> {
  if (paths.length === 0) throw new UsageError('name at least one file or folder');
  const taxonomy = bundledTaxonomy();
  const library = new Library(taxonomy, bundledGlossary(__dirname));
  const folders: string[] = [];
  const files: FoundFile[] = [];
  for (const path of paths.map(path => resolve(path))) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new UsageError(`${path} is not there`);
    if (stat.isDirectory()) folders.push(path);
    else if (!stat.isFile()) throw new UsageError(`${path} is neither a file nor a folder`);
    else files.push(foundFile(path, realpathSync(path), stat));
  }
  const loader = new Loader(
    library,
    taxonomy,
    { folders, files, libraries: [], bibliographies: true, exclude: [], maxNoteBytes: 5_000_000, skip: [] },
    progress => {
      if (progress.done < progress.total) return;
      for (const { uri, message } of progress.failed)
        process.stderr.write(`gloss: ${pathOf(uri) ?? uri}: ${message}\n`);
    },
  );
  await loader.load();
  loader.dispose();
  return { snapshot: library.now, taxonomy: library.taxonomy };
}

function papersBy(snapshot: Snapshot, sort: string | undefined): readonly Paper[] {
  if (sort !== undefined) {
    if (sort !== 'title' && sort !== 'year' && sort !== 'added')
      throw new UsageError('--sort takes title, year or added');
    return papersInOrder(snapshot, { kind: sort });
  }
  const all = [...snapshot.papers.values()];
  return all.sort((a, b) => compareText(a.from.uri, b.from.uri) || a.from.span.start - b.from.span.start);
}

function placeOf(snapshot: Snapshot, { uri, span }: Place): { path: string; line: number } {
  const lines = linesOf(snapshot, uri);
  return { path: pathOf(uri) ?? uri, line: lines ? lineAt(lines, span.start) + 1 : 1 };
}

async function* jsonLines(path: string): AsyncGenerator<Record<string, unknown>> {
  const input = path === '-' ? process.stdin : createReadStream(path);
  let number = 0;
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++;
    if (line.trim() === '') continue;
    let row: unknown;
    try {
      row = JSON.parse(line.replace(/^\ufeff/, ''));
    } catch {
      throw new UsageError(`line ${number} of ${path === '-' ? 'standard input' : path} is not JSON`);
    }
    if (typeof row !== 'object' || row === null) throw new UsageError(`line ${number} is not a JSON object`);
    yield row as Record<string, unknown>;
  }
}

type Options = ReturnType<typeof parsed>['values'];

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        paper: { type: 'string' },
        text: { type: 'string' },
        format: { type: 'string', default: 'bib' },
        library: { type: 'string', multiple: true },
        batch: { type: 'string' },
        filter: { type: 'string', default: '' },
        sort: { type: 'string' },
        top: { type: 'string', default: '10' },
        to: { type: 'string', default: 'papers.bib' },
        version: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function printJson(value: unknown): void {
  print(JSON.stringify(value));
}
