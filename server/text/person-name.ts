/** A person's name in its parts, particles with the family name; or the name of an organisation, which has none. */
export type Name =
  | { readonly kind: 'person'; readonly given: string; readonly family: string; readonly suffix: string }
  | { readonly kind: 'organisation'; readonly name: string };

/**
 * The parts of a name that is written "Family, Given", "Family, Jr, Given" or "Given Family". In the last, lower-case
 * particles before the family name belong to it: "Laurens van der Maaten". A single word, and what stands in braces, is
 * an organisation's.
 */
export function personName(author: string): Name {
  const text = author.replace(/\s+/g, ' ').trim();
  if (/^\{[^{}]*\}$/.test(text)) return { kind: 'organisation', name: text.slice(1, -1).trim() };
  const parts = text.split(',').map(part => part.trim());
  if (parts.length >= 3) {
    return { kind: 'person', family: parts[0]!, suffix: parts[1]!, given: parts.slice(2).join(' ') };
  }
  if (parts.length === 2 && parts[1] !== '') {
    return isSuffix(parts[1]!)
      ? { ...inOrder(parts[0]!.split(' ')), suffix: parts[1]! }
      : { kind: 'person', family: parts[0]!, suffix: '', given: parts[1]! };
  }
  const words = parts[0]!.split(' ');
  return words.length === 1 ? { kind: 'organisation', name: words[0]! } : inOrder(words);
}

function inOrder(all: readonly string[]): Name & { kind: 'person' } {
  const suffix = all.length > 2 && isSuffix(all.at(-1)!) ? all.at(-1)! : '';
  const words = suffix === '' ? all : all.slice(0, -1);
  const particle = words.findIndex((word, i) => i > 0 && i < words.length - 1 && /^\p{Ll}[\p{Ll}'’]*$/u.test(word));
  const at = particle < 0 ? words.length - 1 : particle;
  return { kind: 'person', given: words.slice(0, at).join(' '), family: words.slice(at).join(' '), suffix };
}

function isSuffix(word: string): boolean {
  return /^(?:jr|sr|ii|iii|iv)\.?$/i.test(word);
}
