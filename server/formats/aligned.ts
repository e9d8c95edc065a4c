import type { Decoded } from '../text/decoded.ts';
import type { Span } from '../text/span.ts';
import { isSpace } from './note-characters.ts';

/**
 * The marks of a decoded text over its source: equal characters are walked together, a run of white space is a space,
 * and what the source has more (quotes, escapes, block marks, indents) is passed over up to 12 characters at a time.
 * Where that finds nothing the character is laid to where the source stands.
 */
export function aligned(decoded: string, source: string, { start, end }: Span): Decoded {
  const marks: [number, number][] = [];
  let at = start;
  for (let i = 0; i < decoded.length; i++) {
    let from = at;
    if (decoded.charCodeAt(i) === SPACE) {
      while (from < end && from < at + FARTHEST && !isSpace(source.charCodeAt(from))) from++;
      if (!(from < end && isSpace(source.charCodeAt(from)))) from = at;
    } else {
      while (from < end && isSpace(source.charCodeAt(from))) from++;
      const limit = Math.min(end, from + FARTHEST);
      let next = from;
      while (next < limit && source.charCodeAt(next) !== decoded.charCodeAt(i)) next++;
      if (next < limit) from = next;
    }
    const place = Math.min(from, Math.max(start, end - 1));
    const last = marks.at(-1);
    if (last === undefined || place - last[1] !== i - last[0]) marks.push([i, place]);
    at = Math.min(place + 1, end);
  }
  return { text: decoded, marks: marks.length === 0 ? [[0, start]] : marks };
}

const SPACE = 32;
const FARTHEST = 12;
