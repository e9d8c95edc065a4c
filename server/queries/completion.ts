import type { Paper, Sense } from '../library/model.ts';
import { noteName, shortName } from '../snapshot/names.ts';
import { searchWords } from '../snapshot/search.ts';
import { compareText, paperOf, type Snapshot } from '../snapshot/snapshot.ts';
import { folded, nameKey, termKey } from '../text/fold.ts';
import type { Span } from '../text/span.ts';
import { wordsIn } from '../text/words.ts';
import { standsIn } from './choose-sense.ts';
import type { Document } from './document.ts';
import { allSenses, papersFor } from './find.ts';
import { byline, linkName, plainName } from './paper-card.ts';

/** One thing to insert: `replaced` is what it takes the place of, `filter` what the editor holds it against. */
export interface Candidate {
  readonly kind: 'paper' | 'note' | 'term';
  /** Stable: asks for the documentation later. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly inserted: string;
  readonly replaced: Span;
  readonly filter: string;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** False where there are more than are given. */
  readonly complete: boolean;
}

/** The most that one answer holds. */
export const mostCandidates = 50;

/**
 * What can be written at `offset`: after `[[` papers and notes by any words of their titles in any order; elsewhere
 * terms, and these only where they were asked for.
 */
export function completion(snapshot: Snapshot, document: Document, offset: number, asked: boolean): Completion {
  const none: Completion = { candidates: [], complete: true };
  const open = openLinkAt(document.text, offset);
  if (standsIn(document.note.silent, offset) && open === undefined) return none;
  if (open !== undefined)
    return standsIn(document.note.silent, open.start) ? none : linksFor(snapshot, document.text, open, offset);
  return asked ? termsFor(snapshot, document.text, offset) : none;
}

/** The text after `[[` up to the cursor, on one line and with no bracket in it. */
function openLinkAt(text: string, offset: number): Span | undefined {
  const from = Math.max(0, offset - 300);
  const before = text.slice(from, offset);
  const open = /\[\[([^[\]\n\r|#]*)$/.exec(before);
  return open === null ? undefined : { start: from + open.index + 2, end: offset };
}

function linksFor(snapshot: Snapshot, text: string, open: Span, offset: number): Completion {
  const typed = text.slice(open.start, open.end);
  const rest = /^[^[\]\n\r|#]*(?=\]\]|[|#])/.exec(text.slice(offset, offset + 300))?.[0] ?? '';
  const closed = /^[^[\]\n\r|#]*(?:\]\]|[|#])/.test(text.slice(offset, offset + 300));
  const replaced = { start: open.start, end: offset + (closed ? rest.length : 0) };
  const close = closed ? '' : ']]';
  const papers = papersMatching(snapshot, typed);
  const notes = notesMatching(snapshot, typed);
  const candidates = [
    ...papers.map((paper): Candidate => {
      const name = linkName(snapshot, paper);
      const short = shortName(paper);
      return {
        kind: 'paper',
        id: `paper:${paper.id}`,
        label:
          short === paper.title ? paper.title : `${short} — ${paper.title.slice(short.length).replace(/^\s*:\s*/, '')}`,
        detail: byline(paper),
        inserted: name + close,
        replaced,
        filter: filterFor(typed, paper.title),
      };
    }),
    ...notes.map(
      (uri): Candidate => ({
        kind: 'note',
        id: `note:${uri}`,
        label: snapshot.notes.get(uri)?.title ?? noteName(uri),
        detail: 'note',
        inserted: plainName(noteName(uri)) + close,
        replaced,
        filter: filterFor(typed, noteName(uri)),
      }),
    ),
  ];
  return { candidates: candidates.slice(0, mostCandidates), complete: false };
}

/**
 * What VS Code holds against the text typed so far. It begins with that text, as words may stand in any order, and goes on,
 * as a single candidate that is typed out already would be hidden.
 */
function filterFor(typed: string, name: string): string {
  return typed === '' ? name : `${typed} ${name}`;
}

/** Papers whose titles have all typed words, in any order, the words perhaps unfinished; titles that begin so first. */
function papersMatching(snapshot: Snapshot, typed: string): readonly Paper[] {
  if (searchWords(typed).length === 0) return papersFor(snapshot, '', mostCandidates);
  const named = (snapshot.names.get(nameKey(typed)) ?? []).flatMap(target =>
    target.kind === 'paper' ? target.id : [],
  );
  const found = snapshot.search.find(typed, mostCandidates, 'title').map(({ id }) => id);
  const papers = [...new Set([...named, ...found])].flatMap(id => paperOf(snapshot, id) ?? []);
  const key = nameKey(typed);
  return papers.sort((a, b) => Number(nameKey(b.title).startsWith(key)) - Number(nameKey(a.title).startsWith(key)));
}

function hasAll(title: string, words: readonly string[]): boolean {
  const own = searchWords(title);
  return words.every(word => own.some(other => other.startsWith(word)));
}

function notesMatching(snapshot: Snapshot, typed: string) {
  const words = searchWords(typed);
  const found = [];
  for (const [uri, note] of snapshot.notes.entries()) {
    if (hasAll(`${noteName(uri)} ${note.title} ${note.aliases.join(' ')}`, words)) found.push(uri);
    if (found.length >= 400) break;
  }
  return found.sort(compareText).slice(0, 20);
}

/** Terms whose label or expansion begins with what stands before the cursor: its last word, or its last few. */
function termsFor(snapshot: Snapshot, text: string, offset: number): Completion {
  const from = Math.max(0, offset - 80);
  const words = wordsIn(text, from, offset);
  const last = words.at(-1);
  if (last === undefined || last.end !== offset) return { candidates: [], complete: true };
  const starts = words.slice(-3).map(word => word.start);
  const senses = allSenses(snapshot.terms);
  for (const start of starts) {
    const typed = text.slice(start, offset);
    if (typed.length < 2 || /[^\p{L}\p{N}\s&+#'-]/u.test(typed)) continue;
    const stem = String(termKey(`${typed}x`)).slice(0, -1);
    const found = senses.flatMap(sense => candidateFor(sense, typed, stem, { start, end: offset }));
    if (found.length > 0) {
      return { candidates: found.slice(0, mostCandidates), complete: found.length <= mostCandidates };
    }
  }
  return { candidates: [], complete: true };
}

function candidateFor(sense: Sense, typed: string, stem: string, replaced: Span): Candidate[] {
  if (sense.definition === '' && sense.expansion === undefined) return [];
  const id = `term:${sense.label}\n${sense.expansion ?? ''}`;
  const base = {
    kind: 'term',
    id,
    replaced,
    filter: typed,
    detail: sense.expansion ?? sense.definition.slice(0, 60),
  } as const;
  if (startsWith(sense.label, stem)) return [{ ...base, label: sense.label, inserted: sense.label }];
  if (sense.expansion !== undefined && startsWith(sense.expansion, stem)) {
    const whole = `${sense.expansion} (${sense.label})`;
    return [{ ...base, label: whole, inserted: whole, detail: sense.definition.slice(0, 60) }];
  }
  return [];
}

function startsWith(label: string, stem: string): boolean {
  const key = wordsIn(label)
    .map(word => folded(word.text))
    .join('');
  return key.startsWith(stem);
}
