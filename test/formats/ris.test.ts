import { deepEqual, equal } from 'node:assert/strict';
import { ris } from '../../server/formats/ris.ts';
import { sourceSpan } from '../../server/text/decoded.ts';

/** Holds the titles that a text gives, and the codes of its problems, against what is expected. */
function check(source: string, titles: readonly string[], problems: readonly string[] = []): void {
  const read = ris.read(source);
  deepEqual([read.entries.map(entry => entry.text.title.text), read.problems.map(one => one.code)], [titles, problems]);
  for (const { span, text } of read.entries) {
    const again = ris.text(source.slice(span.start, span.end));
    deepEqual([again.title.text, again.abstract.text], [text.title.text, text.abstract.text]);
  }
}

const lora = `TY  - JOUR
ID  - hu2021
TI  - LoRA: <i>Low-Rank</i> Adaptation
AU  - Hu, Edward J.
AU  - Shen, Yelong, Jr.
PY  - 2021/10/16/
JO  - ICLR
DO  - https://doi.org/10.48550/arXiv.2106.09685
UR  - http://arxiv.org/abs/2106.09685
L1  - https://arxiv.org/pdf/2106.09685.pdf
KW  - peft
KW  - Machine Learning
AB  - We propose
low-rank
  adaptation.
ER  - 
`;

describe('RIS', () => {
  it('has what its tags say', () => {
    const { span: _, text, ...fields } = ris.read(lora).entries[0]!;
    deepEqual([text.title.text, text.abstract.text], ['LoRA: Low-Rank Adaptation', 'We propose low-rank adaptation.']);
    deepEqual(fields, {
      id: 'hu2021',
      key: 'hu2021',
      authors: ['Edward J. Hu', 'Yelong Shen Jr.'],
      year: 2021,
      venue: 'ICLR',
      arxiv: '2106.09685',
      doi: '10.48550/arXiv.2106.09685',
      url: 'http://arxiv.org/abs/2106.09685',
      pdf: 'https://arxiv.org/pdf/2106.09685.pdf',
      keywords: ['peft', 'Machine Learning'],
    });
    const at = text.abstract.text.indexOf('adaptation');
    const { start, end } = sourceSpan(text.abstract, { start: at, end: at + 10 });
    equal(lora.slice(start, end), 'adaptation');
  });

  it('reads one record after another', () =>
    check(lora + lora, ['LoRA: Low-Rank Adaptation', 'LoRA: Low-Rank Adaptation']));
  it('ends a record without ER at the next TY', () =>
    check('TY  - JOUR\nTI  - A\n\nTY  - JOUR\nT1  - B\n', ['A', 'B']));
  it('reads CRLF, CR, a byte order mark and single spaces', () => {
    check(`\ufeff${lora.replaceAll('\n', '\r\n')}`, ['LoRA: Low-Rank Adaptation']);
    check(lora.replaceAll('\n', '\r'), ['LoRA: Low-Rank Adaptation']);
    check(lora.replaceAll('  - ', ' - '), ['LoRA: Low-Rank Adaptation']);
  });
  it('tells of a record without a title', () =>
    check(`TY  - JOUR\nAU  - A, B\nER  - \n${lora}`, ['LoRA: Low-Rank Adaptation'], ['paper-no-title']));
  it('takes what stands outside records for nothing', () =>
    check(`Provider: X\nTI  - No\n${lora}AU  - No\n`, ['LoRA: Low-Rank Adaptation']));
  it('takes prose with a dash for prose', () => {
    const { entries } = ris.read('TY  - JOUR\nTI  - A\nAB  - One,\nAI - powered.\nER  - \n');
    equal(entries[0]?.text.abstract.text, 'One, AI - powered.');
  });

  it('is known by its tags', () => {
    equal(ris.recognises('/a/b.ris', lora), true);
    equal(ris.recognises('/a/b.txt', `\n${lora}`), true);
    equal(ris.recognises('/a/b.ris', `Provider: X\n\n${lora}`), true);
    equal(ris.recognises('/a/b.ris', 'words'), false);
    equal(ris.recognises('/a/b.txt', `words\n${lora}`), false);
  });
});
