import assert from 'node:assert/strict';
import { editOf, termActions } from '../server/queries/code-actions.ts';
import type { FileEdit } from '../server/queries/file-edit.ts';
import { refusal, renamable, rename } from '../server/queries/rename.ts';
import { sensesAt } from '../server/queries/senses-at.ts';
import { type Fixture, fixture } from './fixture.ts';

const papers = `-- papers.jsonl --
{"id":"rec","title":"Ratings","abstract":"Recommenders use collaborative filtering (CF) of ratings."}
{"id":"forget","title":"Losses","abstract":"Sequential tuning leads to catastrophic forgetting (CF)."}
{"id":"corda","title":"CorDA: Context-Oriented Decomposition Adaptation","abstract":"We propose CorDA, a Context-oriented Decomposition Adaptation method that builds learnable adapters from weight decomposition.","authors":["Yibo Yang","Xiaojie Li","Zhongzhu Zhou"],"year":2024,"url":"https://arxiv.org/abs/2406.05223"}
`;
const roots = ['file:///vault'];

/** The files that edits change, as they are afterwards, each as in a fixture. */
function after({ library }: Fixture, edits: readonly FileEdit[]): string {
  const files = new Map<string, string>();
  for (const edit of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    const text = files.get(edit.uri) ?? (edit.creates ? '' : library.now.source(edit.uri)!);
    files.set(edit.uri, text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end));
  }
  return [...files]
    .sort()
    .map(([uri, text]) => `-- ${uri.slice('file:///vault/'.length)} --\n${text}`)
    .join('');
}

describe('what is offered for a term', () => {
  const check = (marked: string, expected: readonly string[], asked = true) => {
    const { library, document, offset } = fixture(papers + marked);
    assert.deepEqual(
      termActions(library.now, document, offset, asked).map(({ title }) => title),
      expected,
    );
  };
  it('is to define an acronym that nothing defines, also unasked', () => {
    check('-- a.md --\nover V2<|>X links', ['Define “V2X” in a glossary'], false);
    check('-- a.md --\nTO<|>DO: cite', []);
    check('-- a.md --\nVehicle to everything (V2E): V2<|>E links', []);
    check('-- a.md --\nplain wor<|>d', []);
    check('-- a.md --\n`V2<|>X`', []);
  });
  it('is to add a paper’s term to a glossary, only when asked', () => {
    check('-- a.md --\nCor<|>DA helps', ['Add “CorDA” to a glossary']);
    check('-- a.md --\nCor<|>DA helps', [], false);
  });
  it('is to choose a sense for the note or the folder, but for the one that is chosen', () => {
    check('-- a.md --\nC<|>Fs', [
      'Add “CF” to a glossary',
      'In this note, “CF” means collaborative filtering',
      'In this note, “CF” means catastrophic forgetting',
      'In this folder, “CF” means collaborative filtering',
      'In this folder, “CF” means catastrophic forgetting',
    ]);
    check('-- a.md --\n---\nsenses: {CF: collaborative filtering}\n---\nC<|>Fs', [
      'Add “CF” to a glossary',
      'In this note, “CF” means catastrophic forgetting',
      'In this folder, “CF” means catastrophic forgetting',
    ]);
  });
  it('is nothing for the reader’s own words', () =>
    check('-- glossary.md --\n**LoRA**: trains two small matrices.\n-- a.md --\nLo<|>RA', []));
});

describe('an action', () => {
  /** Does the action of that title. */
  const check = (marked: string, title: string, expected: string) => {
    const made = fixture(papers + marked);
    const { library, document, offset } = made;
    const offered = termActions(library.now, document, offset, true).find(one => one.title === title);
    assert.ok(offered, title);
    const done = editOf(library.now, document, offered.action, roots);
    assert.equal(done && after(made, [done.edit]), expected);
    if (done && 'shown' in done) {
      assert.match(done.edit.text.slice(0, done.shown), /(?:: |\n\n)$/);
    }
  };
  const corda =
    'builds learnable adapters from weight decomposition. [Yang et al., 2024](https://arxiv.org/abs/2406.05223)\n';
  it('adds to the glossary of the nearest folder above', () =>
    check(
      '-- glossary.md --\n**A1**: one.\n-- x/glossary.md --\n**B1**: one.\n-- x/y/a.md --\nCor<|>DA',
      'Add “CorDA” to a glossary',
      `-- x/glossary.md --\n**B1**: one.\n\n**CorDA** (Context-oriented Decomposition Adaptation): ${corda}`,
    ));
  it('adds to a glossary of any name that says it is one', () =>
    check(
      '-- words.md --\n---\nglossary: true\n---\n\n# Words\n\n## A1\n\none\n-- a.md --\nCor<|>DA',
      'Add “CorDA” to a glossary',
      `-- words.md --\n---\nglossary: true\n---\n\n# Words\n\n## A1\n\none\n\n## CorDA (Context-oriented Decomposition Adaptation)\n\n${corda}`,
    ));
  it('adds to the note’s own section', () =>
    check(
      '-- glossary.md --\n-- a.md --\n# Notes\n\nV2<|>X\n\n## Terms\n\n**A1**: one.\n\n## More\n',
      'Define “V2X” in a glossary',
      '-- a.md --\n# Notes\n\nV2X\n\n## Terms\n\n**A1**: one.\n\n**V2X**: \n\n## More\n',
    ));
  it('makes a glossary where there is none', () =>
    check('-- x/a.md --\nV2<|>X', 'Define “V2X” in a glossary', '-- glossary.md --\n# Glossary\n\n**V2X**: \n'));
  it('chooses for the note', () =>
    check(
      '-- a.md --\nC<|>F',
      'In this note, “CF” means catastrophic forgetting',
      '-- a.md --\n---\nsenses:\n  CF: catastrophic forgetting\n---\n\nCF',
    ));
  it('chooses for the folder, in its glossary', () => {
    check(
      '-- x/a.md --\nC<|>F',
      'In this folder, “CF” means catastrophic forgetting',
      '-- x/glossary.md --\n---\nsenses:\n  CF: catastrophic forgetting\n---\n',
    );
    check(
      '-- x/Glossary.md --\n# Ours\n-- x/a.md --\nC<|>F',
      'In this folder, “CF” means catastrophic forgetting',
      '-- x/Glossary.md --\n---\nsenses:\n  CF: catastrophic forgetting\n---\n\n# Ours\n',
    );
  });
  it('does nothing where the front matter is broken', () => {
    const { library, document, offset } = fixture(`${papers}-- a.md --\n---\ntitle: [a\n---\nC<|>F`);
    const offered = termActions(library.now, document, offset, true).find(({ title }) => title.includes('note'))!;
    assert.equal(editOf(library.now, document, offered.action, roots), undefined);
  });
});

describe('the senses to choose from', () => {
  it('come best first, and say which is chosen', () => {
    const { library, document, offset } = fixture(
      `${papers}-- a.md --\n---\nsenses: {CF: catastrophic forgetting}\n---\nC<|>Fs`,
    );
    const known = sensesAt(library.now, document, offset)!;
    assert.equal(known.label, 'CF');
    assert.deepEqual(
      known.senses.map(({ meaning, source, pinned }) => [meaning, source, pinned]),
      [
        ['catastrophic forgetting', 'Losses', true],
        ['collaborative filtering', 'Ratings', false],
      ],
    );
    assert.deepEqual(known.scopes, ['note', 'folder']);
  });
});

describe('rename of a term', () => {
  const check = (marked: string, to: string, expected: string) => {
    const made = fixture(papers + marked);
    assert.equal(after(made, rename(made.library.now, made.document, made.offset, to)), expected);
  };
  const glossary = '-- glossary.md --\n**LoRA** (Low-Rank Adaptation): trains small matrices, as LoRA does.\n';
  it('changes it in notes and glossaries, plurals and links to it too, and no longer word', () =>
    check(
      `${glossary}-- a.md --\nLo<|>RA, LoRAs, [[LoRA]], \`LoRA\`, LoRAX, low-rank adaptation.\n-- b.md --\nLoRA\n`,
      'LowRA',
      '-- a.md --\nLowRA, LowRAs, [[LowRA]], `LoRA`, LoRAX, low-rank adaptation.\n-- b.md --\nLowRA\n' +
        '-- glossary.md --\n**LowRA** (Low-Rank Adaptation): trains small matrices, as LowRA does.\n',
    ));
  it('changes the expansion where that is written', () =>
    check(
      `${glossary}-- a.md --\nlow-rank adap<|>tation and LoRA\n`,
      'Low-Rank Tuning',
      '-- a.md --\nLow-Rank Tuning and LoRA\n-- glossary.md --\n**LoRA** (Low-Rank Tuning): trains small matrices, as LoRA does.\n',
    ));
  it('keeps the capital at the start of a sentence', () =>
    check(
      '-- glossary.md --\n**retention**: what is kept.\n-- a.md --\nRetention falls. We measure ret<|>ention.\n',
      'memory',
      '-- a.md --\nMemory falls. We measure memory.\n-- glossary.md --\n**memory**: what is kept.\n',
    ));
  it('leaves links to a note of that name', () =>
    check(
      '-- LoRA.md --\nmine\n-- glossary.md --\n**LoRA**: trains small matrices.\n-- a.md --\nLo<|>RA [[LoRA]] [LoRA](LoRA.md)\n',
      'LowRA',
      '-- a.md --\nLowRA [[LoRA]] [LowRA](LoRA.md)\n-- glossary.md --\n**LowRA**: trains small matrices.\n',
    ));
  it('changes no longer term that holds it', () =>
    check(
      '-- glossary.md --\n**reward model**: scores answers.\n\n**reward**: what is gained.\n-- a.md --\nThe reward model gives a rew<|>ard.\n',
      'prize',
      '-- a.md --\nThe reward model gives a prize.\n-- glossary.md --\n**reward model**: scores answers.\n\n**prize**: what is gained.\n',
    ));
  it('leaves headings, labels of links, files and identifiers', () => {
    const kept =
      '# LoRA\n\n[see][LoRA] [LoRA][] ![[LoRA.png]] [[a#LoRA]] LoRA_x train_LoRA.py LoRA.md {#sec-LoRA} \\cite{LoRA} x@LoRA.com\n';
    check(
      `${glossary}-- a.md --\n${kept}Lo<|>RA.\n\n[LoRA]: http://x.org\n`,
      'LowRA',
      `-- a.md --\n${kept}LowRA.\n\n[LoRA]: http://x.org\n-- glossary.md --\n**LowRA** (Low-Rank Adaptation): trains small matrices, as LowRA does.\n`,
    );
  });
  it('takes a pin along', () =>
    check(
      '-- glossary.md --\n**CF** (compact flash): a card.\n-- a.md --\n---\nsenses:\n  CF: compact flash\n---\nC<|>F\n',
      'Card',
      '-- a.md --\n---\nsenses:\n  Card: compact flash\n---\nCard\n-- glossary.md --\n**Card** (compact flash): a card.\n',
    ));
  it('writes plurals as English does', () => {
    const words = '-- glossary.md --\n**policy**: what an agent does.\n-- a.md --\nOne pol<|>icy, two policies.\n';
    check(
      words,
      'strategy',
      '-- a.md --\nOne strategy, two strategies.\n-- glossary.md --\n**strategy**: what an agent does.\n',
    );
    check(words, 'box', '-- a.md --\nOne box, two boxes.\n-- glossary.md --\n**box**: what an agent does.\n');
  });
  it('never changes papers', () => check('-- a.md --\nCor<|>DA\n', 'CorDB', '-- a.md --\nCorDB\n'));
  it('changes one sense only', () =>
    check(
      '-- a.md --\n**CF** (compact flash): a card.\n\nC<|>F\n-- x/b.md --\nCatastrophic forgetting (CF). CF.\n',
      'CFC',
      '-- a.md --\n**CFC** (compact flash): a card.\n\nCFC\n',
    ));
  it('begins with the name that is written there', () => {
    const { library, document, offset } = fixture(`${glossary}-- a.md --\nLoR<|>As`);
    assert.deepEqual(renamable(library.now, document, offset), { span: { start: 0, end: 5 }, name: 'LoRA' });
    const none = fixture(`${glossary}-- a.md --\nwor<|>ds`);
    assert.equal(renamable(none.library.now, none.document, none.offset), undefined);
  });
  it('takes no name that could not be read again', () => {
    for (const name of ['', ' ', 'a\nb', 'a*b', '[x]', '<b>', 'A (B)', '--', 'x'.repeat(200)])
      assert.ok(refusal(name), name);
    assert.equal(refusal('LoRA-2 & more'), undefined);
  });
});
