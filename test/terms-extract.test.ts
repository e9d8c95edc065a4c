import assert from 'node:assert/strict';
import fc from 'fast-check';
import { termsIn } from '../server/extract/terms.ts';

/** Each expected fact is written "role name = expansion: definition", without the parts that it lacks. */
function check(title: string, abstract: string, ...expected: readonly string[]): void {
  const facts = termsIn(`${title}\n\n${abstract}`, title.length);
  assert.deepEqual(
    facts.map(({ role, name, expansion, definition }) => {
      const long = expansion === undefined ? '' : ` = ${expansion}`;
      return `${role} ${name}${long}${definition === '' ? '' : `: ${definition}`}`;
    }),
    expected,
  );
}

describe('terms of a paper', () => {
  it('are introduced by the paper that announces them', () =>
    check(
      'Trees for All',
      'We introduce the Deep Forest Atlas (DFA), a dataset of 3,000 labelled trees.',
      'introduces DFA = Deep Forest Atlas: a dataset of 3,000 labelled trees',
    ));

  it('are only expanded where they come up in passing, and shown in the singular', () =>
    check(
      'Reading',
      'Convolutional neural networks (CNNs) are common. We compare CNNs (see Table 2).',
      'expands CNN = Convolutional neural network',
    ));

  it('are named where nothing is said of them', () => check('POLKA: Small Steps Matter', 'We walk.', 'names POLKA'));

  it('have two facts where one label means two things', () =>
    check(
      'CF and CF',
      'Training brings catastrophic forgetting (CF). Collaborative filtering (CF) suffers.',
      'expands CF = catastrophic forgetting',
      'expands CF = Collaborative filtering',
    ));

  it('have one fact where title and abstract spell the same label', () =>
    check(
      'HUT: Half Update Training for Big Models',
      'We introduce Half Update Training (HUT), where every other layer is frozen.',
      'introduces HUT = Half Update Training: where every other layer is frozen',
    ));

  it('are two where a shaped name is abbreviated', () =>
    check(
      'Tools',
      'We introduce TableTalk (TT), a parser of tables.',
      'introduces TableTalk: a parser of tables',
      'introduces TT = TableTalk: a parser of tables',
    ));

  it('are defined by a sentence where the title speaks of them', () =>
    check(
      'Folding Convex Caps',
      'A convex cap is a portion of a polyhedron above a plane. A good idea is a rare gift.',
      'expands convex cap: a portion of a polyhedron above a plane',
    ));

  it('are defined by a sentence where a name was shown before', () =>
    check(
      'Editing',
      'We turn to the Rucksack language model architecture. The Rucksack defines a bank of sense vectors.',
      'expands Rucksack: defines a bank of sense vectors',
    ));

  it('are not what a part of a longer name says, nor a mere opinion', () => {
    const spelt = 'Generative adversarial networks (GANs) are known.';
    check('T', `${spelt} Conditional GAN is a variant with labels.`, 'expands GAN = Generative adversarial network');
    check('T', `${spelt} Today GAN is an important challenge.`, 'expands GAN = Generative adversarial network');
    check(
      'T',
      `${spelt} The GAN is a pair of two rivals.`,
      'expands GAN = Generative adversarial network: a pair of two rivals',
    );
  });

  it('have a definition of at most 240 characters, cut at a clause', () => {
    const long = `a tool that ${Array.from({ length: 30 }, (_, i) => `does thing number ${i}`).join(', ')}`;
    const [fact] = termsIn(`Tools\n\nWe present GRAIL, ${long}.`, 5);
    assert.ok(fact!.definition.length <= 240 && fact!.definition.length > 120);
    assert.match(fact!.definition, /^a tool that does thing number 0, .*thing number \d+…$/);
  });

  it('keep spans inside the text and definitions short and plain, whatever the text', () => {
    const pieces = fc.constantFrom(
      'We propose ',
      'a method ',
      'called ',
      'LoFT',
      ' (',
      ')',
      ', which ',
      'prunes heads',
      '. ',
      'It ',
      'is ',
      'Alpha Beta',
      '(AB)',
      ': ',
      '\n\n',
      'Our approach, ',
      '"',
      ' and ',
      '(1) ',
      '; ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces, { maxLength: 40 }).map(list => list.join('')),
        ),
        fc.nat(),
        (text, end) => {
          const titleEnd = Math.min(end, text.length);
          const facts = termsIn(text, titleEnd);
          facts.forEach(({ label, sentence, expansionSpan, definition, role }, index) => {
            for (const span of [label, sentence, expansionSpan ?? label])
              assert.ok(0 <= span.start && span.start <= span.end && span.end <= text.length);
            assert.ok(label.start < label.end);
            assert.ok(index === 0 || facts[index - 1]!.label.start <= label.start);
            assert.ok(definition.length <= 240 && !/\n/.test(definition));
            assert.doesNotMatch(definition, /^(?:our (?:method|approach)|this approach|it|we)\b/i);
            assert.ok(role !== 'names' || definition === '');
          });
        },
      ),
    );
  });
});
