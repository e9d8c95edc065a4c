import assert from 'node:assert/strict';
import { termsIn } from '../server/extract/terms.ts';

/**
 * The CPU time that a megabyte may take, in milliseconds. Most take 10 to 100, a megabyte of nothing but brackets or
 * announcements up to 600 before the code is warm. The bound leaves room for slow machines; a scan that is worse than
 * linear takes minutes.
 */
const bound = 1000;

const characters = [...'([)]{}A a1.-=:;,"\'*`\\$%&/_?!\n\té→字'].concat('😀', '\ud800', '\u00a0');
const repeats = [
  'A-',
  '(A) ',
  '((A) ',
  'a (',
  'A) ',
  '(AB',
  'word ',
  'Word ',
  'ABCDEFGHIJKLMNOP ',
  'we propose ',
  'We propose AB ',
  'we propose and ',
  'we call ',
  'called AB ',
  'a method called ',
  'our ',
  'our method, ',
  'our Aa-',
  'here we also then ',
  'to and ',
  '(i) ',
  'the first stage, ',
  'The Alpha Beta benchmark, ',
  'AB is a ',
  'i.e., ',
  'e.g. ',
  'A. ',
  'X is, ',
  'which is a ',
];

describe('reading terms takes linear time', () => {
  for (const piece of [...characters, ...repeats]) {
    it(`on a megabyte of ${JSON.stringify(piece)}`, () => {
      const text = piece.repeat(1e6 / piece.length);
      assert.ok(milliseconds(`Alpha Beta (AB): A Title\n\n${text}`, 24) < bound);
    });
  }

  it('on an endless title', () => assert.ok(milliseconds('Alpha Beta (AB): '.repeat(6e4), 1e6) < 3 * bound));

  it('on many different abbreviations and names', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `K${i.toString(36).toUpperCase()}`);
    const introduced = names.map(name => `We propose ${name}Net, a tool. Our tool, ${name}X, works.`).join(' ');
    const spelt = names.map(name => `Words of ${[...name].map(letter => `${letter}a`).join(' ')} (${name}).`).join(' ');
    assert.ok(milliseconds(`T\n\n${introduced}`, 1) < 3 * bound);
    assert.ok(milliseconds(`T\n\n${spelt}`, 1) < 3 * bound);
  });
});

/** CPU time of one reading. */
function milliseconds(text: string, titleEnd: number): number {
  const before = process.cpuUsage();
  termsIn(text, titleEnd);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}
