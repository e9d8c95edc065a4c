/**
 * Given names as initials: "Edward J." as "E. J.", "Jean-Pierre" as "J.-P.", "EJ" as "E. J."; a lower-case particle
 * stays, and so does a name in a script without capitals.
 */
export function initials(given: string): string {
  return given
    .split(/[\s\u00a0]+|(?<=\.)(?=\p{L})/u)
    .filter(word => word !== '')
    .map((word, i) => (i > 0 && /^\p{Ll}+$/u.test(word) ? word : word.split(/[-‐‑]/).map(initial).join('-')))
    .join(' ');
}

function initial(word: string): string {
  if (/^\p{Lu}{2,3}$/u.test(word)) return [...word].map(letter => `${letter}.`).join(' ');
  const first = /^\p{L}\p{M}*/u.exec(word)?.[0];
  return first === undefined || /^\p{Lo}/u.test(first) ? word : `${first.toUpperCase()}.`;
}
