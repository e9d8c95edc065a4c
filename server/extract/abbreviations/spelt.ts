import type { Span } from '../../text/span.ts';

/** One short form with the words that spell it. */
export interface Spelt {
  readonly short: Span;
  readonly long: Span;
}
