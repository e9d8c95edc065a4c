import {
  type CancellationToken,
  Position,
  ProgressLocation,
  type QuickPickItem,
  QuickPickItemKind,
  Range,
  Uri,
  window,
} from 'vscode';
import {
  type AddPapersParams,
  addPapersRequest,
  type CandidateCard,
  type LookUpParams,
  type LookUpResult,
  lookUpRequest,
} from '../server/protocol.ts';
import type { Gloss } from './gloss.ts';

/** A paper that was looked up, as a list shows it. */
export interface CandidateItem extends QuickPickItem {
  readonly candidate?: CandidateCard;
}

/** Runs a job that the reader sees and may end; what the server waits for stands beside its title. */
export function withProgress<R>(
  { server }: Gloss,
  title: string,
  run: (token: CancellationToken, report: (message: string) => void) => Promise<R>,
): Thenable<R> {
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return window.withProgress(options, async (progress, token) => {
    const listening = server.onWaiting(message => progress.report({ message }));
    try {
      return await run(token, message => progress.report({ message }));
    } finally {
      listening.dispose();
    }
  });
}

/** Lets the reader choose some of several papers, the sure ones ticked. */
export async function pickSome(
  candidates: readonly CandidateCard[],
  title: string,
  placeHolder: string,
): Promise<readonly CandidateCard[]> {
  const items = candidates.map(candidate => ({ ...candidateItem(candidate), picked: candidate.isSure }));
  const picked = await window.showQuickPick(items, {
    title,
    placeHolder,
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return (picked ?? []).flatMap(({ candidate }) => candidate ?? []);
}

/** Looks papers up and says what went wrong; undefined where there is nothing to choose from. */
export async function lookedUp(
  gloss: Gloss,
  title: string,
  params: LookUpParams,
): Promise<(LookUpResult & { kind: 'found' }) | undefined> {
  const found = await withProgress(gloss, title, token => gloss.server.request(lookUpRequest, params, token));
  if (found?.kind === 'failed' || found?.kind === 'none') void window.showWarningMessage(found.message);
  return found?.kind === 'found' ? found : undefined;
}

export function candidateItem(candidate: CandidateCard): CandidateItem {
  const { title, byline, detail, abstract, owned } = candidate;
  const state = owned === undefined ? '' : '$(check) in your library';
  return {
    label: title,
    description: [byline, detail, state].filter(part => part !== '').join(' · '),
    detail: abstract,
    candidate,
  };
}

/** A line of a list that says why some service gave nothing. */
export function warningItems(warnings: readonly string[]): CandidateItem[] {
  if (warnings.length === 0) return [];
  return [
    { label: 'Not asked with success', kind: QuickPickItemKind.Separator },
    ...warnings.map(warning => ({ label: `$(warning) ${warning}` })),
  ];
}

/** Adds papers to the library file and says where they are. */
export async function add(
  gloss: Gloss,
  candidates: readonly CandidateCard[],
  more: Omit<AddPapersParams, 'records'> = {},
): Promise<void> {
  if (candidates.length === 0) return;
  const records = candidates.map(({ record }) => record);
  const added = await gloss.server.request(addPapersRequest, { records, ...more });
  if (added === undefined || added.kind === 'failed') {
    void window.showErrorMessage(added?.message ?? 'The Gloss server is not running. Restart it, then try again.');
    return;
  }
  if (added.edit !== undefined && !(await gloss.server.applyEdit(added.edit))) {
    void window.showErrorMessage(`${added.file} could not be changed. Save it, then try again.`);
    return;
  }
  const [first] = added.papers;
  const what = added.papers.length === 1 ? `“${first!.title}” as ${first!.key}` : `${added.papers.length} papers`;
  const had = added.owned.length === 0 ? '' : ` ${ownedText(added.owned.length)}`;
  if (first === undefined) {
    void window.showInformationMessage(had.trim() || 'Nothing was added.');
    return;
  }
  const unsaved = added.edit === undefined ? '' : ', which is not saved yet';
  const message = `Added ${what} to ${added.file}${unsaved}.${had}`;
  void window.showInformationMessage(message, 'Open').then(answer => {
    const start = new Position(added.line, 0);
    if (answer !== undefined)
      void window.showTextDocument(Uri.parse(added.uri), { selection: new Range(start, start) });
  });
}

/** "2 are in your library already." */
export function ownedText(count: number): string {
  return count === 1 ? 'One is in your library already.' : `${count} are in your library already.`;
}
