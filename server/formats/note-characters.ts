/** True for a letter, a digit or a low line at `offset`, in any script; false outside the text. */
export function isWordAt(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset);
  if (code < 128) return wordTable[code] === 1;
  if (!(code >= 128)) return false;
  if (code < 0xd800 || code > 0xdfff) return wordPattern.test(text.charAt(offset));
  const first = code >= 0xdc00 && offset > 0 ? offset - 1 : offset;
  return wordPattern.test(String.fromCodePoint(text.codePointAt(first)!));
}

/** True for a space, a tab or a line break of ASCII; a no-break space is text. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True for a letter of ASCII. */
export function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** True for the ASCII marks that a backslash takes the meaning from. */
export function isPunctuation(code: number): boolean {
  return (
    (code >= 33 && code <= 47) ||
    (code >= 58 && code <= 64) ||
    (code >= 91 && code <= 96) ||
    (code >= 123 && code <= 126)
  );
}

/** The first offset from `offset` that is no space or tab, or `end`. */
export function afterBlanks(text: string, offset: number, end: number): number {
  let at = offset;
  while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9)) at++;
  return at;
}

/** The first offset from `offset` that is neither space nor line break, or `end`. */
export function afterSpaces(text: string, offset: number, end: number): number {
  let at = offset;
  while (at < end && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/** The end of the text before `end` without its closing white space, not before `start`. */
export function beforeSpaces(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(text.charCodeAt(at - 1))) at--;
  return at;
}

/**
 * Finds one string from growing offsets, all searches together reading the text once: -1 and a hit far ahead are both
 * remembered. Offsets may be asked for in any order; only ascending ones are cheap.
 */
export function finder(text: string, needle: string): (from: number) => number {
  let asked = 0;
  let found = -2;
  return from => {
    if (found !== -2 && from >= asked && (found === -1 || from <= found)) return found;
    asked = from;
    found = text.indexOf(needle, from);
    return found;
  };
}

/**
 * A copy of part of a text that does not keep the whole text alive: an engine may make a slice a window into its
 * parent, and notes that are not open must not hold their text.
 */
export function copied(text: string, start: number, end: number): string {
  return end - start < 13 ? text.slice(start, end) : ` ${text.slice(start, end)}`.slice(1);
}

const wordPattern = /[\p{L}\p{N}\p{M}]/u;
const wordTable = new Uint8Array(128);
for (let code = 0; code < 128; code++) wordTable[code] = isDigit(code) || isLetter(code) || code === 95 ? 1 : 0;
