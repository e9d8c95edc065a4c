/** One pair of brackets with what it holds: `open` and `close` are the offsets of the marks themselves. */
export interface Bracketed {
  readonly open: number;
  readonly close: number;
}

/**
 * The matched round and square brackets of a text that hold at most `longest` characters, by their opening mark. An
 * unmatched mark is passed over. Linear.
 */
export function bracketsIn(text: string, longest: number): readonly Bracketed[] {
  const pairs: Bracketed[] = [];
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 40 || code === 91) open.push(at);
    else if (code === 41 || code === 93) {
      const before = open.at(-1);
      if (before === undefined || text.charCodeAt(before) !== (code === 41 ? 40 : 91)) continue;
      open.pop();
      if (at - before <= longest + 1) pairs.push({ open: before, close: at });
    }
  }
  return pairs.sort((a, b) => a.open - b.open);
}
