import type { BibliographicRecord } from '../../library/bibliographic-record.ts';
import { unreadableMessage } from './messages.ts';
import type { Asking, Network } from './network.ts';
import type { Service } from './services.ts';

/** The papers of an answer; undefined where it is not an answer of that service. */
export type Answer = readonly BibliographicRecord[] | undefined;

/** The papers that a service knows, or why there are none. */
export type Found =
  | { readonly kind: 'found'; readonly records: readonly BibliographicRecord[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

/** Asks a service and reads its answer; what it does not know is found as an empty list. */
export async function askFor(
  network: Network,
  service: Service,
  path: string,
  read: (text: string) => Answer,
  asking: Asking,
): Promise<Found> {
  const fetched = await network.get(service, path, asking);
  switch (fetched.kind) {
    case 'cancelled':
    case 'failed':
      return fetched;
    case 'missing':
      return { kind: 'found', records: [] };
    case 'text': {
      const records = read(fetched.text);
      return records === undefined
        ? { kind: 'failed', message: unreadableMessage(service) }
        : { kind: 'found', records };
    }
  }
}
