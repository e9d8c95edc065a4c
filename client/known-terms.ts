import { ConfigurationTarget, workspace } from 'vscode';

/**
 * The terms that bring no hover, where the settings have them. A list of the workspace stands in for the user's, so a
 * term is added where the list that counts is, and taken out of both.
 */
export async function addKnownTerm(label: string): Promise<void> {
  const { user, folder } = knownTerms();
  if (folder === undefined) await write([...user, label], ConfigurationTarget.Global);
  else await write([...folder, label], ConfigurationTarget.Workspace);
}

export async function removeKnownTerm(label: string): Promise<void> {
  const { user, folder } = knownTerms();
  const without = (labels: readonly string[]) => labels.filter(other => other !== label);
  if (folder?.includes(label)) await write(without(folder), ConfigurationTarget.Workspace);
  if (user.includes(label)) await write(without(user), ConfigurationTarget.Global);
}

/** True where the list that counts has the term already. */
export function isKnownTerm(label: string): boolean {
  const { user, folder } = knownTerms();
  return (folder ?? user).includes(label);
}

const setting = 'hover.knownTerms';

function knownTerms(): { readonly user: readonly string[]; readonly folder: readonly string[] | undefined } {
  const found = workspace.getConfiguration('gloss').inspect<unknown>(setting);
  const folder = found?.workspaceValue;
  return { user: textsOf(found?.globalValue), folder: folder === undefined ? undefined : textsOf(folder) };
}

/** A settings file may hold anything, whatever its schema says. */
function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((term): term is string => typeof term === 'string') : [];
}

async function write(labels: readonly string[], target: ConfigurationTarget): Promise<void> {
  const sorted = [...new Set(labels)].sort();
  // A user's list that is empty again goes; one of the workspace stays, since it says that nothing is known there.
  const value = sorted.length === 0 && target === ConfigurationTarget.Global ? undefined : sorted;
  await workspace.getConfiguration('gloss').update(setting, value, target);
}
