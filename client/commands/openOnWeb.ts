import { env, Uri, window } from 'vscode';
import { paperOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Opens a paper's page on the Web, or a search for its title. */
export const openOnWeb: Command = async (gloss, arg) => {
  const paper = await paperOf(gloss, arg, 'Open on the Web');
  if (paper === undefined) return;
  if (/^https:\/\//i.test(paper.web)) await env.openExternal(Uri.parse(paper.web));
  else void window.showInformationMessage(`No secure web address is known for ${paper.shortName}.`);
};
