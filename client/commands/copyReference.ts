import { window } from 'vscode';
import { papersOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';
import { copyPapers } from './copyAs.ts';

/** Copies papers as formatted references, in the style that the reader picks. */
export const copyReference: Command = async (gloss, arg, selection) => {
  const papers = await papersOf(gloss, arg, selection, 'Copy formatted reference');
  if (papers.length === 0) return;
  const item = await window.showQuickPick(styles, { title: 'Style of the reference' });
  if (item !== undefined) await copyPapers(gloss, papers, item.form);
};

const names = { apa: 'APA, 7th edition', ieee: 'IEEE', acm: 'ACM' };

const styles = [true, false].flatMap(markdown =>
  (['apa', 'ieee', 'acm'] as const).map(style => ({
    label: names[style],
    description: markdown ? 'Markdown' : 'plain text',
    form: { kind: 'reference', style, markdown } as const,
  })),
);
