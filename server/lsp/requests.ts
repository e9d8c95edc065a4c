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
import { termActions } from '../queries/code-actions.ts';
import { type Candidate, completion } from '../queries/completion.ts';
import { documentation } from '../queries/completion-docs.ts';
import { definition, introducers } from '../queries/definition.ts';
import { documentLinks } from '../queries/document-links.ts';
import { highlights } from '../queries/highlights.ts';
import { hover } from '../queries/hover.ts';
import { page } from '../queries/page.ts';
import { pageUri, paperOfPage } from '../queries/page-uri.ts';
import { references } from '../queries/references.ts';
import { refusal, renamable, rename } from '../queries/rename.ts';
import { type Outline, outline, workspaceSymbols } from '../queries/symbols.ts';
import { unknownPaper } from '../queries/unknown-paper.ts';
import { paperOf } from '../snapshot/snapshot.ts';
import { addAction, withEdit } from './actions.ts';
import { workspaceEdit } from './edits.ts';
import { guardFor } from './guard.ts';
import type { Session } from './session.ts';
import { noTokens, tokensOf } from './tokens.ts';

/**
 * Every request of LSP that the server answers; our own messages are in `messages.ts`. To read the server, start here:
 * each entry names the query that answers it.
 */
export function answerRequests(connection: Connection, session: () => Session): void {
  const guard = guardFor(connection, session);

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
      const offset = s.offset(document, range.start);
      const unknown = s.client.commands.has('gloss.addPaper')
        ? unknownPaper(s.library.now, document, offset)
        : undefined;
      if (unknown !== undefined) return [addAction(unknown, s)];
      return termActions(s.library.now, document, offset, asked).flatMap(({ title, action }) => {
        const offered = { title, kind: CodeActionKind.QuickFix, data: { uri: document.uri, action } };
        return s.client.resolvesEdits ? offered : (withEdit(s, offered) ?? []);
      });
    }),
  );

  connection.onCodeActionResolve(action => {
    const resolved = guard('resolve action', undefined, (_: undefined, s) => withEdit(s, action))(undefined);
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
    const markdown = guard('resolve', '', (_: undefined, s) =>
      documentation(s.library.now, String(item.data), s.linker()),
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
}

const noRange = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

const completionKinds: Readonly<Record<Candidate['kind'], CompletionItemKind>> = {
  paper: CompletionItemKind.Reference,
  note: CompletionItemKind.File,
  term: CompletionItemKind.Text,
};

const symbolKinds = { paper: SymbolKind.Class, term: SymbolKind.Key, note: SymbolKind.File } as const;
