import { decodeValue } from '../text/latex-value.ts';
import { arxivId, withoutLatex } from './bibtex-ids.ts';
import { structuredNames } from './bibtex-names.ts';
import { type BibEntry, scanBib } from './bibtex-scan.ts';
import { type Details, known, monthIn, pagesIn } from './details.ts';
import { typeNamed } from './record-types.ts';

/** What one BibTeX or BibLaTeX entry says for a reference. A value that a `@string` elsewhere holds is left out. */
export function bibtexDetails(record: string): Details {
  const [entry] = scanBib(record).entries;
  if (entry === undefined) return {};
  const raw = (...names: readonly string[]) => {
    for (const name of names) {
      const value = written(record, entry, name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const shown = (...names: readonly string[]) => {
    const value = raw(...names);
    return value === undefined ? undefined : decodeValue(value).text.replace(/\s+/g, ' ');
  };
  const isArxiv = /^arxiv$/i.test(raw('archiveprefix', 'eprinttype') ?? 'arxiv');
  const venue = shown('journal', 'journaltitle', 'booktitle');
  return known({
    type: typeNamed(entry.type) ?? 'other',
    authors: structuredNames(raw('author') ?? ''),
    editors: structuredNames(raw('editor') ?? ''),
    month: monthIn(shown('month') ?? (/^\d{4}-\d/.test(raw('date') ?? '') ? raw('date') : undefined)),
    venue: venue ?? (entry.type === 'book' ? shown('series') : undefined),
    publisher: shown('publisher', 'school', 'institution', 'organization'),
    volume: shown('volume'),
    number: shown('number', 'issue'),
    pages: pagesIn(shown('pages')),
    arxivClass:
      isArxiv && arxivId(withoutLatex(raw('eprint') ?? '')) !== undefined
        ? shown('primaryclass', 'eprintclass')
        : undefined,
  });
}

/** A field's source; undefined where it is missing, or the name of a macro that is no month. */
function written(record: string, entry: BibEntry, name: string): string | undefined {
  const pieces = entry.fields.find(field => field.name === name)?.pieces ?? [];
  const parts = pieces.map(({ kind, span }) => ({ kind, text: record.slice(span.start, span.end) }));
  const isKnown = parts.every(({ kind, text }) => kind === 'text' || /^\d+$/.test(text) || name === 'month');
  return parts.length === 0 || !isKnown ? undefined : parts.map(({ text }) => text).join('');
}
