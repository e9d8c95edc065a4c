import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editOf, termActions } from '../server/queries/code-actions.ts';
import { completion } from '../server/queries/completion.ts';
import { definition } from '../server/queries/definition.ts';
import { documentLinks } from '../server/queries/document-links.ts';
import { hover } from '../server/queries/hover.ts';
import { linkerFor } from '../server/queries/linker.ts';
import { references } from '../server/queries/references.ts';
import { relatedAt } from '../server/queries/related-at.ts';
import { rename } from '../server/queries/rename.ts';
import { sensesAt } from '../server/queries/senses-at.ts';
import { outline } from '../server/queries/symbols.ts';
import { termsBetween } from '../server/snapshot/mentions.ts';
import type { Span } from '../server/text/span.ts';
import { fixture } from './fixture.ts';

const papers = `-- papers.jsonl --
{"id":"lofit","title":"LoFiT: Localized Fine-tuning on LLM Representations","abstract":"We introduce Localized Fine-Tuning on LLM Representations (LoFiT), which identifies a subset of attention heads."}
-- glossary.md --
**LoRA** (Low-Rank Adaptation): trains two small matrices. [Hu et al., 2021](https://arxiv.org/abs/2106.09685)

**LoRA** (long range): radio over long distances.
`;

const piece = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'LoRA',
      'V2X',
      'low-rank adaptation (LoRA)',
      '---\nsenses:\n  LoRA: long range\n---\n',
      'low-rank adaptation',
      ' ',
      '\n',
      '[[',
      ']]',
      '[[LoFiT]]',
      '`',
      '```\n',
      '$',
      '@lofit',
      '[x](',
      ')',
      '# ',
      '---\n',
      '<!--',
      '🙂',
      'é',
      '|',
      '#',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
);

describe('at any place of any note', () => {
  it('no answer throws, and none lies outside of its document', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(200), (pieces, at) => {
        const text = pieces.join('').replaceAll('<|>', '').replace(/^-- /gm, '');
        const { library, document } = fixture(`${papers}-- a.md --\n${text}`);
        const offset = Math.min(at, document.text.length);
        const inside = ({ start, end }: Span) => assert.ok(0 <= start && start <= end && end <= document.text.length);
        const card = hover(
          library.now,
          document,
          offset,
          linkerFor(library.now, new Set(['gloss.openPaper'])),
          library.taxonomy,
        );
        if (card) {
          inside(card.span);
          assert.ok(card.span.start <= offset && offset <= card.span.end);
        }
        for (const { from } of definition(library.now, document, offset)) inside(from);
        for (const place of references(library.now, document, offset, true))
          if (place.uri === document.uri) inside(place.span);
        for (const { replaced } of completion(library.now, document, offset, true).candidates) inside(replaced);
        for (const { span } of documentLinks(library.now, document)) inside(span);
        for (const item of outline(document.note, document.text.length)) inside(item.span);
        relatedAt(library.now, { document, offset });
        sensesAt(library.now, document, offset);
        for (const { action } of termActions(library.now, document, offset, true)) {
          const done = editOf(library.now, document, action, ['file:///vault']);
          if (done?.edit.uri === document.uri) inside(done.edit.span);
        }
        for (const edit of rename(library.now, document, offset, 'Other')) {
          assert.match(edit.uri, /\.md$/);
          if (edit.uri === document.uri) inside(edit.span);
        }
        let end = 0;
        for (const mention of termsBetween(library.now.terms, document.text, document.note.silent)) {
          inside(mention);
          assert.ok(mention.start >= end);
          end = mention.end;
          assert.ok(document.note.silent.every(silent => silent.end <= mention.start || mention.end <= silent.start));
        }
      }),
      { numRuns: 80 },
    );
  });
});
