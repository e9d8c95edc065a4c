import type { PaperText, Problem } from '../library/model.ts';
import { type Decoded, shifted, verbatim } from '../text/decoded.ts';
import type { Span } from '../text/span.ts';
import type { Details } from './details.ts';
import type { Entry, Format, Read } from './format.ts';
import { scanRecords } from './json-scan.ts';
import { textsOf } from './json-strings.ts';
import { readable } from './readable.ts';
import { recordDetails } from './record-details.ts';
import { fieldsOf, isBeside, isPaper, type RecordValue, textPaths, titleOf } from './record-shapes.ts';

/**
 * JSON and JSON lines whose records are papers in one of the shapes that `record-shapes.ts` knows. A file is one where
 * at least half of what its beginning holds are papers.
 */
export const json: Format = { name: 'json', recognises, read, text, details };

function recognises(path: string, head: string): boolean {
  if (!/\.(?:jsonl|ndjson|json)$/i.test(path) || !/^\ufeff?\s*[[{]/.test(head)) return false;
  let [papers, others] = [0, 0];
  scanRecords(head, (span, sure) => {
    const record = parsedRecord(head.slice(span.start, span.end));
    const found = record !== undefined && isPaper(record);
    if (found) papers++;
    else if (sure && !(record !== undefined && isBeside(record))) others++;
    return found;
  });
  if (papers + others > 0) return papers >= others && papers > 0;
  return (
    head.length > 60_000 && /"title"\s*:\s*"/.test(head) && /"(?:abstract|summary|abstractNote)"\s*:\s*"/.test(head)
  );
}

function read(source: string): Read {
  const entries: Entry[] = [];
  const problems: Problem[] = [];
  const broken = scanRecords(source, (span, sure) => {
    const line = source.slice(span.start, span.end);
    const record = parsedRecord(line);
    if (!sure && (record === undefined || !isPaper(record))) return false;
    if (record === undefined) {
      problems.push(problem(span, 'json-syntax', 'This is not a JSON object, so its paper is left out.'));
    } else if (titleOf(record) === undefined) {
      if (!isBeside(record)) {
        problems.push(problem(span, 'paper-no-title', 'This record has no title, so it is left out.'));
      }
    } else if (!isBeside(record)) {
      const { title, abstract } = textOf(record, line);
      const paper = { title: shifted(title, span.start), abstract: shifted(abstract, span.start) };
      entries.push({ ...fieldsOf(record), span, text: paper });
    }
    return true;
  });
  for (const span of broken) {
    problems.push(problem(span, 'json-syntax', 'This is not a JSON object, so its paper is left out.'));
  }
  return { entries, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

function text(record: string): PaperText {
  return textOf(parsedRecord(record) ?? {}, record);
}

function details(record: string): Details {
  return recordDetails(parsedRecord(record) ?? {});
}

function textOf(record: RecordValue, source: string): PaperText {
  const paths = textPaths(record);
  const textAt = textsOf(source);
  const decoded = (alternatives: readonly (readonly string[])[]): Decoded => {
    for (const path of alternatives) {
      const value = textAt(path);
      if (value === undefined || value.text.trim() === '') continue;
      return readable(value, paths.markup);
    }
    return verbatim('');
  };
  return { title: decoded(paths.title), abstract: decoded(paths.abstract) };
}

/** The object that a text is; undefined for any other value. Python writes `NaN` where a value is missing, which JSON does not know. */
export function parsedRecord(source: string): RecordValue | undefined {
  for (const attempt of [() => source, () => source.replace(/(?<=[:[,]\s?)(?:NaN|-?Infinity)(?=\s?[,\]}])/g, 'null')]) {
    try {
      const value: unknown = JSON.parse(attempt());
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      return isObject ? (value as RecordValue) : undefined;
    } catch {
      // Not JSON as it is; with what Python writes it may be.
    }
  }
  return undefined;
}

function problem(span: Span, code: string, message: string): Problem {
  return { span: { start: span.start, end: Math.min(span.end, span.start + 200) }, code, message, severity: 'warning' };
}
