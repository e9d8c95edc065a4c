import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Session } from './session.ts';

/** The longest time that each request took, in milliseconds, for a problem report. */
export const slowest = new Map<string, number>();

/**
 * A handler that never lets a bug end the server: the error is logged and the request answers `fallback`. A request that
 * was cancelled while it waited is not run at all.
 */
export function guarded<P, R>(
  name: string,
  log: (message: string) => void,
  fallback: R,
  answer: (params: P) => R,
): (params: P, token?: CancellationToken) => R | ResponseError<void> {
  return (params, token) => {
    if (token?.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    const started = performance.now();
    try {
      return answer(params);
    } catch (error) {
      log(`${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return fallback;
    } finally {
      slowest.set(name, Math.max(slowest.get(name) ?? 0, performance.now() - started));
    }
  };
}

/** `guarded` for the handlers of one connection, each of which answers from the session as it is then. */
export function guardFor(connection: Connection, session: () => Session) {
  const log = (message: string) => connection.console.error(message);
  return <P, R>(name: string, fallback: R, answer: (params: P, session: Session) => R) =>
    guarded(name, log, fallback, (params: P) => answer(params, session()));
}

/**
 * `guardFor` for jobs that wait for something else: what they give is their answer, a bug is logged and answers
 * `fallback`, and the signal tells them that the client has lost interest.
 */
export function jobGuardFor(connection: Connection, session: () => Session) {
  return <P, R>(name: string, fallback: R, answer: (params: P, session: Session, signal: AbortSignal) => Promise<R>) =>
    async (params: P, token: CancellationToken): Promise<R> => {
      const stop = new AbortController();
      const listening = token.onCancellationRequested(() => stop.abort());
      if (token.isCancellationRequested) stop.abort();
      try {
        return await answer(params, session(), stop.signal);
      } catch (error) {
        connection.console.error(
          `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        return fallback;
      } finally {
        listening.dispose();
      }
    };
}
