import { notOwn } from './announcements.ts';
import { named } from './named.ts';
import { keyOf, type Named, type Pass, type Reader } from './reader.ts';
import { record } from './record.ts';

/** "a set of examples, named X" and "we call the results “X”". */
export const markedNames: Pass = {
  pattern:
    /\b(?:dubbed|termed|coined|named|called|(?:which\s)?we\s(?:call|term|name|dub|refer\sto))\b(?:\s(?:this|these|it|them|the\s[a-z]\w*|such\s\w+)(?:\s(?:approach|method|model|framework|task|phenomenon))?)?(?:\sas)?,?\s+(?:the\s(?=[A-Z]))?/g,
  read: readMarked,
};

function readMarked(reader: Reader, index: number, match: RegExpExecArray): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const start = match.index + match[0].length;
  const before = text.slice(Math.max(sentence.start, match.index - 200), match.index);
  if (/(?:often|commonly|usually|also|so|sometimes|widely|is|are)[\s-]$/.test(before)) return;
  const phrase = nounPhraseBefore(before);
  if (notOwn.test(phrase)) return;
  const found = named(reader, start, sentence.end, phrase, true) ?? quoted(text, start, sentence.end, phrase);
  if (found === undefined || reader.found.has(keyOf(text, found.name))) return;
  record(reader, found, index);
}

/** The last noun phrase of a text: from its last "a" or "an" on. */
function nounPhraseBefore(before: string): string {
  if (/\bwhat\s+$|\sinto\s(?:an?|two|three|four|several|many)\s(?:\w+\s){1,4}$/.test(before)) return '';
  const trimmed = before.replace(/[\s,]+$/, '');
  const match = /\b(an?\s(?:(?!\san?\s)[^,.;:()]){1,120})$/i.exec(trimmed.slice(-130));
  if (match === null || /\b(?:that|which|is|are|was|were|has|have|can|will|may)\b/.test(match[1]!)) return '';
  return match[1]!.replace(/^.*\s(?:and|or)\s(?=the\s)/, '');
}

function quoted(text: string, at: number, end: number, phrase: string): Named | undefined {
  const match = /^(?:the\s)?["“‘]([A-Za-z][\w-]*(?:\s[\w-]+){0,4})[.,]?["”’]/.exec(
    text.slice(at, Math.min(end, at + 90)),
  );
  if (match === null) return undefined;
  const start = at + match[0].search(/["“‘]/) + 1;
  return { name: { start, end: start + match[1]!.length }, phrase, rest: at + match[0].length };
}
