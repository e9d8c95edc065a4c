import assert from 'node:assert/strict';
import { boundedFetch } from '../server/bounded-fetch.ts';
import { paperRequest } from '../server/formats/paper-request.ts';
import { type LookUp, lookUp } from '../server/host/network/look-up.ts';
import { type NetworkOptions, networkOf } from '../server/host/network/network.ts';
import { type Services, servicesAt } from '../server/host/network/services.ts';
import { readZotero } from '../server/host/network/zotero.ts';
import { type LoopbackServices, startServices } from './services.ts';

describe('papers looked up', () => {
  let loopback: LoopbackServices;
  let services: Services;
  let waits: number[];
  before(async () => {
    loopback = await startServices();
    services = servicesAt(loopback.address);
  });
  after(() => loopback.stop());
  beforeEach(() => {
    waits = [];
    for (const service of Object.keys(services)) loopback.trouble(service, undefined);
    loopback.asked.length = 0;
  });

  const network = (more: Partial<NetworkOptions> = {}) =>
    networkOf({
      transport: boundedFetch,
      userAgent: 'gloss/1.2.3',
      refusal: () => undefined,
      pause: async ms => void waits.push(ms),
      ...more,
    });
  const look = (text: string, over = network(), signal = new AbortController().signal): Promise<LookUp> =>
    lookUp(over, services, paperRequest(text)!, { signal });
  const found = async (text: string) => {
    const answer = await look(text);
    assert.equal(answer.kind, 'found', JSON.stringify(answer));
    return (answer as LookUp & { kind: 'found' }).candidates;
  };
  const said = async (text: string, over = network()) => {
    const answer = await look(text, over);
    return 'message' in answer ? `${answer.kind}: ${answer.message}` : answer.kind;
  };

  it('by arXiv id, at arXiv, under our own name', async () => {
    const [candidate] = await found('https://arxiv.org/abs/2106.09685v2');
    assert.deepEqual(candidate!.record, {
      type: 'preprint',
      title: 'LoRA: Low-Rank Adaptation of Large Language Models',
      authors: ['Edward J. Hu', 'Yelong Shen'],
      year: 2021,
      month: 6,
      arxiv: '2106.09685',
      arxivClass: 'cs.CL',
      url: 'https://arxiv.org/abs/2106.09685',
      pdf: 'http://arxiv.org/pdf/2106.09685v2',
      abstract: candidate!.record.abstract,
      keywords: ['cs.CL', 'cs.AI'],
    });
    assert.match(candidate!.record.abstract!, /^An important paradigm/);
    assert.deepEqual(loopback.asked, ['arxiv/api/query?id_list=2106.09685v2&max_results=1']);
    assert.equal(loopback.headers()['user-agent'], 'gloss/1.2.3');
  });

  it('by DOI, at Crossref, with entities and tags read', async () => {
    const [candidate] = await found('https://doi.org/10.18653/v1/N19-1423');
    const { abstract, title, authors, pages, type, month, venue } = candidate!.record;
    assert.deepEqual(
      { abstract, title, authors, pages, type, month, venue },
      {
        abstract: 'We introduce BERT.',
        title: 'BERT: Pre-training of Deep Bidirectional Transformers & more',
        authors: ['Devlin, Jacob', 'Chang, Jr., Ming-Wei', '{Google AI}'],
        pages: '4171–4186',
        type: 'inproceedings',
        month: 6,
        venue: 'Proceedings of the 2019 Conference of the North',
      },
    );
  });

  it('by a title, at three services, one paper of what they know: the published one with the preprint’s abstract', async () => {
    const candidates = await found('LoRA: low-rank adaptation of large language models');
    assert.equal(candidates.length, 1);
    const { arxiv, doi, venue, year, abstract } = candidates[0]!.record;
    assert.deepEqual(
      [arxiv, doi, venue, year],
      ['2106.09685', '10.1000/lora', 'International Conference on Learning Representations', 2022],
    );
    assert.match(abstract!, /^An important/);
    assert.equal(candidates[0]!.isSure, true);
  });

  it('by a title of which one service says nothing, with the reason beside what the others know', async () => {
    loopback.trouble('semanticScholar', { kind: 'status', status: 429, retryAfter: '300' });
    const answer = await look('LoRA: low-rank adaptation of large language models');
    assert.ok(answer.kind === 'found');
    assert.equal(answer.candidates[0]!.record.arxiv, '2106.09685');
    assert.deepEqual(answer.warnings, ['Semantic Scholar takes no more requests for now. Try again in 5 minutes.']);
  });

  it('at OpenReview, without its reviews', async () => {
    const [candidate, ...others] = await found('https://openreview.net/forum?id=nZeVKeeFYf9&noteId=x');
    const { venue, year, authors, url } = candidate!.record;
    assert.deepEqual(
      { venue, year, authors, url },
      {
        venue: 'ICLR 2022',
        year: 2022,
        authors: ['Edward J Hu', 'yelong shen'],
        url: 'https://openreview.net/forum?id=nZeVKeeFYf9',
      },
    );
    assert.equal(others.length, 0);
  });

  it('in the ACL Anthology, as BibTeX', async () => {
    const [candidate] = await found('https://aclanthology.org/2021.acl-long.1/');
    const { authors, pages, month, doi, type, key } = candidate!.record;
    assert.deepEqual(
      { authors, pages, month, doi, type, key },
      {
        authors: ['Beck, Tilman', 'Lee, Ji-Ung'],
        pages: '1–13',
        month: 8,
        doi: '10.18653/v1/2021.acl-long.1',
        type: 'inproceedings',
        key: undefined,
      },
    );
  });

  it('of what arXiv does not have yet, at Hugging Face', async () => {
    const [candidate] = await found('https://huggingface.co/papers/2406.00001');
    assert.equal(candidate!.record.title, 'Alpha: A First Paper');
    assert.equal(candidate!.record.url, 'https://arxiv.org/abs/2406.00001');
  });

  it('of BibTeX text without asking anybody, entry for entry under its key', async () => {
    const candidates = await found(
      '@article{a, title={One thing}, year=2020}\n@misc{b, title={Another thing}, volume={3}}',
    );
    assert.deepEqual(
      candidates.map(({ record }) => [record.key, record.title, record.type, record.volume]),
      [
        ['a', 'One thing', 'article', undefined],
        ['b', 'Another thing', 'other', '3'],
      ],
    );
    assert.deepEqual(loopback.asked, []);
  });

  it('once for a session', async () => {
    const one = network();
    await look('2106.09685', one);
    await look('arXiv:2106.09685', one);
    assert.equal(loopback.asked.length, 1);
  });

  it('one request at a time', async () => {
    let [open, most] = [0, 0];
    const one = network({
      transport: async (params, signal) => {
        most = Math.max(most, ++open);
        const answer = await boundedFetch(params, signal);
        open--;
        return answer;
      },
    });
    await Promise.all(['2106.09685', '10.18653/v1/N19-1423', 'LoRA adaptation'].map(text => look(text, one)));
    assert.equal(most, 1);
  });

  it('again when a busy service says so, in seconds or by a date', async () => {
    loopback.trouble('arxiv', { kind: 'status', status: 429, retryAfter: '7', times: 1 });
    assert.equal((await look('2106.09685')).kind, 'found');
    loopback.trouble('arxiv', { kind: 'status', status: 503, retryAfter: 'Wed, 21 Oct 2015 07:28:30 GMT', times: 1 });
    const clock = network({ now: () => Date.parse('2015-10-21T07:28:00Z') });
    assert.equal((await look('2106.09685', clock)).kind, 'found');
    assert.deepEqual(waits, [7000, 30_000]);
  });

  it('not while a service is left alone, which is told', async () => {
    const wait = networkOf({
      transport: boundedFetch,
      userAgent: 'x',
      refusal: () => undefined,
      pause: (_, signal) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted')))),
    });
    loopback.trouble('arxiv', { kind: 'status', status: 429, retryAfter: '30' });
    const stop = new AbortController();
    const told: string[] = [];
    const answer = await lookUp(wait, services, paperRequest('2106.09685')!, {
      signal: stop.signal,
      tell: message => {
        told.push(message);
        setImmediate(() => stop.abort());
      },
    });
    assert.deepEqual(answer, { kind: 'cancelled' });
    assert.deepEqual(told, ['arXiv is busy. Asking again in 30 seconds …']);
  });

  const doi = '10.18653/v1/N19-1423';
  const others = () => loopback.trouble('semanticScholar', { kind: 'status', status: 404 });

  it('says how long a service wants to be left alone', async () => {
    others();
    loopback.trouble('crossref', { kind: 'status', status: 429, retryAfter: '3600' });
    assert.equal(await said(doi), 'failed: Crossref takes no more requests for now. Try again in 60 minutes.');
    assert.deepEqual(waits, []);
  });

  it('says so of errors of a service, nonsense, web pages and redirects elsewhere', async () => {
    others();
    const troubles = [
      [{ kind: 'status', status: 500 }, 'Crossref has a problem of its own (500). Try again later.'],
      [{ kind: 'status', status: 403 }, 'Crossref refuses the request (403).'],
      [{ kind: 'nonsense' }, 'Crossref answered with something that cannot be read. Try again later.'],
      [{ kind: 'cut' }, 'The answer of Crossref was cut off before its end. Try again.'],
      [
        { kind: 'web page' },
        'A web page came in place of an answer of Crossref: perhaps this network wants you to log in first. Open any page in a browser, then try again.',
      ],
      [
        { kind: 'redirect', to: 'http://login.example/?from=x' },
        'Crossref sent the request on to another site, login.example, which is not asked. A network login page may do this.',
      ],
      [
        { kind: 'redirect', to: '/crossref/works/again' },
        'Crossref sent the request round in a circle. Try again later.',
      ],
    ] as const;
    for (const [trouble, message] of troubles) {
      loopback.trouble('crossref', trouble);
      assert.equal(await said(doi), `failed: ${message}`);
    }
  });

  it('follows a redirect within the service', async () => {
    loopback.trouble('arxiv', { kind: 'redirect', to: '/crossref/works/10.18653%2Fv1%2FN19-1423' });
    const over = network();
    const fetched = await over.get(services.arxiv, 'x', { signal: new AbortController().signal });
    assert.equal(fetched.kind, 'text');
  });

  it('stops reading a body without an end', async () => {
    others();
    loopback.trouble('crossref', { kind: 'endless' });
    assert.equal(
      await said(doi),
      'failed: Crossref answered with more than 10 MB, which is no list of papers. Nothing of it was read.',
    );
    assert.ok(loopback.sent() < 100_000_000, `${loopback.sent()} bytes`);
  });

  it('gives up on a service that does not answer', async () => {
    others();
    loopback.trouble('crossref', { kind: 'silent' });
    const quick = network({ transport: (params, signal) => boundedFetch({ ...params, milliseconds: 50 }, signal) });
    assert.equal(await said(doi, quick), 'failed: Crossref did not answer within 20 seconds. Try again later.');
  });

  it('says so where there is no network, and where nothing listens', async () => {
    const failing = (detail: string) =>
      network({ transport: async () => ({ kind: 'failed', reason: 'unreachable', detail }) });
    assert.match(
      await said(doi, failing('ENOTFOUND')),
      /^failed: Crossref cannot be reached: nothing knows the address .* Is this computer online\?$/,
    );
    const gone = await startServices();
    await gone.stop();
    const nowhere = servicesAt(gone.address);
    const answer = await lookUp(network(), nowhere, { kind: 'doi', doi }, { signal: new AbortController().signal });
    assert.match(
      (answer as { message: string }).message,
      /^Crossref cannot be reached: 127\.0\.0\.1:\d+ refuses the connection\./,
    );
  });

  it('says so of what nobody knows', async () => {
    assert.equal(await said('9999.99999'), 'none: Nothing is known of arXiv:9999.99999. Check the id for a slip.');
    assert.equal(
      await said('A title that nobody has ever given'),
      'none: No paper has a title like “A title that nobody has ever given”.',
    );
  });

  it('not at all where the reader does not want it', async () => {
    assert.equal(await said('2106.09685', network({ refusal: () => 'Off.' })), 'failed: Off.');
    assert.deepEqual(loopback.asked, []);
  });

  it('only at this computer where another address stands in for the services', () => {
    assert.equal(servicesAt('http://192.0.2.1:80').arxiv.base, 'https://export.arxiv.org/');
    assert.equal(servicesAt('http://127.0.0.1:80@evil.example').arxiv.base, 'https://export.arxiv.org/');
  });

  describe('Zotero', () => {
    const read = () => readZotero(network(), services.zotero, { signal: new AbortController().signal });

    it('is read page by page, with collections and PDFs, and no address in it is asked', async () => {
      const zotero = await read();
      assert.ok(zotero.kind === 'read');
      assert.equal(zotero.items.length, 131);
      const data = zotero.items[0]!.data as Record<string, unknown>;
      assert.deepEqual(data.collections, [{ name: 'Adapters / LoRA' }]);
      assert.deepEqual(data.attachments, [{ title: 'PDF', path: '/home/me/Zotero/storage/ATTACH01/Hu 2021.pdf' }]);
      assert.deepEqual(
        loopback.asked.map(path => path.replace(/format=json&/, '')),
        [
          'zotero/api/users/0/collections?limit=100&start=0',
          'zotero/api/users/0/items?limit=100&start=0',
          'zotero/api/users/0/items?limit=100&start=100',
        ],
      );
    });

    it('says what to do where it does not run or refuses', async () => {
      loopback.trouble('zotero', { kind: 'status', status: 403 });
      assert.match(
        ((await read()) as { message: string }).message,
        /^Zotero refuses the request \(403\)\. Start Zotero on this computer, and in its settings/,
      );
    });
  });
});
