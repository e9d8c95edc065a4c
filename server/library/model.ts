import type { Decoded } from '../text/decoded.ts';
import type { Span } from '../text/span.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** What one paper is known by, over all of its records. */
export type PaperId = Branded<'PaperId'>;
/** The normalised `file:` uri of a note. */
export type NoteUri = Branded<'NoteUri'>;

/** Where something is written, so that every answer can be walked back to its source. */
export interface Place {
  readonly uri: string;
  readonly span: Span;
}

/** Where a paper's record stands: enough to read it again with one bounded read. */
export interface RecordPlace extends Place {
  /** Zero-based line of the record's first character. */
  readonly line: number;
  /** Half-open byte range of the record in the file. */
  readonly bytes: Span;
  /** The name of the format that reads it. */
  readonly format: string;
}

/** What is told of a paper beside its title and abstract; what is unknown is left out. */
export interface PaperFields {
  readonly authors: readonly string[];
  readonly year?: number;
  readonly venue?: string;
  readonly arxiv?: string;
  readonly doi?: string;
  readonly url?: string;
  /** An absolute path or a URL. */
  readonly pdf?: string;
  readonly keywords: readonly string[];
  /** The names of the collections or groups that the reader put it into. */
  readonly collections?: readonly string[];
  /** When it came into the library, in ms since 1970. */
  readonly added?: number;
}

/** A paper as one record gives it. It holds no abstract: `snapshot.text(paper)` reads that. */
export interface PaperRecord extends PaperFields {
  /** The record's own id (citation key, arXiv id, `id` field), else a slug of its title: then `isNamed` is false. */
  readonly id: PaperId;
  readonly isNamed: boolean;
  /** Its citation key, where its format has such keys. */
  readonly key?: string;
  readonly title: string;
  /** Ids that a service gave it, each after the service's name: "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776". */
  readonly identifiers: readonly string[];
  /** The length of its abstract in UTF-16 units; 0 where it has none. */
  readonly abstractLength: number;
  readonly from: RecordPlace;
  /** The categories that clearly fit, best first, at most three. */
  readonly categories: readonly Fit[];
  /** What its title and abstract say that labels mean. */
  readonly definitions: readonly Definition[];
}

/** One paper: the best of what all of its records say. */
export interface Paper extends PaperFields {
  /** The id of the record that names it best; every record's id leads to it (`paperOf`). */
  readonly id: PaperId;
  /** Its citation keys, the one to use first. Where no record has one, a generated one, and a longer one to tell papers apart. */
  readonly keys: readonly string[];
  readonly title: string;
  /** The place of the record that names it best. */
  readonly from: RecordPlace;
  /** The record whose title and abstract are its text: the one with the longest abstract. */
  readonly told: PaperRecord;
  /** All of its records, the one that names it best first. */
  readonly records: readonly PaperRecord[];
  /** The categories of its text, best first, at most three. */
  readonly categories: readonly Fit[];
  /** What its text says that labels mean. */
  readonly definitions: readonly Definition[];
}

/** How well a paper fits one category: `score` is above 0 and comparable within one paper only. */
export interface Fit {
  readonly category: string;
  readonly score: number;
}

/** A paper's text, decoded, with the way back to its record's source. */
export interface PaperText {
  readonly title: Decoded;
  readonly abstract: Decoded;
}

/**
 * What one text says that a label means. Senses are merged from definitions; a definition is what one place says.
 * `role` tells who is speaking: a paper that introduces the thing, a paper that only expands the label in passing, a
 * paper that only names what it introduces, the user's own glossary, a remark of the user's that defines only what is
 * a term anyway, or the bundled glossary.
 */
export interface Definition {
  readonly label: string;
  readonly aliases: readonly string[];
  readonly expansion?: string;
  /** At most 240 characters, plain text; empty where the text does not say what the thing is. */
  readonly definition: string;
  readonly role: 'introduces' | 'expands' | 'names' | 'glossary' | 'remark' | 'bundled';
  /** What kind of thing it is, as the text calls it: "method", "dataset", "benchmark" … */
  readonly thing?: string;
  /** The defining sentence (or entry) in its file. */
  readonly place: Place;
  readonly paper?: PaperId;
  /** Where the entry says it comes from ("Hu et al., 2021"), for glossaries. */
  readonly source?: string;
  /** The paper or page an entry names, as a web address. */
  readonly url?: string;
}

/** One meaning of one label: "CF" has two senses in a library that knows both. */
export interface Sense {
  readonly label: string;
  readonly aliases: readonly string[];
  readonly expansion?: string;
  /** Empty where nothing says what the thing is. */
  readonly definition: string;
  /** The definition that is shown. */
  readonly from: Definition;
  /** All that were merged into this sense, best first. */
  readonly definitions: readonly Definition[];
}

/** What one note says from its own text alone; nothing in it is resolved against other files. */
export interface Note {
  readonly uri: NoteUri;
  /** Front matter's `title`, else the first heading, else the file's name without its ending. */
  readonly title: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly headings: readonly Heading[];
  readonly links: readonly Link[];
  /** Code, mathematics, front matter, comments, URLs, link destinations: sorted, not overlapping; no term is read there. */
  readonly silent: readonly Span[];
  /** Entries of a glossary written in this note. */
  readonly definitions: readonly Definition[];
  /** Bold lead-ins outside glossaries, of role `remark`: they define their label where something else has it as a term. */
  readonly remarks: readonly Definition[];
  /** True where all of the note is a glossary: its name or its front matter says so. */
  readonly glossary: boolean;
  /** Which sense the front matter's `senses` choose for a label, in this note, or in a folder where this is its `glossary.md`. */
  readonly pins: readonly Pin[];
  /** The library files that the front matter's `bibliography` names, as they are written. */
  readonly bibliographies: readonly Written[];
  readonly problems: readonly Problem[];
  /** Offsets at which lines start, the first 0. */
  readonly lines: Uint32Array;
}

/** A label, and what it is said to mean: an expansion, or a paper by its id or title. */
export interface Pin {
  readonly label: Written;
  readonly meaning: Written;
}

export interface Heading {
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly text: string;
  /** The whole heading line, marks included. */
  readonly span: Span;
  readonly textSpan: Span;
}

/** A link as it is written. `span` is all of it; `target.span` is what a rename would replace. */
export type Link =
  | {
      readonly kind: 'wiki';
      readonly span: Span;
      readonly embed: boolean;
      readonly target: Written;
      readonly anchor?: Written;
      readonly label?: Written;
    }
  | {
      readonly kind: 'inline';
      readonly span: Span;
      readonly embed: boolean;
      readonly target: Written;
      readonly label: Written;
    }
  | { readonly kind: 'definition'; readonly span: Span; readonly target: Written; readonly label: Written }
  | { readonly kind: 'citation'; readonly span: Span; readonly target: Written }
  | { readonly kind: 'url'; readonly span: Span; readonly target: Written };

/** A piece of text and where it stands. */
export interface Written {
  readonly text: string;
  readonly span: Span;
}

/** What a file says that cannot be understood, and where. */
export interface Problem {
  readonly span: Span;
  readonly message: string;
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
}

/** A set of categories, and what speaks for each. */
export interface Taxonomy {
  readonly categories: readonly Category[];
}

export interface Category {
  readonly id: string;
  readonly label: string;
  /** Phrases that name the category itself, and phrases that only hint at it; both folded like terms. */
  readonly names: readonly string[];
  readonly signs: readonly string[];
  readonly against: readonly string[];
}
