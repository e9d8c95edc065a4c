import { composed, type Decoded } from '../text/decoded.ts';
import { decodeLatex } from '../text/latex.ts';
import { decodeMarkup } from '../text/markup.ts';

/** A value of a record as a reader should see it, without tags where `markup` says it may have such, and without LaTeX remains. */
export function readable(value: Decoded, markup: boolean): Decoded {
  const shown = markup ? composed(decodeMarkup(value.text), value) : value;
  return composed(decodeLatex(shown.text), shown);
}
