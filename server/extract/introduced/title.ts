import type { Span } from '../../text/span.ts';
import { isThin, polished } from '../definition.ts';
import { isCoded, thingOf } from '../names.ts';
import { spelledAfter } from '../spelling.ts';
import { sayingSentence } from './following.ts';
import { isTitled } from './named.ts';
import { announcedIn } from './own-things.ts';
import { keep, keyOf, type Reader } from './reader.ts';

/** "X: …" titles. */
export function readTitle(reader: Reader): void {
  const { text, titleEnd, found, pairs, sentences } = reader;
  const match = /^([^:\n]{2,60}?)\s?:\s*/.exec(text.slice(0, Math.min(titleEnd, 80)));
  if (match === null) return;
  const label = match[1]!;
  const name = { start: 0, end: label.length };
  const subtitle = text.slice(match[0].length, titleEnd);
  const known = found.get(keyOf(text, name));
  if (known !== undefined) {
    if (known.spelt === undefined && known.expansion === undefined) {
      const expansion = titleExpansion(reader, label, match[0].length);
      if (expansion !== undefined) found.set(keyOf(text, name), { ...known, expansion });
    }
    if (known.definition === '') {
      const definition = nounPhrase(subtitle) || gerundPhrase(subtitle);
      if (definition !== '')
        found.set(keyOf(text, name), { ...known, definition, sentence: { start: 0, end: titleEnd } });
    }
    return;
  }
  const spelt = pairs.find(({ short, long }) => sameText(text, short, label) || sameText(text, long, label));
  const words = label.split(/\s+/);
  const single =
    words.length === 1 &&
    !/^(?:POSTER|DEMO|SURVEY|TUTORIAL|PhD|WIP|RFC)$/.test(label) &&
    (isCoded(label) || /^[A-Z][a-z]+$/.test(label));
  const unnamed = sentences.map(sentence => announcedIn(reader, sentence)).find(said => said !== '') ?? '';
  const phrase =
    !single &&
    words.length <= 3 &&
    found.size === 0 &&
    spelt === undefined &&
    unnamed !== '' &&
    isTitleName(words) &&
    isUsed(text, label, titleEnd);
  if (
    !single &&
    !phrase &&
    !(spelt !== undefined && text.slice(spelt.long.start, spelt.long.end) !== '' && words.length > 1)
  )
    return;
  if (
    spelt !== undefined &&
    [...found.values()].some(
      one => one.spelt && sameText(text, one.spelt.short, text.slice(spelt.short.start, spelt.short.end)),
    )
  )
    return;
  if (spelt !== undefined && !single && !isTitled(text, spelt.long)) return;
  const follow = sayingSentence(reader, { name, phrase: '', rest: 0, ...(spelt ? { spelt } : {}) }, -1);
  const definition =
    nounPhrase(subtitle) || (found.size === 0 ? unnamed : '') || (follow ? polished(follow.verbs) : '');
  if (single && /^[A-Z][a-z]+$/.test(label) && definition === '') return;
  keep(reader, {
    name: spelt?.short ?? name,
    sentence: follow && definition === polished(follow.verbs) ? sentences[follow.at]! : { start: 0, end: titleEnd },
    definition,
    ...(spelt ? { spelt } : {}),
  });
}

/** The first words of a subtitle where they spell the name, up to where the abstract's own phrase ends. */
function titleExpansion({ text, titleEnd, found }: Reader, label: string, from: number): Span | undefined {
  const spelling = spelledAfter(text, from, titleEnd, label, false);
  if (spelling === undefined || spelling.cost > 0.1 * label.length) return undefined;
  const written = text.slice(spelling.start, spelling.end);
  for (const { name } of found.values()) {
    const phrase = text.slice(name.start, name.end);
    if (phrase.startsWith(`${written} `) && text.startsWith(phrase, spelling.start))
      return { start: spelling.start, end: spelling.start + phrase.length };
  }
  return { start: spelling.start, end: spelling.end };
}

/** "A Toolkit for Parsing Tables": a subtitle that says what thing it names. */
function nounPhrase(subtitle: string): string {
  if (!/^An?\s/.test(subtitle) || thingOf(subtitle) === undefined || ofThePaper.test(subtitle)) return '';
  const definition = polished(subtitle[0]!.toLowerCase() + subtitle.slice(1));
  return isThin(definition) ? '' : definition;
}

/** Subtitles that say what the paper is. */
const ofThePaper =
  /\b(?:evaluation|study|survey|review|comparison|analysis|trade-?off|perspective|overview|tutorial|introduction|report|case|look|guide)\b/i;

/** "averaging weights of several models improves accuracy": what is done, up to what it brings. */
function gerundPhrase(subtitle: string): string {
  const match =
    /^([a-z]+ing\s[\s\S]*?)(?:\s(?:improves?|makes?|enables?|helps?|can|leads?|is|are|outperforms?|prevents?)\s[\s\S]*)?$/.exec(
      subtitle,
    );
  return match === null ? '' : polished(match[1]!);
}

function isTitleName(words: readonly string[]): boolean {
  return (
    words.length >= 2 &&
    words.every(
      word =>
        /^[A-Z][A-Za-z-]*$/.test(word) &&
        !/^(?:Towards?|From|Beyond|Using|Without|It|Up|The|An|And|Of|For|In|On|To|Is|Are|With)$/.test(word),
    ) &&
    !/s$|ing$/.test(words.at(-1)!) &&
    !/ing$/.test(words[0]!)
  );
}

/** True where the abstract writes the label with the same capitals, and not only where a sentence begins. */
function isUsed(text: string, label: string, titleEnd: number): boolean {
  for (let at = text.indexOf(label, titleEnd); at >= 0; at = text.indexOf(label, at + label.length))
    if (/[\w,"“‘(]\s?$/.test(text.slice(Math.max(0, at - 2), at))) return true;
  return false;
}

function sameText(text: string, span: Span, other: string): boolean {
  return text.slice(span.start, span.end).toLowerCase() === other.toLowerCase();
}
