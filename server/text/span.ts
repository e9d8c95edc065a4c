/** Half-open UTF-16 offsets into one text: `start` is inside, `end` is the first offset after. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span that stands `distance` further on. */
export function moved({ start, end }: Span, distance: number): Span {
  return { start: start + distance, end: end + distance };
}

/** Spans sorted by their start as spans that do not overlap: those that do become one. */
export function disjoint(spans: readonly Span[]): Span[] {
  const parts: Span[] = [];
  for (const span of spans) {
    const last = parts.at(-1);
    if (last !== undefined && span.start < last.end)
      parts[parts.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else parts.push(span);
  }
  return parts;
}

/** True where the two spans share at least one character. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** True where a cursor at `offset` touches the span, its end included. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

/** The last of `spans` (sorted by start, not overlapping) that starts at or before `offset`; found by bisection. */
export function lastStartingBefore<S extends Span>(spans: readonly S[], offset: number): S | undefined {
  return spans[countWhile(spans.length, i => spans[i]!.start <= offset) - 1];
}

/** How many of the first `length` indices satisfy `holds`, which is true up to some index and false from there on. */
export function countWhile(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True where `span` overlaps any of `spans`, which are sorted by start and do not overlap each other. */
export function overlapsAny(spans: readonly Span[], span: Span): boolean {
  const before = lastStartingBefore(spans, span.end - 1);
  return before !== undefined && before.end > span.start;
}
