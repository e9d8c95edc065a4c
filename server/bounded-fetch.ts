import type { FetchParams, FetchResult } from './protocol.ts';

/**
 * Asks one address once, by whatever `fetch` this process has: redirects are answers like others, and the body is read
 * no further than `maxBytes`. It needs nothing but that, so that the server and an editor's client can both use it.
 */
export async function boundedFetch(
  { url, accept, userAgent, milliseconds, maxBytes }: FetchParams,
  signal: AbortSignal,
): Promise<FetchResult> {
  const late = AbortSignal.timeout(milliseconds);
  const done = new AbortController();
  try {
    const answer = await fetch(url, {
      headers: { accept, 'user-agent': userAgent },
      redirect: 'manual',
      credentials: 'omit',
      signal: AbortSignal.any([signal, late, done.signal]),
    });
    const header = (name: string) => answer.headers.get(name) ?? undefined;
    if (Number(header('content-length') ?? 0) > maxBytes) return failed('long');
    const body = await bodyOf(answer, maxBytes);
    if (body === undefined) return failed('long');
    return {
      kind: 'answered',
      status: answer.status,
      type: header('content-type') ?? '',
      location: header('location'),
      retryAfter: header('retry-after'),
      body,
    };
  } catch (error) {
    if (signal.aborted) return failed('cancelled');
    if (late.aborted) return failed('slow');
    const code = codeOf(error);
    return failed(/^(?:UND_ERR_SOCKET|terminated)$/.test(code) ? 'cut' : 'unreachable', code);
  } finally {
    done.abort();
  }
}

function failed(reason: (FetchResult & { kind: 'failed' })['reason'], detail = ''): FetchResult {
  return { kind: 'failed', reason, detail };
}

/** The body as text; undefined where it is longer than allowed. */
async function bodyOf({ body }: Response, maxBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (let read = await reader?.read(); read !== undefined && !read.done; read = await reader?.read()) {
    length += read.value.length;
    if (length > maxBytes) return undefined;
    chunks.push(read.value);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** "ENOTFOUND", "ECONNREFUSED" … of what was thrown, however deep it lies; "terminated" for a body that ended too early. */
function codeOf(error: unknown): string {
  let last = '';
  let at: unknown = error;
  for (let depth = 0; depth < 5 && typeof at === 'object' && at !== null; depth++) {
    const { code, message, cause, errors } = at as Record<string, unknown>;
    if (message === 'terminated') return 'terminated';
    if (typeof code === 'string') return code;
    if (typeof message === 'string') last = message;
    at = cause ?? (Array.isArray(errors) ? errors[0] : undefined);
  }
  return last;
}
