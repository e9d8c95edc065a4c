import type { Connection } from 'vscode-languageserver';
import { normalUri } from '../host/uris.ts';
import {
  type AddToGlossaryParams,
  type AddToGlossaryResult,
  addToGlossaryRequest,
  type CopyParams,
  type CopyResult,
  copyRequest,
  type ExportParams,
  type ExportResult,
  exportRequest,
  type FindParams,
  findRequest,
  type PaperParams,
  type PinParams,
  type PinResult,
  paperRequest,
  pinRequest,
  type RecordsParams,
  type RecordsResult,
  type RelatedParams,
  type ReportResult,
  type RevealParams,
  recordsRequest,
  relatedRequest,
  reportRequest,
  revealRequest,
  type SensesParams,
  sensesRequest,
  type TermParams,
  type TermsParams,
  type TermTreeParams,
  type TreeParams,
  type TreeResult,
  termRequest,
  termsRequest,
  termTreeRequest,
  treeRequest,
  usesRequest,
} from '../protocol.ts';
import { termActions } from '../queries/code-actions.ts';
import { copyAs } from '../queries/copy-as.ts';
import { bibExport, type Cited, citedIn, cslExport, notesBelow, papersNamed } from '../queries/export.ts';
import { allSenses, findPapers, findTerms } from '../queries/find.ts';
import { linkerFor } from '../queries/linker.ts';
import { paperCard } from '../queries/paper-card.ts';
import { scopesOf } from '../queries/pin-sense.ts';
import { recordsOfPaper } from '../queries/records.ts';
import { relatedAt } from '../queries/related-at.ts';
import { sensesAt } from '../queries/senses-at.ts';
import { termRow, usesOfRow } from '../queries/term-rows.ts';
import { termsTree } from '../queries/terms-tree.ts';
import { reveal, tree } from '../queries/tree.ts';
import { paperOf } from '../snapshot/snapshot.ts';
import { editFor } from './actions.ts';
import { arrangementOf, paperShown } from './arrangement.ts';
import { guardFor, slowest } from './guard.ts';
import type { Session } from './session.ts';

declare const VERSION: string;

/** Every message of our own that the server answers, beside those of LSP; `protocol.ts` says what each is for. */
export function answerMessages(connection: Connection, session: () => Session): void {
  const guard = guardFor(connection, session);

  connection.onRequest(
    treeRequest,
    guard('tree', emptyTree, ({ parent, from, ...asked }: TreeParams, s) =>
      tree(s.library.now, s.taxonomy, arrangementOf(asked, s), parent, from ?? 0),
    ),
  );
  connection.onRequest(
    revealRequest,
    guard('reveal', null, ({ uri, line, ...asked }: RevealParams, s) => {
      const id = paperShown(uri, line, s);
      return id === undefined ? null : reveal(s.library.now, s.taxonomy, arrangementOf(asked, s), id);
    }),
  );
  connection.onRequest(
    relatedRequest,
    guard('related', { about: '', papers: [] }, (params: RelatedParams, s) => {
      if ('paper' in params) return relatedAt(s.library.now, { paper: params.paper });
      const document = s.document(params.uri);
      return document
        ? relatedAt(s.library.now, { document, offset: s.offset(document, params) })
        : { about: '', papers: [] };
    }),
  );
  connection.onRequest(
    paperRequest,
    guard('paper', null, (asked: PaperParams, s) => {
      const id = 'id' in asked ? asked.id : paperShown(asked.uri, asked.line, s);
      const paper = id === undefined ? undefined : paperOf(s.library.now, id);
      return paper ? paperCard(s.library.now, paper) : null;
    }),
  );
  connection.onRequest(
    recordsRequest,
    guard('records', { title: '', records: [] }, ({ id }: RecordsParams, s): RecordsResult => {
      const paper = paperOf(s.library.now, id);
      return paper ? { title: paper.title, records: recordsOfPaper(s.library.now, paper) } : { title: '', records: [] };
    }),
  );
  connection.onRequest(
    exportRequest,
    guard('export', { text: '', papers: 0, unknown: [] }, ({ of, format }: ExportParams, s): ExportResult => {
      const { papers, unknown } = citedBy(s, of);
      const text = (format === 'bib' ? bibExport : cslExport)(s.library.now, papers);
      return { text, papers: papers.length, unknown };
    }),
  );
  connection.onRequest(
    copyRequest,
    guard(
      'copy',
      { text: '' },
      ({ papers, form }: CopyParams, s): CopyResult => ({
        text: copyAs(s.library.now, papers, form),
      }),
    ),
  );
  connection.onRequest(
    findRequest,
    guard('find', { papers: [] }, ({ query }: FindParams, s) => findPapers(s.library.now, query)),
  );
  connection.onRequest(
    termsRequest,
    guard('terms', { terms: [] }, ({ query }: TermsParams, s) => findTerms(s.library.now, query)),
  );
  connection.onRequest(
    termTreeRequest,
    guard('term tree', { nodes: [] }, (params: TermTreeParams, s) =>
      termsTree(s.library.now, s.taxonomy, s.client.settings.knownTerms, params),
    ),
  );
  connection.onRequest(
    termRequest,
    guard('term', null, ({ term }: TermParams, s) => termRow(s.library.now, term, linkerFor(s.library.now, new Set()))),
  );
  connection.onRequest(
    usesRequest,
    guard('uses', { locations: [] }, ({ term }: TermParams, s) => ({
      locations: usesOfRow(s.library.now, term).map(place => s.location(place)),
    })),
  );
  connection.onRequest(
    sensesRequest,
    guard('senses', null, (params: SensesParams, s) => {
      const document = s.document(params.uri);
      return document ? sensesAt(s.library.now, document, s.offset(document, params)) : null;
    }),
  );
  connection.onRequest(
    pinRequest,
    guard('pin', null, ({ uri, ...action }: PinParams, s): PinResult => {
      if (!scopesOf(s.library.now, { uri: normalUri(uri) }).includes(action.scope)) return null;
      const done = editFor(s, uri, { kind: 'pin', ...action });
      return done ? { edit: done.edit } : null;
    }),
  );
  connection.onRequest(
    addToGlossaryRequest,
    guard('add to glossary', null, (params: AddToGlossaryParams, s): AddToGlossaryResult => {
      if ('label' in params) {
        const near = params.near ?? s.library.now.noteIndex.using(params.label)[0] ?? firstFolder(s);
        return near === undefined ? null : editFor(s, near, { kind: 'add', label: params.label });
      }
      const document = s.document(params.uri);
      const offered = document ? termActions(s.library.now, document, s.offset(document, params), true) : [];
      const add = offered.find(({ action }) => action.kind === 'add');
      return add ? editFor(s, params.uri, add.action) : null;
    }),
  );
  connection.onRequest(
    reportRequest,
    guard(
      'report',
      null,
      (_params: unknown, s): ReportResult => ({
        version: VERSION,
        node: process.version,
        counts: countsOf(s),
        milliseconds: Object.fromEntries([...slowest].map(([name, time]) => [name, Math.round(time * 10) / 10])),
      }),
    ),
  );
}

/** The papers that an export is of. */
function citedBy(s: Session, of: ExportParams['of']): Cited {
  const { now } = s.library;
  if ('papers' in of) return { papers: papersNamed(now, of.papers), unknown: [] };
  if ('folder' in of) return citedIn(now, notesBelow(now, normalUri(of.folder)));
  const document = s.document(of.note);
  if (document === undefined) return { papers: [], unknown: [] };
  const part = of.range && { start: s.offset(document, of.range.start), end: s.offset(document, of.range.end) };
  return citedIn(now, [document.note], part);
}

/** The first folder of the workspace, as a place for a file in it. */
function firstFolder({ client }: Session): string | undefined {
  return client.folders[0] === undefined ? undefined : `${client.folders[0].replace(/\/$/, '')}/`;
}

/** How many papers, notes and senses there are. */
export function countsOf({ library }: Session): { papers: number; notes: number; terms: number } {
  const { papers, notes, terms } = library.now;
  return {
    papers: papers.size,
    notes: notes.size,
    terms: allSenses(terms).filter(({ from }) => from.role !== 'bundled').length,
  };
}

const emptyTree: TreeResult = { nodes: [], papers: 0, shown: 0, unread: [] };
