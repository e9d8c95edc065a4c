import { arxivIn } from './record-values.ts';

/** What a reader names a paper by. */
export type PaperRequest =
  /** With its version where one is named. */
  | { readonly kind: 'arxiv'; readonly id: string }
  | { readonly kind: 'doi'; readonly doi: string }
  /** A paper's page at Hugging Face, which has the arXiv id. */
  | { readonly kind: 'huggingFace'; readonly id: string }
  | { readonly kind: 'openReview'; readonly forum: string }
  /** An id of the ACL Anthology: "2021.acl-long.1", "P19-1001". */
  | { readonly kind: 'acl'; readonly id: string }
  | { readonly kind: 'bibtex'; readonly text: string }
  | { readonly kind: 'title'; readonly title: string };

/** What a pasted text asks for: an id or an address that is known, BibTeX, else a title; undefined where it is empty. */
export function paperRequest(pasted: string): PaperRequest | undefined {
  const text = pasted.replace(/^\ufeff/, '').trim();
  if (text === '') return undefined;
  if (/^(?:%[^\n]*\n|\s)*@[a-z]+\s?[{(]/i.test(text.slice(0, 10_000))) return { kind: 'bibtex', text };
  const word = bare(text);
  const found = /\s/.test(word) ? undefined : (ofAddress(word) ?? ofId(word));
  return found ?? { kind: 'title', title: titleOf(text) };
}

/** A request in a few words: "arXiv:2106.09685". */
export function requestName(request: PaperRequest): string {
  switch (request.kind) {
    case 'arxiv':
    case 'huggingFace':
      return `arXiv:${request.id}`;
    case 'doi':
      return `doi:${request.doi}`;
    case 'openReview':
      return `OpenReview ${request.forum}`;
    case 'acl':
      return `ACL ${request.id}`;
    case 'bibtex':
      return 'the BibTeX text';
    case 'title':
      return `“${request.title}”`;
  }
}

/** Without the brackets, quotes and full stops that come along where a text is copied from prose. */
function bare(text: string): string {
  const start = /^[\s<([{"'“‘@]{0,10}/.exec(text)![0].length;
  const prefixed = text.slice(start).replace(/^(arxiv|doi):\s{1,3}/i, '$1:');
  return prefixed.slice(0, 2000).replace(/[\s>\]}"'”’.,;:!?]{1,20}$/, '');
}

function ofAddress(word: string): PaperRequest | undefined {
  const address = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9.-]{3,60})\/(\S+)$/i.exec(word);
  if (address === null) return undefined;
  const path = decoded(address[2]!);
  const plain = path.replace(/[?#].*$/, '').replace(/\/$/, '');
  switch (address[1]!.toLowerCase()) {
    case 'arxiv.org':
    case 'export.arxiv.org':
    case 'alphaxiv.org':
    case 'ar5iv.org':
    case 'ar5iv.labs.arxiv.org': {
      const id = arxivIn(plain.replace(/^(?:abs|pdf|html|format|src|e-print)\//, '').replace(/\.pdf$/i, ''));
      return id === undefined ? undefined : { kind: 'arxiv', id };
    }
    case 'doi.org':
    case 'dx.doi.org':
      return ofDoi(path);
    case 'huggingface.co':
    case 'hf.co': {
      const id = /^papers\/(\d{4}\.\d{4,5})/.exec(plain)?.[1];
      return id === undefined ? undefined : { kind: 'huggingFace', id };
    }
    case 'openreview.net': {
      const forum = /^(?:forum|pdf|attachment)\?(?:[^#]*&)?id=([\w-]{1,40})/.exec(path)?.[1];
      return forum === undefined ? undefined : { kind: 'openReview', forum };
    }
    case 'aclanthology.org':
    case 'aclweb.org': {
      const id = plain
        .replace(/^anthology\//, '')
        .replace(/\.(?:pdf|bib|xml|mods|endf)$/, '')
        .replace(/v\d$/, '');
      return isAclId(id) ? { kind: 'acl', id } : undefined;
    }
    default: {
      // Publishers have the DOI in their addresses.
      const doi =
        /^(?:doi|abs|pdf|full|epdf|chapter|article|content)\/(?:(?:abs|pdf|full|epdf)\/)?(10\.\d{4,9}\/\S+)$/.exec(
          plain,
        )?.[1];
      return doi === undefined ? undefined : ofDoi(doi);
    }
  }
}

function ofId(word: string): PaperRequest | undefined {
  const arxiv = arxivIn(word.replace(/\.pdf$/i, ''));
  if (arxiv !== undefined) return { kind: 'arxiv', id: arxiv };
  const acl = /^acl:(\S+)$/i.exec(word)?.[1] ?? word;
  if (isAclId(acl)) return { kind: 'acl', id: acl };
  return ofDoi(word.replace(/^doi:/i, ''));
}

/** A DOI without what closes a sentence or a bracket behind it; arXiv's own lead to arXiv. */
function ofDoi(text: string): PaperRequest | undefined {
  const found = /^10\.\d{4,9}\/\S+$/.exec(text)?.[0];
  if (found === undefined) return undefined;
  const doi = found.endsWith(')') && !isBalanced(found) ? found.slice(0, -1) : found;
  const arxiv = /^10\.48550\/arxiv\.(\S+)$/i.exec(doi)?.[1];
  return arxiv === undefined ? { kind: 'doi', doi } : { kind: 'arxiv', id: arxiv };
}

function isBalanced(text: string): boolean {
  return text.split('(').length === text.split(')').length;
}

function isAclId(text: string): boolean {
  return /^(?:[A-Z]\d{2}-\d{4}|(?:19|20)\d{2}\.[a-z0-9]{2,20}-[a-z0-9]{1,20}\.\d{1,4})$/.test(text);
}

/** A pasted title may have line breaks, quotes and a full stop. */
function titleOf(text: string): string {
  return text
    .slice(0, 1000)
    .replace(/\s+/g, ' ')
    .replace(/^["“'‘]{1,2}|["”'’.]{1,2}$/g, '')
    .trim()
    .slice(0, 300);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
