/**
 * The messages of ours that stand beside LSP's. They are for a client that draws views; a plain LSP client never needs
 * one. Everything here is JSON: ids are strings, places are uris with zero-based lines, texts are plain unless a name
 * ends in `Markdown`, which is escaped already.
 */

/** What the client may ask for in `initialize`. All of it is optional: with none of it the server is plain LSP. */
export interface InitializationOptions {
  /** Commands that the client implements. Only these may stand as `command:` links in an answer. */
  readonly commands?: readonly CommandName[];
  /** Set when the client shows `gloss:` documents through `workspace/textDocumentContent`. */
  readonly pages?: boolean;
  /** Settings at start; later ones come with `workspace/didChangeConfiguration`, as `{ gloss: Settings, trusted?: boolean }`. */
  readonly settings?: Partial<Settings>;
  /** False in a workspace that the reader does not trust: only what lies in its folders is read then. Else it is trusted. */
  readonly trusted?: boolean;
  /** Files not to read: one that a server was reading when it crashed. */
  readonly skip?: readonly string[];
  /** Set when the client answers `gloss/fetch`: it knows the proxies and certificates that a server may not. */
  readonly fetches?: boolean;
}

/** The settings that the server reads; each is `gloss.<name>` in VS Code. */
export interface Settings {
  /** Files and folders that are read beside the workspace: absolute, below `~` or `${workspaceFolder}`, or relative to a folder. */
  readonly libraries: readonly string[];
  /** Globs of paths that are not read, added to the built-in ones; VS Code adds `files.exclude`. */
  readonly exclude: readonly string[];
  /** Notes above this size are not read, in bytes. */
  readonly maxNoteBytes: number;
  /** Globs of plain text files in which terms are shown, beside the library files. */
  readonly textFiles: readonly string[];
  /** How much a hover over a term says: all of the card, its first two lines, or nothing. */
  readonly hoverTerms: 'full' | 'compact' | 'off';
  /** Labels of terms that the reader knows: plain uses of these bring no hover. */
  readonly knownTerms: readonly string[];
  /** The kinds of documents in which terms bring hovers and are highlighted; links keep their hovers everywhere. */
  readonly showTermsIn: readonly TermHome[];
  /** Records that stand alone, whatever they have in common with others: ids, or "file#id". */
  readonly separateRecords: readonly string[];
  /** How citation keys are made for papers without one: of `author`, `year`, `word` and `words`, as "authorYearWord". */
  readonly keyPattern: string;
  /** Which uses of terms get a semantic token: none, the first in each section, or all. */
  readonly highlightTerms: 'off' | 'first' | 'all';
  /** Whether papers may be looked up on the Web, where the workspace is trusted. */
  readonly network: 'on' | 'off';
  /** The file that papers are added to: absolute, from `~`, or in the first folder. */
  readonly libraryFile: string;
  /** The file that keeps what Zotero has, named in the same way. */
  readonly zoteroFile: string;
}

/** Kinds of documents: `plaintext` is every one that is nothing else, such as a library file. */
export const termHomes = ['markdown', 'latex', 'quarto', 'bibtex', 'plaintext', 'paperPages'] as const;
export type TermHome = (typeof termHomes)[number];

export const defaultSettings: Settings = {
  libraries: [],
  exclude: [],
  maxNoteBytes: 5_000_000,
  textFiles: [],
  hoverTerms: 'full',
  knownTerms: [],
  showTermsIn: termHomes,
  separateRecords: [],
  keyPattern: 'authorYearWord',
  highlightTerms: 'off',
  network: 'on',
  libraryFile: 'papers.bib',
  zoteroFile: 'zotero.json',
};

/** Commands whose arguments are JSON values in an array. */
export type CommandName =
  /** [paper id] */
  | 'gloss.openPaper'
  /** [paper id] */
  | 'gloss.showRelated'
  /** [paper id] */
  | 'gloss.openPdf'
  /** [paper id] */
  | 'gloss.openOnWeb'
  /** [paper id] */
  | 'gloss.goToSource'
  /** [uri, zero-based line, zero-based UTF-16 column] */
  | 'gloss.openPlace'
  /** [uri, zero-based line, zero-based UTF-16 column]: shows the references of what stands there. */
  | 'gloss.showUses'
  /** [label]: shows no more hovers over plain uses of this term. */
  | 'gloss.knowTerm'
  /** [uri, zero-based line, zero-based UTF-16 column]: chooses a sense for the note or its folder. */
  | 'gloss.pinSense'
  /** [id, address or title]: looks a paper up and adds it to the library file. */
  | 'gloss.addPaper';

/** A paper as views show it; what is unknown is left out. */
export interface PaperCard {
  readonly id: string;
  readonly title: string;
  /** What a tab or a link calls it: the name before the colon, the name it introduces, else the title. */
  readonly shortName: string;
  /** "Hu et al., 2021"; empty where neither authors nor year are known. */
  readonly byline: string;
  /** The read-only page, a `gloss:` uri. */
  readonly page: string;
  /** The record in its file. */
  readonly source: { readonly uri: string; readonly line: number };
  /** Where it is on the Web: its own page, else a search by title. */
  readonly web: string;
  /** A PDF's web address or absolute path, where one is known. */
  readonly pdf?: string;
  /** What to insert in a note to link to it, brackets included. */
  readonly link: string;
  /** Title, authors and the abstract's first lines, for a tooltip. */
  readonly tooltipMarkdown: string;
}

/** What the Papers view groups papers by; with `none` it is one list. */
export const paperGroupings = ['category', 'year', 'venue', 'source', 'tag', 'collection', 'none'] as const;
export type PaperGrouping = (typeof paperGroupings)[number];

/** How the Papers view orders the papers of a group; `relevance` is to the document that `near` names. */
export const paperSorts = ['title', 'year', 'added', 'relevance'] as const;
export type PaperSort = (typeof paperSorts)[number];

export type TreeNode =
  | {
      readonly kind: 'group';
      /** What the group gathers, for its icon. */
      readonly of: Exclude<PaperGrouping, 'none'>;
      readonly id: string;
      readonly label: string;
      readonly count: number;
    }
  | {
      readonly kind: 'paper';
      readonly id: string;
      readonly paper: PaperCard;
      /** Who and when, without the year where its group says that. */
      readonly description: string;
    }
  /** Asks for the next children of `parent`, or of the root, from `from`. */
  | {
      readonly kind: 'more';
      readonly id: string;
      readonly parent?: string;
      readonly from: number;
      readonly count: number;
    };

/** The children of one node of the Papers view: at most 200 and then a "more" node. */
export const treeRequest = 'gloss/tree';
export interface TreeParams extends PaperArrangement {
  /** A group node's id; left out for the roots. */
  readonly parent?: string;
  /** How many children to pass over. */
  readonly from?: number;
}
export interface TreeResult {
  readonly nodes: readonly TreeNode[];
  /** Papers in the library, and how many of them the filter leaves. */
  readonly papers: number;
  readonly shown: number;
  /** What of the filter says nothing yet, a sentence each. */
  readonly unread: readonly string[];
  /** What the order by relevance is relative to: "reading.md", a paper's short name. */
  readonly near?: string;
}
/** Which papers a view shows, and how: what is left out is by category, by title and all of them. */
export interface PaperArrangement {
  readonly by?: PaperGrouping;
  readonly sort?: PaperSort;
  /** A query such as `forgetting author:hu year:2019.. -survey`. */
  readonly filter?: string;
  /** The document that the order by relevance is relative to, with the zero-based line of the cursor in a library file. */
  readonly near?: { readonly uri: string; readonly line?: number };
}

/** The path from the root to the node of the paper that a document shows, for reveal; null where it shows none. */
export const revealRequest = 'gloss/reveal';
export interface RevealParams extends PaperArrangement {
  readonly uri: string;
  /** Zero-based line of the cursor, for a library file that holds many papers. */
  readonly line?: number;
}
export type RevealResult = readonly TreeNode[] | null;

/** Papers related to a paper, or to the paragraph at a place in a document. */
export const relatedRequest = 'gloss/related';
export type RelatedParams =
  | { readonly paper: string }
  | { readonly uri: string; readonly line: number; readonly character: number };
export interface RelatedResult {
  /** What the list is about, for the view's title: a paper's short name, "this paragraph"; empty when nothing is. */
  readonly about: string;
  readonly papers: readonly RelatedCard[];
}
export interface RelatedCard {
  readonly paper: PaperCard;
  /** Why it is there: "catastrophic forgetting · half fine-tuning". */
  readonly why: string;
}

/** One paper, by id or as the one that a document shows, for a library file at a zero-based line; null where there is none. */
export const paperRequest = 'gloss/paper';
export type PaperParams = { readonly id: string } | { readonly uri: string; readonly line?: number };
export type PaperResult = PaperCard | null;

/** The records of a paper, and those of others that have an id or a title in common with it; none for an id that is unknown. */
export const recordsRequest = 'gloss/records';
export interface RecordsParams {
  readonly id: string;
}
export interface RecordsResult {
  readonly title: string;
  readonly records: readonly RecordCard[];
}
export interface RecordCard {
  /** How the setting `separateRecords` names it: "refs.bib#hu2021lora". */
  readonly name: string;
  /** Its id, else its title. */
  readonly label: string;
  readonly title: string;
  /** The name of its file. */
  readonly file: string;
  /** Authors, venue and year, as far as it says them. */
  readonly detail: string;
  /** True where it is a record of the paper; false where it stands apart. */
  readonly isJoined: boolean;
}

/** Papers that notes cite or link to, or that are named, as the text of a list: BibTeX or CSL-JSON. */
export const exportRequest = 'gloss/export';
export interface ExportParams {
  readonly of:
    | { readonly note: string /** Only what it holds; without it, the whole note. */; readonly range?: LineRange }
    | { readonly folder: string }
    | { readonly papers: readonly string[] };
  readonly format: 'bib' | 'csl';
}
export interface ExportResult {
  readonly text: string;
  readonly papers: number;
  /** Citations and links that lead to no paper, note or file, as they are written. */
  readonly unknown: readonly string[];
}

/** Papers by their ids in a form that can be pasted elsewhere; empty where none is known. */
export const copyRequest = 'gloss/copy';
export interface CopyParams {
  readonly papers: readonly string[];
  readonly form: CopyForm;
}
export type CopyForm =
  | { readonly kind: 'bibtex' }
  /** "[Hu et al., 2021](https://arxiv.org/abs/2106.09685)" */
  | { readonly kind: 'link' }
  /** "@hu2021lora" */
  | { readonly kind: 'key' }
  | { readonly kind: 'reference'; readonly style: 'apa' | 'ieee' | 'acm'; readonly markdown: boolean };
export interface CopyResult {
  readonly text: string;
}

/** Papers that a query leaves, such as `forgetting author:hu`; best first, at most 50. An empty query lists titles. */
export const findRequest = 'gloss/find';
export interface FindParams {
  readonly query: string;
}
export interface FindResult {
  readonly papers: readonly { readonly paper: PaperCard /** The words around the match. */; readonly detail: string }[];
}

/** Terms by label or expansion, best first, at most 50. */
export const termsRequest = 'gloss/terms';
export interface TermsParams {
  readonly query: string;
}
export interface TermsResult {
  readonly terms: readonly TermCard[];
}
export interface TermCard {
  readonly label: string;
  readonly expansion?: string;
  readonly definition: string;
  /** "LoFiT: Localized Fine-tuning …", "bundled glossary". */
  readonly source: string;
  readonly place: { readonly uri: string; readonly line: number; readonly character: number };
}

/** What the term at a place can mean, best first; null where none stands there. */
export const sensesRequest = 'gloss/senses';
export interface SensesParams {
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
export type SensesResult = {
  /** As it is written there, without its plural. */
  readonly label: string;
  readonly senses: readonly {
    /** What a pin calls it. */
    readonly meaning: string;
    readonly definition: string;
    readonly source: string;
    /** True for the one that is pinned for the note or a folder. */
    readonly pinned: boolean;
  }[];
  readonly scopes: readonly ('note' | 'folder')[];
} | null;

/** The edit that pins a sense for a note or a folder; null where it cannot be made. */
export const pinRequest = 'gloss/pin';
export interface PinParams {
  readonly uri: string;
  readonly label: string;
  readonly meaning: string;
  readonly scope: 'note' | 'folder';
}
export type PinResult = { readonly edit: LspEdit } | null;

/** The edit that adds the term at a place, or a label that nothing defines, to the nearest glossary; null where it cannot. */
export const addToGlossaryRequest = 'gloss/addToGlossary';
export type AddToGlossaryParams =
  | { readonly uri: string; readonly line: number; readonly character: number }
  /** `near` is a file whose nearest glossary takes it; without it, a note that uses the label. */
  | { readonly label: string; readonly near?: string };
export type AddToGlossaryResult = {
  readonly edit: LspEdit;
  /** Where the definition stands after the edit. */
  readonly place: { readonly uri: string; readonly line: number; readonly character: number };
} | null;

/** A `WorkspaceEdit` of LSP. */
export type LspEdit = object;
/** What the Terms view groups the reader's terms by. */
export type TermGrouping = 'letter' | 'paper' | 'category';

export type TermNode =
  | {
      readonly kind: 'group';
      /** What the group gathers, for its icon. */
      readonly of: TermGrouping | 'named' | 'jargon' | 'known' | 'bundled';
      readonly id: string;
      readonly label: string;
      readonly count: number;
    }
  | {
      readonly kind: 'term';
      /** Unique in the view: a term may stand in several groups. */
      readonly id: string;
      /** What `gloss/term` and `gloss/uses` are asked with. */
      readonly term: string;
      readonly label: string;
      /** Its expansion, or how often it is used; may be empty. */
      readonly description: string;
      /** "named" where no text says what it is; "jargon" where notes use it and nothing names it; "unknown" where only the settings do. */
      readonly state: 'defined' | 'named' | 'jargon' | 'bundled' | 'unknown';
      /** The label in `knownTerms` for which it brings no hover. */
      readonly known?: string;
    }
  /** Asks for the next children of `parent`, or of the root, from `from`. */
  | {
      readonly kind: 'more';
      readonly id: string;
      readonly parent?: string;
      readonly from: number;
      readonly count: number;
    };

/** The children of one node of the Terms view: at most 200 and then a "more" node. */
export const termTreeRequest = 'gloss/termTree';
export interface TermTreeParams {
  readonly by: TermGrouping;
  /** A group node's id; left out for the roots. */
  readonly parent?: string;
  /** Words that label, expansion or definition must have, all of them, the words perhaps unfinished. */
  readonly filter?: string;
  /** How many children to pass over. */
  readonly from?: number;
}
export interface TermTreeResult {
  readonly nodes: readonly TermNode[];
  /** With the roots: the terms that anything names, and how many of them the filter leaves. */
  readonly terms?: number;
  readonly shown?: number;
}

/** What a row of the Terms view is: its card, and where it is defined or, where nothing defines it, first used. Null for none. */
export const termRequest = 'gloss/term';
export interface TermParams {
  readonly term: string;
}
export type TermResult = {
  readonly label: string;
  readonly tooltipMarkdown: string;
  readonly place?: { readonly uri: string; readonly line: number; readonly character: number };
} | null;

/** Every use of a row of the Terms view, over notes and abstracts; ranges count in the encoding agreed at `initialize`. */
export const usesRequest = 'gloss/uses';
export interface UsesResult {
  readonly locations: readonly { readonly uri: string; readonly range: LineRange }[];
}
export interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/**
 * Looks papers up: by what the reader pasted, to complete what is known of a paper, by the date of Daily Papers, or in a
 * saved page of them. The only requests, with `gloss/readZotero`, for which the server uses the network.
 */
export const lookUpRequest = 'gloss/lookUp';
export type LookUpParams =
  | { readonly text: string }
  /** The id of a paper whose details are to be completed. */
  | { readonly paper: string }
  /** "2024-06-03" */
  | { readonly date: string }
  /** A page's text: HTML, JSON, or text copied from it. */
  | { readonly page: string };
export type LookUpResult =
  /** `warnings` say why some service gave nothing, where others did. */
  | {
      readonly kind: 'found';
      readonly candidates: readonly CandidateCard[];
      readonly warnings: readonly string[];
      /** The name of the file that papers are added to. */
      readonly file: string;
    }
  /** All that could be completed is known. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'cancelled' }
  /** Everything was asked, and nothing is known. */
  | { readonly kind: 'none'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };
export interface CandidateCard {
  /** What `gloss/addPapers` takes. */
  readonly record: object;
  readonly title: string;
  /** "Hu et al., 2021"; may be empty. */
  readonly byline: string;
  /** Venue and identifiers; may be empty. */
  readonly detail: string;
  /** The abstract's beginning; may be empty. */
  readonly abstract: string;
  /** True where it is the paper asked for beyond doubt. */
  readonly isSure: boolean;
  /** The paper of the library that it is. */
  readonly owned?: PaperCard;
}

/** Adds records that `gloss/lookUp` gave to the library file; those of papers that the library has are left out. */
export const addPapersRequest = 'gloss/addPapers';
export interface AddPapersParams {
  readonly records: readonly object[];
  /** True to add what completes papers of the library, too. */
  readonly completes?: boolean;
}
export type AddPapersResult =
  | {
      readonly kind: 'added';
      readonly papers: readonly { readonly key: string; readonly title: string }[];
      readonly owned: readonly PaperCard[];
      readonly uri: string;
      /** The file's name. */
      readonly file: string;
      /** Zero-based line of the first of them. */
      readonly line: number;
      /** Set where the file is open with changes that are not saved: the client has to make this edit. */
      readonly edit?: LspEdit;
    }
  | { readonly kind: 'failed'; readonly message: string };

/** Reads the Zotero on this computer anew into the file that the settings name. */
export const readZoteroRequest = 'gloss/readZotero';
export type ReadZoteroResult =
  | { readonly kind: 'read'; readonly items: number; readonly uri: string; readonly file: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** Sent while a look-up waits, to say why. */
export const waitingNotification = 'gloss/waiting';
export interface WaitingParams {
  readonly message: string;
}

/** From the server: asks one address once, for a client that set `fetches`. The client keeps the limits. */
export const fetchRequest = 'gloss/fetch';
export interface FetchParams {
  readonly url: string;
  /** The `Accept` header. */
  readonly accept: string;
  readonly userAgent: string;
  /** How long the answer may take, to its end. */
  readonly milliseconds: number;
  /** How long its body may be. */
  readonly maxBytes: number;
}
export type FetchResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** `Content-Type`, empty where it has none. */
      readonly type: string;
      readonly location?: string | undefined;
      readonly retryAfter?: string | undefined;
      readonly body: string;
    }
  | {
      readonly kind: 'failed';
      readonly reason: 'cancelled' | 'slow' | 'long' | 'cut' | 'unreachable';
      /** A code such as "ENOTFOUND"; may be empty. */
      readonly detail: string;
    };

/** Looks at every file again, and answers once what changed has been read. */
export const rescanRequest = 'gloss/rescan';

/** Counts and timings for a problem report: never contents. */
export const reportRequest = 'gloss/report';
export interface ReportResult {
  readonly version: string;
  readonly node: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly milliseconds: Readonly<Record<string, number>>;
}

/** Sent after the library or a note has changed and answers may differ, at most once in 200 ms. */
export const changedNotification = 'gloss/changed';
export interface ChangedParams {
  readonly revision: number;
  readonly papers: number;
  readonly notes: number;
  readonly terms: number;
}

/** Sent as the library loads; `reading` names the file being read, so that a crash can be laid to it. */
export const stateNotification = 'gloss/state';
export interface StateParams {
  readonly state: 'loading' | 'ready';
  readonly done: number;
  readonly total: number;
  /** Files that could not be read, each with the reason. */
  readonly failed: readonly { readonly uri: string; readonly message: string }[];
  readonly reading?: string;
}
