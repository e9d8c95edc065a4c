import { window } from 'vscode';
import type { Command, Gloss } from '../gloss.ts';
import { addKnownTerm, isKnownTerm, removeKnownTerm } from '../known-terms.ts';
import { TermRow } from '../term-row.ts';

/** Adds [label], or a row's, to the terms that bring no hover any more, and offers to take it back. */
export const knowTerm: Command = async (gloss, arg) => {
  const label = labelOf(gloss, arg instanceof TermRow ? arg.node.label : arg);
  if (label === undefined || isKnownTerm(label)) return;
  await addKnownTerm(label);
  const undo = 'Show them again';
  const chosen = await window.showInformationMessage(`Gloss shows no more hovers over ${label}.`, undo);
  if (chosen === undo) await removeKnownTerm(label);
};

/** Takes [label], or the one for which a row is known, out of the settings again, wherever it stands in them. */
export const forgetTerm: Command = async (gloss, arg) => {
  const label = labelOf(gloss, arg instanceof TermRow ? arg.node.known : arg);
  if (label !== undefined) await removeKnownTerm(label);
};

function labelOf(gloss: Gloss, label: unknown): string | undefined {
  if (typeof label === 'string' && label.trim() !== '' && label.length <= 200) return label;
  gloss.log.warn(`A command wanted a term and was given ${typeof label}.`);
  return undefined;
}
