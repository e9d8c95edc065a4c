import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { readNote } from '../../server/formats/note.ts';
import type { Definition, Note, NoteUri } from '../../server/library/model.ts';

describe('a glossary', () => {
  it('is a file of that name, a note that says so, or a section', () => {
    const entry = '**Sparse attention**: attends to a few keys.';
    deepEqual(labels(read(entry, 'Glossary.MD')), ['Sparse attention']);
    deepEqual(labels(read(`---\nglossary: true\n---\n${entry}`)), ['Sparse attention']);
    for (const heading of ['Glossary', 'Terms', '2. Definitions:', '**Notation**']) {
      deepEqual(
        labels(
          read(
            `# Note\n\n## ${heading}\n\n${entry}\n\n### Sub\n\n${entry.replace('Sparse', 'Dense')}\n\n## Then\n\n${entry}`,
          ),
        ),
        ['Sparse attention', 'Dense attention'],
      );
    }
    deepEqual(labels(read(entry, 'other.md')), []);
    deepEqual(labels(read(`---\nglossary: false\n---\n## My terms of use\n${entry}`)), []);
  });

  it('has entries with a colon inside or outside the bold, or a dash', () => {
    for (const text of [
      '**RoPE**: turns keys.',
      '**RoPE:** turns keys.',
      '**RoPE** — turns keys.',
      '**RoPE** - turns keys.',
      '__RoPE__: turns keys.',
      '- **RoPE**: turns keys.',
      '1. **RoPE** – turns keys.',
      '> **RoPE**: turns\n> keys.',
    ]) {
      deepEqual(
        glossary(text).definitions.map(one => [one.label, one.definition]),
        [['RoPE', 'turns keys.']],
        text,
      );
    }
  });

  it('has definition lists', () => {
    deepEqual(
      glossary(
        'Term A\n: first\n  goes on\nTerm B (TB)\n: second\n\nTerm C\n\n: third\n: another third',
      ).definitions.map(one => [one.label, one.aliases, one.definition]),
      [
        ['Term A', [], 'first goes on'],
        ['Term B', ['TB'], 'second'],
        ['Term C', [], 'third'],
        ['Term C', [], 'another third'],
      ],
    );
  });

  it('has headings one level below with a paragraph under them', () => {
    const text =
      '# Glossary\n\nWhat we mean.\n\n## LoRA (Low-Rank Adaptation)\n\nTrains two\nsmall matrices.\n\nMore.\n\n## Empty\n\n## Group\n\n**DPO**: fits preferences.\n\n## See also\n\nThe book.';
    deepEqual(
      glossary(text)
        .definitions.map(one => [one.label, one.expansion, one.definition])
        .sort(),
      [
        ['DPO', undefined, 'fits preferences.'],
        ['LoRA', 'Low-Rank Adaptation', 'Trains two small matrices.'],
      ],
    );
    deepEqual(glossary(text).problems, []);
    deepEqual(labels(glossary('## BERT\n\nAn encoder.\n\n## GPT\n\nA decoder.')), ['BERT', 'GPT']);
  });

  it('lets an entry go on until a blank line or the next entry', () => {
    deepEqual(
      glossary('**A1**: one\ntwo\n**B1**: three\n  four\n\nfive').definitions.map(one => one.definition),
      ['one two', 'three four'],
    );
    deepEqual(
      glossary('- **A1**:\n  - what it is\n- **B1**: x').definitions.map(one => one.definition),
      ['what it is', 'x'],
    );
  });

  it('takes the name whose initials spell the label for its expansion', () => {
    const names = (entry: string) => {
      const [one] = glossary(`${entry}: it does.`).definitions;
      return [one!.expansion, ...one!.aliases];
    };
    deepEqual(names('**LoRA** (low-rank adapters, Low-Rank Adaptation)'), ['low-rank adapters', 'Low-Rank Adaptation']);
    deepEqual(names('**CF** (forgetting, catastrophic forgetting)'), ['catastrophic forgetting', 'forgetting']);
    deepEqual(names('**GloVe** (word vectors, Global Vectors)'), ['Global Vectors', 'word vectors']);
    deepEqual(names('**S3FT** (Selective Self-to-Supervised Fine-Tuning, S3)'), [
      'Selective Self-to-Supervised Fine-Tuning',
      'S3',
    ]);
    deepEqual(names('**Backpack** (sense vector model)'), ['sense vector model']);
    deepEqual(names('**MS MARCO** (Microsoft Machine Reading Comprehension)'), [
      'Microsoft Machine Reading Comprehension',
    ]);
    deepEqual(names('**Fine-tuning** (fine tuning)'), [undefined, 'fine tuning']);
    deepEqual(names('**sparse attention** (block attention)'), [undefined, 'block attention']);
    deepEqual(names('**VLM** (VLMs)'), [undefined, 'VLMs']);
  });

  it('takes a bracket at the end for the source', () => {
    const source = (end: string) => {
      const [one] = glossary(`**LoRA**: trains small matrices${end}`).definitions;
      return [one!.definition, one!.source, one!.url];
    };
    deepEqual(source('. [Hu et al., 2021](https://arxiv.org/abs/2106.09685)'), [
      'trains small matrices.',
      'Hu et al., 2021',
      'https://arxiv.org/abs/2106.09685',
    ]);
    deepEqual(source(' [Rumelhart et al., 1986].'), ['trains small matrices', 'Rumelhart et al., 1986', undefined]);
    deepEqual(source(' [@hu2021]'), ['trains small matrices', '@hu2021', undefined]);
    deepEqual(source('. [the paper](lora.md)'), ['trains small matrices.', 'the paper', undefined]);
    deepEqual(source(' of [[LoFiT]]'), ['trains small matrices of LoFiT', undefined, undefined]);
    deepEqual(source(' of [layers](layers.md)'), ['trains small matrices of layers', undefined, undefined]);
  });

  it('shows plain words, and mathematics as it is written', () => {
    equal(
      glossary(
        '**A1**: at *most* `$x$` $0.5$ of **the** [cost](c.md), see [[note|this]]<br>and ![p](q.png)<!-- no -->a\\*b[^1] snake_case',
      ).definitions[0]?.definition,
      'at most $x$ $0.5$ of the cost, see this and a*b snake_case',
    );
  });

  it('cuts a long definition behind a clause', () => {
    const clause = 'it goes on about what it is and does, ';
    const [one] = glossary(`**A1**: ${clause.repeat(10)}end.`).definitions;
    equal(one!.definition, `${clause.repeat(6).slice(0, -2)}…`);
    ok(glossary(`**A1**: ${'x'.repeat(5000)}`).definitions[0]!.definition.length <= 240);
    ok(!/\p{Cs}/u.test(glossary(`**A1**: ${'😀'.repeat(500)}`).definitions[0]!.definition));
  });

  it('knows the place of each entry', () => {
    const text = '# Glossary\n\n- **A1** (b):\n  the words.\n\nRest';
    const [one] = glossary(text).definitions;
    equal(text.slice(one!.place.span.start, one!.place.span.end), '**A1** (b):\n  the words.');
    equal(one!.place.uri, 'file:///notes/glossary.md');
  });

  it('tells of bad entries in their place, and reads the rest', () => {
    const text =
      '**A1**:\n\n**B1: not closed\n\n- **C1**\n\n**D1**: one.\n\n**D1**: two.\n\n**D1** (delta one): three.\n\n**E1** (eta one):';
    const note = glossary(text);
    deepEqual(
      note.problems.map(({ code, span }) => [code, text.slice(span.start, span.end)]),
      [
        ['glossary-no-definition', '**A1**:'],
        ['glossary-unclosed-bold', '**B1: not closed'],
        ['glossary-no-definition', '**C1**'],
        ['glossary-duplicate', '**D1**: two.'],
        ['glossary-no-definition', '**E1** (eta one):'],
      ],
    );
    deepEqual(labels(note), ['D1', 'D1', 'D1']);
  });

  it('has no entry in code, in running text, or in a bold word alone', () => {
    const note = glossary(
      '```\n**A1**: b\n```\n\nThis is **bold**: not an entry.\n\n**Models**\n\n**LoRA** is a method.\n\n**Note**: read this.',
    );
    deepEqual([labels(note), note.problems], [[], []]);
  });

  it('that is bundled is read whole', () => {
    const text = readFileSync('seeds/glossary.md', 'utf8');
    const note = glossary(text);
    equal(note.definitions.length, text.match(/^\*\*/gm)!.length);
    deepEqual(note.problems, []);
    deepEqual(
      note.definitions.filter(one => one.source === undefined || one.definition.endsWith('…')),
      [],
    );
  });
});

describe('a bold lead-in elsewhere', () => {
  it('defines what is shaped like an acronym', () => {
    deepEqual(
      read(
        '**LoRA** (Low-Rank Adaptation): trains small matrices.\n\n- **GPT-3**: a large language model.\n\n**DPO:** fits preferences directly.',
      ).definitions.map(one => [one.label, one.expansion, one.role]),
      [
        ['LoRA', 'Low-Rank Adaptation', 'glossary'],
        ['GPT-3', undefined, 'glossary'],
        ['DPO', undefined, 'glossary'],
      ],
    );
  });

  it('defines no everyday word, heading, link or identifier, and is no problem', () => {
    for (const text of [
      '**Results**: all is fine here.',
      '**TODO** (me): cite the paper.',
      '**Note**: read this first.',
      '**RQ1**: what is it?',
      '**arXiv**: the paper is there',
      '**PDF**: see the link',
      '**METHODOLOGY**: we did this.',
      '**LoRA** is a method: it trains.',
      'Here **LoRA**: is running text.',
      '**lastIndex**: where the match ends',
      '**LoRA**: https://x.org/a b',
      '**LoRA**:',
      '**DPO: not closed',
      '> [!note] **Results** (Table 2): fine.',
    ]) {
      const note = read(text);
      deepEqual([labels(note), note.problems], [[], []], text);
    }
  });

  it('ends where its paragraph does', () => {
    const note = read('**LoRA**: trains two\nsmall matrices.\n\nMore text.');
    equal(note.definitions[0]?.definition, 'trains two small matrices.');
  });
});

describe('the entries of any text', () => {
  it('do not change when another paragraph follows', () => {
    const piece = fc.constantFrom(
      '**A1**',
      '**',
      ': ',
      'word ',
      '\n',
      '\n\n',
      '(x y)',
      '[z](https://a.b)',
      '- ',
      'T\n: d',
      '$x$',
      '[1999]',
      ' — ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        const text = pieces.join('');
        const closed = `${text}\n\n`;
        const more = glossary(`${closed}Plain words after it.\n`);
        deepEqual(more.definitions, glossary(closed).definitions);
      }),
      { numRuns: 500 },
    );
  });
});

function read(text: string, name = 'reading.md'): Note {
  return readNote(`file:///notes/${name}` as NoteUri, text);
}

function glossary(text: string): Note {
  return read(text, 'glossary.md');
}

function labels(note: Note): string[] {
  return note.definitions.map((one: Definition) => one.label);
}
