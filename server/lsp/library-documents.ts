import {
  BulkRegistration,
  type BulkUnregistration,
  type Connection,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  HoverRequest,
  ReferencesRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import type { Library } from '../host/library.ts';
import { pathOf } from '../host/uris.ts';
import type { FileFacts } from '../snapshot/snapshot.ts';

/** Most library files that are asked for by name. */
const mostFiles = 200;

/**
 * Asks a client for the documents of library files whose kind is also that of other files, such as JSON: these alone get
 * hovers, definitions and references, and no other file of their language is touched. To be called after changes; it does
 * nothing while the files stay the same.
 */
export function libraryDocuments(connection: Connection, library: Library): () => void {
  let papers = library.now.papers;
  let asked: readonly string[] = [];
  let last: Promise<BulkUnregistration | undefined> = Promise.resolve(undefined);
  return () => {
    if (library.now.papers === papers) return;
    papers = library.now.papers;
    const paths = pathsOf(library.now.files.values());
    if (paths.join('\n') === asked.join('\n')) return;
    asked = paths;
    last = last
      .then(before => {
        before?.dispose();
        return paths.length === 0 ? undefined : connection.client.register(registrationFor(paths));
      })
      .catch(() => undefined);
  };
}

function pathsOf(files: Iterable<FileFacts>): string[] {
  const paths: string[] = [];
  for (const { uri, records } of files) {
    if (records.length > 0 && /\.(?:json|ya?ml|xml|atom|ndjson)$/i.test(uri)) paths.push(pathOf(uri) ?? '');
  }
  return paths
    .filter(path => path !== '')
    .sort()
    .slice(0, mostFiles);
}

function registrationFor(paths: readonly string[]): BulkRegistration {
  const documentSelector = paths.map(path => ({ scheme: 'file', pattern: globOf(path) }));
  const bulk = BulkRegistration.create();
  bulk.add(DidOpenTextDocumentNotification.type, { documentSelector });
  bulk.add(DidChangeTextDocumentNotification.type, { documentSelector, syncKind: TextDocumentSyncKind.Incremental });
  bulk.add(DidCloseTextDocumentNotification.type, { documentSelector });
  bulk.add(HoverRequest.type, { documentSelector });
  bulk.add(DefinitionRequest.type, { documentSelector });
  bulk.add(ReferencesRequest.type, { documentSelector });
  return bulk;
}

/** A glob for one path. A character that would mean something is left open: few paths differ in such a one alone. */
function globOf(path: string): string {
  return path.replace(/\\/g, '/').replace(/[[\]{}*?!,]/g, '?');
}
