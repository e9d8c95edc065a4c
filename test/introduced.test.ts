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

  it('know no names in what every paper knows', () => {
    check('We propose a novel Convolutional Neural Network (CNN) approach that reads maps.');
    check('We present a Multi-scale Neural Kernel Search model in which kernels compete.');
    check('We build a multi-agent Deep Forest Gradient (DFG) system with trees.');
    check('We introduce different services, which choice is open.');
    check('In the proposed GNN protocol, the nodes consist of sensors.');
    titled(
      'Decision Trees: A Method for Sorting',
      'We introduce Decision Trees, a method to sort by questions.',
      'Decision Trees: a method to sort by questions',
    );
  });

  it('know a title of plain words as a name only where the abstract uses it so', () => {
    const abstract = 'Here we present a method that folds paper in two dimensions.';
    titled('Paper Folding: Robots at Work', abstract);
    titled(
      'Crane Folder: Robots at Work',
      `${abstract} We test the Crane Folder at home.`,
      'Crane Folder: a method that folds paper in two dimensions',
    );
  });

  it('begin with the clause that names the thing', () => {
    check(
      'We present the roots of hedging, and introduce an algorithm, called HEDGE, which trims bushes.',
      'HEDGE: trims bushes',
    );
    check('We present a model of a ship drawn in signs, commonly known as SHIPS.');
    check('We present a rule as well as a loom model, Woven Ash Frame (WAF), to weave.', 'WAF: a loom model to weave');
    check('Lee et al. proposed a Paper Boat Folding protocol which floats.');
    check('We present a model of costs of so called Honeypots.');
    check('We extend an existing tool called HACK with numbers to watch errors.');
    check('We present a fast port of a sorting tool called SIEVE.', 'SIEVE: a sorting tool');
    check('The presented framework has two layers, which made it fast.');
    check('We propose a novel, light-weight, Tree Hugging Protocol (THP) for vans.', 'THP');
    check(
      'We study a hand cipher called the ElGato Cipher that runs at night.',
      'ElGato Cipher: a hand cipher that runs at night',
    );
  });

  it('end where the authors turn to what else they did', () => {
    check('We propose DUNE, a map of sand, and present a proof of it.', 'DUNE: a map of sand');
    check('This work introduces DUNE, a map of sand as well as proposes a new camera.', 'DUNE: a map of sand');
    check(
      'We i) propose DUNE, a map of sand, and ii) propose SEAS, a map of water.',
      'DUNE: a map of sand',
      'SEAS: a map of water',
    );
    check('We propose DUNE, an approach to mapping sand and present a proof.', 'DUNE: an approach to mapping sand');
    check('We propose DUNE, a map of sand, our walk took a day.', 'DUNE: a map of sand');
    check('We propose DUNE, a common map of sand, its use is rare.', 'DUNE: a common map of sand');
    check('A map termed DUNE, which holds all sand, is constructed.', 'DUNE: holds all sand');
    check('We built DUNE, a map of sand, and developed an app.');
    check('We propose DUNE, a map of sand, and developed an app.', 'DUNE: a map of sand');
    check(
      'We propose PULSE, a gauge of the time between heart beats.',
      'PULSE: a gauge of the time between heart beats',
    );
  });

  it('leave out what points back at earlier text', () => {
    check('We propose ORCA, a scalable join that solves these issues.', 'ORCA: a scalable join');
    check(
      'We propose ORCA, a framework that solves this problem by sharing weights.',
      'ORCA: a framework sharing weights',
    );
    check('We propose ORCA, a system to alleviate this problem.', 'ORCA');
    check('We propose ORCA, a tool capable of learning such models.', 'ORCA');
    check('We propose ORCA, an open prototype to profit from this chance.', 'ORCA: an open prototype');
    check('We propose ORCA, a small compiler for its computation.', 'ORCA: a small compiler');
    check(
      'We propose ORCA, a set of songs where each of these songs is short.',
      'ORCA: a set of songs where each of these songs is short',
    );
  });

  it('say nothing where there is only a verdict', () => {
    check('We propose PUMA, a more effective metric.', 'PUMA');
    check('We propose a system called PUMA, which is truthful for all.', 'PUMA');
    check('We propose PUMA, a more open and daring cat race on ice.', 'PUMA: a cat race on ice');
    check('We propose PUMA, a good fit for slow cats.', 'PUMA');
    check('We propose PUMA, a more just and effective cat metric.', 'PUMA: a cat metric');
    check('We propose PUMA, a carefully designed cat door that more optimally opens.', 'PUMA: a cat door');
  });

  it('open and close what is in brackets', () => {
    check('We propose WREN, a nest of moss, e.g., wet) or dry twigs.', 'WREN: a nest of moss');
    check('We propose WREN, a nest of moss (as in "home.', 'WREN: a nest of moss');
  });

  it('see none in what others did, nor in ordinary words', () => {
    check('Recent work such as LoRA and Adam helps. We study LLMs. We propose a new approach to large models.');
    check('We propose LLM-based agents. We present results on ImageNet.');
  });
});
