import assert from 'node:assert/strict';
import { hover, type TermHovers } from '../server/queries/hover.ts';
import { linkerFor } from '../server/queries/linker.ts';
import { termKey } from '../server/text/fold.ts';
import { fixture } from './fixture.ts';

/** Holds the first lines of the hover at `<|>` against `expected`; '' stands for no hover. Markdown's backslashes are left out. */
function check(marked: string, expected: string): void {
  const { library, document, offset } = fixture(marked);
  const card = hover(library.now, document, offset, linkerFor(library.now, new Set()), library.taxonomy);
  const shown = (card?.markdown ?? '').replace(/\\(?=[^\w\s])/g, '').split('\n\n');
  const wanted = expected.split('\n').map(line => line.trim());
  assert.deepEqual(shown.slice(0, wanted.length), wanted);
  if (card) assert.ok(card.span.start <= offset && offset <= card.span.end);
}

const glossary = `-- glossary.md --
**Sparse attention** (SA): attends to a few keys, at $0.5$ of the cost.

**LiST** (Lite Prompted Self-Training): trains adapters on labels that the model gives itself.

**Lion**: an optimiser that keeps only the sign of the update.
`;

describe('hover on a term', () => {
  it('shows the definition of a term written in another note', () =>
    check(
      `${glossary}-- reading.md --\nUses [[sparse<|> attention]] throughout.`,
      '**Sparse attention**\nattends to a few keys, at $0.5$ of the cost.',
    ));
  it('finds plain jargon, over a line break', () =>
    check(
      `${glossary}-- reading.md --\nWe use sparse<|>\nattention.`,
      '**Sparse attention**\nattends to a few keys, at $0.5$ of the cost.',
    ));
  it('finds a plural', () => check(`${glossary}-- a.md --\nTwo sparse atten<|>tions.`, '**Sparse attention**'));
  it('finds an expansion', () =>
    check(`${glossary}-- a.md --\nlite prompted self-<|>training`, '**LiST** — Lite Prompted Self-Training'));
  it('lets case decide', () => {
    check(`${glossary}-- a.md --\na li<|>st of things`, '');
    check(`${glossary}-- a.md --\nthe li<|>on sleeps`, '');
    check(`${glossary}-- a.md --\nwe train LiS<|>T`, '**LiST** — Lite Prompted Self-Training');
    check(`${glossary}-- a.md --\nthe optimiser is Li<|>on`, '**Lion**');
  });
  it('is silent in code, mathematics, addresses, destinations, keys and front matter', () => {
    for (const text of [
      'run `LiS<|>T` now',
      '```\nLiS<|>T\n```',
      'so $LiS<|>T = 1$ holds',
      'see https://example.org/LiS<|>T',
      'see [here](LiS<|>T.html)',
      'as in [@LiS<|>T]',
      '---\ntitle: LiS<|>T\n---\n',
      '<!-- LiS<|>T -->',
    ]) {
      check(`${glossary}-- a.md --\n${text}`, '');
    }
  });
  it('needs support for a name that is also a word', () => {
    check(`${glossary}-- a.md --\nWith Li<|>on as the optimiser.`, '**Lion**');
    check(`${glossary}-- a.md --\nLi<|>on cubs play.`, '');
    check(`${glossary}-- a.md --\n[[Li<|>on]] cubs play.`, '**Lion**');
  });
  it('never ends inside a longer word', () => check(`${glossary}-- a.md --\nthe LiS<|>Tener`, ''));
  it('escapes what a file says', () => {
    const { library, document, offset } = fixture(
      '-- glossary.md --\n**EVIL** (e): <img src=x> [go](command:workbench.action.quit) ![i](https://x.org/i.png)\n-- a.md --\nEVI<|>L',
    );
    const card = hover(library.now, document, offset, linkerFor(library.now, new Set()), library.taxonomy);
    assert.ok(card);
    assert.doesNotMatch(card.markdown, /(?<!\\)\]\(command:|<img|(?<!\\)!\[/);
  });
});

describe('hover on a term with more to say', () => {
  const spelt = `-- papers.jsonl --
{"id":"rec","title":"Ratings","abstract":"Recommenders rest on collaborative filtering (CF) of ratings. More follows."}
{"id":"forget","title":"Losses","abstract":"Sequential tuning leads to catastrophic forgetting (CF)."}
{"id":"full","title":"All weights","abstract":"We compare with full fine-tuning (FFT)."}
`;
  it('shows an expansion in passing with the sentence that gives it, and its paper', () =>
    check(
      `${spelt}-- a.md --\nF<|>FT`,
      '**FFT** — full fine-tuning\n“We compare with full fine-tuning (FFT).”\n*spelled out in* [All weights](file:///vault/papers.jsonl#L3) · all 3 uses',
    ));
  it('shows nothing where the words would only be repeated', () =>
    check(`${spelt}-- a.md --\nfull fine-<|>tuning`, ''));
  it('shows both senses, shortly, where nothing tells which is meant', () =>
    check(
      `${spelt}-- a.md --\nC<|>F`,
      `**CF** has more than one meaning, and nothing here tells which.
      *collaborative filtering* ([Ratings](file:///vault/papers.jsonl#L1))
      *catastrophic forgetting* ([Losses](file:///vault/papers.jsonl#L2))`,
    ));
  it('names the other senses by their first words and sources', () =>
    check(
      `${spelt}-- a.md --\nC<|>F of ratings`,
      `**CF** — collaborative filtering
      “Recommenders rest on collaborative filtering (CF) of ratings.”
      *spelled out in* [Ratings](file:///vault/papers.jsonl#L1) · all 3 uses
      also *catastrophic forgetting* ([Losses](file:///vault/papers.jsonl#L2))`,
    ));
  it('shows the note’s own remark on a term that something else has', () => {
    const remark = '-- a.md --\n**prompt tuning**: what I tried first.\n\nWith prompt tun<|>ing.';
    check(
      `-- x/glossary.md --\n**prompt tuning**: learns embeddings.\n${remark}`,
      '**prompt tuning**\nwhat I tried first.',
    );
    check(remark, '');
  });
  it('says “defined here” over the entry that defines it', () =>
    check(
      `-- glossary.md --\n**Spa<|>rse attention** (SA): attends to a few keys.\n\n**LiST**: uses sparse attention.`,
      '**Sparse attention**\n*defined here* · all 3 uses',
    ));
});

describe('hovers as the reader wants them', () => {
  const shown = (marked: string, terms: TermHovers) => {
    const { library, document, offset } = fixture(glossary + marked);
    return hover(
      library.now,
      document,
      offset,
      linkerFor(library.now, new Set(['gloss.knowTerm'])),
      library.taxonomy,
      terms,
    )?.markdown;
  };
  const plain = '-- a.md --\nwe train LiS<|>T';
  const full: TermHovers = { form: 'full', known: new Set() };
  it('offer to hide a term', () =>
    assert.match(shown(plain, full)!, /\[I know this\]\(command:gloss\.knowTerm\?%5B%22LiST%22%5D\)/));
  it('say no more than the definition when compact', () =>
    assert.equal(
      shown(plain, { ...full, form: 'compact' }),
      '**LiST** — Lite Prompted Self\\-Training\n\ntrains adapters on labels that the model gives itself.',
    ));
  it('are silent on plain terms when off, and on known ones', () => {
    assert.equal(shown(plain, { ...full, form: 'off' }), undefined);
    assert.equal(shown(plain, { ...full, known: new Set([termKey('LiST')]) }), undefined);
  });
  it('answer on links all the same', () =>
    assert.match(
      shown('-- a.md --\n[[LiS<|>T]]', { form: 'off', known: new Set([termKey('LiST')]) })!,
      /Lite Prompted/,
    ));
});

const paper = `-- lofit.jsonl --
{"id":"2406.01563","title":"LoFiT: Localized Fine-tuning on LLM Representations","abstract":"Work in interpretability shows that large language models (LLMs) can be adapted. We introduce a framework called Localized Fine-Tuning on LLM Representations (LoFiT), which identifies a subset of attention heads that are most important for learning a specific task.","year":2024,"authors":["Fangcong Yin","Xi Ye","Greg Durrett"]}
`;

describe('hover on a paper', () => {
  it('shows it for its short name', () =>
    check(
      `${paper}-- a.md --\nSee [[Lo<|>FiT]].`,
      '**LoFiT: Localized Fine-tuning on LLM Representations**\nYin et al., 2024 · in 1 note',
    ));
  it('shows it for its id, its title and its address', () => {
    for (const link of [
      '[[2406<|>.01563]]',
      '[[LoFiT: Localized Fine<|>-tuning on LLM Representations]]',
      'https://arxiv.org/abs/2406.01563<|>v2 is it',
    ]) {
      check(`${paper}-- a.md --\n${link}`, '**LoFiT: Localized Fine-tuning on LLM Representations**');
    }
  });
  it('shows what an abstract introduces, by the words that say what it does', () =>
    check(
      `${paper}-- a.md --\nWith LoF<|>iT we adapt.`,
      '**LoFiT** — Localized Fine-Tuning on LLM Representations\nidentifies a subset of attention heads that are most important for learning a specific task',
    ));
});

describe('hover on a note', () => {
  it('shows its first lines', () =>
    check(
      '-- Ideas.md --\n# Ideas\n\nAll that I would try.\n-- a.md --\n[[Id<|>eas]]',
      '**Ideas**\nAll that I would try.',
    ));
});
