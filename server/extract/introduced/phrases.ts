import { isClaim, isThin, polished } from '../definition.ts';
import { things } from '../names.ts';

/** What the text after a name, together with the noun phrase before it, says the thing is. */
export function phraseAfter(rest: string, before: string, thing: string | undefined): string {
  const phrase = /^(?:two|three|several)\s/i.test(before) ? '' : before.replace(/\s+/g, ' ');
  const base = polished(phrase);
  const join = (more: string) => (base === '' ? more : `${base} ${more}`);
  const apposition = /^["”’]?(?:,|:|\s?[–—]|\s--?)\s*((?:an?|the|one\sof|two|our)\s[\s\S]*)$/i.exec(rest);
  if (apposition !== null && isClause(apposition[1]!)) return phrase;
  if (apposition !== null && !/^our\s/i.test(apposition[1]!)) return apposition[1]!;
  const relative = /^["”’]?,?\s*(?:which|that)\s+([\s\S]*)$/.exec(rest);
  if (relative !== null) {
    const noun = /^(?:is|are)\s+((?:an?|the|[a-z-]+ed)\s[\s\S]*)$/.exec(relative[1]!);
    if (noun !== null && base === '') return noun[1]!;
    if (isClaim(relative[1]!) || (isBare(base) && quality.test(relative[1]!))) return phrase;
    if (base === '' && /^(?:the|an?|any|each|every|we|it|they|one|users?|people)\s/.test(relative[1]!)) return '';
    return isThin(base) && isBare(base) ? relative[1]! : join(`that ${relative[1]!}`);
  }
  const where = /^,?["”’]?,?\s*((?:where|in\swhich|whereby)\s[\s\S]*)$/.exec(rest);
  if (where !== null) return join(where[1]!);
  const as = /^(?:(?!\sto\s)[^.;]){0,60}?(?<!\b(?:known|such|well|to|defined))\sas\s+((?:an?|the)\s[\s\S]*)$/.exec(
    rest,
  );
  if (as !== null && base === '') return as[1]!;
  const participle =
    /^["”’]?,?\s*((?:(?:specifically|carefully|explicitly|specially)\s+)?(?!based\s(?!on))[a-z-]+(?:ing|ed|built)\s[\s\S]*)$/.exec(
      rest,
    );
  if (participle !== null)
    return base !== '' ? join(participle[1]!) : thing === undefined ? '' : `${withArticle(thing)} ${participle[1]!}`;
  const by = /^["”’]?,?\s*by\s+([\s\S]*)$/.exec(rest);
  if (by !== null && isBare(base) && thing === undefined && base !== '') return '';
  if (by !== null && isBare(base)) return by[1]!;
  const link = /^["”’]?,?\s*((?:for|to|by|with|of|based\son|from|via|built)\s[\s\S]*)$/.exec(rest);
  if (link !== null && base !== '') return join(link[1]!);
  return phrase;
}

/** "which is truthful": a quality, and not what the thing is or does. */
const quality =
  /^is\s(?!able\s|(?:[a-z]+ly\s)?[a-z-]+(?:ed|ing|ilt|wn|en)\s)[a-z\d-]+(?:\s(?:for|in|with|under|and|on|at)\s|[.,]?$)/;

/** True for "In the proposed X, the norms consist of …": the sentence goes on to say something of another thing. */
function isClause(phrase: string): boolean {
  return /^(?:an?|the|two|our)\s(?:(?!that\s|which\s|where\s|whose\s|who\s|what\s|how\s|in\swhich\s)[\w-]+\s){1,6}?(?:is|are|was|were|has|have|had|can|could|will|may|must|should|consists?|does|do)\s/i.test(
    phrase.slice(0, 160),
  );
}

export function withArticle(noun: string): string {
  if (noun.endsWith('s') && !things.has(noun)) return noun;
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

/** "a framework", "a new method": says nothing that the name does not. */
export function isBare(phrase: string): boolean {
  return phrase === '' || /^(?:an?|the)\s\S+$/i.test(phrase);
}
