import assert from 'node:assert/strict';
import { acronymsIn } from '../server/extract/acronyms.ts';
import { readNote } from '../server/formats/note.ts';
import { fileUri } from '../server/host/uris.ts';

/** Holds the acronyms that a note uses, in order, against `expected`, which has a space between two of them. */
function check(text: string, expected: string): void {
  const note = readNote(fileUri('/vault/a.md'), text);
  const found = acronymsIn(text, note);
  assert.equal(found.map(acronym => acronym.text).join(' '), expected);
  for (const { text: label, span } of found) assert.equal(text.slice(span.start, span.end), label);
}

describe('the acronyms of a note', () => {
  it('are words of capitals, perhaps with digits, hyphens and some small letters', () =>
    check(
      'We use RAG, V2X and KL-UCB on CIFAR-10; LoRA and MoE too. A U-NET.',
      'RAG V2X KL-UCB CIFAR-10 LoRA MoE U-NET',
    ));
  it('lose their plural', () => check('Two LLMs, KL-UCBs and RAGs; not LLM-s.', 'LLM KL-UCB RAG LLM'));
  it('are taken out of longer compounds', () => check('a RAG-based, post-RLHF thing', 'RAG RLHF'));
  it('are no names, plain words or single capitals', () =>
    check('GitHub, JavaScript, Transformer, X-ray, A, T5 and R&D by AT&T', ''));
  it('are none that everybody knows', () =>
    check('TODO: OK, the USA made a PDF of part III on a GPU, at 10 GHz with 4GB. IV and XII. MAP, POINTS.', ''));
  it('are not words shouted', () =>
    check(
      '# READ ZORP FIRST\n\n## ZORP\n\nTHIS ZORP IS LOUD, but ZORP; DON’T, EVERYTHING, ZORP’s\n\n- ZORP\n- RAG',
      'ZORP ZORP ZORP RAG',
    ));
  it('are not read in silent spans, links, names of files and identifiers', () =>
    check(
      '---\ntags: RAG\n---\n`RAG` $RAG$ [[RAG]] [RAG](x.md) https://x.org/RAG RAG.md MY_RAG RAG_TOP #RAG @RAG \\RAG <!-- RAG -->',
      '',
    ));
  it('stand in emphasis, brackets and at the end', () =>
    check('_RAG_, **V2X** (DPO), "NLG". It is CNN-LSTM.', 'RAG V2X DPO NLG CNN-LSTM'));
});
