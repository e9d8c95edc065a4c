import { composed, type Decoded } from '../text/decoded.ts';
import { decodeLatex } from '../text/latex.ts';
import { decodeMarkup } from '../text/markup.ts';
import { trimmed } from '../text/pieces.ts';

/** A value of a record as a reader should see it, without tags where `markup` says it may have such, without LaTeX remains, and trimmed. */
export function readable(value: Decoded, markup: boolean): Decoded {
  const shown = markup ? through(decodeMarkup(value.text), value) : value;
  return trimmed(through(decodeLatex(shown.text), shown));
}

/** What changed nothing needs no marks of its own. */
function through(outer: Decoded, inner: Decoded): Decoded {
  return outer.text === inner.text ? inner : composed(outer, inner);
}
