import type { Span } from '../../text/span.ts';
import { polished } from '../definition.ts';
import { nameAt, thingOf } from '../names.ts';
import { beside, bracketedPhrase, expansionBeside, spelledNearby } from './beside.ts';
import { followed } from './following.ts';
import { isThing, stands } from './named.ts';
import { phraseAfter } from './phrases.ts';
import { keep, type Named, type Reader } from './reader.ts';

/** Keeps what was found; returns where a list of names goes on, if it does. */
export function record(reader: Reader, named: Named, index: number, numbered = false): number | undefined {
  const { text } = reader;
  const sentence = reader.sentences[index]!;
  const listed = /^,\s+(?=\S)/.exec(text.slice(named.rest, named.rest + 3));
  if (listed !== null) {
    const next = nameAt(text, named.rest + listed[0].length, sentence.end);
    if (
      next !== undefined &&
      stands(text, next, sentence.end) &&
      expansionBeside(text, named, sentence.end) === undefined
    ) {
      keep(reader, { name: named.name, sentence, definition: '', ...(named.spelt ? { spelt: named.spelt } : {}) });
      return next.start;
    }
  }
  const { expansion, rest } = beside(text, named, sentence.end);
  const more = nextInList(text, rest, sentence.end, numbered);
  const phrase = phraseAfter(
    text.slice(rest, more ?? sentence.end),
    named.phrase,
    lastThing(text, named.spelt?.long ?? named.name) ?? thingAfter(text, named.rest),
  );
  const said = followed(reader, named, index, polished(phrase));
  const letters =
    expansion ??
    (named.spelt
      ? undefined
      : (bracketedPhrase(text, named.name) ?? spelledNearby(text, named.name, rest, sentence.end)));
  const thing =
    thingOf(named.phrase) ??
    thingAfter(text, named.rest) ??
    (rest > named.rest ? thingAfter(text, rest) : undefined) ??
    (/^(?:an?|the)\s/i.test(phrase) ? thingOf(phrase) : undefined) ??
    lastThing(text, named.spelt?.long ?? named.name);
  keep(reader, {
    name: named.name,
    sentence: said.sentence,
    definition: said.definition,
    ...(thing === undefined ? {} : { thing }),
    ...(named.spelt ? { spelt: named.spelt } : {}),
    ...(letters ? { expansion: letters } : {}),
  });
  return more === undefined
    ? undefined
    : more + (/^(?:;|,)?\s*(?:and\s+)?/.exec(text.slice(more, more + 12))?.[0].length ?? 0);
}

/** The thing that the word before `rest` names, after the name. */
function thingAfter(text: string, rest: number): string | undefined {
  const noun = /\s([a-z]+)$/.exec(text.slice(Math.max(0, rest - 24), rest));
  return noun !== null && isThing(noun[1]!) ? noun[1]! : undefined;
}

/** "Micro Edit Dataset" is a dataset. */
function lastThing(text: string, name: Span): string | undefined {
  const word = /\s([A-Za-z]+)$/.exec(text.slice(name.start, name.end))?.[1]?.toLowerCase();
  return word !== undefined && isThing(word) ? word : undefined;
}

/** "; and (2) …" or ", and Y, a …". */
function nextInList(text: string, at: number, end: number, numbered: boolean): number | undefined {
  const rest = text.slice(at, end);
  const mark = /[;,]\s+(?:and\s+)?\((?:\d|[ivx]{1,3})\)\s/.exec(rest);
  if (numbered && mark !== null) return at + mark.index;
  for (const match of rest.matchAll(/,?\sand\s(?=[A-Z])/g)) {
    const start = at + match.index + match[0].length;
    const name = nameAt(text, start, end);
    if (name !== undefined && /^,\s(?:an?|which|that)\s/.test(text.slice(name.end, name.end + 9)))
      return at + match.index;
  }
  return undefined;
}
