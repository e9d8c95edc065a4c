import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { bundledGlossary, bundledTaxonomy } from '../server/host/bundled.ts';
import { Library } from '../server/host/library.ts';
import { fileUri } from '../server/host/uris.ts';
import type { Definition, Paper } from '../server/library/model.ts';
import { relatedTo } from '../server/queries/related.ts';
import { keysOf } from '../server/snapshot/snapshot.ts';
import { termKey } from '../server/text/fold.ts';
import { addFile } from './fixture.ts';

/**
 * What Gloss says of the seed papers, held against what a reader wrote down from the abstracts before any program ran.
 * The figures that a test demands are goals or floors that were reached; each test prints how far it got.
 */
const glossary = bundledGlossary('dist');
const library = new Library(bundledTaxonomy(), glossary);
addFile(
  library,
  fileUri('/vault/daily-papers.txt'),
  'daily-papers.txt',
  readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8'),
);
const papers = [...library.now.papers.values()];
const paperTitled = (title: string): Paper => {
  const paper = papers.find(other => other.title === title);
  assert.ok(paper, `no paper is titled ${title}`);
  return paper;
};
const judged = <T>(name: string): T => parse(readFileSync(`test/judged/${name}.yaml`, 'utf8')) as T;

describe('categories of the seeds, as an expert files them', () => {
  const expected = Object.entries(
    judged<Record<string, { first: string[]; also?: string[]; must?: string[] }>>('categories'),
  );

  it('at least 60 of 64 first categories are among those accepted', function () {
    const wrong = expected.flatMap(([title, { first }]) => {
      const got = paperTitled(title).categories[0]?.category;
      return got !== undefined && first.includes(got) ? [] : [`${title}: ${got}, not ${first.join(' or ')}`];
    });
    this.test!.title += ` (${expected.length - wrong.length})`;
    assert.equal(expected.length, 64);
    assert.ok(wrong.length <= 4, wrong.join('\n'));
  });

  it('CorDA and LiNeS stand under forgetting too', () => {
    for (const start of ['CorDA', 'LiNeS']) {
      const paper = papers.find(({ title }) => title.startsWith(start))!;
      assert.ok(
        paper.categories.some(({ category }) => category === 'continual'),
        start,
      );
    }
  });

  it('of the categories given, at least nine in ten are accepted, and of those that must be found, three in four are', function () {
    let [given, right, wanted, found] = [0, 0, 0, 0];
    for (const [title, { first, also = [], must = [] }] of expected) {
      const got = paperTitled(title).categories.map(({ category }) => category);
      given += got.length;
      right += got.filter(category => first.includes(category) || also.includes(category)).length;
      wanted += must.length;
      found += must.filter(category => got.includes(category)).length;
    }
    this.test!.title += ` (${right} of ${given}, ${found} of ${wanted})`;
    assert.ok(right / given >= 0.9 && found / wanted >= 0.75, `${right} of ${given}, ${found} of ${wanted}`);
  });
});

describe('related work of the seeds, as an expert sees it', () => {
  const expected = Object.entries(judged<Record<string, string[]>>('related'));
  it('at least 3 of the first five are accepted', function () {
    const accepted = expected.map(([title, titles]) => {
      const related = relatedTo(library.now, paperTitled(title), 5);
      return related.filter(({ paper }) => titles.includes(paper.title)).length;
    });
    const mean = accepted.reduce((sum, count) => sum + count, 0) / accepted.length;
    this.test!.title += ` (${mean.toFixed(2)})`;
    assert.ok(mean >= 3, `${mean.toFixed(2)} of 5`);
  });
});

interface JudgedTerm {
  readonly paper: string;
  readonly label: string;
  readonly expansion?: string;
  readonly accept?: readonly string[];
  readonly acceptLabel?: readonly string[];
  readonly role: string;
  readonly acceptRole?: string | readonly string[];
  readonly definition?: string;
  readonly has?: readonly (string | readonly string[])[];
  readonly optional?: boolean;
}

describe('terms of the seeds, as a careful reader lists them', () => {
  const {
    terms,
    words,
    undefined: undefinedJargon,
  } = judged<{ terms: readonly JudgedTerm[]; words: readonly string[]; undefined: readonly string[] }>('terms');
  const required = terms.filter(({ optional }) => optional !== true);

  /** Why a term is not as the reader has it; '' where it is. */
  const fault = (term: JudgedTerm): string => {
    const labels = [term.label, ...(term.acceptLabel ?? [])].map(termKey);
    const found = paperTitled(term.paper).definitions.filter(({ label, aliases }) =>
      [label, ...aliases].some(name => labels.includes(termKey(name))),
    );
    if (found.length === 0) return 'missing';
    return found.map(definition => faultOf(term, definition)).sort((a, b) => a.length - b.length)[0]!;
  };

  const faultOf = (term: JudgedTerm, definition: Definition): string => {
    const expansions = [term.expansion ?? '', ...(term.accept ?? [])].map(termKey);
    if (!expansions.includes(termKey(definition.expansion ?? ''))) return `expansion "${definition.expansion ?? ''}"`;
    const roles = [term.role, ...[term.acceptRole ?? []].flat()];
    if (!roles.includes(definition.role)) return `role ${definition.role}`;
    // A paper that only spells a term out is never taken at its word for what the thing is.
    if (term.role === 'expands') return '';
    const text = definition.definition.toLowerCase();
    const lacking = (term.has ?? []).find(has => ![has].flat().some(words => text.includes(words.toLowerCase())));
    return lacking === undefined ? '' : `definition "${definition.definition}"`;
  };

  it('all are found, with expansion, role and definition', function () {
    const faults = required.flatMap(term => {
      const why = fault(term);
      return why === '' ? [] : [`${term.label}: ${why}`];
    });
    this.test!.title += ` (${required.length - faults.length} of ${required.length})`;
    assert.deepEqual(faults, []);
  });

  it('what the abstracts mention and none explains stands in the bundled glossary', () => {
    const known = new Set(glossary.definitions.flatMap(keysOf));
    // "AI" needs no card.
    const lacking = undefinedJargon.filter(word => word !== 'AI' && !known.has(termKey(word)));
    assert.deepEqual(lacking, []);
  });

  it('no ordinary word is a term', () => {
    const labels = new Set(papers.flatMap(paper => paper.definitions.map(({ label }) => label)));
    assert.deepEqual(
      words.filter(word => labels.has(word)),
      [],
    );
  });

  it('no definition announces, claims or runs on', () => {
    for (const { label, definition } of papers.flatMap(paper => paper.definitions)) {
      assert.ok(definition.length <= 240, label);
      assert.doesNotMatch(definition, /^(?:our|this|it|we|these)\b|outperform|state-of-the-art/i, label);
    }
  });
});
