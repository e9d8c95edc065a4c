import { rescanRequest } from '../../server/protocol.ts';
import type { Command } from '../gloss.ts';

/** Looks at every file again and draws both views anew, for a folder whose changes no watcher tells of. */
export const refresh: Command = async ({ server, papers, related }) => {
  await server.request(rescanRequest, {});
  papers.refresh();
  related.refresh();
};
