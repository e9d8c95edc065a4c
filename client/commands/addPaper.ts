import { Uri, window } from 'vscode';
import type { CandidateCard } from '../../server/protocol.ts';
import { add, candidateItem, lookedUp, pickSome, warningItems } from '../adding.ts';
import type { Command } from '../gloss.ts';

/**
 * Looks a paper up and adds it to the library file: [what names it], without which the reader is asked. Everything is
 * shown before it is added, unless the second argument is true.
 */
export const addPaper: Command = async (gloss, arg, addsAll) => {
  const text = typeof arg === 'string' ? arg : await asked();
  if (text === undefined || text.trim() === '') return;
  const found = await lookedUp(gloss, 'Looking the paper up', { text });
  if (found === undefined) return;
  const { candidates, warnings, file } = found;
  const [first] = candidates;
  if (candidates.length === 1 && first!.owned !== undefined) return open(first!);
  const areSure = candidates.every(({ isSure }) => isSure);
  if (addsAll === true && areSure) return add(gloss, candidates);
  if (candidates.length > 1 && areSure) {
    return add(gloss, await pickSome(candidates, `Add to ${file}`, 'The papers to add'));
  }
  const picked = await window.showQuickPick([...candidates.map(candidateItem), ...warningItems(warnings)], {
    title: `Add to ${file}`,
    placeHolder: areSure ? 'Press Enter to add this paper' : 'Choose the paper to add',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.candidate === undefined) return;
  return picked.candidate.owned === undefined ? add(gloss, [picked.candidate]) : open(picked.candidate);
};

function asked(): Thenable<string | undefined> {
  return window.showInputBox({
    title: 'Add paper',
    prompt: 'An arXiv id, a DOI, an address, BibTeX or a title.',
    placeHolder: '2106.09685',
    ignoreFocusOut: true,
  });
}

/** Shows a paper that the library has already. */
async function open({ owned }: CandidateCard): Promise<void> {
  if (owned === undefined) return;
  await window.showTextDocument(Uri.parse(owned.page));
  void window.showInformationMessage(`“${owned.title}” is in your library already.`);
}
