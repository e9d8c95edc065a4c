import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a service may fail, whatever it is asked for. */
export type Trouble =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly times?: number }
  | { readonly kind: 'silent' | 'cut' | 'web page' | 'endless' | 'nonsense' }
  | { readonly kind: 'redirect'; readonly to: string };

/** A server on this computer that answers as the services on the Web do, for a handful of papers. */
export interface LoopbackServices {
  /** For `servicesAt` and `GLOSS_SERVICES`. */
  readonly address: string;
  /** The paths that were asked for, in order, and the headers of the last. */
  readonly asked: string[];
  readonly headers: () => IncomingMessage['headers'];
  /** How many bytes were sent of endless answers. */
  readonly sent: () => number;
  /** Lets one service fail from now on; undefined lets it work again. */
  trouble(service: string, trouble: Trouble | undefined): void;
  stop(): Promise<void>;
}

export async function startServices(): Promise<LoopbackServices> {
  const asked: string[] = [];
  const troubles = new Map<string, Trouble>();
  let headers: IncomingMessage['headers'] = {};
  let sent = 0;
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url!.slice(1));
    asked.push(path);
    headers = request.headers;
    const service = path.slice(0, path.indexOf('/'));
    const trouble = troubles.get(service);
    if (trouble?.kind === 'status' && trouble.times !== undefined) {
      troubles.set(service, { ...trouble, times: trouble.times - 1 });
    }
    if (trouble !== undefined && !(trouble.kind === 'status' && trouble.times === 0)) {
      fail(trouble, response, length => {
        sent += length;
      });
      return;
    }
    const answer = answers.find(([pattern]) => pattern.test(path));
    const [, type, body] = answer ?? [undefined, 'application/json', undefined];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': type });
    response.end(body === undefined ? '{"error":"not found"}' : typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers: () => headers,
    sent: () => sent,
    trouble: (service, trouble) => void (trouble ? troubles.set(service, trouble) : troubles.delete(service)),
    stop: () =>
      new Promise(done => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function fail(trouble: Trouble, response: ServerResponse, sent: (length: number) => void): void {
  switch (trouble.kind) {
    case 'status':
      response.writeHead(trouble.status, trouble.retryAfter === undefined ? {} : { 'retry-after': trouble.retryAfter });
      response.end('busy');
      return;
    case 'silent':
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"message": {"title": ["Lo');
      setImmediate(() => response.destroy());
      return;
    case 'web page':
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<!doctype html><title>Log in</title>');
      return;
    case 'nonsense':
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"message":');
      return;
    case 'redirect':
      response.writeHead(302, { location: trouble.to });
      response.end();
      return;
    case 'endless': {
      // A gigabyte, as far as anyone reads it.
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(1_000_000, 0x20);
      let left = 1000;
      const more = () => {
        while (left-- > 0 && !response.destroyed) {
          sent(chunk.length);
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    }
  }
}

const loraAbstract =
  'An important paradigm of natural language processing consists of large-scale pretraining. We propose Low-Rank Adaptation, or LoRA, which freezes the pretrained model weights.';

const atomEntry = (id: string, title: string, abstract: string, extra = '') => `  <entry>
    <id>http://arxiv.org/abs/${id}</id>
    <updated>2021-10-16T18:40:34Z</updated>
    <published>2021-06-17T17:37:18Z</published>
    <title>${title}</title>
    <summary>  ${abstract}
</summary>
    <author><name>Edward J. Hu</name></author>
    <author><name>Yelong Shen</name></author>${extra}
    <link href="http://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>
    <link title="pdf" href="http://arxiv.org/pdf/${id}" rel="related" type="application/pdf"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.AI" scheme="http://arxiv.org/schemas/atom"/>
  </entry>`;

const feed = (...entries: readonly string[]) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query</title>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">${entries.length}</opensearch:totalResults>
${entries.join('\n')}
</feed>
`;

const lora = atomEntry('2106.09685v2', 'LoRA: Low-Rank Adaptation of Large\n  Language Models', loraAbstract);
const missingId = `  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_x</id>
    <title>Error</title>
    <summary>incorrect id format</summary>
  </entry>`;

const bertWork = {
  DOI: '10.18653/v1/N19-1423',
  type: 'proceedings-article',
  title: ['BERT: Pre-training of Deep Bidirectional Transformers &amp; more'],
  author: [
    { given: 'Jacob', family: 'Devlin', sequence: 'first' },
    { given: 'Ming-Wei', family: 'Chang', suffix: 'Jr.' },
    { name: 'Google AI' },
  ],
  'container-title': ['Proceedings of the 2019 Conference of the North'],
  publisher: 'Association for Computational Linguistics',
  page: '4171-4186',
  published: { 'date-parts': [[2019, 6]] },
  URL: 'https://doi.org/10.18653/v1/n19-1423',
  abstract: '<jats:title>Abstract</jats:title><jats:p>We introduce <jats:italic>BERT</jats:italic>.</jats:p>',
};

const loraWork = {
  DOI: '10.1000/lora',
  type: 'proceedings-article',
  title: ['LoRA: Low-Rank Adaptation of Large Language Models'],
  author: [{ given: 'Edward J.', family: 'Hu' }],
  'container-title': ['International Conference on Learning Representations'],
  page: '1-13',
  published: { 'date-parts': [[2022, 4]] },
};

const dailyPaper = (id: string, title: string) => ({
  paper: {
    id,
    title,
    summary: `We present ${title.split(':')[0]}, which is new.`,
    authors: [{ name: 'Ada Lovelace', hidden: false }],
    publishedAt: '2024-06-03T00:00:00.000Z',
    upvotes: 12,
    ai_keywords: ['adapters'],
  },
  publishedAt: '2024-06-03T00:00:00.000Z',
  title,
  numComments: 1,
});

/** The Daily Papers of 2024-06-03. */
export const dailyList = [
  dailyPaper('2406.00001', 'Alpha: A First Paper'),
  dailyPaper('2106.09685', 'LoRA: Low-Rank Adaptation of Large Language Models'),
];

/** A page of them as a browser saves it. */
export const dailyHtml = `<!doctype html><html><head><title>Daily Papers</title></head><body>
<div class="SVELTE_HYDRATER contents" data-target="MainHeader" data-props="{&quot;user&quot;:null}"></div>
<div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props="${JSON.stringify({ dailyPapers: dailyList }).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"><main></main></div></body></html>`;

const zoteroCollections = [
  { key: 'C1', data: { key: 'C1', name: 'Adapters', parentCollection: false } },
  { key: 'C2', data: { key: 'C2', name: 'LoRA', parentCollection: 'C1' } },
];
const zoteroItems = [
  {
    key: 'ITEM0001',
    version: 5,
    links: { self: { href: 'http://192.0.2.1/api/users/0/items/ITEM0001' } },
    data: {
      key: 'ITEM0001',
      itemType: 'preprint',
      title: 'LoRA: Low-Rank Adaptation of Large Language Models',
      creators: [{ creatorType: 'author', firstName: 'Edward J.', lastName: 'Hu' }],
      date: '2021-06-17',
      archiveID: 'arXiv:2106.09685',
      citationKey: 'hu2021',
      tags: [{ tag: 'peft' }],
      collections: ['C2'],
    },
  },
  {
    key: 'ATTACH01',
    links: { enclosure: { type: 'application/pdf', href: 'file:///home/me/Zotero/storage/ATTACH01/Hu%202021.pdf' } },
    data: {
      key: 'ATTACH01',
      parentItem: 'ITEM0001',
      itemType: 'attachment',
      contentType: 'application/pdf',
      title: 'PDF',
    },
  },
  { key: 'NOTE0001', data: { key: 'NOTE0001', itemType: 'note', note: '<p>Mine</p>' } },
  ...Array.from({ length: 130 }, (_, i) => ({
    key: `MORE${i}`,
    data: {
      key: `MORE${i}`,
      itemType: 'journalArticle',
      title: `Paper number ${i} of many`,
      creators: [],
      extra: `Citation Key: many${i}`,
    },
  })),
];
const zoteroPage = (items: readonly unknown[], start: number) => items.slice(start, start + 100);

/** By path, as `/service/path?query` without its escapes: the content type and the body. */
const answers: readonly (readonly [RegExp, string, unknown])[] = [
  [/^arxiv\/api\/query\?id_list=2106\.09685(?:v\d)?&/, 'application/atom+xml; charset=utf-8', feed(lora)],
  [/^arxiv\/api\/query\?id_list=9999/, 'application/atom+xml', feed(missingId)],
  [/^arxiv\/api\/query\?search_query=ti:LoRA/, 'application/atom+xml', feed(lora)],
  [/^arxiv\//, 'application/atom+xml', feed()],
  [/^crossref\/works\/10\.18653\/v1\/N19-1423$/, 'application/json', { status: 'ok', message: bertWork }],
  [
    /^crossref\/works\?query\.bibliographic=LoRA/,
    'application/json',
    { status: 'ok', message: { items: [bertWork, loraWork] } },
  ],
  [/^crossref\/works\?/, 'application/json', { status: 'ok', message: { items: [] } }],
  [
    /^semanticScholar\/graph\/v1\/paper\/search\?query=LoRA/,
    'application/json',
    {
      total: 1,
      offset: 0,
      data: [
        {
          paperId: 'a8ca46b171467ceb2d7652fbfb67fe701ad86092',
          externalIds: { ArXiv: '2106.09685', CorpusId: 235458009 },
          title: 'LoRA: Low-Rank Adaptation of Large Language Models',
          abstract: loraAbstract,
          year: 2021,
          venue: 'International Conference on Learning Representations',
          authors: [{ authorId: '1', name: 'J. E. Hu' }],
        },
      ],
    },
  ],
  [/^semanticScholar\/graph\/v1\/paper\/search/, 'application/json', { total: 0, offset: 0 }],
  [/^huggingFace\/api\/papers\/2406\.00001$/, 'application/json', dailyList[0]!.paper],
  [/^huggingFace\/api\/daily_papers\?date=2024-06-03&/, 'application/json', dailyList],
  [/^huggingFace\/api\/daily_papers/, 'application/json', []],
  [
    /^openReview\/notes\?forum=nZeVKeeFYf9$/,
    'application/json',
    {
      notes: [
        {
          id: 'review1',
          forum: 'nZeVKeeFYf9',
          content: { title: { value: 'Nice paper' }, review: { value: 'Accept.' } },
        },
        {
          id: 'nZeVKeeFYf9',
          forum: 'nZeVKeeFYf9',
          pdate: 1643407840000,
          content: {
            title: { value: 'LoRA: Low-Rank Adaptation of Large Language Models' },
            authors: { value: ['Edward J Hu', 'yelong shen'] },
            abstract: { value: loraAbstract },
            venue: { value: 'ICLR 2022 Poster' },
            pdf: { value: '/pdf/x.pdf' },
            keywords: { value: ['Transformer'] },
          },
        },
      ],
    },
  ],
  [
    /^acl\/2021\.acl-long\.1\.bib$/,
    'text/plain; charset=utf-8',
    `@inproceedings{zhang-etal-2021-investigating,
    title = "Investigating label suggestions for opinion mining in {G}erman Covid-19 social media",
    author = "Beck, Tilman  and
      Lee, Ji-Ung",
    booktitle = "Proceedings of the 59th Annual Meeting of the Association for Computational Linguistics",
    month = aug,
    year = "2021",
    address = "Online",
    publisher = "Association for Computational Linguistics",
    url = "https://aclanthology.org/2021.acl-long.1/",
    doi = "10.18653/v1/2021.acl-long.1",
    pages = "1--13"
}
`,
  ],
  [/^zotero\/api\/users\/0\/collections\?.*start=0$/, 'application/json', zoteroCollections],
  [/^zotero\/api\/users\/0\/items\?.*start=0$/, 'application/json', zoteroPage(zoteroItems, 0)],
  [/^zotero\/api\/users\/0\/items\?.*start=100$/, 'application/json', zoteroPage(zoteroItems, 100)],
];
