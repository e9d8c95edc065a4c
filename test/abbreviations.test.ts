import assert from 'node:assert/strict';
import fc from 'fast-check';
import { abbreviationsIn } from '../server/extract/abbreviations.ts';
import { sentencesIn } from '../server/text/sentences.ts';

/** Each expected pair is written "short = long". */
function check(text: string, ...expected: readonly string[]): void {
  const { short, long, pairs } = abbreviationsIn(text);
  const written = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  assert.deepEqual(
    pairs.map(([s, l]) => `${written(short[s]!)} = ${written(long[l]!)}`),
    expected,
  );
}

describe('abbreviations', () => {
  it('finds a short form in brackets after its long form', () =>
    check('We study information retrieval (IR) at scale.', 'IR = information retrieval'));

  it('finds a long form in brackets after its short form', () =>
    check('We use BPE (byte pair encoding) throughout.', 'BPE = byte pair encoding'));

  it('finds several in one sentence', () =>
    check(
      'Support vector machines (SVM) and hidden Markov models (HMM) are compared.',
      'SVM = Support vector machines',
      'HMM = hidden Markov models',
    ));

  it('takes plurals and possessives of the short form', () =>
    check("Graph neural networks' (GNNs) depth matters.", 'GNNs = Graph neural networks'));

  it('takes the whole long form and not its tail', () =>
    check('Here, Soft Actor Critic (SAC) is used.', 'SAC = Soft Actor Critic'));

  it('passes over small words', () =>
    check(
      'the Department of Energy (DOE) and quality of service (QoS)',
      'DOE = Department of Energy',
      'QoS = quality of service',
    ));

  it('reads letters from the middle of words', () => check('given methotrexate (MTX) daily', 'MTX = methotrexate'));

  it('reads inner capitals', () => check('We call it DeCo (DEnoising COntrast).', 'DeCo = DEnoising COntrast'));

  it('reads digits as repeats and as words', () => {
    check('a Multi Modal Memory Graph (M3G) is', 'M3G = Multi Modal Memory Graph');
    check('speech-to-text (S2T) models', 'S2T = speech-to-text');
  });

  it('reads an ampersand as "and"', () => check('question and answer (Q&A) sites', 'Q&A = question and answer'));

  it('reads both forms in one bracket', () =>
    check('inputs from elsewhere (i.e., out-of-vocabulary; OOV) are', 'OOV = out-of-vocabulary'));

  it('reads what stands after "is short for" and after an equals sign', () => {
    check(
      'The name CRAB is short for Contextual Ranking of Answer Bundles.',
      'CRAB = Contextual Ranking of Answer Bundles',
    );
    check('NP = noun phrase; VP = verb phrase', 'NP = noun phrase', 'VP = verb phrase');
  });

  it('reads a plural joined by a hyphen', () =>
    check('the use of Large Language Models-LLMs grows, as does data-ML', 'LLMs = Large Language Models'));

  it('sees none in citations, numbers, figures and remarks', () => {
    check('It is known (Smith et al., 2019) that (see Figure 2) gains (4.2%) hold (i.e., often).');
    check('We (1) read, (2) write, and (iii) rest (a, b).');
  });

  it('counts lone forms of capitals among the short ones, but no headings and no Roman numbers', () => {
    const shorts = (text: string) => abbreviationsIn(text).short.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(shorts('We train BERT on WW II data.'), ['BERT', 'WW']);
    assert.deepEqual(shorts('THE MAIN RESULT HERE'), []);
  });

  it('keeps spans inside the text and in order, whatever the text', () => {
    const pieces = fc.constantFrom(
      '(',
      ')',
      '[',
      ']',
      ' ',
      'A',
      'b',
      'AB',
      'alpha Beta',
      '-',
      '=',
      ':',
      ';',
      ',',
      '.',
      '\n',
      '"',
      '3',
      'é',
      '😀',
      ' is short for ',
      'i.e.',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map(list => list.join('')),
        ),
        text => {
          const { short, long, pairs } = abbreviationsIn(text);
          for (const spans of [short, long, sentencesIn(text)]) {
            spans.forEach(({ start, end }, index) => {
              assert.ok(0 <= start && start < end && end <= text.length);
              assert.ok(index === 0 || spans[index - 1]!.start <= start);
            });
          }
          for (const [s, l] of pairs) assert.ok(short[s] !== undefined && long[l] !== undefined);
        },
      ),
    );
  });
});

describe('sentences', () => {
  const sentences = (text: string) => sentencesIn(text).map(({ start, end }) => text.slice(start, end));

  it('end at a stop before a capital', () =>
    assert.deepEqual(sentences('One is. Two is? Yes!'), ['One is.', 'Two is?', 'Yes!']));

  it('go on after abbreviations, decimals and names', () =>
    assert.deepEqual(sentences('By 4.5 points, e.g. Adam and Lee et al. Show v1.2 wins. It ends.'), [
      'By 4.5 points, e.g. Adam and Lee et al. Show v1.2 wins.',
      'It ends.',
    ]));

  it('end where the space after the stop is missing, and after a letter before a word that no surname is', () => {
    assert.deepEqual(sentences('We use units (GRUs).Our cat sleeps.The end of asp.Net is v1.The.'), [
      'We use units (GRUs).',
      'Our cat sleeps.',
      'The end of asp.Net is v1.The.',
    ]);
    assert.deepEqual(sentences('It has length L. The cost is low. So says J. Doe.'), [
      'It has length L.',
      'The cost is low.',
      'So says J. Doe.',
    ]);
  });

  it('end at an empty line', () => assert.deepEqual(sentences('A title\n\nA text.'), ['A title', 'A text.']));

  it('take closing quotes and brackets along', () =>
    assert.deepEqual(sentences('We call it "soup." It is good (really.) Yes.'), [
      'We call it "soup."',
      'It is good (really.)',
      'Yes.',
    ]));
});
