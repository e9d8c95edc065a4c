import type { PaperFields, PaperText, Problem } from '../library/model.ts';
import type { Span } from '../text/span.ts';
import type { Details } from './details.ts';

/** One record as its file gives it; every value is decoded and trimmed, and what is unknown is left out. */
export interface Entry extends PaperFields {
  /** The record's own id: arXiv id, citation key, `id` field. */
  readonly id?: string;
  /** Its citation key, where the format has such keys; then it is the id too. */
  readonly key?: string;
  /** Ids that a service gave it, each after the service's name: "s2:204e3073870fae3d05bcbc2f6a8e263d9b72e776". */
  readonly identifiers?: readonly string[];
  /** The record in the file, in UTF-16 offsets. */
  readonly span: Span;
  /** Title and abstract; the marks lead to offsets in the file. */
  readonly text: PaperText;
}

/** What a reader gives back: what it understood, and what it could not, with its place. */
export interface Read {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** A corpus format. Nothing here throws on a text's content, and no scan is worse than linear. */
export interface Format {
  readonly name: string;
  /** True where a file of this name that begins with `head` (at most 64 KB) is one of this format's. */
  recognises(path: string, head: string): boolean;
  read(text: string): Read;
  /** Decodes one record again from exactly the source that its `span` covers; the marks lead into that source. */
  text(record: string): PaperText;
  /** What the same source says for a reference beside its entry: the kind of work, volume, pages, the parts of names. */
  details(record: string): Details;
}
