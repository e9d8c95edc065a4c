import { rescanRequest } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';

/** Looks at every file again and draws all views anew, for a folder whose changes no watcher tells of. */
export const refresh: Command = async ({ server, papers, related, terms }) => {
  await server.request(rescanRequest, {});
  papers.refresh();
  related.refresh();
  terms.refresh();
};
