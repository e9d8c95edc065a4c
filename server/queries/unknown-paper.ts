import { type PaperRequest, paperRequest } from '../formats/paper-request.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Document } from './document.ts';
import { linkAt } from './mention-at.ts';
import { targetsNamed, targetsOf } from './resolve.ts';

/**
 * The paper that a note names at `offset` and the library does not have: a citation, a link or an address with an arXiv
 * id or a DOI, or such an id in plain text.
 */
export function unknownPaper(snapshot: Snapshot, document: Document, offset: number): PaperRequest | undefined {
  const link = linkAt(document, offset);
  if (link !== undefined && targetsOf(snapshot, document.uri, link).length > 0) return undefined;
  const written = link === undefined ? wordAt(document.text, offset) : link.target.text;
  const request = paperRequest(written.slice(0, 500));
  if (request === undefined || request.kind === 'title' || request.kind === 'bibtex') return undefined;
  return namesOf(request).some(name => targetsNamed(snapshot, name).some(({ kind }) => kind === 'paper'))
    ? undefined
    : request;
}

/** The names by which a link finds the paper, were it in the library. */
function namesOf(request: PaperRequest): readonly string[] {
  switch (request.kind) {
    case 'arxiv':
    case 'huggingFace':
      return [request.id, request.id.replace(/v\d+$/, '')];
    case 'doi':
      return [request.doi];
    case 'acl':
      return [request.id];
    default:
      return [];
  }
}

/** What stands between white space at an offset, with the word "arXiv" or "doi" that may stand before a colon and a space. */
function wordAt(text: string, offset: number): string {
  const start = Math.max(0, offset - 300);
  const before = /(?:\b(?:arxiv|doi):[ \t]{1,3})?[^\s,;|]*$/i.exec(text.slice(start, offset))![0];
  const after = /^[^\s,;|]*/.exec(text.slice(offset, offset + 300))![0];
  return before + after;
}
