import assert from 'node:assert/strict';
import { mentionAt } from '../server/queries/mention-at.ts';
import { fixture } from './fixture.ts';

const papers = `-- papers.jsonl --
{"id":"rec","title":"Ratings","abstract":"Recommenders use collaborative filtering (CF), which predicts what a user likes from the ratings of others."}
{"id":"forget","title":"Losses","abstract":"Sequential tuning leads to catastrophic forgetting (CF), which overwrites what a model has learned before."}
{"id":"full","title":"All weights","abstract":"We compare with full fine-tuning (FFT), which updates every weight of a model."}
`;

/** The senses at \`<|>\`, best first, each by its expansion or, without one, its definition; those that nothing separates stand before "|". */
function check(marked: string, expected: string): void {
  const { library, document, offset } = fixture(papers + marked);
  const mention = mentionAt(library.now, document, offset);
  const term = mention?.kind === 'term' ? mention : { senses: [], tied: 0 };
  const names = term.senses.map(({ expansion, definition }) => (expansion ?? definition).toLowerCase());
  assert.equal(
    [...names.slice(0, term.tied), '|', ...names.slice(term.tied)].join(', ').replace(', |', ' |'),
    expected,
  );
}

const rec = 'collaborative filtering';
const forget = 'catastrophic forgetting';

describe('which sense is meant', () => {
  it('nobody knows where nothing speaks for either', () => check('-- a.md --\nC<|>F matters.', `${rec}, ${forget} |`));
  it('the words of the paragraph say', () => {
    check('-- a.md --\nC<|>F predicts ratings.', `${rec} |, ${forget}`);
    check('-- a.md --\nC<|>F means losses.', `${forget} |, ${rec}`);
  });
  it('a paper that is cited nearby says', () => {
    check('-- a.md --\nOn C<|>F see [[rec]].', `${rec} |, ${forget}`);
    check('-- a.md --\nOn C<|>F see [@forget].', `${forget} |, ${rec}`);
    check('-- a.md --\nAfter [@forget]:\n\nC<|>F matters.', `${forget} |, ${rec}`);
    check('-- a.md --\nSee [[rec]].\n\nOn C<|>F see [@forget].', `${forget} |, ${rec}`);
  });
  it('the nearest place before that spells it out says, against all words around', () => {
    check('-- a.md --\nCollaborative filtering (CF) is old.\n\nC<|>F means losses.', `${rec} |, ${forget}`);
    check(
      '-- a.md --\nCollaborative filtering (CF) is old.\n\nCatastrophic forgetting (CF) too. C<|>F matters.',
      `${forget} |, ${rec}`,
    );
  });
  it('code, comments and front matter say nothing', () => {
    for (const silent of [
      '`catastrophic forgetting (CF)`',
      '```\ncatastrophic forgetting (CF)\n```\n',
      '<!-- catastrophic forgetting (CF) -->',
    ])
      check(`-- a.md --\n${silent}\n\nC<|>F predicts ratings.`, `${rec} |, ${forget}`);
  });
  it('else the first place after', () =>
    check(
      '-- a.md --\nC<|>F matters.\n\nCF (collaborative filtering) is old. Catastrophic forgetting (CF) too.',
      `${rec} |, ${forget}`,
    ));
  it('the note may spell out something that nobody defines', () => {
    check('-- a.md --\nCystic fibrosis (CF) is a disease. C<|>F matters.', '|');
    check('-- a.md --\nFast food tasting (FFT) is fun. F<|>FT matters.', '|');
  });
  it('an entry in the note itself says', () =>
    check(
      '-- a.md --\n**CF** (compact flash): a card that holds pictures.\n\nC<|>F means losses.',
      `compact flash |, ${forget}, ${rec}`,
    ));
  it('the reader’s glossary says, against the papers cited', () =>
    check(
      '-- glossary.md --\n**CF** (compact flash): a card that holds pictures.\n-- a.md --\nOn C<|>F see [[rec]].',
      `compact flash |, ${rec}, ${forget}`,
    ));
});

describe('a glossary', () => {
  const two = `-- signals/glossary.md --
**FFT** (fast Fourier transform): turns a signal into its frequencies.
-- glossary.md --
**FFT** (finite field trick): our own.
`;
  it('rules its own folder and those below it', () => {
    check(`${two}-- signals/a.md --\nF<|>FT`, 'fast fourier transform |, finite field trick, full fine-tuning');
    check(`${two}-- signals/deep/er/a.md --\nF<|>FT`, 'fast fourier transform |, finite field trick, full fine-tuning');
    check(`${two}-- a.md --\nF<|>FT`, 'finite field trick |, fast fourier transform, full fine-tuning');
    check(`${two}-- signals2/a.md --\nF<|>FT`, 'finite field trick |, fast fourier transform, full fine-tuning');
  });
  it('of another folder is only one voice among others', () =>
    check(
      '-- signals/glossary.md --\n**FFT** (fast Fourier transform): turns a signal into its frequencies.\n-- a.md --\nF<|>FT updates every weight.',
      'full fine-tuning |, fast fourier transform',
    ));
  it('tells a sense in its own words where several glossaries have it', () => {
    const { library, document, offset } = fixture(
      '-- glossary.md --\n**FFT** (fast Fourier transform): root words.\n-- signals/glossary.md --\n**FFT** (fast Fourier transform): signal words.\n-- signals/a.md --\nF<|>FT',
    );
    const mention = mentionAt(library.now, document, offset);
    assert.equal(mention?.kind === 'term' && mention.senses[0]!.definition, 'signal words.');
  });
});

describe('a pin in the front matter', () => {
  it('chooses for the note, against all else', () => {
    const pinned = '-- a.md --\n---\nsenses:\n  CF: collaborative filtering\n---\nCatastrophic forgetting (CF): ';
    check(`${pinned}C<|>F means losses.`, `${rec} |, ${forget}`);
    check(`${pinned}CF. C<|>Fs`, `${rec} |, ${forget}`);
  });
  it('may name a paper in place of an expansion', () =>
    check('-- a.md --\n---\nsenses: {CF: Losses}\n---\nC<|>F predicts ratings.', `${forget} |, ${rec}`));
  it('of a folder’s glossary chooses for the folder, the nearest first', () => {
    const pins =
      '-- glossary.md --\n---\nsenses:\n  CF: catastrophic forgetting\n---\n-- rec/glossary.md --\n---\nsenses:\n  CF: collaborative filtering\n---\n';
    check(`${pins}-- rec/a.md --\nC<|>F`, `${rec} |, ${forget}`);
    check(`${pins}-- a.md --\nC<|>F predicts ratings.`, `${forget} |, ${rec}`);
  });
  it('names a term by its long form where that is its label', () => {
    const long = '-- glossary.md --\n**catastrophic loss** (CL): a.\n\n**collaborative lists** (CL): b.\n-- a.md --\n';
    const pinned = (meaning: string) => `${long}---\nsenses:\n  CL: ${meaning}\n---\nC<|>L`;
    const definition = (marked: string) => {
      const { library, document, offset } = fixture(marked);
      const mention = mentionAt(library.now, document, offset);
      return mention?.kind === 'term' ? [mention.senses[0]!.label, mention.tied] : [];
    };
    assert.deepEqual(definition(pinned('catastrophic loss')), ['catastrophic loss', 1]);
    assert.deepEqual(definition(pinned('collaborative lists')), ['collaborative lists', 1]);
  });
  it('that names no sense is passed over', () =>
    check('-- a.md --\n---\nsenses:\n  CF: nothing known\n  - x: [\n---\nC<|>F means losses', `${forget} |, ${rec}`));
});
