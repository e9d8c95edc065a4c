import type { BibliographicRecord } from '../library/bibliographic-record.ts';
import { initials } from '../text/initials.ts';
import { escapeInline } from '../text/markdown.ts';
import { type Name, personName } from '../text/person-name.ts';

/** The styles in which a reference can be written: APA's 7th edition, the IEEE's and the ACM's. */
export const referenceStyles = ['apa', 'ieee', 'acm'] as const;
export type ReferenceStyle = (typeof referenceStyles)[number];

/** A piece of a reference that is set alike; an address stands alone. */
export interface Run {
  readonly text: string;
  readonly set: 'roman' | 'italic' | 'address';
}

/**
 * A paper as an entry of a list of references. What is unknown is left out; a title keeps its capitals, as no program
 * can tell which of them are names.
 */
export function reference(record: BibliographicRecord, style: ReferenceStyle): readonly Run[] {
  switch (style) {
    case 'apa':
      return apa(record);
    case 'ieee':
      return ieee(record);
    case 'acm':
      return acm(record);
  }
}

/** A reference as plain text on one line. */
export function plainReference(runs: readonly Run[]): string {
  return runs.map(({ text }) => oneLine(text)).join('');
}

/** A reference as Markdown on one line, with italics and addresses that lead somewhere; all else is escaped. */
export function markdownReference(runs: readonly Run[]): string {
  const text = runs
    .map(run => {
      const shown = oneLine(run.text);
      if (run.set === 'address') return /^https?:\/\/[^\s<>]+$/i.test(shown) ? `<${shown}>` : escapeInline(shown);
      return run.set === 'italic' ? `*${escapeInline(shown)}*` : escapeInline(shown);
    })
    .join('');
  // What a reference without authors begins with could begin a list or a heading.
  return text.replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^[#+>-]/, '\\$&');
}

function apa(record: BibliographicRecord): Run[] {
  const { type, title, year, venue, publisher, volume, number, pages, arxiv } = record;
  const out = new Line();
  const isPart = type === 'article' || type === 'inproceedings' || type === 'incollection';
  const work = (end: string) => {
    if (isPart) out.roman(`${title}${end}`);
    else out.italic(title).roman(end);
  };
  const who = apaAuthors(record);
  if (who === '') {
    work(closed(title));
    out.roman(` (${year ?? 'n.d.'}).`);
  } else {
    out.roman(`${who} (${year ?? 'n.d.'}). `);
    if (type === 'thesis') work(` [${(publisher ?? venue) ? `Thesis, ${publisher ?? venue}` : 'Thesis'}].`);
    else if (type === 'preprint' && arxiv) work(` (arXiv:${arxiv}).`);
    else if (type === 'report' && number) work(` (No. ${number}).`);
    else work(closed(title));
  }
  if (type === 'article' && venue) {
    out.roman(' ').italic(venue);
    if (volume) out.roman(', ').italic(volume);
    if (number) out.roman(volume ? `(${number})` : `, (${number})`);
    out.roman(pages ? `, ${pages}.` : '.');
  } else if (isPart && venue) {
    const editors = record.editors ?? [];
    const names = editors.map(personName).map(name => initialsFirst(name));
    const by = names.length === 0 ? '' : `${listed(names, ' & ', ', & ')} (${names.length > 1 ? 'Eds.' : 'Ed.'}), `;
    out.roman(` In ${by}`).italic(venue);
    const place = [volume ? `Vol. ${volume}` : '', pages ? `${pagesLabel(pages)} ${pages}` : '']
      .filter(Boolean)
      .join(', ');
    out.roman(place === '' ? '.' : ` (${place}).`);
    if (publisher) out.roman(` ${sentence(publisher)}`);
  } else if (type === 'preprint') {
    out.roman(arxiv ? ' arXiv.' : venue ? ` ${sentence(venue)}` : '');
  } else if (type !== 'thesis') {
    const by = publisher ?? venue;
    if (by) out.roman(` ${sentence(by)}`);
  }
  const address = addressOf(record);
  if (address) out.roman(' ').address(address);
  return out.runs;
}

/** All names up to twenty; of more, the first nineteen, an ellipsis and the last. */
function apaAuthors(record: BibliographicRecord): string {
  const { names, areEditors } = creatorsOf(record);
  const shown = names.map(name => {
    if (name.kind === 'organisation') return name.name;
    const given = initials(name.given);
    return [name.family, given, name.suffix].filter(part => part !== '').join(', ');
  });
  const list =
    shown.length > 20
      ? `${shown.slice(0, 19).join(', ')}, … ${shown.at(-1)}`
      : listed(shown, names[0]?.kind === 'organisation' ? ' & ' : ', & ', ', & ');
  if (areEditors) return `${list} (${names.length > 1 ? 'Eds.' : 'Ed.'}).`;
  return list === '' || list.endsWith('.') ? list : `${list}.`;
}

function ieee(record: BibliographicRecord): Run[] {
  const { type, title, year, month, venue, publisher, volume, number, pages, arxiv, doi } = record;
  const out = new Line();
  const { names, areEditors } = creatorsOf(record);
  const who = names.map(name => initialsFirst(name));
  if (who.length > 6) out.roman(`${who[0]} `).italic('et al.');
  else out.roman(listed(who, ' and ', ', and '));
  if (areEditors) out.roman(who.length > 1 ? ', Eds.' : ', Ed.');
  if (who.length > 0) out.roman(', ');
  const date = year === undefined ? 'n.d.' : month === undefined ? String(year) : `${months[month - 1]} ${year}`;
  const page = pages && `${pagesLabel(pages)} ${pages}`;
  const rest: (string | undefined)[] = [];
  if (type === 'book') {
    out.italic(title).roman(closed(title));
    rest.push(volume && `vol. ${volume}`, publisher, String(year ?? 'n.d.'));
    out.roman(' ');
  } else {
    out.roman(`“${title}${/[?!]$/.test(title) ? '' : ','}” `);
    if (type === 'article' && venue) {
      out.italic(venue).roman(', ');
      rest.push(volume && `vol. ${volume}`, number && `no. ${number}`, page, date);
    } else if ((type === 'inproceedings' || type === 'incollection') && venue) {
      out.roman('in ').italic(venue).roman(', ');
      const editors = (record.editors ?? []).map(personName).map(name => initialsFirst(name));
      const by =
        editors.length === 0
          ? undefined
          : `${listed(editors, ' and ', ', and ')}, ${editors.length > 1 ? 'Eds.' : 'Ed.'}`;
      rest.push(by, volume && `vol. ${volume}`, publisher, date, page);
    } else if (type === 'thesis') {
      rest.push('thesis', publisher ?? venue, String(year ?? 'n.d.'));
    } else if (type === 'report') {
      rest.push(publisher ?? venue, number ? `Tech. Rep. ${number}` : 'Tech. Rep.', date);
    } else if (type === 'preprint' && arxiv) {
      rest.push(date);
    } else {
      rest.push(venue, publisher, date);
    }
  }
  out.roman(rest.filter(Boolean).join(', '));
  if (doi && !isArxivDoi(doi)) return out.roman(`, doi: ${doi}.`).runs;
  if (type === 'preprint' && arxiv) return out.roman(', ').italic(`arXiv:${arxiv}`).roman('.').runs;
  const address = addressOf(record);
  return address ? out.end().roman(' [Online]. Available: ').address(address).runs : out.end().runs;
}

function acm(record: BibliographicRecord): Run[] {
  const { type, title, year, month, venue, publisher, volume, number, pages, arxiv, arxivClass } = record;
  const out = new Line();
  const { names, areEditors } = creatorsOf(record);
  const whole = names.map(wholeName);
  const who =
    whole.length > mostAcmAuthors
      ? `${whole.slice(0, mostAcmAuthors).join(', ')}, et al`
      : listed(whole, ' and ', ', and ');
  if (who !== '')
    out
      .roman(`${who}${areEditors ? ` (${names.length > 1 ? 'Eds' : 'Ed'}.)` : ''}`)
      .end()
      .roman(' ');
  out.roman(`${year ?? '[n. d.]'}. `);
  if (type === 'book' || type === 'thesis') out.italic(title).roman(closed(title));
  else out.roman(`${title}${closed(title)}`);
  if (type === 'article' && venue) {
    out.roman(' ').italic(venue);
    const issue = [volume, number].filter(Boolean).join(', ');
    const when = year === undefined ? '' : ` (${month === undefined ? '' : `${months[month - 1]} `}${year})`;
    out.roman(`${issue === '' ? '' : ` ${issue}`}${when}${pages ? `, ${pages}` : ''}.`);
  } else if ((type === 'inproceedings' || type === 'incollection') && venue) {
    out.roman(' In ').italic(venue);
    out.roman(volume ? ` (Vol. ${volume}).` : '.');
    const place = [publisher, pages].filter(Boolean).join(', ');
    if (place !== '') out.roman(` ${sentence(place)}`);
  } else if (type === 'thesis') {
    out.roman(' Thesis.');
    if (publisher ?? venue) out.roman(` ${sentence((publisher ?? venue)!)}`);
  } else if (type === 'report') {
    out.roman(number ? ` Technical Report ${number}.` : ' Technical Report.');
    if (publisher ?? venue) out.roman(` ${sentence((publisher ?? venue)!)}`);
  } else if (type === 'preprint' && arxiv) {
    out.roman(` arXiv:${arxiv}${arxivClass ? ` [${arxivClass}]` : ''}.`);
  } else {
    const by = [venue, publisher].filter(Boolean).join(', ');
    if (by !== '') out.roman(` ${sentence(by)}`);
  }
  const address = addressOf(record);
  if (address) out.roman(type === 'preprint' && arxiv ? ' Retrieved from ' : ' ').address(address);
  return out.runs;
}

/** How many authors an ACM reference names before "et al.", as papers of thousands exist. */
const mostAcmAuthors = 50;

const months = 'Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec.'.split(' ');

/** The people that a reference begins with: the editors where there is no author. */
function creatorsOf({ authors, editors }: BibliographicRecord): {
  readonly names: readonly Name[];
  readonly areEditors: boolean;
} {
  const areEditors = authors.length === 0 && (editors?.length ?? 0) > 0;
  return { names: (areEditors ? editors! : authors).map(personName), areEditors };
}

/** "E. J. Hu". */
function initialsFirst(name: Name): string {
  if (name.kind === 'organisation') return name.name;
  return [initials(name.given), name.family, name.suffix].filter(part => part !== '').join(' ');
}

/** "Edward J. Hu". */
function wholeName(name: Name): string {
  if (name.kind === 'organisation') return name.name;
  return [name.given, name.family, name.suffix].filter(part => part !== '').join(' ');
}

/** "a", "a and b", "a, b, and c", as the joints say. */
function listed(names: readonly string[], two: string, last: string): string {
  if (names.length < 3) return names.join(two);
  return `${names.slice(0, -1).join(', ')}${last}${names.at(-1)}`;
}

/** Where a paper is found: by its DOI, at arXiv, or at its own address. */
function addressOf({ doi, arxiv, url }: BibliographicRecord): string | undefined {
  if (doi !== undefined && !(arxiv !== undefined && isArxivDoi(doi))) {
    return `https://doi.org/${doi.replace(/[\s<>"%]/g, encodeURIComponent)}`;
  }
  return arxiv === undefined ? url : `https://arxiv.org/abs/${arxiv}`;
}

function isArxivDoi(doi: string): boolean {
  return /^10\.48550\//.test(doi);
}

function pagesLabel(pages: string): string {
  return /[–,-]/.test(pages) ? 'pp.' : 'p.';
}

/** What a title needs to end a sentence. */
function closed(title: string): string {
  return /[.?!…]$/.test(title) ? '' : '.';
}

function sentence(text: string): string {
  return text + closed(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

/** Gathers runs; empty ones are left out. */
class Line {
  readonly runs: Run[] = [];

  roman(text: string): this {
    return this.put(text, 'roman');
  }

  italic(text: string): this {
    return this.put(text, 'italic');
  }

  address(text: string): this {
    return this.put(text, 'address');
  }

  /** Ends a sentence that is not ended yet. */
  end(): this {
    return this.put(closed(this.runs.at(-1)?.text ?? '.'), 'roman');
  }

  private put(text: string, set: Run['set']): this {
    if (text !== '') this.runs.push({ text, set });
    return this;
  }
}
