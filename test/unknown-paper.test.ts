import assert from 'node:assert/strict';
import { requestName } from '../server/formats/paper-request.ts';
import { unknownPaper } from '../server/queries/unknown-paper.ts';
import { fixture } from './fixture.ts';

describe('a paper that a note names and the library lacks', () => {
  const check = (marked: string, expected: string | undefined) => {
    const { library, document, offset } = fixture(
      `-- refs.bib --\n@misc{adam, title={Adam}, eprint={1412.6980}, archiveprefix={arXiv}, doi={10.1000/adam}}\n-- a.md --\n${marked}`,
    );
    const found = unknownPaper(library.now, document, offset);
    assert.equal(found && requestName(found), expected);
  };
  it('is one of an arXiv id, as a citation, a link, an address or plain text', () => {
    check('As in [@2106.0<|>9685].', 'arXiv:2106.09685');
    check('As in [[2106.0<|>9685]].', 'arXiv:2106.09685');
    check('At https://arxiv.org/abs/2106.0<|>9685.', 'arXiv:2106.09685');
    check('At [LoRA](https://arxiv.org/abs/2106.0<|>9685).', 'arXiv:2106.09685');
    check('As arXiv:2106.0<|>9685v2 says', 'arXiv:2106.09685v2');
    check('As (arXiv: 2106.0<|>9685) says', 'arXiv:2106.09685');
  });
  it('is one of a DOI', () => {
    check('See https://doi.org/10.18653/v1/N19-1<|>423.', 'doi:10.18653/v1/N19-1423');
    check('See doi:10.18653/v1/N19-1<|>423, too.', 'doi:10.18653/v1/N19-1423');
  });
  it('is none that the library has, whatever version', () => {
    check('As in [@1412.6<|>980].', undefined);
    check('As arXiv:1412.6980v9<|> says', undefined);
    check('At https://arxiv.org/abs/1412.6<|>980v2', undefined);
    check('doi:10.1000/ad<|>am', undefined);
  });
  it('is none that no service could find', () => {
    check('As [@smith2020<|>] says', undefined);
    check('A wo<|>rd', undefined);
    check('At 12.<|>5 percent', undefined);
    check('https://example.org/<|>x', undefined);
  });
});
