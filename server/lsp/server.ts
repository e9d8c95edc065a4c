import { isDeepStrictEqual } from 'node:util';
import {
  CodeActionKind,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentContentRefreshRequest,
  TextDocumentSyncKind,
  WatchKind,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import { kindOf } from '../host/files.ts';
import { Library } from '../host/library.ts';
import { presentOutside, settledPath } from '../host/library-file.ts';
import { Loader, type LoadingOptions, type Progress } from '../host/loading.ts';
import { normalUri, pathOf } from '../host/uris.ts';
import type { Taxonomy } from '../library/model.ts';
import {
  type ChangedParams,
  changedNotification,
  rescanRequest,
  type Settings,
  type StateParams,
  stateNotification,
} from '../protocol.ts';
import { readyFields } from '../queries/fields.ts';
import { page } from '../queries/page.ts';
import { paperOfPage } from '../queries/page-uri.ts';
import type { PaperRules } from '../snapshot/papers.ts';
import { isNamedBy } from '../snapshot/separate.ts';
import { type FileFacts, paperOf } from '../snapshot/snapshot.ts';
import { lineStarts } from '../text/lines.ts';
import { answerAdding } from './adding.ts';
import { changed, type LinedText } from './convert.ts';
import { guarded } from './guard.ts';
import { libraryDocuments } from './library-documents.ts';
import { answerMessages, countsOf } from './messages.ts';
import { publishProblems } from './problems.ts';
import { answerRequests } from './requests.ts';
import { type Client, clientOf, Session, settingsOf } from './session.ts';
import { legend } from './tokens.ts';

/** How long changes are gathered before views are told of them, in milliseconds. */
const changesGathered = 200;
/** How long after loading what a first hover needs is made ready, in milliseconds. */
const idleAfter = 300;

/** Serves one client over a connection: lifecycle, documents and files here, requests in `requests.ts`. */
export function serve(connection: Connection, taxonomy: Taxonomy, glossary: FileFacts): void {
  const library = new Library(taxonomy, glossary);
  let session: Session | undefined;
  let loader: Loader | undefined;
  let client: Client | undefined;
  let folders: string[] = [];
  const languages = new Map<string, string>();
  let progress: Promise<WorkDoneProgressServerReporter> | undefined;

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    client = clientOf(params);
    session = new Session(library, client, languages);
    folders = client.folders.flatMap(uri => pathOf(uri) ?? []);
    library.setRules(rulesOf(client.settings));
    return { serverInfo: { name: 'gloss' }, capabilities: capabilitiesFor(client) };
  });

  connection.onInitialized(() => {
    if (client === undefined) return;
    loader = new Loader(library, taxonomy, optionsOf(client), report);
    if (client.changesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(folder => pathOf(folder.uri)));
        folders = [
          ...folders.filter(folder => !gone.has(folder)),
          ...added.flatMap(folder => pathOf(folder.uri) ?? []),
        ];
        if (client) void loader?.load(optionsOf(client));
      });
    }
    if (client.watchesFiles) {
      const watchers = [
        { globPattern: '**/*.{md,markdown,mdown,mkd,qmd,txt,text,jsonl,ndjson,json,bib,ris,yaml,yml,xml,atom}' },
        // A folder that comes or goes may bring one event, for itself.
        { globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete },
      ];
      void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    } else {
      loader.watch();
    }
    if (client.progress) progress = connection.window.createWorkDoneProgress();
    void progress?.then(reporter => reporter.begin('Gloss: reading papers and notes', 0));
    void loader
      .load()
      .then(endProgress, endProgress)
      .then(() => setTimeout(readyFields, idleAfter));
  });

  const optionsOf = ({ settings, skip, trusted }: Client): LoadingOptions => ({
    folders,
    libraries: trusted ? [...settings.libraries, ...ownFiles(settings)] : [],
    bibliographies: trusted,
    exclude: settings.exclude,
    maxNoteBytes: settings.maxNoteBytes,
    skip,
  });

  /** The files that Gloss itself adds to, where they are outside of the folders. */
  const ownFiles = ({ libraryFile, zoteroFile }: Settings) =>
    presentOutside(
      [libraryFile, zoteroFile].flatMap(named => settledPath(named, folders) ?? []),
      folders,
    );

  const endProgress = () => {
    void progress?.then(reporter => reporter.done());
    progress = undefined;
  };

  let reported = 0;
  const report = ({ done, total, reading, share = 0, failed }: Progress) => {
    const ready = done === total;
    const state: StateParams = {
      state: ready ? 'ready' : 'loading',
      done,
      total,
      failed,
      ...(reading ? { reading } : {}),
    };
    void connection.sendNotification(stateNotification, state);
    if (ready) {
      for (const { uri, message } of failed) logOnce(uri, message);
      if (session && loader) publishProblems(connection, session, loader.problems());
    }
    if (Date.now() - reported < 100) return;
    reported = Date.now();
    void progress?.then(reporter =>
      reporter.report(Math.round((100 * (done + share)) / Math.max(1, total)), `${done} of ${total} files`),
    );
  };

  const said = new Set<string>();
  const logOnce = (uri: string, message: string) => {
    if (said.has(`${uri} ${message}`)) return;
    said.add(`${uri} ${message}`);
    connection.console.warn(`Not read: ${uri}: ${message}`);
  };

  connection.onDidChangeConfiguration(({ settings }) => {
    if (client === undefined) return;
    const { highlightTerms: before, separateRecords, keyPattern } = client.settings;
    const sent = settings as { gloss?: unknown; trusted?: unknown } | null;
    client = { ...client, settings: settingsOf(sent?.gloss), trusted: client.trusted || sent?.trusted === true };
    session = new Session(library, client, languages);
    if (
      !isDeepStrictEqual([separateRecords, keyPattern], [client.settings.separateRecords, client.settings.keyPattern])
    ) {
      library.setRules(rulesOf(client.settings));
    }
    if (before !== 'off' || client.settings.highlightTerms !== 'off') refreshTokens();
    void loader?.load(optionsOf(client));
  });

  connection.onDidChangeWatchedFiles(({ changes }) => loader?.changed(changes.map(({ uri }) => normalUri(uri))));

  connection.onDidOpenTextDocument(({ textDocument }) => {
    languages.set(normalUri(textDocument.uri), textDocument.languageId);
    library.edit(normalUri(textDocument.uri), textDocument.version, textDocument.text);
  });

  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) => {
    const uri = normalUri(textDocument.uri);
    const open = library.document(uri);
    let text: LinedText = open ? { text: open.text, lines: open.note.lines } : { text: '', lines: lineStarts('') };
    for (const change of contentChanges) {
      text = changed(text, 'range' in change ? change.range : undefined, change.text, client?.encoding ?? 'utf-16');
    }
    library.edit(uri, textDocument.version, text.text);
  });

  connection.onDidCloseTextDocument(({ textDocument }) => {
    const uri = normalUri(textDocument.uri);
    library.close(uri);
    languages.delete(uri);
    const path = pathOf(uri);
    if (path !== undefined && (kindOf(path) !== undefined || library.now.files.get(uri) !== undefined))
      loader?.reload(uri);
  });

  /** The terms that tokens were last made from: an edit that defines nothing leaves those of other documents as they are. */
  let highlighted = library.now.terms;
  const refreshTokens = () => {
    highlighted = library.now.terms;
    if (client?.refreshesTokens) connection.languages.semanticTokens.refresh();
  };

  const askForDocuments = libraryDocuments(connection, library);

  const tell = guarded(
    'changes',
    message => connection.console.error(message),
    undefined,
    (now: Session) => {
      const counts: ChangedParams = { revision: library.now.revision, ...countsOf(now) };
      void connection.sendNotification(changedNotification, counts);
      refreshPages(connection, now);
      publishProblems(connection, now, loader?.problems() ?? new Map());
      if (now.client.takesDocuments) askForDocuments();
      if (highlighted !== library.now.terms && now.client.settings.highlightTerms !== 'off') refreshTokens();
    },
  );

  let telling: NodeJS.Timeout | undefined;
  library.onChange(() => {
    telling ??= setTimeout(() => {
      telling = undefined;
      if (session !== undefined) tell(session);
    }, changesGathered);
  });

  connection.onRequest(rescanRequest, async () => {
    await loader?.load();
    return null;
  });

  connection.onShutdown(() => loader?.dispose());
  connection.onExit(() => clearTimeout(telling));

  const current = () => session ?? new Session(library, noClient);
  answerRequests(connection, current);
  answerMessages(connection, current);
  answerAdding(connection, current, uri => {
    const isOutside = presentOutside([pathOf(uri) ?? ''], folders).length > 0;
    if (isOutside && client) void loader?.load(optionsOf(client));
    else loader?.changed([normalUri(uri)]);
  });
  connection.listen();
}

function rulesOf({ separateRecords, keyPattern }: Settings): PaperRules {
  return { isSeparate: isNamedBy(separateRecords), keyPattern };
}

/** Asks the client to read again the open pages that say something else now. */
function refreshPages(connection: Connection, { library, client, taxonomy }: Session): void {
  if (!client.pages) return;
  for (const { uri, text } of library.openDocuments()) {
    const paper = paperOf(library.now, paperOfPage(uri) ?? '');
    if (paper && page(library.now, paper, taxonomy).text !== text) {
      connection.sendRequest(TextDocumentContentRefreshRequest.type, { uri }).catch(() => {});
    }
  }
}

const noClient: Client = clientOf({ processId: null, rootUri: null, capabilities: {} });

function capabilitiesFor(client: Client): InitializeResult['capabilities'] {
  return {
    positionEncoding: client.encoding === 'utf-8' ? PositionEncodingKind.UTF8 : PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
    hoverProvider: true,
    definitionProvider: true,
    typeDefinitionProvider: true,
    documentHighlightProvider: true,
    referencesProvider: true,
    completionProvider: {
      triggerCharacters: ['[', ' '],
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix], resolveProvider: client.resolvesEdits },
    renameProvider: { prepareProvider: true },
    documentLinkProvider: {},
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    workspaceSymbolProvider: true,
    semanticTokensProvider: { legend, full: true, range: true },
    workspace: {
      workspaceFolders: { supported: true, changeNotifications: true },
      ...(client.pages ? { textDocumentContent: { schemes: ['gloss'] } } : {}),
    },
  };
}
