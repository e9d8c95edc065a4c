import type { Span } from '../../text/span.ts';
import { isClaim, isThin, polished } from '../definition.ts';
import { thingOf, things } from '../names.ts';
import { followed, isSaying } from './following.ts';
import { named } from './named.ts';
import { keep, type Pass, type Reader } from './reader.ts';

/** "Our approach, X, …" and "our submission X". */
export const ownThings: Pass = {
  pattern: new RegExp(
    String.raw`\b[Oo]ur\s+(?:[\w'’-]+\s+){0,4}?(${[...things].join('|')})(?:,\s*|\s+)(?:(?:dubbed|called|named|termed|which\s+we\s+(?:call|term|name|dub))\s+)?`,
    'g',
  ),
  read: readOwn,
};

function readOwn(reader: Reader, index: number, match: RegExpExecArray): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const found = named(reader, match.index + match[0].length, sentence.end, '', match[0].includes(','));
  if (found === undefined) return;
  const rest = text.slice(found.rest, sentence.end);
  const verbs = /^,\s+([a-z][\s\S]*)$/.exec(rest)?.[1] ?? '';
  const before = announcedBefore(reader, index);
  const said = isSaying(verbs) && !isClaim(verbs) ? verbs : '';
  const definition = before !== '' ? before : polished(said);
  const follow = followed(reader, found, index, definition);
  keep(reader, {
    name: found.name,
    ...follow,
    thing: match[1]!,
    ...(found.spelt ? { spelt: found.spelt } : {}),
  });
}

/** What the sentence before announces without a name: "we propose a framework for …". */
function announcedBefore(reader: Reader, index: number): string {
  const sentence = reader.sentences[index - 1];
  if (sentence === undefined) return '';
  return announcedIn(reader, sentence);
}

export function announcedIn(reader: Reader, sentence: Span): string {
  if (reader.told.has(sentence.start)) return '';
  const written = reader.text.slice(sentence.start, sentence.end);
  const match =
    /\b(?:we|paper|work|study)\s+(?:(?:also|then|further|therefore|thus|first)\s+)?(?:propose|introduce|present|develop|design)s?\s+((?:an?\s)?[a-z][\s\S]*)$/.exec(
      written,
    );
  if (
    match === null ||
    /^(?:the|to|that|how|two|several|following|and|or|in|for|on|by|with|what|which|here|a\s(?:variety|number|range)\sof)\s/.test(
      match[1]!,
    )
  )
    return '';
  const definition = polished(match[1]!);
  return thingOf(definition) !== undefined && !isThin(definition) ? definition : '';
}
