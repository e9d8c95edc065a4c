import type { Decoded } from '../text/decoded.ts';
import type { Span } from '../text/span.ts';

/** The values of the outermost object of `json`, each by its key and with its span in `json`. Linear; never throws. */
export function membersOf(json: string): ReadonlyMap<string, Span> {
  const members = new Map<string, Span>();
  let depth = 0;
  let key: string | undefined;
  let valueStart = -1;
  for (let i = 0; i < json.length; i++) {
    const char = json[i];
    if (char === '"') {
      const end = stringEnd(json, i);
      if (depth === 1 && key === undefined) key = json.slice(i + 1, end - 1);
      i = end - 1;
    } else if (char === '{' || char === '[') {
      depth++;
    } else if (char === ':' && depth === 1) {
      valueStart = i + 1;
    } else if (char === '}' || char === ']' || (char === ',' && depth === 1)) {
      if (depth === 1 && key !== undefined && valueStart > 0) {
        if (!members.has(key)) members.set(key, trimmedSpan(json, valueStart, i));
        key = undefined;
        valueStart = -1;
      }
      if (char !== ',') depth--;
    }
  }
  return members;
}

/** A JSON string, its quotes included, as the text it stands for. Anything that is no JSON string gives ''. */
export function decodeJsonString(json: string, span: Span): Decoded {
  const empty: Decoded = { text: '', marks: [[0, span.start]] };
  if (json[span.start] !== '"' || json[span.end - 1] !== '"' || span.end - span.start < 2) return empty;
  const marks: [number, number][] = [[0, span.start + 1]];
  let text = '';
  let from = span.start + 1;
  for (let i = from; i < span.end - 1; i++) {
    if (json[i] !== '\\') continue;
    text += json.slice(from, i);
    const length = json[i + 1] === 'u' ? 6 : 2;
    marks.push([text.length, i]);
    text += unescaped(json.slice(i, i + length));
    i += length - 1;
    from = i + 1;
    marks.push([text.length, from]);
  }
  const whole = text + json.slice(from, Math.max(from, span.end - 1));
  return { text: whole.replace(/\p{Surrogate}/gu, '\ufffd'), marks };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescaped(sequence: string): string {
  if (sequence[1] !== 'u') return escapes[sequence[1] ?? ''] ?? sequence[1] ?? '';
  const code = Number.parseInt(sequence.slice(2), 16);
  return Number.isNaN(code) ? '' : String.fromCharCode(code);
}

/** The offset after the string that opens at `start`. */
function stringEnd(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    if (json[i] === '\\') i++;
    else if (json[i] === '"') return i + 1;
  }
  return json.length;
}

function trimmedSpan(json: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(json[start]!)) start++;
  while (end > start && /\s/.test(json[end - 1]!)) end--;
  return { start, end };
}
