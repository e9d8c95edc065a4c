import { memoOne } from '../library/memo.ts';
import type { Definition, Sense } from '../library/model.ts';
import { isShaped, termKey } from '../text/fold.ts';
import { searchWords } from './search.ts';
import { compareText } from './snapshot.ts';
import { isStopWord } from './stop-words.ts';

const mostGroups = 30;
const mostCompared = 20;

/**
 * The senses that definitions of one label fall into, best first. Definitions are merged by what they say, their
 * expansion or their words, never by the label alone: so CF has two senses in a library that knows catastrophic
 * forgetting and collaborative filtering.
 */
export const sensesOf = memoOne((definitions: readonly Definition[]): readonly Sense[] => {
  const groups: Definition[][] = [];
  // A remark alone is a paragraph of a note that begins in bold.
  if (definitions.every(({ role }) => role === 'remark')) return [];
  const ordered = [...definitions].sort(byStanding);
  const byConcept = new Map<string, Definition[]>();
  for (const definition of ordered) {
    const concept = termKey(conceptOf(definition) ?? '');
    // The same expansion is the usual case, and found at once; only so many are compared word by word.
    const home =
      (concept === '' ? undefined : byConcept.get(concept)) ??
      groups.slice(0, mostGroups).find(group => group.slice(0, mostCompared).some(other => agree(other, definition)));
    if (home) home.push(definition);
    else groups.push([definition]);
    const group = home ?? groups.at(-1)!;
    if (concept !== '' && !byConcept.has(concept)) byConcept.set(concept, group);
  }
  return groups.map(senseOf);
});

const standing: Readonly<Record<Definition['role'], number>> = {
  glossary: 0,
  remark: 0,
  introduces: 1,
  bundled: 2,
  names: 3,
  expands: 4,
};

/** True for a definition in the reader's own words. */
export function isReaders({ role }: Definition): boolean {
  return role === 'glossary' || role === 'remark';
}

/** Who defines a term: the user's glossary, the paper that introduces it, the bundled glossary; last who only expands it. */
function byStanding(a: Definition, b: Definition): number {
  return (
    rank(a) - rank(b) ||
    compareText(a.place.uri, b.place.uri) ||
    a.place.span.start - b.place.span.start ||
    compareText(a.label, b.label)
  );
}

function rank(definition: Definition): number {
  return standing[definition.role] + (definition.definition === '' ? 10 : 0);
}

function senseOf(group: readonly Definition[]): Sense {
  const from = group[0]!;
  const named = group.find(definition => definition.role !== 'expands' && definition.expansion !== undefined);
  const expansion =
    from.expansion ?? (named ?? group.find(definition => definition.expansion !== undefined))?.expansion;
  const labels = [...new Set(group.flatMap(definition => [definition.label, ...definition.aliases]))];
  const base = {
    label: from.label,
    aliases: labels.filter(label => label !== from.label && label !== expansion),
    definition: from.definition,
    from,
    definitions: group,
  };
  return expansion === undefined || termKey(expansion) === termKey(from.label) ? base : { ...base, expansion };
}

/** True where two definitions are of one thing: the same expansion, a wording of it in passing, or the same words. */
function agree(a: Definition, b: Definition): boolean {
  const [one, other] = [conceptOf(a), conceptOf(b)];
  if (one !== undefined && other !== undefined) {
    if (termKey(one) === termKey(other)) return true;
    if (a.role === 'expands' || b.role === 'expands') return areWordings(one, other);
    return shared(one, other) >= 0.8;
  }
  if (a.definition === '' || b.definition === '') return false;
  const [short, long] = [`${one ?? ''} ${a.definition}`, `${other ?? ''} ${b.definition}`];
  return shared(short, long) >= 0.4;
}

/** True where an expansion that some text gives is that of the sense, or a wording of it. */
export function sayTheSame(sense: Sense, expansion: string): boolean {
  const key = termKey(expansion);
  return sense.definitions.some(definition => {
    const concept = conceptOf(definition);
    return concept !== undefined && (termKey(concept) === key || areWordings(concept, expansion));
  });
}

/**
 * True where one expansion is a wording of the other: half of what stands before the word that both end in is shared. So
 * "neural entity recognition" words "named entity recognition", and "curriculum learning" is another thing than
 * "contrastive learning".
 */
function areWordings(one: string, other: string): boolean {
  const [a, b] = [[...stems(one)], [...stems(other)]];
  if (a.at(-1) === b.at(-1)) {
    a.pop();
    b.pop();
  }
  return shared(a.join(' '), b.join(' ')) >= 0.5;
}

/** What an expansion or a label of several words says that a thing is. */
function conceptOf(definition: Definition): string | undefined {
  if (definition.expansion !== undefined) return definition.expansion;
  const words = definition.label.split(/[\s-]+/);
  return words.length > 1 && !words.some(isShaped) ? definition.label : undefined;
}

/** The share of the shorter text's telling words that the longer one has too, by their first five letters. */
function shared(a: string, b: string): number {
  const [one, other] = [stems(a), stems(b)];
  const smaller = Math.min(one.size, other.size);
  if (smaller === 0) return 0;
  let common = 0;
  for (const stem of one) if (other.has(stem)) common++;
  return common / smaller;
}

function stems(text: string): ReadonlySet<string> {
  const words = searchWords(text);
  const telling = words.filter(word => !isStopWord(word) || words.length <= 3);
  return new Set(telling.map(word => word.slice(0, 5)));
}
