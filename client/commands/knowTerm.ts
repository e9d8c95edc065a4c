import { ConfigurationTarget, window, workspace } from 'vscode';
import type { Command } from '../gloss.ts';

/** Adds [label] to the terms that bring no hover any more, and offers to take it back. */
export const knowTerm: Command = async (gloss, label) => {
  if (typeof label !== 'string' || label.trim() === '' || label.length > 200) {
    gloss.log.warn(`A command wanted a term and was given ${typeof label}.`);
    return;
  }
  const settings = workspace.getConfiguration('gloss');
  const known = settings.get<unknown>('hover.knownTerms');
  const before = Array.isArray(known) ? known.filter((term): term is string => typeof term === 'string') : [];
  if (before.includes(label)) return;
  await settings.update('hover.knownTerms', [...before, label].sort(), ConfigurationTarget.Global);
  const undo = 'Show it again';
  const chosen = await window.showInformationMessage(`Gloss shows no more hovers over ${label}.`, undo);
  if (chosen === undo) await settings.update('hover.knownTerms', before, ConfigurationTarget.Global);
};
