import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type PaperRequest, paperRequest } from '../server/formats/paper-request.ts';

describe('what a pasted text asks for', () => {
  const check = (text: string, expected: PaperRequest | undefined) => assert.deepEqual(paperRequest(text), expected);
  const arxiv = (id: string): PaperRequest => ({ kind: 'arxiv', id });
  const doi = (doi: string): PaperRequest => ({ kind: 'doi', doi });

  it('an arXiv id, new or old, with or without version, in all writings', () => {
    check('2106.09685', arxiv('2106.09685'));
    check(' arXiv:2106.09685v2 ', arxiv('2106.09685v2'));
    check('arXiv: 2106.09685', arxiv('2106.09685'));
    check('cs/0112017', arxiv('cs/0112017'));
    check('math.GT/0309136', arxiv('math.GT/0309136'));
    check('[[2106.09685]]', arxiv('2106.09685'));
    check('@2106.09685', arxiv('2106.09685'));
    check('(arXiv:2106.09685).', arxiv('2106.09685'));
    check('https://doi.org/10.48550/arXiv.2106.09685', arxiv('2106.09685'));
  });
  it('an address of arXiv’s', () => {
    check('https://arxiv.org/abs/2106.09685', arxiv('2106.09685'));
    check('arxiv.org/pdf/2106.09685v1.pdf', arxiv('2106.09685v1'));
    check('https://arxiv.org/html/2106.09685v2#S1', arxiv('2106.09685v2'));
    check('http://www.arxiv.org/abs/cs/0112017?context=cs', arxiv('cs/0112017'));
    check('https://alphaxiv.org/abs/2106.09685', arxiv('2106.09685'));
  });
  it('a DOI, bare or as an address, without what stands behind it in prose', () => {
    check('10.18653/v1/N19-1423', doi('10.18653/v1/N19-1423'));
    check('doi: 10.18653/v1/N19-1423.', doi('10.18653/v1/N19-1423'));
    check('https://dx.doi.org/10.18653/v1/N19-1423', doi('10.18653/v1/N19-1423'));
    check('(see 10.1/x)', { kind: 'title', title: '(see 10.1/x)' });
    check('10.1000/a(b)c(d)', doi('10.1000/a(b)c(d)'));
    check('(10.1000/abc)', doi('10.1000/abc'));
    check('https://dl.acm.org/doi/abs/10.1145/3292500.3330701', doi('10.1145/3292500.3330701'));
    check('https://link.springer.com/chapter/10.1007%2F978-3-030-1', doi('10.1007/978-3-030-1'));
  });
  it('pages of Hugging Face, OpenReview and the ACL Anthology', () => {
    check('https://huggingface.co/papers/2406.00001?ref=x', { kind: 'huggingFace', id: '2406.00001' });
    check('https://openreview.net/forum?id=nZeVKeeFYf9', { kind: 'openReview', forum: 'nZeVKeeFYf9' });
    check('https://openreview.net/pdf?referrer=x&id=nZeVKeeFYf9', { kind: 'openReview', forum: 'nZeVKeeFYf9' });
    check('https://aclanthology.org/2021.acl-long.1/', { kind: 'acl', id: '2021.acl-long.1' });
    check('https://www.aclweb.org/anthology/P19-1001.pdf', { kind: 'acl', id: 'P19-1001' });
    check('N19-1423', { kind: 'acl', id: 'N19-1423' });
  });
  it('BibTeX, else a title', () => {
    check('% mine\n@article{a, title={T}}', { kind: 'bibtex', text: '% mine\n@article{a, title={T}}' });
    check('“Attention is\n all you need.”', { kind: 'title', title: 'Attention is all you need' });
    check('https://example.org/paper', { kind: 'title', title: 'https://example.org/paper' });
    check('  ', undefined);
  });
  it('throws on nothing, and gives no id with white space in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const request = paperRequest(text);
        const id = request && ('id' in request ? request.id : 'doi' in request ? request.doi : '');
        assert.doesNotMatch(id ?? '', /\s/);
      }),
    );
  });
  it('of a megabyte, in no time to speak of', () => {
    for (const char of ['(', '@', '[', '10.1/', 'arXiv:', '%\n', ' ']) {
      assert.ok(paperRequest(char.repeat(1_000_000 / char.length))?.kind !== 'doi' || char === '10.1/');
    }
  });
});
