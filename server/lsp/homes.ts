import { type TermHome, termHomes } from '../protocol.ts';

/** What kind of document a uri is, for the setting that says where terms are shown: by its language, else by its name. */
export function homeOf(uri: string, language: string | undefined): TermHome {
  if (uri.startsWith('gloss:')) return 'paperPages';
  const known = termHomes.find(home => home === language && home !== 'plaintext' && home !== 'paperPages');
  if (known !== undefined) return known;
  const ending = /\.([A-Za-z]+)$/.exec(uri)?.[1]?.toLowerCase() ?? '';
  return endings[ending] ?? (uri.startsWith('untitled:') && language === undefined ? 'markdown' : 'plaintext');
}

const endings: Readonly<Record<string, TermHome>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdown: 'markdown',
  mkd: 'markdown',
  qmd: 'quarto',
  tex: 'latex',
  ltx: 'latex',
  bib: 'bibtex',
};
