/** A paper as it is written into a list or a reference: all that is known of it, texts included, decoded and trimmed. */
export interface BibliographicRecord {
  readonly type: 'article' | 'inproceedings' | 'incollection' | 'book' | 'thesis' | 'report' | 'preprint' | 'other';
  /** Its citation key, where it has one. */
  readonly key?: string;
  readonly title: string;
  /** "Family, Given" or "Given Family"; an organisation in braces, as BibTeX has it. */
  readonly authors: readonly string[];
  readonly editors?: readonly string[];
  readonly year?: number;
  /** 1 to 12. */
  readonly month?: number;
  /** The journal, the proceedings or the book that it stands in. */
  readonly venue?: string;
  readonly publisher?: string;
  readonly volume?: string;
  readonly number?: string;
  /** "1877–1901". */
  readonly pages?: string;
  /** With its version where one is named. */
  readonly arxiv?: string;
  /** The arXiv category it was filed under first: "cs.CL". */
  readonly arxivClass?: string;
  readonly doi?: string;
  readonly url?: string;
  /** A PDF's web address. */
  readonly pdf?: string;
  readonly abstract?: string;
  readonly keywords: readonly string[];
}
