import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
  Uri,
  window,
  workspace,
} from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
  State,
  TextDocumentContentRefreshRequest,
  TextDocumentContentRequest,
  TransportKind,
} from 'vscode-languageclient/node';
import {
  type AddPapersParams,
  type AddPapersResult,
  type AddToGlossaryParams,
  type AddToGlossaryResult,
  type addPapersRequest,
  type addToGlossaryRequest,
  type ChangedParams,
  type CommandName,
  type CopyParams,
  type CopyResult,
  changedNotification,
  copyRequest,
  type ExportParams,
  type ExportResult,
  exportRequest,
  type FetchParams,
  type FetchResult,
  type FindParams,
  type FindResult,
  fetchRequest,
  type findRequest,
  type InitializationOptions,
  type LookUpParams,
  type LookUpResult,
  type LspEdit,
  type lookUpRequest,
  type PaperParams,
  type PaperResult,
  type PinParams,
  type PinResult,
  type paperRequest,
  type pinRequest,
  type ReadZoteroResult,
  type RecordsParams,
  type RecordsResult,
  type RelatedParams,
  type RelatedResult,
  type ReportResult,
  type RevealParams,
  type RevealResult,
  type readZoteroRequest,
  type recordsRequest,
  type relatedRequest,
  type reportRequest,
  type rescanRequest,
  type revealRequest,
  type SensesParams,
  type SensesResult,
  type StateParams,
  type sensesRequest,
  stateNotification,
  type TermParams,
  type TermResult,
  type TermsParams,
  type TermsResult,
  type TermTreeParams,
  type TermTreeResult,
  type TreeParams,
  type TreeResult,
  type termRequest,
  type termsRequest,
  type termTreeRequest,
  type treeRequest,
  type UsesResult,
  type usesRequest,
  type WaitingParams,
  waitingNotification,
} from '../server/protocol.ts';
import { served } from './documents.ts';
import { fetched } from './fetch.ts';
import { middleware } from './middleware.ts';
import { changesSettings, currentSettings } from './settings.ts';
import { traced } from './trace.ts';

/** What the server can be asked, beside LSP: parameters and answer of each request. */
export interface Requests {
  readonly [treeRequest]: [TreeParams, TreeResult];
  readonly [revealRequest]: [RevealParams, RevealResult];
  readonly [relatedRequest]: [RelatedParams, RelatedResult];
  readonly [paperRequest]: [PaperParams, PaperResult];
  readonly [recordsRequest]: [RecordsParams, RecordsResult];
  readonly [exportRequest]: [ExportParams, ExportResult];
  readonly [copyRequest]: [CopyParams, CopyResult];
  readonly [findRequest]: [FindParams, FindResult];
  readonly [termsRequest]: [TermsParams, TermsResult];
  readonly [sensesRequest]: [SensesParams, SensesResult];
  readonly [pinRequest]: [PinParams, PinResult];
  readonly [addToGlossaryRequest]: [AddToGlossaryParams, AddToGlossaryResult];
  readonly [termTreeRequest]: [TermTreeParams, TermTreeResult];
  readonly [termRequest]: [TermParams, TermResult];
  readonly [usesRequest]: [TermParams, UsesResult];
  readonly [reportRequest]: [Record<string, never>, ReportResult];
  readonly [rescanRequest]: [Record<string, never>, null];
  readonly [lookUpRequest]: [LookUpParams, LookUpResult];
  readonly [addPapersRequest]: [AddPapersParams, AddPapersResult];
  readonly [readZoteroRequest]: [Record<string, never>, ReadZoteroResult];
}

export type Phase =
  | { readonly kind: 'loading'; readonly done: number; readonly total: number }
  | { readonly kind: 'ready'; readonly failed: StateParams['failed'] }
  | { readonly kind: 'failed'; readonly message: string };

/** What the client can do for the server, and whether links with the command are live in hovers: no others ever are. */
const commands = {
  'gloss.openPaper': true,
  'gloss.showRelated': true,
  'gloss.openPdf': true,
  'gloss.openOnWeb': true,
  'gloss.goToSource': true,
  'gloss.openPlace': true,
  'gloss.showUses': true,
  'gloss.knowTerm': true,
  'gloss.pinSense': true,
  'gloss.addPaper': false,
} satisfies Record<CommandName, boolean>;
const commandNames = Object.keys(commands) as CommandName[];
const linkedCommands = commandNames.filter(name => commands[name]);

const restartsAllowed = 4;
const restartsWithin = 3 * 60_000;

/** The language server as the rest of the client sees it: one that may be loading, ready or stopped, and starts again. */
export class Server implements Disposable {
  private readonly phases = new EventEmitter<Phase>();
  readonly onPhase = this.phases.event;
  private readonly changes = new EventEmitter<ChangedParams | undefined>();
  /** Fired when answers may differ. */
  readonly onChanged = this.changes.event;
  private readonly pages = new EventEmitter<Uri>();
  readonly onPageChanged = this.pages.event;

  phase: Phase = { kind: 'loading', done: 0, total: 0 };
  counts: ChangedParams | undefined;
  /** Fulfilled once everything has been read for the first time. */
  readonly ready = new Promise<void>(resolve => {
    this.onPhase(phase => phase.kind === 'ready' && resolve());
  });

  private client: LanguageClient | undefined;
  private starting: Promise<void> = Promise.resolve();
  private crashes: number[] = [];
  private reading: string | undefined;
  private readonly skipped = new Set<string>();
  private readonly log: LogOutputChannel;
  private readonly listener: Disposable;
  private readonly waits = new EventEmitter<string>();
  /** Fired with the reason while a look-up waits for a service. */
  readonly onWaiting = this.waits.event;

  constructor(
    private readonly context: ExtensionContext,
    log: LogOutputChannel,
  ) {
    this.log = traced(log);
    this.listener = Disposable.from(
      workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration('gloss.textFiles')) void this.restart();
        else if (changesSettings(change)) void this.sendSettings();
      }),
      workspace.onDidGrantWorkspaceTrust(() => void this.sendSettings()),
    );
  }

  start(): Promise<void> {
    const client = this.newClient();
    this.client = client;
    this.enter({ kind: 'loading', done: 0, total: 0 });
    this.starting = client.start().catch((error: unknown) => {
      this.log.error('The server did not start.', String(error));
      if (this.client === client && client.state !== State.Starting && client.state !== State.Running) {
        this.enter({ kind: 'failed', message: 'The Gloss server did not start.' });
      }
    });
    return this.starting;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await this.starting;
    await client?.dispose().catch((error: unknown) => this.log.warn(String(error)));
  }

  /** Starts afresh: earlier crashes are forgotten, and files that were skipped for them are tried again. */
  async restart(): Promise<void> {
    await this.stop();
    this.crashes = [];
    this.skipped.clear();
    await this.start();
  }

  /** The answer, or undefined where the server cannot give one now; the reason is in the log. */
  async request<M extends keyof Requests>(
    method: M,
    params: Requests[M][0],
    token?: CancellationToken,
  ): Promise<Requests[M][1] | undefined> {
    await this.starting;
    if (this.client?.state !== State.Running) return undefined;
    try {
      // An undefined token would be sent as a second parameter.
      return await (token === undefined
        ? this.client.sendRequest<Requests[M][1]>(method, params)
        : this.client.sendRequest<Requests[M][1]>(method, params, token));
    } catch (error) {
      if (!token?.isCancellationRequested) this.log.warn(`${method}: ${String(error)}`);
      return undefined;
    }
  }

  /** Makes an edit that the server gave, as one step that one undo takes back. */
  async applyEdit(edit: LspEdit): Promise<boolean> {
    const made = await this.client?.protocol2CodeConverter.asWorkspaceEdit(edit);
    return made !== undefined && workspace.applyEdit(made);
  }

  /** The text of a `gloss:` page; undefined where there is none of that name, or not yet. */
  async page(uri: Uri): Promise<string | undefined> {
    await this.starting;
    const client = this.client;
    if (client?.state !== State.Running) return undefined;
    try {
      const params = { uri: client.code2ProtocolConverter.asUri(uri) };
      const answer: { text?: string } | null = await client.sendRequest(TextDocumentContentRequest.method, params);
      return answer?.text;
    } catch (error) {
      this.log.warn(`${uri.toString()}: ${String(error)}`);
      return undefined;
    }
  }

  dispose(): void {
    this.listener.dispose();
    this.phases.dispose();
    this.changes.dispose();
    this.pages.dispose();
    this.waits.dispose();
  }

  private newClient(): LanguageClient {
    const module = this.context.asAbsolutePath('dist/server.js');
    const client = new LanguageClient('gloss', 'Gloss', { module, transport: TransportKind.ipc }, this.clientOptions());
    client.onNotification(stateNotification, (state: StateParams) => this.onState(client, state));
    client.onNotification(changedNotification, (counts: ChangedParams) => {
      this.counts = counts;
      this.changes.fire(counts);
    });
    client.onNotification(waitingNotification, ({ message }: WaitingParams) => this.waits.fire(message));
    client.onRequest<FetchResult, void>(fetchRequest, (params: FetchParams, token: CancellationToken) =>
      fetched(params, token),
    );
    client.onDidChangeState(({ newState }) => {
      // The start that is under way ends once the library's features have registered.
      if (newState === State.Running) void client.start().then(() => this.takePages(client), ignored);
    });
    return client;
  }

  private clientOptions(): LanguageClientOptions {
    const options = (): InitializationOptions => ({
      commands: commandNames,
      pages: true,
      fetches: true,
      settings: currentSettings(),
      trusted: workspace.isTrusted,
      skip: [...this.skipped],
    });
    return {
      documentSelector: served(currentSettings().textFiles),
      initializationOptions: options,
      outputChannel: this.log,
      traceOutputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      markdown: { isTrusted: { enabledCommands: linkedCommands } },
      middleware: middleware(currentSettings),
      initializationFailedHandler: error => {
        this.log.error('The server refused to start.', String(error));
        return false;
      },
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => ({ action: this.onCrash(), handled: true }),
      },
    };
  }

  private onState(client: LanguageClient, state: StateParams): void {
    if (client !== this.client) return;
    this.reading = state.reading;
    this.enter(
      state.state === 'ready'
        ? { kind: 'ready', failed: state.failed }
        : { kind: 'loading', done: state.done, total: state.total },
    );
  }

  /** Names the file that was being read, has it skipped from now on, and says whether to start again. */
  private onCrash(): CloseAction {
    const now = Date.now();
    const file = this.reading;
    this.reading = undefined;
    if (file !== undefined && !this.skipped.has(file)) {
      this.skipped.add(file);
      const path = workspace.asRelativePath(Uri.parse(file));
      void window.showWarningMessage(`Gloss stopped while reading ${path}. It leaves this file out until a restart.`);
    }
    this.crashes = [...this.crashes.filter(time => now - time < restartsWithin), now];
    if (this.crashes.length <= restartsAllowed) {
      this.log.warn(`The server has stopped and is started again (${this.crashes.length} of ${restartsAllowed}).`);
      this.enter({ kind: 'loading', done: 0, total: 0 });
      return CloseAction.Restart;
    }
    this.enter({
      kind: 'failed',
      message: `The Gloss server stopped ${this.crashes.length} times within three minutes, and was not started again.`,
    });
    return CloseAction.DoNotRestart;
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.phases.fire(phase);
    if (phase.kind !== 'loading') this.changes.fire(this.counts);
  }

  /**
   * Takes the pages over from the client library, which registers a content provider anew at each start: beside our
   * file system it would write into the same documents.
   */
  private takePages(client: LanguageClient): void {
    client.getFeature(TextDocumentContentRequest.method)?.clear();
    client.onRequest(TextDocumentContentRefreshRequest.type, ({ uri }) => {
      this.pages.fire(client.protocol2CodeConverter.asUri(uri));
    });
  }

  private async sendSettings(): Promise<void> {
    if (this.client?.state !== State.Running) return;
    await this.client.sendNotification('workspace/didChangeConfiguration', {
      settings: { gloss: currentSettings(), trusted: workspace.isTrusted },
    });
  }
}

/** A start that fails is reported where it was asked for. */
function ignored(): void {}
