import { setTimeout as delay } from 'node:timers/promises';
import type { FetchParams, FetchResult } from '../../protocol.ts';
import { failureMessage, spell, statusMessage, webPageMessage } from './messages.ts';
import type { Service } from './services.ts';

/** Asks one address once; `boundedFetch`, or a client that does the same. It never throws. */
export type Transport = (params: FetchParams, signal: AbortSignal) => Promise<FetchResult>;

/** What a service said, or why it said nothing, in a sentence for the reader. */
export type Fetched =
  | { readonly kind: 'text'; readonly text: string }
  /** It knows nothing of what it was asked for. */
  | { readonly kind: 'missing' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

export interface Asking {
  readonly signal: AbortSignal;
  /** Told why it takes long. */
  tell?(message: string): void;
  /** True to ask again, whatever was answered before. */
  readonly anew?: boolean;
}

export interface Network {
  /** Asks a service for a path below its base. */
  get(service: Service, path: string, asking: Asking): Promise<Fetched>;
}

export interface NetworkOptions {
  readonly transport: Transport;
  readonly userAgent: string;
  /** Why nothing may be asked now; undefined where it may. */
  refusal(): string | undefined;
  /** Ends after so many milliseconds, or by throwing when the signal is aborted. */
  pause?(milliseconds: number, signal: AbortSignal): Promise<void>;
  now?(): number;
}

const timeLimit = 20_000;
const byteLimit = 10_000_000;
const mostRedirects = 5;
const mostAttempts = 3;
const longestWait = 60_000;
const mostKept = 200;

/**
 * The only way to the network: one request at a time, limited in time and size, a busy service asked again when it says,
 * redirects followed only within the service. What was answered is kept for the session.
 */
export function networkOf(options: NetworkOptions): Network {
  const { transport, userAgent } = options;
  const now = options.now ?? Date.now;
  const pause = options.pause ?? ((ms: number, signal: AbortSignal) => delay(ms, undefined, { signal }));
  const kept = new Map<string, Fetched>();
  const askedAt = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  /** Waits until everything before has ended, then asks. */
  const inTurn = (run: () => Promise<Fetched>): Promise<Fetched> => {
    const turn = last.then(run, run);
    last = turn;
    return turn;
  };

  /** An answer at once where the reader cancels, though others are still before it. */
  const unlessCancelled = (turn: Promise<Fetched>, signal: AbortSignal): Promise<Fetched> =>
    new Promise(resolve => {
      const cancel = () => resolve({ kind: 'cancelled' });
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel, { once: true });
      void turn.then(resolve).finally(() => signal.removeEventListener('abort', cancel));
    });

  const once = async (service: Service, url: string, { signal }: Asking): Promise<FetchResult> => {
    const wait = (askedAt.get(service.id) ?? Number.NEGATIVE_INFINITY) + service.gap - now();
    if (wait > 0) await pause(wait, signal);
    const accept = accepted[service.expects];
    const answer = await transport({ url, accept, userAgent, milliseconds: timeLimit, maxBytes: byteLimit }, signal);
    askedAt.set(service.id, now());
    return answer;
  };

  const ask = async (service: Service, path: string, asking: Asking): Promise<Fetched> => {
    let url = service.base + path;
    let [redirects, attempts] = [0, 1];
    for (;;) {
      const answer = await once(service, url, asking);
      if (answer.kind === 'failed') {
        if (answer.reason === 'cancelled') return { kind: 'cancelled' };
        return { kind: 'failed', message: failureMessage(service, answer.reason, answer.detail, timeLimit, byteLimit) };
      }
      const { status, location, retryAfter } = answer;
      if (status >= 300 && status < 400 && location !== undefined) {
        const next = withinService(service, location, url);
        if (next === undefined || ++redirects > mostRedirects) {
          return {
            kind: 'failed',
            message:
              next === undefined
                ? `${service.name} sent the request on to another site, ${hostOf(location, url)}, which is not asked. A network login page may do this.`
                : `${service.name} sent the request round in a circle. Try again later.`,
          };
        }
        url = next;
      } else if (status === 429 || status === 503) {
        const told = waitTold(retryAfter, now());
        const wait = told ?? 1000 * 2 ** attempts;
        if (attempts++ >= mostAttempts || wait > longestWait) {
          return {
            kind: 'failed',
            message: `${service.name} takes no more requests for now. Try again in ${told === undefined ? 'a few minutes' : spell(told)}.`,
          };
        }
        asking.tell?.(`${service.name} is busy. Asking again in ${spell(wait)} …`);
        await pause(wait, asking.signal);
      } else if (status === 404 || status === 410) {
        return { kind: 'missing' };
      } else if (status < 200 || status >= 300) {
        return { kind: 'failed', message: statusMessage(service, status) };
      } else if (isWebPage(answer.type, answer.body)) {
        return { kind: 'failed', message: webPageMessage(service) };
      } else {
        return { kind: 'text', text: answer.body };
      }
    }
  };

  return {
    get: (service, path, asking) => {
      const turn = inTurn(async () => {
        const refusal = options.refusal();
        if (refusal !== undefined) return { kind: 'failed', message: refusal };
        if (asking.signal.aborted) return { kind: 'cancelled' };
        const key = service.base + path;
        const known = asking.anew === true ? undefined : kept.get(key);
        if (known !== undefined) return known;
        try {
          const fetched = await ask(service, path, asking);
          if (fetched.kind === 'text' || fetched.kind === 'missing') kept.set(key, fetched);
          if (kept.size > mostKept) kept.delete(kept.keys().next().value!);
          return fetched;
        } catch (error) {
          if (asking.signal.aborted) return { kind: 'cancelled' };
          return { kind: 'failed', message: `${service.name} could not be asked: ${String(error).slice(0, 200)}` };
        }
      });
      return unlessCancelled(turn, asking.signal);
    },
  };
}

const accepted: Readonly<Record<Service['expects'], string>> = {
  json: 'application/json',
  xml: 'application/atom+xml, application/xml;q=0.9, text/xml;q=0.8',
  bibtex: 'application/x-bibtex, text/plain;q=0.9, */*;q=0.1',
};

function isWebPage(type: string, body: string): boolean {
  return (
    /^\s*(?:text\/html|application\/xhtml)/i.test(type) || /^\s*<(?:!doctype\s+html|html)\b/i.test(body.slice(0, 200))
  );
}

/** Where a redirect leads, if that is the same service and no less safe than before. */
function withinService({ hosts, base }: Service, location: string, from: string): string | undefined {
  if (!URL.canParse(location, from)) return undefined;
  const { protocol, host, username, href } = new URL(location, from);
  const isSafe = protocol === 'https:' || protocol === new URL(base).protocol;
  return isSafe && hosts.includes(host) && username === '' ? href : undefined;
}

function hostOf(location: string, from: string): string {
  return URL.canParse(location, from) ? new URL(location, from).host.slice(0, 100) : 'an address that is none';
}

/** The milliseconds that `Retry-After` asks for, in seconds or as a date; undefined where it says nothing. */
function waitTold(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
