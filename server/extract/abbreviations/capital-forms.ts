import type { Span } from '../../text/span.ts';
import { isWordLetter } from '../spelling/letters.ts';
import { capitals, trimmed } from './short-forms.ts';
import type { Spelt } from './spelt.ts';

/**
 * Words of capitals that stand alone, as SDU@AAAI-22 counts short forms; none from a run of three or more words that are
 * all in capitals, as headings are, and no Roman number.
 */
export function capitalForms(text: string, pairs: readonly Spelt[]): readonly Span[] {
  const found: Span[] = [];
  let next = 0;
  let run: Span[] = [];
  let runEnd = -1;
  for (let at = 0; at <= text.length; at++) {
    if (at < text.length && !isFormLetter(text.charCodeAt(at))) continue;
    let end = at + 1;
    while (end < text.length && isFormLetter(text.charCodeAt(end))) end++;
    const span = trimmed(text, at, end);
    const length = span.end - span.start;
    const upper = capitals(text, span);
    const heading = upper > 0 && upper === length;
    if (!heading || at !== runEnd + 1 || text.charCodeAt(runEnd) !== 32) {
      if (run.length < 3) found.push(...run);
      run = [];
    }
    while (next < pairs.length && pairs[next]!.short.end <= span.start) next++;
    const paired = next < pairs.length && pairs[next]!.short.start < span.end;
    if (!paired && length >= 2 && length <= 10 && upper > capitalShare * length && !isRoman(text, span)) {
      if (heading) run.push(span);
      else found.push(span);
    }
    if (heading) runEnd = end;
    at = end;
  }
  if (run.length < 3) found.push(...run);
  return found;
}

const capitalShare = 0.6;

function isRoman(text: string, span: Span): boolean {
  return /^[IVX]+$/.test(text.slice(span.start, span.end));
}

function isFormLetter(code: number): boolean {
  return isWordLetter(code) || code === 45 || code === 38;
}
