/** A service on the Web that is asked for papers. */
export interface Service {
  readonly id: ServiceId;
  /** As readers know it. */
  readonly name: string;
  /** What the paths that are asked for are relative to; ends in a slash. */
  readonly base: string;
  /** The hosts that it may send a request on to. */
  readonly hosts: readonly string[];
  readonly expects: 'json' | 'xml' | 'bibtex';
  /** How long to leave it alone between two requests, in milliseconds, as its terms of use ask. */
  readonly gap: number;
  /** What to tell a reader whom it refuses, or where nothing answers. */
  readonly advice?: string;
}

export type ServiceId = 'arxiv' | 'crossref' | 'semanticScholar' | 'huggingFace' | 'openReview' | 'acl' | 'zotero';
export type Services = Readonly<Record<ServiceId, Service>>;

const services: Services = {
  arxiv: {
    id: 'arxiv',
    name: 'arXiv',
    base: 'https://export.arxiv.org/',
    hosts: ['export.arxiv.org', 'arxiv.org'],
    expects: 'xml',
    gap: 3000,
  },
  crossref: {
    id: 'crossref',
    name: 'Crossref',
    base: 'https://api.crossref.org/',
    hosts: ['api.crossref.org'],
    expects: 'json',
    gap: 100,
  },
  semanticScholar: {
    id: 'semanticScholar',
    name: 'Semantic Scholar',
    base: 'https://api.semanticscholar.org/',
    hosts: ['api.semanticscholar.org'],
    expects: 'json',
    gap: 1000,
  },
  huggingFace: {
    id: 'huggingFace',
    name: 'Hugging Face',
    base: 'https://huggingface.co/',
    hosts: ['huggingface.co'],
    expects: 'json',
    gap: 100,
  },
  openReview: {
    id: 'openReview',
    name: 'OpenReview',
    base: 'https://api2.openreview.net/',
    hosts: ['api2.openreview.net', 'api.openreview.net'],
    expects: 'json',
    gap: 100,
  },
  acl: {
    id: 'acl',
    name: 'The ACL Anthology',
    base: 'https://aclanthology.org/',
    hosts: ['aclanthology.org', 'www.aclanthology.org'],
    expects: 'bibtex',
    gap: 100,
  },
  zotero: {
    id: 'zotero',
    name: 'Zotero',
    base: 'http://127.0.0.1:23119/',
    hosts: ['127.0.0.1:23119'],
    expects: 'json',
    gap: 0,
    advice:
      'Start Zotero on this computer, and in its settings, under Advanced, allow other applications to communicate with it.',
  },
};

/**
 * The services at their own addresses or, where `loopback` is the address of a server on this computer, below that:
 * tests answer there in their stead. Any other address is left out of account.
 */
export function servicesAt(loopback: string | undefined): Services {
  if (loopback === undefined || !/^http:\/\/127\.0\.0\.1:\d{1,5}$/.test(loopback)) return services;
  const moved = Object.values(services).map(service => [
    service.id,
    { ...service, base: `${loopback}/${service.id}/`, hosts: [new URL(loopback).host], gap: 0 },
  ]);
  return Object.fromEntries(moved) as Services;
}
