import { type CancellationToken, CancellationTokenSource, type QuickPickItem, window } from 'vscode';
import { findRequest, type PaperCard } from '../server/protocol.ts';
import { later } from './later.ts';
import type { Server } from './server.ts';

/** A list that the server searches as one types. VS Code must not search in the answers again, so each always shows. */
export function pickLive<T extends QuickPickItem>(options: {
  readonly title: string;
  readonly placeholder: string;
  readonly value?: string;
  readonly find: (query: string, token: CancellationToken) => Promise<readonly T[]>;
}): Promise<T | undefined> {
  const pick = window.createQuickPick<T>();
  pick.title = options.title;
  pick.placeholder = options.placeholder;
  pick.value = options.value ?? '';
  let source = new CancellationTokenSource();
  const search = async () => {
    source.cancel();
    source = new CancellationTokenSource();
    const { token } = source;
    pick.busy = true;
    const items = await options.find(pick.value, token);
    if (token.isCancellationRequested) return;
    pick.items = items.map(item => ({ ...item, alwaysShow: true }));
    pick.busy = false;
  };
  const soon = later(80, search);
  return new Promise(resolve => {
    pick.onDidChangeValue(soon);
    pick.onDidAccept(() => {
      resolve(pick.activeItems[0]);
      pick.hide();
    });
    pick.onDidHide(() => {
      source.cancel();
      soon.dispose();
      pick.dispose();
      resolve(undefined);
    });
    pick.show();
    void search();
  });
}

/** Lets the reader choose a paper by any words of its title, authors or abstract. */
export async function pickPaper(server: Server, title: string): Promise<PaperCard | undefined> {
  const item = await pickLive({
    title,
    placeholder: 'Words of the title, authors or abstract; author:hu, year:2019..2021, tag:survey',
    find: async (query, token) => {
      const answer = await server.request(findRequest, { query }, token);
      return (answer?.papers ?? []).map(({ paper, detail }) => ({
        label: paper.title,
        ...(paper.byline === '' ? {} : { description: paper.byline }),
        ...(detail === '' ? {} : { detail }),
        paper,
      }));
    },
  });
  return item?.paper;
}
