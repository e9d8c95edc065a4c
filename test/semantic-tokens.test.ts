import assert from 'node:assert/strict';
import { bundledGlossary } from '../server/host/bundled.ts';
import type { TermHovers } from '../server/queries/hover.ts';
import { hover } from '../server/queries/hover.ts';
import { linkerFor } from '../server/queries/linker.ts';
import { termTokens } from '../server/queries/term-tokens.ts';
import { termKey } from '../server/text/fold.ts';
import { fixture } from './fixture.ts';

const glossary = `-- glossary.md --
**Sparse attention** (SA): attends to a few keys, at a part of the cost.

**LiST** (Lite Prompted Self-Training): trains adapters on labels that the model gives itself.

**Lion**: an optimiser that keeps only the sign of the update.
-- text.md --
`;
const everything: TermHovers = { form: 'full', known: new Set() };

interface Asked {
  readonly which?: 'first' | 'all';
  readonly terms?: TermHovers;
  /** What the range begins and ends with; else all of it is asked for. */
  readonly from?: string;
  readonly to?: string;
}

/** Holds the tokens of a note against the places between « and » in it. */
function check(marked: string, { which = 'all', terms = everything, from, to }: Asked = {}): void {
  const text = marked.replace(/[«»]/g, '');
  const { library, document } = fixture(glossary + text);
  const part = {
    start: from === undefined ? 0 : text.indexOf(from),
    end: to === undefined ? text.length : text.indexOf(to) + to.length,
  };
  let shown = document.text;
  for (const { start, end } of [...termTokens(library.now, document, terms, which, part)].reverse())
    shown = `${shown.slice(0, start)}«${shown.slice(start, end)}»${shown.slice(end)}`;
  assert.equal(shown, marked);
}

describe('highlighted terms', () => {
  it('are the terms that something defines', () => check('Uses «sparse attention» in «LiST», twice «LiST».'));
  it('go by a plural and by what they stand for', () =>
    check('«Sparse attentions», «lite prompted self-training», «SA».'));
  it('are no words that only look like terms', () => check('A list of lions. The lion sleeps. Lion cubs play.'));
  it('are such words where the text speaks for them', () => check('We use «Lion» as the optimiser.'));
  it('are parted at the ends of lines', () =>
    check('We use «sparse»\n  «attention» and «lite»\r\n«prompted self-training».'));
  it('stand in no code, mathematics, links, headings or front matter', () =>
    check(
      '---\ntitle: LiST\n---\n# LiST\n\n`LiST` $LiST$ [LiST](x.md) [[LiST]] https://x.org/LiST <!-- LiST -->\n\n```\nLiST\n```\n«LiST»',
    ));
  it('are none that is known, nor any where hovers are off', () => {
    check('«sparse attention» and LiST', { terms: { form: 'full', known: new Set([termKey('list')]) } });
    check('sparse attention and LiST', { terms: { form: 'off', known: new Set() } });
  });
  it('may be the first uses in each section only, by any of their names', () =>
    check(
      '«LiST» and LiST, lite prompted self-training\n\n# Next\n\n«Lite prompted self-training»: LiST\n\n«SA», SA\n',
      {
        which: 'first',
      },
    ));
  it('are those of a range where one is asked for', () => {
    check('LiST\n\nthen «LiST» here\n\nLiST', { from: 'then', to: 'here' });
    check('LiST in «sparse»\n«attention», «SA»', { from: 'attention' });
  });
  it('are first or not by what stands before the range', () => {
    check('LiST\n\nthen LiST here\n\n# Next\n\n«LiST»', { which: 'first', from: 'then' });
    check('# One\n\nLiST\n\n# Two\n\nthen «LiST», LiST', { which: 'first', from: 'then' });
  });
  it('know those of the bundled glossary', () => {
    const { library, document } = fixture(`${glossary}LoRA and LiST`, bundledGlossary('dist'));
    const tokens = termTokens(library.now, document, everything, 'all');
    assert.deepEqual(
      tokens.map(({ bundled }) => bundled),
      [true, false],
    );
  });
  it('are where a hover says what a term means', () => {
    const { library, document } = fixture(
      `${glossary}Lion, LiST and Lion: an optimiser. List SA.\n\n# SA\n\nsparse\nattention with «LiST».`,
    );
    const linker = linkerFor(library.now, new Set());
    const tokens = termTokens(library.now, document, everything, 'all');
    for (let offset = 0; offset < document.text.length; offset++) {
      const card = hover(library.now, document, offset, linker, library.taxonomy);
      const isHeading = document.note.headings.some(({ span }) => span.start <= offset && offset <= span.end);
      const token = tokens.find(({ start, end }) => start <= offset && offset < end);
      if (token) assert.ok(card, String(offset));
      const isInside = card !== undefined && offset < card.span.end && /\S/.test(document.text[offset]!);
      if (isInside && !isHeading) assert.ok(token, String(offset));
    }
  });
  it('end in a huge document', () => {
    const { library, document } = fixture(`${glossary}${'LiST and Lion of sparse attention.\n\n'.repeat(20_000)}`);
    const tokens = termTokens(library.now, document, everything, 'all');
    assert.equal(tokens.length > 1000 && tokens.length <= 10_000, true, String(tokens.length));
    const end = document.text.length;
    const last = termTokens(library.now, document, everything, 'all', { start: end - 100, end });
    assert.ok(last.length > 0 && last.every(token => token.end > end - 100));
  });
});
