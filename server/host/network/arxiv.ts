import { atom } from '../../formats/atom.ts';
import { recordsIn } from '../../formats/bibliographic.ts';
import { wordsIn } from '../../text/words.ts';
import type { Answer } from './ask.ts';

/** The path that gives the paper of an arXiv id. */
export function arxivPath(id: string): string {
  return `api/query?id_list=${encodeURIComponent(id)}&max_results=1`;
}

/** The path that gives papers whose titles have all the words of one. */
export function arxivTitlePath(title: string): string {
  const words = wordsIn(title).map(({ text }) => text.replace(/[+#]/g, ''));
  const query = words
    .filter(word => word !== '')
    .slice(0, 20)
    .map(word => `ti:${word}`)
    .join(' AND ');
  return `api/query?search_query=${encodeURIComponent(query)}&max_results=5`;
}

/** The papers of an answer of arXiv's API (Atom). An error of it is an entry that is no paper. */
export function arxivRecords(text: string): Answer {
  if (!/<feed\b/.test(text.slice(0, 2000)) || !/<\/feed>\s*$/.test(text.slice(-200))) return undefined;
  const records = recordsIn(atom, text, (_, { arxiv, venue }) => ({
    type: venue === undefined ? 'preprint' : 'article',
    url: `https://arxiv.org/abs/${arxiv}`,
  }));
  return records.filter(({ arxiv }) => arxiv !== undefined);
}
