import { named } from './named.ts';
import { keyOf, type Named, type Reader } from './reader.ts';
import { record } from './record.ts';

/** "a set of examples, named X" and "we call the results “X”". */
export function readMarked(reader: Reader, index: number): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const written = text.slice(sentence.start, sentence.end);
  for (const match of written.matchAll(markedName)) {
    if (match[1] !== undefined) continue;
    const start = sentence.start + match.index + match[0].length;
    const before = written.slice(0, match.index);
    const found =
      named(reader, start, sentence.end, nounPhraseBefore(before), true) ?? quoted(text, start, sentence.end);
    if (found === undefined || reader.found.has(keyOf(text, found.name))) continue;
    record(reader, found, index);
  }
}

const markedName =
  /(?:(often|commonly|usually|also|so|sometimes|widely|is|are)[\s-])?\b(?:dubbed|termed|coined|named|called|(?:which\s)?we\s(?:call|term|name|dub|refer\sto))\b(?:\s(?:this|these|it|them|the\s\w+|such\s\w+)(?:\s(?:approach|method|model|framework|task|phenomenon))?)?(?:\sas)?,?\s+/g;

/** The last noun phrase of a text: from its last "a" or "an" on. */
function nounPhraseBefore(before: string): string {
  const trimmed = before.replace(/[\s,]+$/, '');
  const match = /\b(an?\s(?:(?!\san?\s)[^,.;:()]){1,120})$/i.exec(trimmed.slice(-130));
  return match === null || /\b(?:that|which)\b/.test(match[1]!) ? '' : match[1]!;
}

function quoted(text: string, at: number, end: number): Named | undefined {
  const match = /^(?:the\s)?["“‘]([A-Za-z][\w-]*(?:\s[\w-]+){0,4})[.,]?["”’]/.exec(
    text.slice(at, Math.min(end, at + 90)),
  );
  if (match === null) return undefined;
  const start = at + match[0].search(/["“‘]/) + 1;
  return { name: { start, end: start + match[1]!.length }, phrase: '', rest: at + match[0].length };
}
