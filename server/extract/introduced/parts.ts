import { isClaim, polished } from '../definition.ts';
import { nameAt } from '../names.ts';
import { isSaying } from './following.ts';
import { keep, type Pass, type Reader } from './reader.ts';

/** "(i) asynchronous contrastive tuning, which …" and "The first stage, X, introduces …". */
export const parts: Pass = {
  pattern:
    /(?:\((?:i{1,3}|iv|v|\d)\)|[:,]\s(?:and\s)?\d\.|\b[Tt]he\s(?:first|second|third|fourth|final|last)\s(?:stage|step|phase|component|module|part),)\s+/g,
  read: readPart,
};

function readPart(reader: Reader, index: number, match: RegExpExecArray): void {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const start = match.index + match[0].length;
  const stage = /[Tt]he\s/.test(match[0]);
  const name = match[0][0] === '(' ? undefined : nameAt(text, start, sentence.end);
  const item = /^([a-z][a-z-]+(?:\s[a-z-]+){1,4}),\swhich\s/.exec(text.slice(start, start + 100));
  const span = name ?? (stage || item === null ? undefined : { start, end: start + item[1]!.length });
  if (span === undefined || /^(?:an?|the)\s/.test(text.slice(span.start, span.end))) return;
  const stop = /[;.](?=\s|$)|,\s(?:and\s)?\d\.\s/.exec(text.slice(span.end, sentence.end));
  const rest = text.slice(span.end, stop === null ? sentence.end : span.end + stop.index);
  const verbs = (stage ? /^,\s(?:which\s)?([a-z][\s\S]*)$/ : /^,\swhich\s([a-z][\s\S]*)$/).exec(rest)?.[1];
  if (verbs === undefined || !isSaying(verbs) || isClaim(verbs)) return;
  const definition = polished(verbs);
  if (definition !== '') keep(reader, { name: span, sentence, definition });
}
