import type { Span } from '../../text/span.ts';
import { isClaim, isThin, polished } from '../definition.ts';
import { isBare } from './phrases.ts';
import type { Named, Reader } from './reader.ts';

/** The definition, with what the following sentences say where the announcement says little. */
export function followed(
  reader: Reader,
  named: Named,
  index: number,
  said: string,
): { readonly definition: string; readonly sentence: Span } {
  const sentence = reader.sentences[index]!;
  if (said !== '' && !isThin(said)) return { definition: said, sentence };
  const next = sayingSentence(reader, named, index);
  if (next === undefined) return { definition: isBare(said) ? '' : said, sentence };
  const { verbs, at } = next;
  const noun = /^(?:is|are)\s+((?:an?|the)\s[\s\S]*)$/.exec(verbs);
  if (noun !== null) return { definition: polished(noun[1]!), sentence: reader.sentences[at]! };
  if (said === '' || isBare(said)) return { definition: polished(verbs), sentence: reader.sentences[at]! };
  return { definition: polished(`${said} that ${verbs}`), sentence };
}

/** The first sentence after the announcement that says what the thing does, as its verb phrase. */
export function sayingSentence(reader: Reader, named: Named, index: number) {
  const { text, sentences } = reader;
  const labels = [named.name, ...(named.spelt ? [named.spelt.long] : [])].map(span => text.slice(span.start, span.end));
  let best: { readonly verbs: string; readonly at: number } | undefined;
  for (let at = index + 1; at < sentences.length && at <= index + 8; at++) {
    const sentence = sentences[at]!;
    const written = text.slice(sentence.start, sentence.end);
    const subject = subjectOf(written, labels, at - index);
    if (subject === 0) continue;
    const verbs = written.slice(subject);
    if (!isSaying(verbs) || isClaim(verbs)) continue;
    if (!/^first\s/.test(verbs)) {
      best ??= { verbs, at };
      continue;
    }
    const then = sentences[at + 1];
    const goesOn = then && /^Then,?\s+it\s+([\s\S]*?)\.?$/.exec(text.slice(then.start, then.end));
    return { verbs: goesOn ? `${verbs.replace(/\.$/, '')}, then ${goesOn[1]!}` : verbs, at };
  }
  return best;
}

/** The length of the subject at the start of a sentence where it is the thing itself; else 0. */
function subjectOf(written: string, labels: readonly string[], distance: number): number {
  for (const label of labels) {
    if (written.slice(0, label.length).toLowerCase() !== label.toLowerCase()) continue;
    const tail = /^(?:\s(?:method|approach|framework|model|technique|algorithm))?\s(?=[a-z])/.exec(
      written.slice(label.length, label.length + 20),
    );
    if (tail !== null) return label.length + tail[0].length;
  }
  if (distance > 1) return 0;
  const pronoun =
    /^(?:It|(?:Our|This|The)\s(?:(?:proposed|training|new|resulting)\s)?(?:method|approach|framework|technique|model|benchmark|dataset|strategy|algorithm|objective))\s(?=[a-z])/.exec(
      written,
    );
  return pronoun?.[0].length ?? 0;
}

/** True for a verb in the third person, after at most one adverb. */
export function isSaying(verbs: string): boolean {
  const match = /^(?:(?:[a-z]+ly|first|then|also|only)\s)?([a-z]+(?:-[a-z]+)*)\s(\S+)/.exec(verbs);
  if (match === null) return false;
  const [, verb, next] = match;
  if (verb === 'is' || verb === 'are')
    return /^(?:an?|the|more|based|trained|designed|built|composed|defined|motivated|inspired)$/.test(next!);
  if (/^(?:are|have|can|could|may|will|must|contain|consist|achieve|allow|enable|provide)$/.test(next!)) return false;
  return /[^sui]s$/.test(verb!) && !/^(?:has|does|was|its|this|serves|stems)$/.test(verb!);
}
