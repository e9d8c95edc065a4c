import { recordsIn } from '../../formats/bibliographic.ts';
import { bibtex } from '../../formats/bibtex.ts';
import type { Answer } from './ask.ts';

/** The path that gives a paper of the ACL Anthology as BibTeX. */
export function aclPath(id: string): string {
  return `${encodeURIComponent(id)}.bib`;
}

/** The papers of a BibTeX text. */
export function aclRecords(text: string): Answer {
  return /^\s*@[a-z]+\s?\{/i.test(text) ? recordsIn(bibtex, text).map(({ key: _, ...record }) => record) : undefined;
}
