import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { bundledGlossary } from '../server/host/bundled.ts';
import { hover } from '../server/queries/hover.ts';
import { linkerFor } from '../server/queries/linker.ts';
import { definedSenses, mentionAt } from '../server/queries/mention-at.ts';
import { termsBetween } from '../server/snapshot/mentions.ts';
import { fixture } from './fixture.ts';

const glossary = bundledGlossary('dist');
const seeds = `-- daily-papers.txt --\n${readFileSync('seeds/daily-papers-fine-tuning.txt', 'utf8')}\n`;

/** The senses at `<|>`, best first, each as its expansion or, without one, its label. */
function check(marked: string, expected: readonly string[]): void {
  const { library, document, offset } = fixture(seeds + marked, glossary);
  const mention = mentionAt(library.now, document, offset);
  const senses = mention?.kind === 'term' ? mention.senses : [];
  assert.deepEqual(
    senses.map(({ label, expansion }) => (expansion ?? label).toLowerCase()),
    expected,
  );
}

describe('senses', () => {
  it('are one for all ways to write a term', () => {
    for (const written of ['LL<|>M', 'LL<|>Ms', 'large language mod<|>els', 'Large Language Mo<|>del'])
      check(`-- a.md --\n${written}`, ['large language model']);
  });
  it('are two where one label means two things', () =>
    check('-- a.md --\nForgetting the previous tasks, known as C<|>F, hurts sequential learning.', [
      'catastrophic forgetting',
      'collaborative filtering',
    ]));
  it('are put in order by the words around', () =>
    check('-- a.md --\nThe recommender predicts what users like by C<|>F over ratings.', [
      'collaborative filtering',
      'catastrophic forgetting',
    ]));
  it('are defined by who introduces them, not by a paper that spells them out in passing', () => {
    const { library, document, offset } = fixture(`${seeds}-- a.md --\nWith NE<|>R we tag.`, glossary);
    const card = hover(library.now, document, offset, linkerFor(library.now, new Set()), library.taxonomy)!;
    assert.match(card.markdown, /^\*\*NER\*\* — [Nn]amed entity recognition/);
    assert.match(card.markdown, /“neural entity recognition” in /);
  });
  it('of a bundled term name the paper that uses it too', () => {
    const { library, document, offset } = fixture(`${seeds}-- a.md --\nWith LoR<|>A we adapt.`, glossary);
    const card = hover(library.now, document, offset, linkerFor(library.now, new Set()), library.taxonomy)!;
    assert.match(card.markdown, /Hu et al\\?\., 2021/);
    assert.ok(card.markdown.split('\n\n').length <= 4);
  });
  it('are the user’s own before all else', () =>
    check('-- glossary.md --\n**LoRA** (Long Range): a radio standard for small messages.\n-- a.md --\nLo<|>RA', [
      'long range',
      'low-rank adaptation',
    ]));

  it('are told by a bold lead-in in a note only where something else has the term', () => {
    check(
      '-- a.md --\n**prompt tuning**: what I tried first.\n\n**Results** (Table 2): fine.\n\nWith prompt tun<|>ing.',
      ['prompt tuning'],
    );
    check('-- a.md --\n**coffee machine**: is on the third floor.\n\nThe coffee mach<|>ine.', []);
    check('-- a.md --\n**Attention**: the machine is hot.\n-- b.md --\nAtten<|>tion: hot', []);
  });

  it('are not seen in ordinary words and chat', () => {
    const { library, document } = fixture(
      `${seeds}-- a.md --\nthe lion's share of points has merit; LOL, we list coral reefs. **Results** (Table 2): fine. **TODO** (me): cite.\n\nLOL, reviewer 2.\n\n# POINTS TO CONSIDER\n\nCoral reefs and Lion cubs. A Backpack for the MATH class.`,
      glossary,
    );
    const mentions = termsBetween(library.now.terms, document.text, document.note.silent);
    const shown = mentions.filter(mention => definedSenses(library.now, document, mention).senses.length > 0);
    assert.deepEqual(
      shown.map(({ start, end }) => document.text.slice(start, end)),
      [],
    );
  });
  it('are seen where the text speaks of them', () => {
    check('-- a.md --\nWe decode with LO<|>L, which contrasts layers, against hallucination.', ['lower layer matters']);
    check('-- a.md --\nThe optimizer Li<|>on needs less memory than Adam.', ['evolved sign momentum']);
  });

  it('with the same last word are not taken for wordings of each other', () =>
    check(
      '-- a.md --\n**CL** (contrastive learning): pulls positive pairs together.\n\nWe study curriculum learning (CL). C<|>L',
      ['curriculum learning', 'contrastive learning'],
    ));
});
