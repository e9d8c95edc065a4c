import { deepEqual, equal, ok } from 'node:assert/strict';
import { json } from '../../server/formats/json.ts';
import { sourceSpan } from '../../server/text/decoded.ts';

/** Holds what a text is read as, one line for a paper or problem, in order of places, against what is expected. */
function check(source: string, expected: readonly string[]): void {
  const { entries, problems } = json.read(source);
  const all = [
    ...entries.map(({ span, text, id }) => [span.start, `${id ?? '-'}: ${text.title.text}`] as const),
    ...problems.map(({ span, code }) => [span.start, code] as const),
  ];
  deepEqual(
    all.sort((a, b) => a[0] - b[0]).map(([, line]) => line),
    expected,
  );
  for (const { span, text } of entries) {
    const record = source.slice(span.start, span.end);
    const again = json.text(record);
    deepEqual([again.title.text, again.abstract.text], [text.title.text, text.abstract.text]);
  }
}

/** Holds what one record says, title and abstract included, against what is expected. */
function checkFields(record: unknown, expected: Readonly<Record<string, unknown>>): void {
  const source = JSON.stringify(record, undefined, 1);
  equal(json.recognises('/a/papers.json', source), true);
  const { entries, problems } = json.read(source);
  deepEqual(problems, []);
  equal(entries.length, 1);
  const { span: _, text, authors, keywords, ...fields } = entries[0]!;
  const lists = { ...(authors.length > 0 ? { authors } : {}), ...(keywords.length > 0 ? { keywords } : {}) };
  deepEqual({ title: text.title.text, abstract: text.abstract.text, ...fields, ...lists }, expected);
}

const record = (id: string, title = `Title ${id}`) => ({
  id,
  title,
  abstract: `About ${id}.`,
  authors: [{ name: 'A B' }],
});
const three = [record('a'), record('b'), record('c')];
const titles = ['a: Title a', 'b: Title b', 'c: Title c'];

describe('JSON: where records are', () => {
  for (const [name, source] of [
    ['an array', JSON.stringify(three)],
    ['an indented array', JSON.stringify(three, undefined, 2)],
    [
      'an array with CRLF and a byte order mark',
      `\ufeff${JSON.stringify(three, undefined, '\t').replaceAll('\n', '\r\n')}`,
    ],
    ['an array without indents', JSON.stringify(three, undefined, 2).replace(/^ +/gm, '')],
    ['an array of lines', `[${three.map(one => JSON.stringify(one)).join(',\n')}]`],
    ['lines', three.map(one => `${JSON.stringify(one)}\n`).join('\n')],
    ['objects one after another', three.map(one => JSON.stringify(one, undefined, 2)).join('\n')],
    ['a list in an object', JSON.stringify({ meta: { count: 3, tags: ['x'] }, results: three, next: { id: 1 } })],
    ['a list deeper in an object', JSON.stringify({ status: 'ok', message: { total: 3, items: three } }, undefined, 2)],
    ['pages of lists, one a line', three.map(one => JSON.stringify({ offset: 1, data: [one], next: 2 })).join('\n')],
    ['an array with nothing for what is unknown', JSON.stringify([null, ...three, null])],
    ['an array without commas between records', JSON.stringify(three).replaceAll('},{"id"', '} {"id"')],
    ['an array that breaks off after a record', JSON.stringify(three).slice(0, -1)],
  ] as const) {
    it(name, () => check(source, titles));
  }

  it('an object alone', () => check(JSON.stringify(record('a')), ['a: Title a']));
  it('nothing', () => check('', []));
});

describe('JSON: what is broken costs one record', () => {
  const indented = JSON.stringify(three, undefined, 2);
  const minified = JSON.stringify(three);
  const lines = three.map(one => JSON.stringify(one)).join('\n');
  const broken = ['a: Title a', 'json-syntax', 'c: Title c'];
  for (const [name, from, to] of [
    ['a missing brace at its end', '"About b.","authors":[{"name":"A B"}]}', '"About b.","authors":[{"name":"A B"}]'],
    ['a list that is not closed', '"About b.","authors":[{"name":"A B"}]}', '"About b.","authors":[{"name":"A B"'],
    [
      'brackets that would hold what follows',
      '"About b.","authors":[{"name":"A B"}]}',
      '"About b.","authors":[{"name":"A B"}',
    ],
    ['a string that is not closed', '"About b."', '"About b.'],
    ['a missing comma', '"Title b","abstract"', '"Title b" "abstract"'],
    ['a missing colon', '"title":"Title b"', '"title" "Title b"'],
    ['a stray quotation mark', 'About b.', 'About "b".'],
    ['a brace too many', '"Title b"', '{"Title b"'],
    ['a bad escape', 'About b.', 'About \\x b.'],
  ] as const) {
    it(`${name}, in lines`, () => check(lines.replace(from, to), broken));
    it(`${name}, in an array on one line`, () => check(minified.replace(from, to), broken));
    it(`${name}, in an array of lines`, () =>
      check(`[\n${lines.replace(from, to).replaceAll('\n', ',\n')}\n]`, broken));
  }

  it('a line that breaks off, indented', () => check(indented.replace('"About b."', '"About'), broken));
  it('a list that breaks off, indented', () =>
    check(indented.replace(/("About b.",\n {4}"authors": \[)[^}]*\}\s*\]\s*\},/, '$1'), broken));
  it('the last record, where the text breaks off', () =>
    check(minified.slice(0, -20), ['a: Title a', 'b: Title b', 'json-syntax']));
  it('the first record', () => check(lines.slice(5), ['json-syntax', 'b: Title b', 'c: Title c']));
  it('a line of something else', () =>
    check(lines.replace('\n', '\nsome words\n'), ['a: Title a', 'json-syntax', ...titles.slice(1)]));
  it('a record without a title', () => {
    check(lines.replace('"Title b"', '""'), ['a: Title a', 'paper-no-title', 'c: Title c']);
    check(lines.replace('"Title b"', '5'), ['a: Title a', 'paper-no-title', 'c: Title c']);
  });
  it('not even NaN, as Python writes it', () => check(lines.replace('"Title b"', '"Title b","year":NaN'), titles));
  it('NUL bytes', () => check(`${lines}\n\0\0\0`, [...titles, 'json-syntax']));
});

describe('JSON: shapes', () => {
  it('CSL of Better BibTeX', () =>
    checkFields(
      [
        {
          id: 'hu2021',
          'citation-key': 'huLoRALowRankAdaptation2021',
          type: 'article',
          title: 'LoRA: <i>Low-Rank</i> Adaptation &amp; More',
          author: [
            { family: 'Hu', given: 'Edward J.' },
            { family: 'Berg', given: 'Rianne', 'non-dropping-particle': 'van den' },
            { literal: 'The LoRA Team' },
          ],
          issued: { 'date-parts': [['2021', 10, 16]] },
          DOI: '10.48550/arXiv.2106.09685',
          URL: 'http://arxiv.org/abs/2106.09685',
          'container-title': 'ICLR',
          abstract: '<jats:title>Abstract</jats:title><jats:p>We propose\n LoRA.</jats:p>',
          keyword: 'Machine Learning, peft',
          note: 'arXiv:2106.09685 [cs]',
        },
      ],
      {
        id: 'huLoRALowRankAdaptation2021',
        key: 'huLoRALowRankAdaptation2021',
        title: 'LoRA: Low-Rank Adaptation & More',
        abstract: 'We propose\n LoRA.',
        authors: ['Edward J. Hu', 'Rianne van den Berg', 'The LoRA Team'],
        year: 2021,
        doi: '10.48550/arXiv.2106.09685',
        arxiv: '2106.09685',
        url: 'http://arxiv.org/abs/2106.09685',
        venue: 'ICLR',
        keywords: ['Machine Learning', 'peft'],
      },
    ));

  it('CSL as Crossref answers', () =>
    checkFields(
      {
        status: 'ok',
        message: {
          items: [
            {
              type: 'journal-article',
              title: ['Deep "learning"'],
              'container-title': ['Nature'],
              DOI: '10.1038/nature14539',
              author: [{ given: 'Yann', family: 'LeCun' }],
              issued: { 'date-parts': [[2015, 5, 27]] },
            },
          ],
        },
      },
      {
        title: 'Deep "learning"',
        abstract: '',
        authors: ['Yann LeCun'],
        year: 2015,
        venue: 'Nature',
        doi: '10.1038/nature14539',
      },
    ));

  it('Zotero', () =>
    checkFields(
      [
        { key: 'ATTACH', data: { itemType: 'attachment', title: 'Full Text PDF' } },
        {
          key: 'ABCD2345',
          version: 3,
          library: { type: 'user', links: {} },
          data: {
            key: 'ABCD2345',
            itemType: 'preprint',
            title: 'LoRA',
            creators: [
              { creatorType: 'author', firstName: 'Edward J.', lastName: 'Hu' },
              { creatorType: 'editor', firstName: 'Not', lastName: 'Me' },
              { creatorType: 'author', name: 'The LoRA Team' },
            ],
            abstractNote: 'We propose LoRA.',
            date: 'October 16, 2021',
            repository: 'arXiv',
            archiveID: 'arXiv:2106.09685',
            url: 'http://arxiv.org/abs/2106.09685',
            extra: 'arXiv:2106.09685 [cs]\nCitation Key: hu2021',
            tags: [{ tag: 'peft' }, { tag: 'Computer Science', type: 1 }],
            collections: ['Q3ZK8RTB', { key: 'AB23CD45', name: 'Thesis' }, 'To read'],
            dateAdded: '2021-11-02T08:00:00Z',
          },
        },
      ],
      {
        id: 'hu2021',
        key: 'hu2021',
        title: 'LoRA',
        abstract: 'We propose LoRA.',
        authors: ['Edward J. Hu', 'The LoRA Team'],
        year: 2021,
        venue: 'arXiv',
        arxiv: '2106.09685',
        url: 'http://arxiv.org/abs/2106.09685',
        keywords: ['peft', 'Computer Science'],
        collections: ['Thesis', 'To read'],
        added: Date.UTC(2021, 10, 2, 8),
      },
    ));

  it('OpenAlex', () =>
    checkFields(
      {
        meta: { count: 1 },
        results: [
          {
            id: 'https://openalex.org/W2741809807',
            doi: 'https://doi.org/10.7717/peerj.4375',
            title: 'The state of OA',
            display_name: 'The state of OA',
            publication_year: 2018,
            ids: { openalex: 'https://openalex.org/W2741809807' },
            primary_location: {
              landing_page_url: 'https://doi.org/10.7717/peerj.4375',
              source: { display_name: 'PeerJ' },
            },
            authorships: [{ author: { id: 'https://openalex.org/A1', display_name: 'Heather Piwowar' } }],
            keywords: [{ display_name: 'Open access' }],
            concepts: [{ id: 'https://openalex.org/C1', display_name: 'Citation' }],
            best_oa_location: { pdf_url: 'https://peerj.com/articles/4375.pdf' },
            abstract_inverted_index: { Despite: [0], growth: [1], of: [2, 5], 'it,': [3], most: [4], 'it.': [6] },
          },
        ],
      },
      {
        id: 'W2741809807',
        identifiers: ['openalex:W2741809807'],
        title: 'The state of OA',
        abstract: 'Despite growth of it, most of it.',
        authors: ['Heather Piwowar'],
        year: 2018,
        venue: 'PeerJ',
        doi: '10.7717/peerj.4375',
        url: 'https://doi.org/10.7717/peerj.4375',
        pdf: 'https://peerj.com/articles/4375.pdf',
        keywords: ['Open access'],
      },
    ));

  it('Semantic Scholar', () =>
    checkFields(
      {
        total: 1,
        data: [
          {
            paperId: 'a8ca46b171467ceb2d7652fbfb67fe701ad86092',
            externalIds: { ArXiv: '2106.09685', DOI: '10.1/x', CorpusId: 235458009 },
            title: 'LoRA',
            abstract: 'We propose LoRA.',
            venue: 'ICLR',
            year: 2021,
            authors: [{ authorId: '1', name: 'J. E. Hu' }],
            openAccessPdf: { url: 'https://arxiv.org/pdf/2106.09685', status: null },
            references: [{ paperId: 'b', title: 'Another' }],
          },
        ],
      },
      {
        id: '2106.09685',
        identifiers: ['s2:a8ca46b171467ceb2d7652fbfb67fe701ad86092', 'corpus:235458009'],
        title: 'LoRA',
        abstract: 'We propose LoRA.',
        authors: ['J. E. Hu'],
        year: 2021,
        venue: 'ICLR',
        arxiv: '2106.09685',
        doi: '10.1/x',
        pdf: 'https://arxiv.org/pdf/2106.09685',
      },
    ));

  const page = {
    id: '2106.09685',
    title: 'LoRA',
    summary: 'We propose LoRA.',
    authors: [{ _id: '1', name: 'Edward J. Hu', hidden: false }],
    publishedAt: '2021-06-17T17:37:18.000Z',
    upvotes: 50,
    ai_keywords: ['peft'],
    githubRepo: 'https://github.com/microsoft/LoRA',
    projectPage: 'https://example.org/lora',
  };
  const read = {
    id: '2106.09685',
    arxiv: '2106.09685',
    title: 'LoRA',
    abstract: 'We propose LoRA.',
    authors: ['Edward J. Hu'],
    year: 2021,
    url: 'https://example.org/lora',
    keywords: ['peft'],
  };
  it('Hugging Face', () =>
    checkFields([{ paper: page, publishedAt: '2024-01-01', title: 'LoRA', numComments: 2 }], read));
  it('Hugging Face, flat', () => checkFields([page], read));

  it('arXiv', () =>
    checkFields(
      {
        id: '0704.0001',
        submitter: 'Pavel Nadolsky',
        authors: "C. Bal\\'azs, E. L. Berger",
        title: 'Calculation of prompt\n  diphoton production',
        comments: '37 pages',
        'journal-ref': 'Phys.Rev.D76:013009,2007',
        doi: '10.1103/PhysRevD.76.013009',
        categories: 'hep-ph cs.LG',
        license: null,
        abstract: 'A fully differential calculation.',
        versions: [{ version: 'v1', created: 'Mon, 2 Apr 2007 19:18:42 GMT' }],
        update_date: '2008-11-26',
        authors_parsed: [
          ["Bal\\'azs", 'C.', ''],
          ['Berger', 'E. L.', 'Jr.'],
        ],
      },
      {
        id: '0704.0001',
        arxiv: '0704.0001',
        title: 'Calculation of prompt\n  diphoton production',
        abstract: 'A fully differential calculation.',
        authors: ['C. Balázs', 'E. L. Berger Jr.'],
        year: 2007,
        venue: 'Phys.Rev.D76:013009,2007',
        doi: '10.1103/PhysRevD.76.013009',
        keywords: ['hep-ph', 'cs.LG'],
      },
    ));

  it('a plain one, with 300 authors', () => {
    const authors = Array.from({ length: 300 }, (_, i) => `Given${i} Family${i}`);
    checkFields({ title: 'T', abstract: 'A', authors }, { title: 'T', abstract: 'A', authors });
  });
});

describe('JSON: the way back', () => {
  /** Holds that a word of the abstract leads back to what the source has for it. */
  function checkPlace(source: string, word: string, written: string): void {
    const { abstract } = json.read(source).entries.at(-1)!.text;
    const at = abstract.text.indexOf(word);
    ok(at >= 0, abstract.text);
    const { start, end } = sourceSpan(abstract, { start: at, end: at + word.length });
    equal(source.slice(start, end), written);
  }

  it('goes through escapes, LaTeX, tags and references', () => {
    const rest = '"title":"T","type":"article","issued":1,"abstract":';
    checkPlace(`[{${rest}"\\u00e9 \\"a\\" words"}]`, 'words', 'words');
    checkPlace(`{${rest}"\\n1\\\\% of it"}`, 'of it', 'of it');
    checkPlace(`{${rest}"<jats:p>a &lt; words"}`, 'words', 'words');
    checkPlace(`{"paper":{${rest}"\\ud800 half words"}}`, 'half words', 'half words');
  });

  it('goes to the words of an inverted index', () =>
    checkPlace(
      '{"display_name":"T","authorships":[],"abstract_inverted_index":{"One":[0,2],"word":[1]}}',
      'word',
      'word',
    ));

  it('holds for an abstract of two megabytes', () =>
    checkPlace(
      JSON.stringify([{ title: 'T', abstract: `${'Words "go" on. '.repeat(140_000)}The end.` }]),
      'The end',
      'The end',
    ));
});

describe('JSON: no paper by accident', () => {
  for (const [name, value] of [
    ['package.json', { name: 'tool', title: 'Tool', version: '1.0.0', author: 'Someone', dependencies: {} }],
    ['tsconfig.json', { compilerOptions: { strict: true } }],
    [
      'book.json',
      { cells: [{ cell_type: 'code', source: ['x'] }], metadata: { title: 'N', authors: [{ name: 'A' }] } },
    ],
    [
      'composer.lock.json',
      { packages: [{ name: 'a/b', authors: [{ name: 'A' }], description: 'x', license: ['MIT'] }] },
    ],
    ['map.json', { type: 'FeatureCollection', features: [{ type: 'Feature', properties: { title: 'Place' } }] }],
    ['api.json', { openapi: '3.0.0', info: { title: 'API', description: 'x', contact: {} }, paths: {} }],
    ['schema.json', { $schema: 'x', title: 'Paper', type: 'object', properties: { authors: { type: 'array' } } }],
    [
      'feed.json',
      { version: 'https://jsonfeed.org/version/1', title: 'Blog', items: [{ id: '1', title: 'Post', summary: 'x' }] },
    ],
    ['.zenodo.json', { title: 'My data', creators: [{ name: 'A, B' }], description: 'x', upload_type: 'dataset' }],
    ['zotero.json', { itemType: 'settings', title: '', syncUser: 'a', collections: [] }],
    ['issues.json', [{ id: 1, number: 2, title: 'It fails', body: 'x', user: { login: 'a' } }]],
    ['numbers.json', [1, 2, [3]]],
    ['authors.json', { results: [{ id: 'https://openalex.org/A1', display_name: 'Ann Lee', works_count: 3 }] }],
  ] as const) {
    it(name, () => {
      for (const source of [JSON.stringify(value), JSON.stringify(value, undefined, 2)]) {
        equal(json.recognises(`/a/${name}`, source), false);
      }
    });
  }

  it('a log', () => equal(json.recognises('/a/log.jsonl', '{"level":"info","title":"started"}\n'.repeat(9)), false));
  it('another name', () => equal(json.recognises('/a/papers.txt', JSON.stringify(three)), false));
  it('words', () => equal(json.recognises('/a/papers.json', 'title abstract'), false));
});
