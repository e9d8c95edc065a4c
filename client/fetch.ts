import type { CancellationToken } from 'vscode';
import { boundedFetch } from '../server/bounded-fetch.ts';
import type { FetchParams, FetchResult } from '../server/protocol.ts';

/** Fetches for the server: VS Code gives this process's `fetch` the reader's proxies and certificates. */
export async function fetched(params: FetchParams, token: CancellationToken): Promise<FetchResult> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  try {
    return await boundedFetch(params, stop.signal);
  } finally {
    listening.dispose();
  }
}
