import type { Decoded } from '../text/decoded.ts';
import type { Span } from '../text/span.ts';

/** The values of the outermost object of `json`, each by its key and with its span in `json`. Linear; never throws. */
export function membersOf(json: string): ReadonlyMap<string, Span> {
  const members = new Map<string, Span>();
  let depth = 0;
  let key: string | undefined;
  let valueStart = -1;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) {
      const end = stringEnd(json, i);
      if (depth === 1 && key === undefined) key = json.slice(i + 1, end - 1);
      i = end - 1;
    } else if (code === OPEN_BRACE || code === OPEN_BRACKET) {
      depth++;
    } else if (code === COLON && depth === 1) {
      valueStart = i + 1;
    } else if (code === CLOSE_BRACE || code === CLOSE_BRACKET || (code === COMMA && depth === 1)) {
      if (depth === 1 && key !== undefined && valueStart > 0) {
        if (!members.has(key)) members.set(key, trimmedSpan(json, valueStart, i));
        key = undefined;
        valueStart = -1;
      }
      if (code !== COMMA) depth--;
    }
  }
  return members;
}

/**
 * Gives the text at a path of names in the outermost object of `json`: of a string, of the first string of a list, or of
 * an index from words to their positions; undefined where nothing stands there. Each object on the way is read once.
 */
export function textsOf(json: string): (path: readonly string[]) => Decoded | undefined {
  const known = new Map<number, ReadonlyMap<string, Span>>();
  const members = ({ start, end }: Span) => {
    const found = known.get(start) ?? membersOf(json.slice(start, end));
    known.set(start, found);
    return found;
  };
  return path => {
    let span: Span = { start: 0, end: json.length };
    for (const name of path) {
      const member = members(span).get(name);
      if (member === undefined) return undefined;
      span = { start: span.start + member.start, end: span.start + member.end };
    }
    const code = json.charCodeAt(span.start);
    if (code === OPEN_BRACE) return decodedIndex(json, span);
    if (code !== OPEN_BRACKET) return code === QUOTE ? decodeJsonString(json, span) : undefined;
    const first = trimmedSpan(json, span.start + 1, span.end).start;
    if (json.charCodeAt(first) !== QUOTE) return undefined;
    return decodeJsonString(json, { start: first, end: stringEnd(json, first) });
  };
}

/**
 * The text of an inverted index, `{"We": [0], "propose": [1]}`. A word leads to its name in the index; where it is
 * repeated, to the end of the word before, as places never go back.
 */
function decodedIndex(json: string, span: Span): Decoded {
  const words: { readonly position: number; readonly word: Decoded; readonly end: number }[] = [];
  for (const [key, value] of membersOf(json.slice(span.start, span.end))) {
    const end = json.lastIndexOf('"', span.start + value.start);
    const word = decodeJsonString(json, { start: end - key.length - 1, end: end + 1 });
    for (const [digits] of json.slice(span.start + value.start, span.start + value.end).matchAll(/\d{1,7}/g)) {
      words.push({ position: Number(digits), word, end });
    }
  }
  words.sort((a, b) => a.position - b.position);
  const marks: (readonly [number, number])[] = [[0, words[0]?.word.marks[0]?.[1] ?? span.start]];
  let text = '';
  let last = span.start;
  for (const { word, end } of words) {
    if (text !== '') marks.push([text.length, last]);
    const at = text === '' ? 0 : text.length + 1;
    const isNew = word.marks[0]![1] > last;
    if (isNew) for (const [decoded, source] of word.marks) marks.push([at + decoded, source]);
    else for (let i = 0; i < word.text.length; i++) marks.push([at + i, last]);
    if (isNew) last = end;
    text += text === '' ? word.text : ` ${word.text}`;
  }
  return { text, marks: marks.filter((mark, i) => mark[0] !== marks[i + 1]?.[0]) };
}

/** A JSON string, its quotes included, as the text it stands for. Anything that is no JSON string gives ''. */
export function decodeJsonString(json: string, span: Span): Decoded {
  const empty: Decoded = { text: '', marks: [[0, span.start]] };
  if (json[span.start] !== '"' || json[span.end - 1] !== '"' || span.end - span.start < 2) return empty;
  const marks: [number, number][] = [[0, span.start + 1]];
  const mark = (decoded: number, source: number) => {
    if (marks.at(-1)![0] === decoded) marks.pop();
    marks.push([decoded, source]);
  };
  let text = '';
  let from = span.start + 1;
  for (let i = from; i < span.end - 1; i++) {
    if (json.charCodeAt(i) !== BACKSLASH) continue;
    text += json.slice(from, i);
    const length = json[i + 1] === 'u' ? 6 : 2;
    mark(text.length, i);
    text += unescaped(json.slice(i, i + length));
    i += length - 1;
    from = i + 1;
    mark(text.length, from);
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
    const code = json.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === QUOTE) return i + 1;
  }
  return json.length;
}

function trimmedSpan(json: string, from: number, to: number): Span {
  let [start, end] = [from, to];
  while (start < end && json.charCodeAt(start) <= 32) start++;
  while (end > start && json.charCodeAt(end - 1) <= 32) end--;
  return { start, end };
}

const QUOTE = 34;
const COMMA = 44;
const COLON = 58;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
