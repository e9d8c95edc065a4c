import type { FetchResult } from '../../protocol.ts';
import type { Service } from './services.ts';

type Reason = (FetchResult & { kind: 'failed' })['reason'];

/** Why no answer came, and what to do. */
export function failureMessage(
  { name, base, advice }: Service,
  reason: Exclude<Reason, 'cancelled'>,
  detail: string,
  milliseconds: number,
  bytes: number,
): string {
  const host = new URL(base).host;
  switch (reason) {
    case 'slow':
      return `${name} did not answer within ${spell(milliseconds)}. Try again later.`;
    case 'long':
      return `${name} answered with more than ${Math.round(bytes / 1_000_000)} MB, which is no list of papers. Nothing of it was read.`;
    case 'cut':
      return `The answer of ${name} was cut off before its end. Try again.`;
    case 'unreachable':
      if (advice !== undefined) return `${name} does not answer. ${advice}`;
      if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(detail)) {
        return `${name} cannot be reached: nothing knows the address ${host}. Is this computer online?`;
      }
      if (detail === 'ECONNREFUSED')
        return `${name} cannot be reached: ${host} refuses the connection. Try again later.`;
      return `${name} cannot be reached${detail === '' ? '' : ` (${detail.slice(0, 100)})`}. Is this computer online?`;
  }
}

/** What a status says that is no success. */
export function statusMessage({ name, advice }: Service, status: number): string {
  if (status >= 500) return `${name} has a problem of its own (${status}). Try again later.`;
  if (advice !== undefined) return `${name} refuses the request (${status}). ${advice}`;
  return `${name} refuses the request (${status}).`;
}

export function webPageMessage({ name }: Service): string {
  return `A web page came in place of an answer of ${name}: perhaps this network wants you to log in first. Open any page in a browser, then try again.`;
}

/** An answer that is there but says nothing that can be read. */
export function unreadableMessage({ name }: Service): string {
  return `${name} answered with something that cannot be read. Try again later.`;
}

/** "1 second", "45 seconds", "5 minutes", "2 hours". */
export function spell(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
