import assert from 'node:assert/strict';
import fc from 'fast-check';
import { senseScores, type UseStatistics } from '../server/queries/sense-scores.ts';
import { bagOf, contextOf } from '../server/queries/word-bags.ts';

/** A library of the given texts. */
function libraryOf(texts: readonly string[]): UseStatistics {
  const bags = texts.map(bagOf);
  return {
    size: bags.length,
    frequency: word => bags.filter(bag => bag.has(word)).length,
    textsWith: word => bags.filter(bag => bag.has(word)),
    meaningsOf: () => [],
    usual: { contexts: bags, expansions: [] },
  };
}

/** The expansion that fits the sentence around `<|>CF` best; each expansion comes with texts that use it. */
function check(
  marked: string,
  senses: Readonly<Record<string, readonly string[]>>,
  texts: readonly string[],
  best: string,
) {
  const start = marked.indexOf('<|>');
  const context = contextOf(marked.replace('<|>', ''), start, start + 2);
  const candidates = Object.entries(senses).map(([expansion, used]) => ({ expansion, examples: used.map(bagOf) }));
  const scores = senseScores(context, candidates, libraryOf(texts));
  assert.equal(candidates[scores.indexOf(Math.max(...scores))]?.expansion, best);
}

describe('the choice between senses', () => {
  const unseen = { 'collaborative filtering': [], 'catastrophic forgetting': [] };
  it('hears the words of the expansion', () =>
    check('The model forgets; <|>CF is this forgetting.', unseen, [], 'catastrophic forgetting'));
  it('hears words that begin alike', () =>
    check('We use <|>CF with many collaborators.', unseen, [], 'collaborative filtering'));
  it('hears what stood around the sense elsewhere', () =>
    check(
      'Ratings by <|>CF',
      { 'catastrophic forgetting': ['earlier tasks are lost'], 'collaborative filtering': ['users give ratings'] },
      [],
      'collaborative filtering',
    ));
  it('hears what the library writes with the words of an expansion', () =>
    check(
      'Sequential tasks suffer from <|>CF',
      unseen,
      ['forgetting in sequential learning', 'filtering of ratings'],
      'catastrophic forgetting',
    ));
  it('hears the field of research where neither the library nor the expansion shares a word', () =>
    check(
      'The antenna and the transmitter suffer from noise on the uplink, as <|>CF shows.',
      { 'collaborative filtering': [], 'carrier frequency': [] },
      [],
      'carrier frequency',
    ));
  it('gives a sense never seen a chance beside one that was seen with other words', () =>
    check(
      'All of this is <|>CF again.',
      { 'catastrophic forgetting': ['earlier tasks are lost'], 'collaborative filtering': [] },
      [],
      'collaborative filtering',
    ));
  it('gives finite scores for any text, and nothing where nothing is shared', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, expansion) => {
        const [score] = senseScores(bagOf(text), [{ expansion, examples: [bagOf(text)] }], libraryOf([]));
        return Number.isFinite(score) && score! >= 0;
      }),
    );
    assert.deepEqual(senseScores(bagOf('ocean'), [{ expansion: 'filter', examples: [] }], libraryOf([])), [0]);
  });
});
