import type { Paper, RecordPlace, Taxonomy } from '../library/model.ts';
import { fileName, noteName, shortName } from '../snapshot/names.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Span } from '../text/span.ts';
import { citeKey, isPlainKey } from './cite-key.ts';
import { mentionsOfPaper } from './mentions-of-paper.ts';
import { pageUri } from './page-uri.ts';
import { byline, categoryLabels, webAddress } from './paper-card.ts';
import { relatedTo } from './related.ts';

/** A paper's page: text that reads well as it stands, and the words of it that lead somewhere. */
export interface Page {
  readonly text: string;
  readonly links: readonly PageLink[];
}

export interface PageLink {
  readonly span: Span;
  readonly uri: string;
  readonly tooltip: string;
}

const width = 80;
const relatedShown = 8;

/** The page of a paper. What is unknown is left out, its heading too. */
export function page(snapshot: Snapshot, paper: Paper, taxonomy: Taxonomy): Page {
  const sheet = new Sheet();
  sheet.line(`# ${plain(paper.title)}`);
  sheet.gap();
  sheet.wrapped(plain(paper.authors.join(', ')));
  sheet.wrapped(
    plain(
      [paper.venue ?? '', paper.year === undefined ? '' : String(paper.year)].filter(part => part !== '').join(', '),
    ),
  );
  for (const [label, id] of identifiersOf(snapshot, paper)) sheet.line(`${label} ${plain(id)}`);
  sheet.wrapped(categoryLabels(paper, taxonomy).join(' · '));
  sheet.linked('Go to source', addressOf(paper.from), 'Open the file in which this paper stands');
  sheet.add(' · ');
  sheet.linked('Find on the Web', webAddress(paper), webAddress(paper));
  sheet.gap();

  const abstract = snapshot.text(paper)?.abstract.text ?? '';
  if (abstract !== '') {
    sheet.heading('Abstract');
    for (const paragraph of abstract.split(/\n\s*\n/)) {
      sheet.wrapped(plain(paragraph));
      sheet.gap();
    }
  }
  const terms = paper.definitions.filter(({ role }) => role !== 'expands');
  if (terms.length > 0) {
    sheet.heading('Terms');
    for (const { label, expansion, definition } of terms) {
      const meaning = definition === '' ? '' : `: ${definition}`;
      sheet.item(plain(`${label}${expansion === undefined ? '' : ` (${expansion})`}${meaning}`));
    }
    sheet.gap();
  }
  const related = relatedTo(snapshot, paper, relatedShown);
  if (related.length > 0) {
    sheet.heading('Related work');
    for (const { paper: other, shared } of related) {
      sheet.add('- ');
      sheet.linked(plain(other.title), pageUri(other), `Open ${shortName(other)}`);
      const by = byline(other);
      if (by !== '') sheet.add(` (${by})`);
      sheet.line('');
      if (shared.length > 0) sheet.wrapped(plain(`shares ${shared.join(', ')}`), '  ');
    }
    sheet.gap();
  }
  const mentions = mentionsOfPaper(snapshot, paper);
  if (mentions.length > 0) {
    sheet.heading('In my notes');
    for (const { note, places } of mentions) {
      sheet.add('- ');
      sheet.linked(plain(note.title), note.uri, `Open ${noteName(note.uri)}`);
      sheet.line(places.length > 1 ? ` (${places.length} links)` : '');
    }
    sheet.gap();
  }
  if (paper.records.length > 1) {
    sheet.heading('Sources');
    for (const { from, id, isNamed, venue, year, abstractLength } of paper.records) {
      sheet.add('- ');
      sheet.linked(plain(`${fileName(from.uri)}, line ${from.line + 1}`), addressOf(from), 'Open this record');
      const said = [isNamed ? id : '', venue ?? '', String(year ?? ''), abstractLength > 0 ? 'with abstract' : ''];
      const rest = said.filter(part => part !== '');
      sheet.line(rest.length > 0 ? `: ${plain(rest.join(', '))}` : '');
    }
    sheet.gap();
  }
  return sheet.page();
}

function addressOf({ uri, line }: RecordPlace): string {
  return `${uri}#L${line + 1}`;
}

function identifiersOf(snapshot: Snapshot, paper: Paper): [string, string][] {
  const { arxiv, doi } = paper;
  const key = citeKey(snapshot, paper);
  return [
    ...(arxiv === undefined ? [] : [['arXiv', arxiv] satisfies [string, string]]),
    ...(doi === undefined ? [] : [['DOI', doi] satisfies [string, string]]),
    ['Cite as', `@${isPlainKey(key) ? key : `{${key}}`}`],
  ];
}

const activeTag =
  /<(?=\/?(?:a|audio|base|button|embed|form|iframe|img|input|link|meta|object|picture|script|source|style|svg|video)\b)/gi;

/**
 * A text from a file on one line, as it reads, but that no preview makes a link, an image or an active tag of it: a space
 * parts what would have to stand together.
 */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\](?=[([:])/g, '] ')
    .replace(activeTag, '< ')
    .trim();
}

/** Gathers lines and the spans of words that lead somewhere. */
class Sheet {
  private text = '';
  private readonly links: PageLink[] = [];

  add(text: string): void {
    this.text += text;
  }

  line(text: string): void {
    this.text += `${text}\n`;
  }

  gap(): void {
    this.text = `${this.text.trimEnd()}\n\n`;
  }

  heading(text: string): void {
    this.line(`## ${text}`);
    this.gap();
  }

  linked(text: string, uri: string, tooltip: string): void {
    const start = this.text.length;
    this.text += text;
    this.links.push({ span: { start, end: this.text.length }, uri, tooltip });
  }

  item(text: string): void {
    this.wrapped(`- ${text}`, '', '  ');
  }

  /** Fills lines of at most 80 characters, except for words that are longer. */
  wrapped(text: string, first = '', rest = first): void {
    if (text === '') return;
    let line = first;
    for (const word of text.split(' ')) {
      if (line.trim() !== '' && line.length + 1 + word.length > width) {
        this.line(line);
        line = rest;
      }
      line += line === '' || line.endsWith(' ') ? word : ` ${word}`;
    }
    this.line(line);
  }

  page(): Page {
    return { text: `${this.text.trimEnd()}\n`, links: this.links };
  }
}
