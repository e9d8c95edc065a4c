import {
  type CodeAction,
  CodeActionKind,
  CodeActionTriggerKind,
  type CompletionItem,
  CompletionItemKind,
  CompletionTriggerKind,
  type Connection,
  type DocumentLink,
  type DocumentSymbol,
  FoldingRangeRequest,
  LSPErrorCodes,
  MarkupKind,
  ResponseError,
  SymbolKind,
  TextDocumentContentRequest,
} from 'vscode-languageserver';
import { normalUri } from '../host/uris.ts';
import {
  type AddToGlossaryParams,
  type AddToGlossaryResult,
  addToGlossaryRequest,
  type FindParams,
  findRequest,
  type PaperParams,
  type PinParams,
  type PinResult,
  paperRequest,
  pinRequest,
  type RelatedParams,
  type ReportResult,
  type RevealParams,
  relatedRequest,
  reportRequest,
  revealRequest,
  type SensesParams,
  sensesRequest,
  type TermParams,
  type TermsParams,
  type TermTreeParams,
  type TreeParams,
  termRequest,
  termsRequest,
  termTreeRequest,
  treeRequest,
  usesRequest,
} from '../protocol.ts';
import { editOf, type TermAction, termActions } from '../queries/code-actions.ts';
import { type Candidate, completion } from '../queries/completion.ts';
import { documentation } from '../queries/completion-docs.ts';
import { definition, introducers } from '../queries/definition.ts';
import { documentLinks } from '../queries/document-links.ts';
import { allSenses, findPapers, findTerms } from '../queries/find.ts';
import { highlights } from '../queries/highlights.ts';
import { hover } from '../queries/hover.ts';
import { linkerFor } from '../queries/linker.ts';
import { page } from '../queries/page.ts';
import { pageUri, paperOfPage } from '../queries/page-uri.ts';
import { paperCard } from '../queries/paper-card.ts';
import { paperAt, references } from '../queries/references.ts';
import { relatedAt } from '../queries/related-at.ts';
import { refusal, renamable, rename } from '../queries/rename.ts';
import { sensesAt } from '../queries/senses-at.ts';
import { type Outline, outline, workspaceSymbols } from '../queries/symbols.ts';
import { termRow, usesOfRow } from '../queries/term-rows.ts';
import { termsTree } from '../queries/terms-tree.ts';
import { reveal, tree } from '../queries/tree.ts';
import { paperOf } from '../snapshot/snapshot.ts';
import { positionAfter, workspaceEdit } from './edits.ts';
import { guarded, slowest } from './guard.ts';
import type { Session } from './session.ts';
import { noTokens, tokensOf } from './tokens.ts';

declare const VERSION: string;

/** Every request that the server answers. To read the server, start here: each entry names the query that answers it. */
export function answerRequests(connection: Connection, session: () => Session): void {
  const log = (message: string) => connection.console.error(message);
  const guard = <P, R>(name: string, fallback: R, answer: (params: P, session: Session) => R) =>
    guarded(name, log, fallback, (params: P) => answer(params, session()));

  connection.onHover(
    guard('hover', null, ({ textDocument, position }, s) => {
      const document = s.document(textDocument.uri);
      const card =
        document &&
        hover(s.library.now, document, s.offset(document, position), s.linker(), s.taxonomy, s.termHovers(document));
      if (document === undefined || card === undefined) return null;
      return { contents: { kind: MarkupKind.Markdown, value: card.markdown }, range: s.range(document, card.span) };
    }),
  );

  connection.onDefinition(
    guard('definition', [], ({ textDocument, position }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      return definition(s.library.now, document, s.offset(document, position)).map(({ place, paper }) => {
        const found = s.client.pages && paper !== undefined ? paperOf(s.library.now, paper) : undefined;
        return found ? { uri: pageUri(found), range: noRange } : s.location(place);
      });
    }),
  );

  connection.onTypeDefinition(
    guard('type definition', [], ({ textDocument, position }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      return introducers(s.library.now, document, s.offset(document, position)).map(paper =>
        s.client.pages ? { uri: pageUri(paper), range: noRange } : s.location(paper.from),
      );
    }),
  );

  connection.onDocumentHighlight(
    guard('highlight', [], ({ textDocument, position }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      return highlights(s.library.now, document, s.offset(document, position)).map(span => ({
        range: s.range(document, span),
      }));
    }),
  );

  connection.onReferences(
    guard('references', [], ({ textDocument, position, context }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      const places = references(s.library.now, document, s.offset(document, position), context.includeDeclaration);
      return places.map(place => s.location(place));
    }),
  );

  connection.onPrepareRename(
    guard('prepare rename', null, ({ textDocument, position }, s) => {
      const document = s.document(textDocument.uri);
      const found = document && renamable(s.library.now, document, s.offset(document, position));
      return document && found ? { range: s.range(document, found.span), placeholder: found.name } : null;
    }),
  );

  connection.onRenameRequest(
    guard('rename', null, ({ textDocument, position, newName }, s) => {
      const refused = refusal(newName);
      if (refused !== undefined) return new ResponseError(LSPErrorCodes.RequestFailed, refused);
      const document = s.document(textDocument.uri);
      if (document === undefined) return null;
      return workspaceEdit(s, rename(s.library.now, document, s.offset(document, position), newName)) ?? null;
    }),
  );

  connection.onCodeAction(
    guard('code actions', [], ({ textDocument, range, context }, s): CodeAction[] => {
      const document = s.document(textDocument.uri);
      if (document === undefined || context.only?.every(kind => kind !== CodeActionKind.QuickFix)) return [];
      const asked = context.triggerKind !== CodeActionTriggerKind.Automatic;
      return termActions(s.library.now, document, s.offset(document, range.start), asked).flatMap(
        ({ title, action }) => {
          const offered = { title, kind: CodeActionKind.QuickFix, data: { uri: document.uri, action } };
          return s.client.resolvesEdits ? offered : (withEdit(s, offered) ?? []);
        },
      );
    }),
  );

  connection.onCodeActionResolve(action => {
    const resolved = guarded('resolve action', log, undefined, () => withEdit(session(), action))(undefined);
    return resolved === undefined || resolved instanceof ResponseError ? action : resolved;
  });

  connection.onCompletion(
    guard('completion', null, ({ textDocument, position, context }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return null;
      const asked = context?.triggerKind === CompletionTriggerKind.Invoked || context === undefined;
      const { candidates, complete } = completion(s.library.now, document, s.offset(document, position), asked);
      const items = candidates.map(
        (candidate, i): CompletionItem => ({
          label: candidate.label,
          ...(candidate.detail === '' ? {} : { labelDetails: { description: candidate.detail } }),
          kind: completionKinds[candidate.kind],
          filterText: candidate.filter,
          sortText: String(i).padStart(3, '0'),
          textEdit: { range: s.range(document, candidate.replaced), newText: candidate.inserted },
          data: candidate.id,
        }),
      );
      return { isIncomplete: !complete, items };
    }),
  );

  connection.onCompletionResolve(item => {
    const markdown = guarded('resolve', log, '', () =>
      documentation(session().library.now, String(item.data), session().linker()),
    )(undefined);
    return typeof markdown === 'string' && markdown !== ''
      ? { ...item, documentation: { kind: MarkupKind.Markdown, value: markdown } }
      : item;
  });

  connection.onDocumentLinks(
    guard('links', [], ({ textDocument }, s): DocumentLink[] => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      const shown = paperOf(s.library.now, paperOfPage(document.uri) ?? '');
      if (shown) {
        const drawn = page(s.library.now, shown, s.taxonomy);
        if (drawn.text !== document.text) return [];
        return drawn.links.map(link => ({
          range: s.range(document, link.span),
          target: link.uri,
          tooltip: link.tooltip,
        }));
      }
      return documentLinks(s.library.now, document).map(link => {
        const range = s.range(document, link.span);
        if (link.kind === 'note') return { range, target: link.uri };
        const paper = paperOf(s.library.now, link.id)!;
        const target = s.client.pages ? pageUri(paper) : `${paper.from.uri}#L${paper.from.line + 1}`;
        return { range, target, tooltip: paper.title };
      });
    }),
  );

  connection.onDocumentSymbol(
    guard('symbols', [], ({ textDocument }, s): DocumentSymbol[] => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      const symbolOf = (item: Outline): DocumentSymbol => ({
        name: item.name,
        kind: SymbolKind.String,
        range: s.range(document, item.span),
        selectionRange: s.range(document, item.nameSpan),
        children: item.children.map(symbolOf),
      });
      return outline(document.note, document.text.length).map(symbolOf);
    }),
  );

  connection.onRequest(
    FoldingRangeRequest.type,
    guard('folding', [], ({ textDocument }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return [];
      const rangesOf = (items: readonly Outline[]): { startLine: number; endLine: number }[] =>
        items.flatMap(item => {
          const { start, end } = s.range(document, item.span);
          const endLine = end.character === 0 ? end.line - 1 : end.line;
          return [...(endLine > start.line ? [{ startLine: start.line, endLine }] : []), ...rangesOf(item.children)];
        });
      return rangesOf(outline(document.note, document.text.length));
    }),
  );

  connection.onWorkspaceSymbol(
    guard('workspace symbols', [], ({ query }, s) =>
      workspaceSymbols(s.library.now, query).map(symbol => ({
        name: symbol.name,
        kind: symbolKinds[symbol.kind],
        location: s.location(symbol.place),
        ...(symbol.detail === '' ? {} : { containerName: symbol.detail }),
      })),
    ),
  );

  connection.onRequest(
    TextDocumentContentRequest.type,
    guard('page', { text: '' }, ({ uri }, s) => {
      const paper = paperOf(s.library.now, paperOfPage(uri) ?? '');
      return { text: paper ? page(s.library.now, paper, s.taxonomy).text : '' };
    }),
  );

  connection.onRequest(
    treeRequest,
    guard('tree', emptyTree, ({ parent, filter, from }: TreeParams, s) =>
      tree(s.library.now, s.taxonomy, parent, filter ?? '', from ?? 0),
    ),
  );
  connection.onRequest(
    revealRequest,
    guard('reveal', null, ({ uri, line, filter }: RevealParams, s) => {
      const normal = normalUri(uri);
      const document = s.document(normal);
      const lines = document?.lines ?? s.library.now.files.get(normal)?.lines;
      const id = paperAt(s.library.now, { uri: normal }, lines?.[line ?? 0] ?? 0);
      return id === undefined ? null : reveal(s.library.now, s.taxonomy, id, filter ?? '');
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
    guard('paper', null, ({ id }: PaperParams, s) => {
      const paper = paperOf(s.library.now, id);
      return paper ? paperCard(s.library.now, paper) : null;
    }),
  );
  connection.onRequest(
    findRequest,
    guard('find', { papers: [] }, ({ query }: FindParams, s) => findPapers(s.library.now, query)),
  );
  connection.onRequest(
    termsRequest,
    guard('terms', { terms: [] }, ({ query }: TermsParams, s) => findTerms(s.library.now, query)),
  );
  connection.languages.semanticTokens.on(
    guard('tokens', noTokens, ({ textDocument }, s) => {
      const document = s.document(textDocument.uri);
      return document ? tokensOf(s, document) : noTokens;
    }),
  );
  connection.languages.semanticTokens.onRange(
    guard('tokens of a range', noTokens, ({ textDocument, range }, s) => {
      const document = s.document(textDocument.uri);
      if (document === undefined) return noTokens;
      const [start, end] = [s.offset(document, range.start), s.offset(document, range.end)];
      return tokensOf(s, document, { start, end });
    }),
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
      const done = editFor(s, uri, { kind: 'pin', ...action });
      return done ? { edit: done.edit } : null;
    }),
  );
  connection.onRequest(
    addToGlossaryRequest,
    guard('add to glossary', null, (params: AddToGlossaryParams, s): AddToGlossaryResult => {
      if ('label' in params) {
        const near = params.near ?? s.library.now.noteIndex.using(params.label)[0] ?? s.client.folders[0];
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

/** What a term's action does, in the client's form, and the place that it leads to; null where it can be done no more. */
function editFor(s: Session, uri: string, action: TermAction): NonNullable<AddToGlossaryResult> | null {
  const normal = normalUri(uri);
  const document = s.document(normal) ?? { uri: normal, text: '' };
  const done = editOf(s.library.now, document, action, s.client.folders);
  const edit = done && workspaceEdit(s, [done.edit]);
  if (done === undefined || edit === undefined) return null;
  return { edit, place: { uri: done.edit.uri, ...positionAfter(s, done.edit, 'shown' in done ? done.shown : 0) } };
}

/** A code action with its edit, and, where the client can, a command that shows what was added. */
function withEdit(s: Session, offered: CodeAction): CodeAction | undefined {
  const { uri, action } = offered.data as { uri: string; action: TermAction };
  const done = editFor(s, uri, action);
  if (done === null) return undefined;
  const { place } = done;
  const shows = action.kind === 'add' && s.client.commands.has('gloss.openPlace');
  const command = { title: 'Open', command: 'gloss.openPlace', arguments: [place.uri, place.line, place.character] };
  return { ...offered, edit: done.edit, ...(shows ? { command } : {}) };
}

/** How many papers, notes and senses there are. */
export function countsOf({ library }: Session): { papers: number; notes: number; terms: number } {
  const { records, notes, terms } = library.now;
  return {
    papers: records.size,
    notes: notes.size,
    terms: allSenses(terms).filter(({ from }) => from.role !== 'bundled').length,
  };
}

const noRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
const emptyTree = { nodes: [], papers: 0, shown: 0 };

const completionKinds: Readonly<Record<Candidate['kind'], CompletionItemKind>> = {
  paper: CompletionItemKind.Reference,
  note: CompletionItemKind.File,
  term: CompletionItemKind.Text,
};

const symbolKinds = { paper: SymbolKind.Class, term: SymbolKind.Key, note: SymbolKind.File } as const;
