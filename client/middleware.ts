import { type DocumentLink, extensions, type TextDocument } from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';
import type { Settings } from '../server/protocol.ts';

/**
 * Leaves out what VS Code's own Markdown extension answers already, since a second outline would show each heading
 * twice; and hands the server our settings in one form, however it asks for them.
 */
export function middleware(settings: () => Settings): Middleware {
  return {
    provideDocumentSymbols: (document, token, next) => (builtIn(document) ? [] : next(document, token)),
    provideFoldingRanges: (document, context, token, next) => (builtIn(document) ? [] : next(document, context, token)),
    provideSelectionRanges: (document, positions, token, next) =>
      builtIn(document) ? [] : next(document, positions, token),
    provideDocumentLinks: async (document, token, next) => {
      const links = await next(document, token);
      return builtIn(document) ? links?.filter(link => !isPathLink(document, link)) : links;
    },
    // The status item tells of loading; a second spinner beside it would say the same.
    handleWorkDoneProgress: () => {},
    workspace: {
      configuration: async (params, token, next) => {
        const values = await next(params, token);
        return Array.isArray(values)
          ? values.map((value, n) => (params.items[n]?.section === 'gloss' ? settings() : value))
          : values;
      },
      // Sent by ourselves on every change that matters.
      didChangeConfiguration: async () => {},
    },
  };
}

function builtIn(document: TextDocument): boolean {
  return (
    document.languageId === 'markdown' && extensions.getExtension('vscode.markdown-language-features') !== undefined
  );
}

/** True where the link is the destination of `[text](path)` or `[label]: path`. */
function isPathLink(document: TextDocument, link: DocumentLink): boolean {
  const before = document.lineAt(link.range.start.line).text.slice(0, link.range.start.character);
  return /\]\(<?$/.test(before) || /^ {0,3}\[[^[\]]*\]: *<?$/.test(before);
}
