import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readQuery } from '../server/queries/paper-query.ts';

describe('a query', () => {
  const check = (text: string, ...parts: readonly object[]) => assert.deepEqual(readQuery(text).parts, parts);

  it('has words, phrases, fields and years, each perhaps turned round', () =>
    check(
      'low-rank author:"van der Maaten" -tag:survey year:2019.. -"two words"',
      { kind: 'words', not: false, text: 'low-rank', exact: false },
      { kind: 'field', field: 'author', not: false, text: 'van der Maaten', exact: true },
      { kind: 'field', field: 'tag', not: true, text: 'survey', exact: false },
      { kind: 'years', not: false, from: 2019, to: undefined },
      { kind: 'words', not: true, text: 'two words', exact: true },
    ));
  it('reads an open quote to the end', () =>
    check('title:"low rank', { kind: 'field', field: 'title', not: false, text: 'low rank', exact: true }));
  it('takes curly quotes', () =>
    check('author:“van der”', { kind: 'field', field: 'author', not: false, text: 'van der', exact: true }));
  it('takes an unknown name as a word', () =>
    check('BERT:Pre-training', { kind: 'words', not: false, text: 'BERT:Pre-training', exact: false }));

  for (const half of ['year:', 'year:2', 'year:202', 'year:..', 'year:2019..20', 'author:', 'author:""', '-tag:']) {
    it(`says that ${half} is only begun, and filters nothing`, () => {
      const { parts, unread } = readQuery(half);
      assert.deepEqual([parts.length, unread.length], [0, 1]);
    });
  }
  it('says what is no year', () => assert.match(readQuery('year:soon').unread[0]!, /“soon” is no year/));
  it('says nothing of signs alone', () => assert.deepEqual(readQuery(' - " ').unread, []));

  const piece = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('-', '"', '“', ':', '..', ' ', 'author:', 'YEAR:', 'tag:', '2021', 'hu', '\n', '\ud800'),
  );
  const anything = fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join(''));
  it('is any text at all', () =>
    fc.assert(
      fc.property(anything, text => {
        const { parts, unread } = readQuery(text);
        for (const part of parts) assert.ok(part.kind === 'years' || text.includes(part.text));
        for (const sentence of unread) assert.match(sentence, /\.$/);
      }),
    ));
  it('means the same wherever white space ends a piece', () =>
    fc.assert(
      fc.property(anything, fc.array(fc.constantFrom('hu', '-hu', 'year:2021', 'tag:"a b"')), (before, pieces) => {
        const text = `${before.replace(/["“”]/g, '')} ${pieces.join('  ')} `;
        const alone = pieces.flatMap(one => readQuery(one).parts);
        assert.deepEqual(readQuery(text).parts.slice(-alone.length || Number.MAX_SAFE_INTEGER), alone);
      }),
    ));
  it('takes time in step with its length', () => {
    const million = 1_000_000;
    for (const one of ['"', '-', 'year:', 'a ', '" ', ' ']) {
      const text = one.repeat(million / one.length);
      assert.ok(readQuery(text).parts.length <= million, one);
    }
  });
});
