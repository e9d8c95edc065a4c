import type { InitializeParams } from 'vscode-languageserver';
import type { Library } from '../host/library.ts';
import { normalUri } from '../host/uris.ts';
import type { Place, Taxonomy } from '../library/model.ts';
import { defaultSettings, type InitializationOptions, type Settings, termHomes } from '../protocol.ts';
import type { Document } from '../queries/document.ts';
import type { TermHovers } from '../queries/hover.ts';
import { type Linker, linkerFor } from '../queries/linker.ts';
import { termKey } from '../text/fold.ts';
import { type Encoding, type LinedText, locationOf, offsetAt, rangeOf } from './convert.ts';
import { homeOf } from './homes.ts';

/** What one client can do and has asked for; fixed at `initialize`, but for the settings. */
export interface Client {
  readonly encoding: Encoding;
  readonly commands: ReadonlySet<string>;
  /** True where the client shows `gloss:` pages. */
  readonly pages: boolean;
  readonly watchesFiles: boolean;
  /** True where the client tells of folders that come and go. */
  readonly changesFolders: boolean;
  readonly progress: boolean;
  /** True where the server may ask for documents, and for hovers over them, after the start. */
  readonly takesDocuments: boolean;
  /** True where the client can make files in a workspace edit. */
  readonly makesFiles: boolean;
  /** True where the client asks for a code action's edit only once it is chosen. */
  readonly resolvesEdits: boolean;
  /** True where the client asks for semantic tokens again when it is told to. */
  readonly refreshesTokens: boolean;
  readonly skip: readonly string[];
  /** True where the client fetches what the server asks for. */
  readonly fetches: boolean;
  /** False where only what lies in the workspace may be read. */
  readonly trusted: boolean;
  readonly settings: Settings;
  readonly folders: readonly string[];
}

export function clientOf(params: InitializeParams): Client {
  const options = (params.initializationOptions ?? {}) as InitializationOptions;
  const { general, workspace, window, textDocument } = params.capabilities;
  const content = (workspace as { textDocumentContent?: object } | undefined)?.textDocumentContent;
  const roots = params.workspaceFolders?.map(folder => folder.uri) ?? (params.rootUri ? [params.rootUri] : []);
  return {
    encoding: general?.positionEncodings?.[0] === 'utf-8' ? 'utf-8' : 'utf-16',
    commands: new Set(Array.isArray(options.commands) ? options.commands : []),
    pages: options.pages === true && content !== undefined,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    progress: window?.workDoneProgress === true,
    takesDocuments:
      textDocument?.synchronization?.dynamicRegistration === true && textDocument.hover?.dynamicRegistration === true,
    makesFiles:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.resourceOperations?.includes('create') === true,
    resolvesEdits: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    refreshesTokens: workspace?.semanticTokens?.refreshSupport === true,
    skip: Array.isArray(options.skip) ? options.skip.map(normalUri) : [],
    fetches: options.fetches === true,
    trusted: options.trusted !== false,
    settings: settingsOf(options.settings),
    folders: roots.map(normalUri),
  };
}

/** The settings a client sent, each with its default where it is missing or of the wrong kind. */
export function settingsOf(sent: unknown): Settings {
  const given = (typeof sent === 'object' && sent !== null ? sent : {}) as Partial<Record<keyof Settings, unknown>>;
  const list = (value: unknown, otherwise: readonly string[]) =>
    Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : otherwise;
  const name = (value: unknown, otherwise: string) =>
    typeof value === 'string' && value.trim() !== '' ? value.trim() : otherwise;
  return {
    libraries: list(given.libraries, defaultSettings.libraries),
    exclude: list(given.exclude, defaultSettings.exclude),
    maxNoteBytes:
      typeof given.maxNoteBytes === 'number' && given.maxNoteBytes > 0
        ? given.maxNoteBytes
        : defaultSettings.maxNoteBytes,
    textFiles: list(given.textFiles, defaultSettings.textFiles),
    hoverTerms: given.hoverTerms === 'compact' || given.hoverTerms === 'off' ? given.hoverTerms : 'full',
    knownTerms: list(given.knownTerms, defaultSettings.knownTerms),
    showTermsIn: termHomes.filter(home => list(given.showTermsIn, termHomes).includes(home)),
    separateRecords: list(given.separateRecords, defaultSettings.separateRecords),
    keyPattern: typeof given.keyPattern === 'string' ? given.keyPattern : defaultSettings.keyPattern,
    highlightTerms: given.highlightTerms === 'first' || given.highlightTerms === 'all' ? given.highlightTerms : 'off',
    network: given.network === 'off' ? 'off' : 'on',
    libraryFile: name(given.libraryFile, defaultSettings.libraryFile),
    zoteroFile: name(given.zoteroFile, defaultSettings.zoteroFile),
  };
}

/** What a request is answered from: one snapshot, read once, and the ways between offsets and positions. */
export class Session {
  constructor(
    readonly library: Library,
    readonly client: Client,
    /** The language ids of open documents, by uri. */
    private readonly languages: ReadonlyMap<string, string> = new Map(),
  ) {}

  get taxonomy(): Taxonomy {
    return this.library.taxonomy;
  }

  /** The open document of that uri, or the file as the library has it. */
  document(uri: string): (Document & LinedText) | undefined {
    const normal = normalUri(uri);
    const open = this.library.document(normal);
    if (open) return { uri: normal, text: open.text, note: open.note, lines: open.note.lines };
    const note = this.library.now.notes.get(normal);
    const text = note && this.library.now.source(normal);
    return note && text !== undefined ? { uri: normal, text, note, lines: note.lines } : undefined;
  }

  offset(document: LinedText, position: { readonly line: number; readonly character: number }): number {
    return offsetAt(document, position, this.client.encoding);
  }

  range(document: LinedText, span: { readonly start: number; readonly end: number }) {
    return rangeOf(document, span, this.client.encoding);
  }

  location(place: Place) {
    const open = this.library.document(normalUri(place.uri));
    const text = open && { text: open.text, lines: open.note.lines };
    return locationOf(this.library.now, place, text, this.client.encoding);
  }

  /** How this client's reader wants terms shown in a document. */
  termHovers({ uri }: Pick<Document, 'uri'>): TermHovers {
    const { hoverTerms, knownTerms, showTermsIn } = this.client.settings;
    const isShown = showTermsIn.includes(homeOf(uri, this.languages.get(uri)));
    return { form: isShown ? hoverTerms : 'off', known: new Set(knownTerms.map(termKey)) };
  }

  linker(): Linker {
    return linkerFor(this.library.now, this.client.commands);
  }
}
