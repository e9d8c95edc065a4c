import assert from 'node:assert/strict';
import { speltIn } from '../server/extract/abbreviations.ts';
import { introducedIn } from '../server/extract/introduced.ts';

/** Each expected thing is written "name: definition", or as its name alone where nothing is said of it. */
function check(abstract: string, ...expected: readonly string[]): void {
  titled('A Study', abstract, ...expected);
}

function titled(title: string, abstract: string, ...expected: readonly string[]): void {
  const text = `${title}\n\n${abstract}`;
  assert.deepEqual(
    introducedIn(text, title.length, speltIn(text)).map(({ name, definition }) => {
      const label = text.slice(name.start, name.end);
      return definition === '' ? label : `${label}: ${definition}`;
    }),
    expected,
  );
}

describe('introduced names', () => {
  it('take an apposition as the definition', () =>
    check('We propose Heron, a novel decoder that reads both ways.', 'Heron: a decoder that reads both ways'));

  it('take the relative clause where the noun says nothing', () =>
    check('We introduce a framework called FroGS, which prunes heads by gradient.', 'FroGS: prunes heads by gradient'));

  it('join noun phrase and clause where both say something', () =>
    check(
      'We introduce a sparse attention layer termed SpAL that skips empty blocks.',
      'SpAL: a sparse attention layer that skips empty blocks',
    ));

  it('find the name behind a long noun phrase', () =>
    check(
      'Our method discovers a simple and effective pruning algorithm, Newt (No-Waste Trimming). It is faster than search.',
      'Newt: a pruning algorithm',
    ));

  it('read a list of names, and leave undefined what is only named', () =>
    check(
      'To see this, we employ: Circuit Tracing, GATE, which marks neurons, and HOPS, a new probe for skip links.',
      'Circuit Tracing',
      'GATE: marks neurons',
      'HOPS: a probe for skip links',
    ));

  it('read numbered contributions', () =>
    check(
      'We present (1) Caption Lifting, a framework to add detail; and (2) EasyCur, a curriculum that starts small.',
      'Caption Lifting: a framework to add detail',
      'EasyCur: a curriculum that starts small',
    ));

  it('read names in small letters before a clause', () =>
    check('We propose anchor tuning, which moves a few vectors.', 'anchor tuning: moves a few vectors'));

  it('look on where the announcement says nothing', () =>
    check(
      'We propose ZigZag. ZigZag improves accuracy by 4%. ZigZag first sorts the batch by length. Then, it merges neighbours.',
      'ZigZag: first sorts the batch by length, then merges neighbours',
    ));

  it('know "our approach, X, …"', () =>
    check('Our approach, MoLe, assumes a frozen encoder.', 'MoLe: assumes a frozen encoder'));

  it('know the stages of a method', () =>
    check(
      'It has two parts. The first stage, Joint Warm-up, aligns both encoders.',
      'Joint Warm-up: aligns both encoders',
    ));

  it('know results that are given a name', () =>
    titled(
      'Weight stews: mixing weights of many models improves accuracy',
      'We mix many models -- we call the results "weight stews."',
      'weight stews: mixing weights of many models',
    ));

  it('know what a title names', () => {
    titled('QuokkaNet: Small Models for Phones', 'We train small models.', 'QuokkaNet');
    titled('Results: A Survey', 'We read papers.');
  });

  it('never claim a result', () => {
    check('We propose FAST, a shallow parser that outperforms all others.', 'FAST: a shallow parser');
    check('We propose FAST. FAST achieves state-of-the-art results. It outperforms all others.', 'FAST');
  });

  it('leave out what the authors did, what is judged and what leads on to nothing', () => {
    check(
      'We present PARL, a parser that reads tables; and finally, we discuss limits.',
      'PARL: a parser that reads tables',
    );
    check(
      'We present TIDY, a set of features based on bursts, evaluate the value of it.',
      'TIDY: a set of features based on bursts',
    );
    check('We present CAMEL, a compressor of weights for this setting.', 'CAMEL: a compressor of weights');
    check(
      'We present tape automata, which are finite automata with a tape.',
      'tape automata: finite automata with a tape',
    );
    check('We build HARE framework based on shared memory.', 'HARE: a framework based on shared memory');
  });

  it('know no names in what only describes a thing', () => {
    check('We propose a routing protocol based on Compressed Sensing (CS) which needs no clock.');
    check('We develop a spike-based Voice Activity Detection (VAD) system that runs on chips.');
    check('We present a Support Vector Machine (SVM) based planner.');
    check(
      'We present, in this paper, a survey of trees. We report results for static graphs, an assumption that fails.',
    );
  });

  it('know a name after an article where a clause says what it is', () =>
    check(
      'We present a Dense Path Search, an algorithm to read mazes.',
      'Dense Path Search: an algorithm to read mazes',
    ));

  it('take the subtitle where it says what thing the title names', () => {
    titled('Okapi: A Toolkit for Parsing Tables', 'We read tables.', 'Okapi: a Toolkit for Parsing Tables');
    titled('OKAPI: A Case Study of Parsing', 'We read tables.', 'OKAPI');
  });

  it('see none in what others did, nor in ordinary words', () => {
    check('Recent work such as LoRA and Adam helps. We study LLMs. We propose a new approach to large models.');
    check('We propose LLM-based agents. We present results on ImageNet.');
  });
});
