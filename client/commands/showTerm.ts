import { commands, window } from 'vscode';
import { termsRequest } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';
import { pickLive } from '../pick.ts';

const longestWord = 60;

/** Lists terms with their definitions; accepting one opens the sentence that defines it. */
export const showTerm: Command = async gloss => {
  const item = await pickLive({
    title: 'Show term',
    placeholder: 'A term or what it stands for',
    value: selectedText(),
    find: async (query, token) => {
      const answer = await gloss.server.request(termsRequest, { query }, token);
      return (answer?.terms ?? []).map(({ label, expansion, definition, source, place }) => ({
        label,
        description: [expansion, source].filter(Boolean).join(' · '),
        detail: definition,
        place,
      }));
    },
  });
  if (item === undefined) return;
  const { uri, line, character } = item.place;
  await commands.executeCommand('gloss.openPlace', uri, line, character);
};

function selectedText(): string {
  const editor = window.activeTextEditor;
  if (editor === undefined || !editor.selection.isSingleLine) return '';
  const text = editor.document.getText(editor.selection).trim();
  return text.length <= longestWord ? text : '';
}
