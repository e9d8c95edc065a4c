import type { CancellationToken, Connection } from 'vscode-languageserver';
import { boundedFetch } from '../bounded-fetch.ts';
import type { Transport } from '../host/network/network.ts';
import { type FetchResult, fetchRequest } from '../protocol.ts';
import type { Session } from './session.ts';

/** By the client's own fetch where it offers that, else by the server's. */
export function transportOf(connection: Connection, session: () => Session): Transport {
  return async (params, signal) => {
    if (!session().client.fetches) return boundedFetch(params, signal);
    const { token, dispose } = tokenOf(signal);
    try {
      return await connection.sendRequest<FetchResult>(fetchRequest, params, token);
    } catch (error) {
      if (signal.aborted) return { kind: 'failed', reason: 'cancelled', detail: '' };
      return { kind: 'failed', reason: 'unreachable', detail: String((error as Error).message).slice(0, 100) };
    } finally {
      dispose();
    }
  };
}

/** A signal as LSP's messages take it. */
function tokenOf(signal: AbortSignal): { readonly token: CancellationToken; dispose(): void } {
  const listeners = new Set<() => void>();
  const tellAll = () => {
    for (const listener of listeners) listener();
  };
  signal.addEventListener('abort', tellAll);
  return {
    token: {
      get isCancellationRequested() {
        return signal.aborted;
      },
      onCancellationRequested(listener: (event: unknown) => unknown) {
        const run = () => void listener(undefined);
        listeners.add(run);
        return { dispose: () => void listeners.delete(run) };
      },
    },
    dispose: () => signal.removeEventListener('abort', tellAll),
  };
}
