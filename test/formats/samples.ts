import { atom } from '../../server/formats/atom.ts';
import { cslYaml } from '../../server/formats/csl-yaml.ts';
import type { Format } from '../../server/formats/format.ts';
import { json } from '../../server/formats/json.ts';
import { ris } from '../../server/formats/ris.ts';

/** A paper as the samples write it in every format. */
export interface SamplePaper {
  readonly title: string;
  readonly authors: readonly (readonly [given: string, family: string])[];
  readonly year: number;
  readonly arxiv: string;
  readonly doi: string;
  readonly abstract: string;
}

/** One way to write papers: the file's name, its reader, and what it says. */
export interface Sample {
  readonly name: string;
  readonly file: string;
  readonly format: Format;
  write(papers: readonly SamplePaper[]): string;
}

/** `count` papers that differ, each with about 1.2 KB of abstract. */
export function samplePapers(count: number): SamplePaper[] {
  return Array.from({ length: count }, (_, i) => ({
    title: `Learning "Small" Models, Part ${i}: a Study & more`,
    authors: [
      ['Edward J.', `Hü${i % 97}`],
      ['Yelong', 'Shen'],
    ],
    year: 2000 + (i % 25),
    arxiv: `2106.${String(10_000 + (i % 90_000))}`,
    doi: `10.5555/paper.${i}`,
    abstract: `We study case ${i}. ${sentence.repeat(8)}`.trim(),
  }));
}

const sentence =
  'Our method trains a lightweight head on frozen features (a < b), and it needs a tenth of the labels, as "few" have shown in naïve tests. ';

const full = ({ authors }: SamplePaper) => authors.map(([given, family]) => `${given} ${family}`);

const records = (paper: SamplePaper) => {
  const { title, authors, year, arxiv, doi, abstract } = paper;
  return {
    csl: {
      id: `key${arxiv}`,
      type: 'article-journal',
      title: escaped(title),
      author: authors.map(([given, family]) => ({ family, given })),
      issued: { 'date-parts': [[year, 6, 17]] },
      DOI: doi,
      note: `arXiv:${arxiv} [cs]`,
      abstract: `<jats:p>${escaped(abstract)}</jats:p>`,
    },
    zotero: {
      key: `ABCD${arxiv.slice(-4)}`,
      data: {
        itemType: 'preprint',
        title: escaped(title),
        creators: authors.map(([firstName, lastName]) => ({ creatorType: 'author', firstName, lastName })),
        abstractNote: escaped(abstract),
        date: `June 17, ${year}`,
        DOI: doi,
        extra: `arXiv:${arxiv} [cs]`,
        tags: [],
      },
    },
    openAlex: {
      id: `https://openalex.org/W27418${arxiv.slice(-5)}`,
      doi: `https://doi.org/${doi}`,
      display_name: escaped(title),
      publication_year: year,
      authorships: full(paper).map(display_name => ({ author: { display_name } })),
      best_oa_location: { landing_page_url: `http://arxiv.org/abs/${arxiv}` },
      abstract_inverted_index: inverted(escaped(abstract)),
    },
    semanticScholar: {
      paperId: `a8ca46b171467ceb2d7652fbfb67fe701ad${arxiv.slice(-5)}`,
      externalIds: { ArXiv: arxiv, DOI: doi },
      title,
      abstract,
      year,
      authors: full(paper).map(name => ({ authorId: '1', name })),
    },
    huggingFace: {
      paper: {
        id: arxiv,
        title,
        summary: abstract,
        authors: full(paper).map(name => ({ name })),
        publishedAt: `${year}-06-17T17:37:18.000Z`,
        upvotes: 1,
        doi,
      },
    },
    lines: { id: arxiv, title, abstract, authors: full(paper), year, doi },
  };
};

type Shape = keyof ReturnType<typeof records>;

const array = (shape: Shape, file: string, indent?: number): Sample => ({
  name: `${shape}${indent === undefined ? '' : ' indented'}`,
  file,
  format: json,
  write: papers =>
    JSON.stringify(
      papers.map(paper => records(paper)[shape]),
      undefined,
      indent,
    ),
});

/** Every way in which the readers of records are held to the same papers. */
export const samples: readonly Sample[] = [
  array('csl', 'papers.json'),
  array('csl', 'papers.json', 2),
  array('zotero', 'papers.json', 4),
  array('semanticScholar', 'papers.json'),
  array('huggingFace', 'papers.json', 2),
  {
    name: 'openAlex page',
    file: 'works.json',
    format: json,
    write: papers => JSON.stringify({ meta: { count: 1 }, results: papers.map(paper => records(paper).openAlex) }),
  },
  {
    name: 'JSON lines',
    file: 'papers.jsonl',
    format: json,
    write: papers => papers.map(paper => `${JSON.stringify(records(paper).lines)}\n`).join(''),
  },
  {
    name: 'CSL-YAML',
    file: 'papers.yaml',
    format: cslYaml,
    write: papers => `---\nreferences:\n${papers.map(paper => yaml(records(paper).csl)).join('')}...\n`,
  },
  { name: 'RIS', file: 'papers.ris', format: ris, write: papers => papers.map(risRecord).join('') },
  {
    name: 'Atom',
    file: 'papers.xml',
    format: atom,
    write: papers =>
      `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n${papers.map(atomEntry).join('')}</feed>\n`,
  },
];

function yaml({ id, title, author, issued, DOI, note, abstract }: ReturnType<typeof records>['csl']): string {
  const authors = author.map(({ family, given }) => `  - family: ${family}\n    given: ${given}\n`).join('');
  const date = `  issued:\n    date-parts:\n    - - ${issued['date-parts'][0]!.join('\n      - ')}\n`;
  return `- id: ${id}\n  type: article-journal\n  title: ${JSON.stringify(title)}\n  author:\n${authors}${date}  DOI: ${DOI}\n  note: "${note}"\n  abstract: >-\n    ${abstract.replaceAll('. ', '.\n    ')}\n`;
}

function risRecord({ title, authors, year, arxiv, doi, abstract }: SamplePaper): string {
  const names = authors.map(([given, family]) => `AU  - ${family}, ${given}\n`).join('');
  const text = escaped(abstract).replaceAll('. ', '.\n');
  return `TY  - JOUR\nTI  - ${escaped(title)}\n${names}PY  - ${year}/06/17\nDO  - ${doi}\nUR  - https://arxiv.org/abs/${arxiv}\nAB  - ${text}\nER  - \n\n`;
}

function atomEntry(paper: SamplePaper): string {
  const { title, year, arxiv, doi, abstract } = paper;
  const names = full(paper).map(name => `<author><name>${name}</name></author>\n`);
  return `<entry>\n<id>http://arxiv.org/abs/${arxiv}v1</id>\n<published>${year}-06-17T17:37:18Z</published>\n<title>${escaped(title)}</title>\n<summary>  ${escaped(abstract)}\n</summary>\n${names.join('')}<arxiv:doi>${doi}</arxiv:doi>\n</entry>\n`;
}

function inverted(text: string): Record<string, number[]> {
  const index: Record<string, number[]> = {};
  text.split(' ').forEach((word, i) => {
    (index[word] ??= []).push(i);
  });
  return index;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
