import type { Span } from './span.ts';

/**
 * A text as the reader sees it, with the way back to the source it was decoded from: LaTeX remains, JSON escapes and
 * BibTeX braces make the two differ in length. `marks` are pairs [decoded offset, source offset], ascending in both,
 * the first at decoded offset 0; between two marks both texts advance alike.
 */
export interface Decoded {
  readonly text: string;
  readonly marks: readonly (readonly [decoded: number, source: number])[];
}

/** A text that needs no decoding, standing at `offset` of its source. */
export function verbatim(text: string, offset = 0): Decoded {
  return { text, marks: [[0, offset]] };
}

/** The span of the source that `span` of the decoded text came from. */
export function sourceSpan(decoded: Decoded, span: Span): Span {
  const start = sourceOffset(decoded, span.start);
  return { start, end: span.end > span.start ? sourceOffset(decoded, span.end - 1) + 1 : start };
}

/** The source offset of the character at `offset` of the decoded text (or of its end). */
export function sourceOffset({ marks }: Decoded, offset: number): number {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (marks[middle]![0] <= offset) low = middle + 1;
    else high = middle;
  }
  const mark = marks[low - 1] ?? [0, 0];
  return mark[1] + (offset - mark[0]);
}

/** Moves the source of a decoded text by `distance`, for a record read out of a larger file. */
export function shifted({ text, marks }: Decoded, distance: number): Decoded {
  return { text, marks: marks.map(([decoded, source]) => [decoded, source + distance] as const) };
}

/** The outer text, decoded from the text of `inner`, with marks that lead to the source of `inner`. */
export function composed(outer: Decoded, inner: Decoded): Decoded {
  if (inner.marks.length === 1 && inner.marks[0]![0] === 0) return shifted(outer, inner.marks[0]![1]);
  const marks: (readonly [number, number])[] = [];
  let next = 0;
  for (let i = 0; i < outer.marks.length; i++) {
    const [from, at] = outer.marks[i]!;
    const until = at + ((outer.marks[i + 1]?.[0] ?? outer.text.length + 1) - from);
    marks.push([from, sourceOffset(inner, at)]);
    while (next < inner.marks.length && inner.marks[next]![0] <= at) next++;
    for (; next < inner.marks.length && inner.marks[next]![0] < until; next++) {
      marks.push([from + inner.marks[next]![0] - at, inner.marks[next]![1]]);
    }
  }
  return { text: outer.text, marks };
}
