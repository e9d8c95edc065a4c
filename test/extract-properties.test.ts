import assert from 'node:assert/strict';
import fc from 'fast-check';
import { abbreviationsIn, speltIn } from '../server/extract/abbreviations.ts';
import { longestDefinition } from '../server/extract/definition.ts';
import { termsIn } from '../server/extract/terms.ts';
import { bundledTaxonomy } from '../server/host/bundled.ts';
import { Library } from '../server/host/library.ts';
import { fileUri } from '../server/host/uris.ts';
import { allSenses } from '../server/queries/find.ts';
import { termsBetween } from '../server/snapshot/mentions.ts';
import { overlaps, type Span } from '../server/text/span.ts';
import { addFile } from './fixture.ts';

/** Text as hostile as any: half surrogates, combining marks, controls, and the marks that the readers look for. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map(codes => codes.map(code => String.fromCharCode(code)).join('')),
);
const cues = fc.constantFrom(
  'We propose ',
  'we call it ',
  'a new method ',
  'called ',
  'AbC',
  ' (',
  ')',
  'alpha beta ',
  'Alpha Bravo-Charlie ',
  '(AB)',
  ', which prunes heads',
  '. ',
  ' is short for ',
  ' = ',
  ': ',
  '; ',
  '\n\n',
  '“',
  '”',
  'é',
  '\ud800',
  'Our approach, ',
  'the Alpha Bravo dataset, which ',
  '1',
  '-',
  '[',
  ']',
);
const texts = fc.oneof(
  anything,
  fc.array(fc.oneof({ arbitrary: cues, weight: 5 }, anything), { maxLength: 30 }).map(list => list.join('')),
);

describe('whatever the text', () => {
  it('abbreviations lie inside it, in order, each short form once and apart from its own long form', () => {
    fc.assert(
      fc.property(texts, text => {
        const { short, long, pairs } = abbreviationsIn(text);
        for (const spans of [short, long]) {
          spans.forEach((span, index) => {
            assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length);
            assert.ok(index === 0 || isBefore(spans[index - 1]!, span));
          });
        }
        for (const [s, l] of pairs) assert.ok(!overlaps(short[s]!, long[l]!));
        assert.equal(new Set(pairs.map(([s]) => s)).size, pairs.length);
        assert.deepEqual(
          pairs.map(([s]) => short[s]!.start),
          speltIn(text).map(({ short }) => short.start),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('terms lie inside it, in order, with short and plain definitions', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (text, end) => {
        const facts = termsIn(text, Math.min(end, text.length));
        facts.forEach((fact, index) => {
          for (const span of [fact.label, fact.sentence, fact.expansionSpan ?? fact.label])
            assert.ok(0 <= span.start && span.start < span.end && span.end <= text.length);
          assert.ok(index === 0 || facts[index - 1]!.label.start <= fact.label.start);
          assert.ok(fact.definition.length <= longestDefinition && !/[\n\r]/.test(fact.definition));
          assert.ok(fact.name !== '' && (fact.role !== 'names' || fact.definition === ''));
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe('a library', () => {
  const taxonomy = bundledTaxonomy();
  const sentence = fc.constantFrom(
    'We use LoRA and CF here.',
    'Training brings catastrophic forgetting (CF).',
    'Collaborative filtering (CF) suffers.',
    'We propose Low-Rank Adaptation (LoRA), which trains two small matrices.',
    'Large language models (LLMs) are common.',
  );
  const abstract = fc.array(sentence, { minLength: 1, maxLength: 4 }).map(list => list.join(' '));
  const glossary = fc
    .subarray(['**CF** (catastrophic forgetting): losing what was learned.', '**LoRA**: low-rank updates.'])
    .map(lines => lines.join('\n\n'));

  it('has the same senses whatever the order in which its files come', () => {
    fc.assert(
      fc.property(
        fc.array(abstract, { minLength: 1, maxLength: 4 }),
        glossary,
        fc.infiniteStream(fc.nat()),
        (abstracts, entries, order) => {
          const files = abstracts.map((text, index): [string, string] => [
            `p${index}.jsonl`,
            `${JSON.stringify({ id: `p${index}`, title: `Paper ${index}`, abstract: text })}\n`,
          ]);
          files.push(['glossary.md', entries]);
          const keys = new Map(files.map(file => [file, order.next().value as number]));
          const shuffled = [...files].sort((a, b) => keys.get(a)! - keys.get(b)!);
          assert.deepEqual(sensesOf(shuffled), sensesOf(files));
        },
      ),
    );
  });

  it('finds no term within code', () => {
    const library = libraryOf([
      ['glossary.md', '**CF**: forgetting.\n\n**LoRA**: low-rank updates.\n\n**soup**: a mean.'],
    ]);
    const code = fc.constantFrom('`CF`', '``LoRA`` ', '\n```\nsoup CF\n```\n');
    const piece = fc.constantFrom(
      'CF',
      'LoRA',
      'soup',
      ' ',
      '`',
      '``',
      '\n',
      '\n\n',
      '```\n',
      '~~~\n',
      '    ',
      '> ',
      '- ',
      '|',
      '$',
      '[[',
      ']]',
      'x',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, code), { maxLength: 40 }), pieces => {
        const uri = fileUri('/vault/note.md');
        const text = pieces.join('');
        library.edit(uri, 1, text);
        const { note } = library.document(uri)!;
        const mentions = termsBetween(library.now.terms, text, note.silent);
        for (const mention of mentions) assert.ok(!note.silent.some(silent => overlaps(silent, mention)));
      }),
      { numRuns: 300 },
    );
  });

  it('finds a term beside code and not in it', () => {
    const library = libraryOf([['glossary.md', '**CF**: forgetting.']]);
    const uri = fileUri('/vault/note.md');
    const text = 'CF and `CF`\n\n```\nCF\n```\n\n    CF\n';
    library.edit(uri, 1, text);
    const mentions = termsBetween(library.now.terms, text, library.document(uri)!.note.silent);
    assert.deepEqual(
      mentions.map(({ start }) => start),
      [0],
    );
  });

  function libraryOf(files: readonly (readonly [name: string, text: string])[]): Library {
    const library = new Library(taxonomy);
    for (const [name, text] of files) addFile(library, fileUri(`/vault/${name}`), name, text);
    return library;
  }

  function sensesOf(files: readonly (readonly [name: string, text: string])[]) {
    return allSenses(libraryOf(files).now.terms);
  }
});

function isBefore(one: Span, other: Span): boolean {
  return one.start < other.start || (one.start === other.start && one.end < other.end);
}
