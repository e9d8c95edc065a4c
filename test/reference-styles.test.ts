import { equal, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { BibliographicRecord } from '../server/library/bibliographic-record.ts';
import { bibliographicOf } from '../server/queries/bibliographic.ts';
import { markdownReference, plainReference, reference, referenceStyles } from '../server/queries/reference-styles.ts';
import { initials } from '../server/text/initials.ts';
import { fixture } from './fixture.ts';

/** The only paper of a file, with all that is known of it. */
function recordIn(name: string, text: string): BibliographicRecord {
  const { now } = fixture(`-- ${name} --\n${text}`).library;
  const [paper] = now.papers.values();
  ok(paper);
  return bibliographicOf(now, paper);
}

/** The reference of the only paper of a file in APA, IEEE and ACM style, in Markdown without its escapes. */
function check(text: string, expected: string, name = 'refs.bib') {
  const record = recordIn(name, text);
  const shown = referenceStyles.map(style => markdownReference(reference(record, style)).replace(/\\(.)/g, '$1'));
  equal(shown.join('\n'), expected.trim());
}

describe('a reference', () => {
  it('of a preprint', () =>
    check(
      `@article{hu2021lora, title={LoRA: Low-Rank Adaptation of Large Language Models}, year={2021}, month=jun,
      author={Hu, Edward J. and Shen, Yelong and Wallis, Phillip and Allen-Zhu, Zeyuan and Li, Yuanzhi and Wang, Shean and Wang, Lu and Chen, Weizhu},
      journal={arXiv preprint arXiv:2106.09685}, primaryclass={cs.CL}, eprint={2106.09685}, archiveprefix={arXiv}}`,
      `
Hu, E. J., Shen, Y., Wallis, P., Allen-Zhu, Z., Li, Y., Wang, S., Wang, L., & Chen, W. (2021). *LoRA: Low-Rank Adaptation of Large Language Models* (arXiv:2106.09685). arXiv. <https://arxiv.org/abs/2106.09685>
E. J. Hu *et al.*, “LoRA: Low-Rank Adaptation of Large Language Models,” Jun. 2021, *arXiv:2106.09685*.
Edward J. Hu, Yelong Shen, Phillip Wallis, Zeyuan Allen-Zhu, Yuanzhi Li, Shean Wang, Lu Wang, and Weizhu Chen. 2021. LoRA: Low-Rank Adaptation of Large Language Models. arXiv:2106.09685 [cs.CL]. Retrieved from <https://arxiv.org/abs/2106.09685>`,
    ));

  it('of a paper in proceedings', () =>
    check(
      `@inproceedings{vaswani2017attention, title={Attention Is All You Need}, year=2017, volume={30},
      author={Vaswani, Ashish and Shazeer, Noam and Parmar, Niki and Uszkoreit, Jakob and Jones, Llion and Gomez, Aidan N. and Kaiser, {\\L}ukasz and Polosukhin, Illia},
      booktitle={Advances in Neural Information Processing Systems}, pages={5998--6008}, publisher={Curran Associates, Inc.}}`,
      `
Vaswani, A., Shazeer, N., Parmar, N., Uszkoreit, J., Jones, L., Gomez, A. N., Kaiser, Ł., & Polosukhin, I. (2017). Attention Is All You Need. In *Advances in Neural Information Processing Systems* (Vol. 30, pp. 5998–6008). Curran Associates, Inc.
A. Vaswani *et al.*, “Attention Is All You Need,” in *Advances in Neural Information Processing Systems*, vol. 30, Curran Associates, Inc., 2017, pp. 5998–6008.
Ashish Vaswani, Noam Shazeer, Niki Parmar, Jakob Uszkoreit, Llion Jones, Aidan N. Gomez, Łukasz Kaiser, and Illia Polosukhin. 2017. Attention Is All You Need. In *Advances in Neural Information Processing Systems* (Vol. 30). Curran Associates, Inc., 5998–6008.`,
    ));

  it('of a paper by two that arXiv has too', () =>
    check(
      `@inproceedings{kingma2015adam, title={Adam: A Method for Stochastic Optimization}, author={Diederik P. Kingma and Jimmy Ba}, booktitle={ICLR}, year={2015}, url={http://arxiv.org/abs/1412.6980}}`,
      `
Kingma, D. P., & Ba, J. (2015). Adam: A Method for Stochastic Optimization. In *ICLR*. <https://arxiv.org/abs/1412.6980>
D. P. Kingma and J. Ba, “Adam: A Method for Stochastic Optimization,” in *ICLR*, 2015. [Online]. Available: <https://arxiv.org/abs/1412.6980>
Diederik P. Kingma and Jimmy Ba. 2015. Adam: A Method for Stochastic Optimization. In *ICLR*. <https://arxiv.org/abs/1412.6980>`,
    ));

  it('of a paper in proceedings, in CSL-JSON', () =>
    check(
      JSON.stringify([
        {
          id: 'he2016',
          type: 'paper-conference',
          title: 'Deep Residual Learning for Image Recognition',
          author: ['He Kaiming', 'Zhang Xiangyu', 'Ren Shaoqing', 'Sun Jian'].map(name => {
            const [family, given] = name.split(' ');
            return { family, given };
          }),
          'container-title': '2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)',
          page: '770-778',
          issued: { 'date-parts': [[2016, 6]] },
          DOI: '10.1109/CVPR.2016.90',
        },
      ]),
      `
He, K., Zhang, X., Ren, S., & Sun, J. (2016). Deep Residual Learning for Image Recognition. In *2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)* (pp. 770–778). <https://doi.org/10.1109/CVPR.2016.90>
K. He, X. Zhang, S. Ren, and J. Sun, “Deep Residual Learning for Image Recognition,” in *2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)*, Jun. 2016, pp. 770–778, doi: 10.1109/CVPR.2016.90.
Kaiming He, Xiangyu Zhang, Shaoqing Ren, and Jian Sun. 2016. Deep Residual Learning for Image Recognition. In *2016 IEEE Conference on Computer Vision and Pattern Recognition (CVPR)*. 770–778. <https://doi.org/10.1109/CVPR.2016.90>`,
      'refs.json',
    ));

  it('of an article, its names with particles and hyphens, in RIS', () =>
    check(
      `TY  - JOUR
TI  - Visualizing Data using t-SNE
AU  - van der Maaten, Laurens
AU  - Hinton, Geoffrey E.
AU  - Dupont, Jean-Pierre
PY  - 2008
JO  - Journal of Machine Learning Research
VL  - 9
IS  - 86
SP  - 2579
EP  - 2605
UR  - http://jmlr.org/papers/v9/vandermaaten08a.html
ER  -
`,
      `
van der Maaten, L., Hinton, G. E., & Dupont, J.-P. (2008). Visualizing Data using t-SNE. *Journal of Machine Learning Research*, *9*(86), 2579–2605. <http://jmlr.org/papers/v9/vandermaaten08a.html>
L. van der Maaten, G. E. Hinton, and J.-P. Dupont, “Visualizing Data using t-SNE,” *Journal of Machine Learning Research*, vol. 9, no. 86, pp. 2579–2605, 2008. [Online]. Available: <http://jmlr.org/papers/v9/vandermaaten08a.html>
Laurens van der Maaten, Geoffrey E. Hinton, and Jean-Pierre Dupont. 2008. Visualizing Data using t-SNE. *Journal of Machine Learning Research* 9, 86 (2008), 2579–2605. <http://jmlr.org/papers/v9/vandermaaten08a.html>`,
      'refs.ris',
    ));

  it('of a book, and of one that only an editor is named for', () => {
    check(
      '@book{goodfellow2016, title={Deep Learning}, author={Goodfellow, Ian and Bengio, Yoshua and Courville, Aaron}, publisher={MIT Press}, year={2016}}',
      `
Goodfellow, I., Bengio, Y., & Courville, A. (2016). *Deep Learning*. MIT Press.
I. Goodfellow, Y. Bengio, and A. Courville, *Deep Learning*. MIT Press, 2016.
Ian Goodfellow, Yoshua Bengio, and Aaron Courville. 2016. *Deep Learning*. MIT Press.`,
    );
    check(
      '@book{e, title={Parallel Models?}, editor={Rumelhart, David E.}, publisher={MIT Press}, year={1986}}',
      `
Rumelhart, D. E. (Ed.). (1986). *Parallel Models?* MIT Press.
D. E. Rumelhart, Ed., *Parallel Models?* MIT Press, 1986.
David E. Rumelhart (Ed.). 1986. *Parallel Models?* MIT Press.`,
    );
  });

  it('of an organisation, with no year', () =>
    check(
      '@misc{llama, title={Model card}, author={{Llama Team, Meta}}, url={https://llama.example/card}}',
      `
Llama Team, Meta. (n.d.). *Model card*. <https://llama.example/card>
Llama Team, Meta, “Model card,” n.d. [Online]. Available: <https://llama.example/card>
Llama Team, Meta. [n. d.]. Model card. <https://llama.example/card>`,
    ));

  it('of a paper whose authors nobody knows', () =>
    check(
      '@article{x, title={1984. A year}, journal={Cats}, year={1985}}',
      `
1984. A year. (1985). *Cats*.
“1984. A year,” *Cats*, 1985.
1985. 1984. A year. *Cats* (1985).`,
    ));

  it('of a paper of three hundred authors names as many as the style wants', () => {
    const authors = Array.from({ length: 300 }, (_, i) => `Family${i + 1}, Given`);
    const record: BibliographicRecord = { type: 'other', title: 'Collider', authors, year: 2012, keywords: [] };
    const shown = referenceStyles.map(style => plainReference(reference(record, style)));
    ok(shown[0]!.includes('Family19, G., … Family300, G. (2012)'), shown[0]);
    ok(shown[1]!.startsWith('G. Family1 et al., “Collider,”'), shown[1]);
    ok(shown[2]!.includes('Given Family50, et al. 2012.'), shown[2]);
  });

  it('takes what hostile titles say for words', () => {
    const title = '[[x]] *a* <img src=x> [a](command:b) @key $x$ `c`';
    const record: BibliographicRecord = { type: 'other', title, authors: [], keywords: [] };
    equal(
      markdownReference(reference({ ...record, year: 2020 }, 'acm')),
      '2020\\. \\[\\[x\\]\\] \\*a\\* \\<img src=x\\> \\[a\\](command:b) \\@key \\$x\\$ \\`c\\`.',
    );
  });

  it('is one line for every record', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 30 });
    const some = fc.option(text, { nil: undefined });
    const anyRecord = fc.record({
      type: fc.constantFrom(
        'article',
        'inproceedings',
        'incollection',
        'book',
        'thesis',
        'report',
        'preprint',
        'other',
      ),
      title: text,
      authors: fc.array(text, { maxLength: 8 }),
      editors: fc.array(text, { maxLength: 3 }),
      year: fc.option(fc.integer({ min: 1000, max: 2999 }), { nil: undefined }),
      month: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
      venue: some,
      publisher: some,
      volume: some,
      pages: some,
      arxiv: some,
      doi: some,
      url: some,
      keywords: fc.constant([]),
    });
    fc.assert(
      fc.property(anyRecord, fc.constantFrom(...referenceStyles), (record, style) => {
        const runs = reference(record as BibliographicRecord, style);
        ok(!/[\r\n]|undefined/.test(markdownReference(runs).replaceAll(record.title, '')));
        ok(!/[\r\n]/.test(plainReference(runs)));
      }),
    );
  });
});

describe('initials', () => {
  for (const [given, expected] of [
    ['Edward J.', 'E. J.'],
    ['E.J.', 'E. J.'],
    ['EJ', 'E. J.'],
    ['Jean-Pierre', 'J.-P.'],
    ['Élodie', 'É.'],
    ['Jan van', 'J. van'],
    ['伟', '伟'],
  ] as const) {
    it(`of ${given}`, () => equal(initials(given), expected));
  }
});
