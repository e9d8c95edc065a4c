import type { Decoded } from './decoded.ts';

/** Decoded pieces, one after another, as one text in which each leads to its own source. */
export function joined(pieces: readonly Decoded[]): Decoded {
  const marks: (readonly [number, number])[] = [];
  let length = 0;
  for (const piece of pieces) {
    if (piece.text === '') continue;
    for (const [decoded, source] of piece.marks) {
      if (decoded >= piece.text.length) continue;
      const last = marks.at(-1);
      if (last === undefined || last[1] - last[0] !== source - decoded - length) marks.push([decoded + length, source]);
    }
    length += piece.text.length;
  }
  if (marks.length === 0) marks.push([0, pieces[0]?.marks[0]?.[1] ?? 0]);
  return { text: pieces.map(piece => piece.text).join(''), marks };
}

/** Decoded text without the white space at its ends. */
export function trimmed({ text, marks }: Decoded): Decoded {
  const start = text.length - text.trimStart().length;
  const end = Math.max(start, text.trimEnd().length);
  if (start === 0 && end === text.length) return { text, marks };
  let first = 0;
  while (first + 1 < marks.length && marks[first + 1]![0] <= start) first++;
  const [decoded, source] = marks[first] ?? [0, 0];
  const rest = marks.slice(first + 1).filter(mark => mark[0] < end);
  return {
    text: text.slice(start, end),
    marks: [[0, source + start - decoded], ...rest.map(mark => [mark[0] - start, mark[1]] as const)],
  };
}
