/**
 * Without what points back at earlier text; on from "by …ing" after it, where that says how: "a framework that solves
 * this problem by sharing weights" is "a framework sharing weights". What the definition itself names is no earlier text.
 */
export function withoutReference(text: string): string {
  for (const match of text.matchAll(pointing)) {
    const noun = (match[1] ?? match[2] ?? match[3] ?? '').toLowerCase().replace(/s$/, '');
    const before = text.slice(0, match.index);
    if (noun.length > 2 && before.toLowerCase().includes(noun)) continue;
    if (/^(?:is|are|by|and|in|with|to|we|it|can|which|approach|method)$/.test(noun) && before.length > 60) continue;
    const cut = clauseStart(before);
    if (cut === 0) return '';
    const by = /^[^,;.]{0,60}?\s(?:by|through|via)\s([a-z-]+ing\s[\s\S]+)$/.exec(
      text.slice(match.index + match[0].length),
    );
    const kept = text.slice(0, cut);
    if (by !== null && /^an?\s/i.test(kept)) return withoutReference(`${kept} ${by[1]!}`);
    return kept;
  }
  const own = /^an?\s[^,;:]{1,60}?\s(?:for|to|of|on)\s(?:[a-z]+\s)?(?:its?|their|them)\b/i.exec(text);
  return own === null ? text : text.slice(0, clauseStart(own[0]));
}

/** A word that points back at what the paper said before: "this problem", "these requirements", "the above mapping". */
const pointing =
  /\b(?:(?:this|these|such|those(?!\s(?:of|in|with|who|from|which|that)\b))\s(?!as\b|that\b|paper\b)(?:an?\s)?([a-z-]+)|mentioned\s(above|before|earlier)|the\s(?:above|aforementioned|proposed|above-mentioned|resulting|former|latter|said)\s([a-z-]+))/gi;

/** Where a phrase that modifies the one before begins. */
const modifier =
  /,?\s(?:that|which|where|whose|in\sorder\sto|to|for|of|by|with|from|on|in|based\son|under|via|using|through|against|without|able\sto|capable\sof|(?:immune|[a-z]+ed)\s(?:to|for|at|on|in|by|from|with)|[a-z]+ing)(?=\s)/g;

/**
 * Where the phrase begins that goes on to the end: "a tool" in "a tool to solve"; 0 where there is none. What "of" binds
 * goes with it, and a clause of which too little would be left.
 */
function clauseStart(before: string): number {
  const lead = /(?:[;:.,]|\s[–—-]{1,3})\s(?:(?:and|as|since|because|while|but)\s)?$/.exec(before);
  if (lead !== null) return lead.index;
  const bracket = before.lastIndexOf(' (');
  if (bracket >= 0 && !before.includes(')', bracket)) return bracket;
  const from = Math.max(before.lastIndexOf(', '), before.lastIndexOf('; '), before.lastIndexOf(' and '), 0);
  const marks = [...before.slice(from).matchAll(modifier)];
  let last = marks.length - 1;
  if (last < 0) return from;
  while (last > 0 && (marks[last]![0] === ' of' || binds(before.slice(from), marks[last - 1]!, marks[last]!))) last--;
  const cut = from + marks[last]!.index;
  const clause = marks.slice(0, last).findLast(([mark]) => /(?:that|which|where|whose)$/.test(mark));
  const start = clause === undefined ? cut : from + clause.index;
  return before.slice(start, cut).trim().split(' ').length < 4 ? start : cut;
}

/** True for "learning" in "for learning", "from" in "to profit from", and "to" in "allowing users to". */
function binds(text: string, before: RegExpExecArray, { index, 0: mark }: RegExpExecArray): boolean {
  const between = text.slice(before.index + before[0].length, index);
  if (/^\s(?:allow|enabl|help|mak|permitt|caus)ing$/.test(before[0])) return mark === ' to';
  return (mark.endsWith('ing') && between === '') || (before[0] === ' to' && /^\s\S+$/.test(between));
}
