import { stringify } from 'yaml';
import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import { formats } from './all.ts';
import { bibtex } from './bibtex.ts';
import { cslYaml } from './csl-yaml.ts';
import type { Format } from './format.ts';
import { json, parsedRecord } from './json.ts';
import { isPaper, type RecordValue, shapeName } from './record-shapes.ts';
import { ris } from './ris.ts';
import { bibStyleOf, writeBibtex } from './writing/bibtex.ts';
import { cslItem } from './writing/csl.ts';
import { plainItem } from './writing/plain-json.ts';
import { writeRis } from './writing/ris.ts';

/** Where text is put into a file, as a UTF-16 offset, or why it cannot be. Nothing else of the file changes. */
export type Append =
  | { readonly kind: 'insertion'; readonly offset: number; readonly text: string }
  | { readonly kind: 'problem'; readonly message: string };

/** A record under the key that it shall have in the file. */
export interface KeyedRecord {
  readonly record: BibliographicRecord;
  readonly key: string;
}

/**
 * What adds records to the end of a library file, in the file's own format and style; an empty or new file gets the
 * format that its name tells. A byte order mark is no part of `text`.
 */
export function appendRecords(path: string, text: string, records: readonly KeyedRecord[]): Append {
  if (records.length === 0) return { kind: 'insertion', offset: text.length, text: '' };
  const format = formatOf(path, text);
  if (format === bibtex) return appendBibtex(text, records);
  if (format === ris) return appendRis(text, records);
  if (format === json) return appendJson(path, text, records);
  if (format === cslYaml) return appendYaml(text, records);
  return {
    kind: 'problem',
    message:
      format === undefined
        ? 'Papers can be added to .bib, .json, .jsonl, .yaml and .ris files that hold papers, or are empty.'
        : 'Papers cannot be added to a file of this format. Name a .bib, .json, .jsonl, .yaml or .ris file.',
  };
}

function formatOf(path: string, text: string): Format | undefined {
  const recognised = formats.find(format => format.recognises(path, text.slice(0, 65_536)));
  if (recognised !== undefined) return recognised;
  const named = [bibtex, ris, json, cslYaml][
    [/\.bib$/i, /\.ris$/i, /\.(?:json|jsonl|ndjson)$/i, /\.ya?ml$/i].findIndex(ending => ending.test(path))
  ];
  // A file of macros or comments only is BibTeX all the same; of the other formats, only what holds nothing yet.
  const isEmpty = /^\s*(?:\[\s*\]|references:\s*(?:\[\s*\])?)?\s*$/.test(text.slice(0, 1000)) && text.length < 1000;
  return named === bibtex || isEmpty ? named : undefined;
}

function appendBibtex(text: string, records: readonly KeyedRecord[]): Append {
  const style = bibStyleOf(text);
  const gap =
    /[})]\r?\n(?:[ \t]*\r?\n)+@/.test(text.slice(-20_000)) || !/[})]\r?\n@/.test(text.slice(-20_000)) ? '\n\n' : '\n';
  const entries = records.map(({ record, key }) => writeBibtex(record, key, style)).join(gap);
  return atEnd(text, `${entries}\n`, gap.length - 1);
}

function appendRis(text: string, records: readonly KeyedRecord[]): Append {
  return atEnd(text, records.map(({ record, key }) => writeRis(record, key)).join('\n'), 1);
}

/** Puts lines behind the end, after `blank` empty lines, with the file's line ends. */
function atEnd(text: string, lines: string, blank: number): Append {
  const ending = /(?:\r?\n)*$/.exec(text.slice(-100))![0].match(/\n/g)?.length ?? 0;
  const gap = text.trim() === '' ? '' : '\n'.repeat(Math.max(0, blank + 1 - ending));
  return { kind: 'insertion', offset: text.length, text: withLineEnds(gap + lines, text) };
}

function withLineEnds(lines: string, text: string): string {
  return /\r\n/.test(text.slice(0, 10_000)) ? lines.replace(/\n/g, '\r\n') : lines;
}

function appendJson(path: string, text: string, records: readonly KeyedRecord[]): Append {
  const spans = json.read(text).entries.map(entry => entry.span);
  const last = spans.at(-1);
  if (last === undefined) return appendToEmptyJson(path, text, records);
  const source = text.slice(last.start, last.end);
  const like = parsedRecord(source);
  const shape = like === undefined || !isPaper(like) ? undefined : shapeName(like);
  if (shape !== 'csl' && shape !== 'plain') {
    const whose = {
      zotero: 'Zotero',
      openalex: 'OpenAlex',
      'semantic-scholar': 'Semantic Scholar',
      'hugging-face': 'Hugging Face',
    };
    const name = whose[shape as keyof typeof whose] ?? 'another program';
    return {
      kind: 'problem',
      message: `This file is an export of ${name}, which the next export would replace. Name another file.`,
    };
  }
  const items = records.map(({ record, key }) =>
    shape === 'csl' ? cslItem(record, key) : plainItem(record, key, like),
  );
  const before = spans.at(-2);
  const between = before === undefined ? undefined : text.slice(before.end, last.start);
  const column = /[ \t]*$/.exec(text.slice(Math.max(0, last.start - 200), last.start))![0];
  const ownLine = /\n[ \t]*$/.test(text.slice(Math.max(0, last.start - 200), last.start));
  const isLines = between === undefined ? /^\s*$/.test(text.slice(0, last.start)) : !between.includes(',');
  const separator = isLines ? '\n' : (between ?? (ownLine ? `,\n${column}` : ','));
  const written = items.map(item => jsonText(item, source, column)).join(separator);
  return { kind: 'insertion', offset: last.end, text: withLineEnds(separator.replace(/\r\n/g, '\n') + written, text) };
}

function appendToEmptyJson(path: string, text: string, records: readonly KeyedRecord[]): Append {
  if (/\.(?:jsonl|ndjson)$/i.test(path)) {
    return atEnd(text, records.map(({ record, key }) => `${JSON.stringify(plainItem(record, key))}\n`).join(''), 0);
  }
  const items = records.map(({ record, key }) => `  ${jsonText(cslItem(record, key), '{\n    "', '  ')}`).join(',\n');
  const open = text.indexOf('[');
  if (open < 0) return { kind: 'insertion', offset: text.length, text: `[\n${items}\n]\n` };
  return { kind: 'insertion', offset: open + 1, text: withLineEnds(`\n${items}\n`, text) };
}

/** A value as JSON in the layout of `source`, another value that stands `column` in. */
function jsonText(value: RecordValue, source: string, column: string): string {
  const indent = /^\{\r?\n([ \t]*)"/.exec(source)?.[1];
  if (indent !== undefined) {
    const unit = indent.startsWith(column) ? indent.slice(column.length) || '  ' : indent;
    return JSON.stringify(value, undefined, unit).replace(/\n/g, `\n${column}`);
  }
  if (!/^\{\s?"[^"]{1,40}":\s/.test(source)) return JSON.stringify(value);
  // In one line with spaces, as Python writes it.
  return JSON.stringify(value, undefined, 1)
    .replace(/,\n\s*/g, ', ')
    .replace(/\n\s*/g, '');
}

function appendYaml(text: string, records: readonly KeyedRecord[]): Append {
  const items = records.map(({ record, key }) => cslItem(record, key));
  const last = cslYaml.read(text).entries.at(-1)?.span;
  const lines = (indent: string) =>
    stringify(items, { lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN' }).replace(
      /^(?=.)/gm,
      indent,
    );
  if (last === undefined) {
    const head = /references:[ \t]*(?:\[\s*\])?/.exec(text);
    if (head === null) return atEnd(text, `references:\n${lines('')}`, 0);
    if (head[0].includes('['))
      return {
        kind: 'problem',
        message: 'This file has “references: []”. Take out the brackets, and papers can be added.',
      };
    return {
      kind: 'insertion',
      offset: head.index + head[0].length,
      text: withLineEnds(`\n${lines('').trimEnd()}`, text),
    };
  }
  const indent = /^[ \t]*/.exec(text.slice(last.start, last.end))![0];
  const end = text.indexOf('\n', Math.max(last.start, last.end - 1));
  const offset = end < 0 ? text.length : end;
  const isCr = text[offset - 1] === '\r';
  return {
    kind: 'insertion',
    offset: isCr ? offset - 1 : offset,
    text: withLineEnds(`\n${lines(indent).trimEnd()}`, text),
  };
}
