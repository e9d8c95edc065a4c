import { ConfigurationTarget, window, workspace } from 'vscode';
import { type RecordCard, recordsRequest } from '../../server/protocol.ts';
import { paperOf } from '../arguments.ts';
import type { Command } from '../gloss.ts';

/** Lets the reader say which records are this paper: an unticked one stands alone from then on, a ticked one joins again. */
export const chooseRecords: Command = async (gloss, arg) => {
  const paper = await paperOf(gloss, arg, 'Choose records');
  const answer = paper && (await gloss.server.request(recordsRequest, { id: paper.id }));
  if (answer === undefined) return;
  const separate = new Set(separateRecords());
  const offered = answer.records.filter(record => record.isJoined || separate.has(record.name));
  if (offered.length < 2) {
    void window.showInformationMessage('This paper has one record only, so there is nothing to separate.');
    return;
  }
  const picked = await window.showQuickPick(offered.map(item), {
    title: `Records of ${answer.title}`,
    placeHolder: 'Untick what is another paper',
    canPickMany: true,
  });
  if (picked === undefined) return;
  const chosen = new Set(picked.map(({ name }) => name));
  for (const { name } of offered) {
    if (chosen.has(name)) separate.delete(name);
    else separate.add(name);
  }
  await workspace
    .getConfiguration('gloss')
    .update(setting, [...separate].sort(), workspace.workspaceFolders ? ConfigurationTarget.Workspace : true);
};

const setting = 'separateRecords';

function separateRecords(): readonly string[] {
  const value: unknown = workspace.getConfiguration('gloss').get(setting);
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

function item({ name, label, file, detail, isJoined }: RecordCard) {
  return { label, description: file, detail, picked: isJoined, name };
}
