import { fileURLToPath } from 'node:url';
import { parsedJson } from '../../formats/bibliographic.ts';
import type { RecordValue } from '../../formats/record-shapes.ts';
import { unreadableMessage } from './messages.ts';
import type { Asking, Network } from './network.ts';
import type { Service } from './services.ts';

/** What a running Zotero has: the items that stand for themselves, with their collections and PDFs. */
export type ZoteroRead =
  | { readonly kind: 'read'; readonly items: readonly RecordValue[] }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly message: string };

const pageSize = 100;
const mostPages = 2000;

/**
 * Reads the library of the Zotero on this computer through its local API, page by page. Nothing is written there, and no
 * address in an answer is ever asked.
 */
export async function readZotero(network: Network, service: Service, asking: Asking): Promise<ZoteroRead> {
  const collections = await pages(network, service, 'api/users/0/collections', asking);
  if (collections.kind !== 'read') return collections;
  const items = await pages(network, service, 'api/users/0/items', asking);
  if (items.kind !== 'read') return items;
  return { kind: 'read', items: zoteroItems(items.items, collections.items) };
}

async function pages(network: Network, service: Service, path: string, asking: Asking): Promise<ZoteroRead> {
  const all: RecordValue[] = [];
  const seen = new Set<unknown>();
  for (let page = 0; page < mostPages; page++) {
    const query = `?format=json&limit=${pageSize}&start=${page * pageSize}`;
    const fetched = await network.get(service, path + query, { ...asking, anew: true });
    if (fetched.kind === 'cancelled' || fetched.kind === 'failed') return fetched;
    if (fetched.kind === 'missing')
      return { kind: 'failed', message: `Zotero does not know ${path}. Is it version 7 or later?` };
    const values = parsedJson(fetched.text);
    if (!Array.isArray(values)) return { kind: 'failed', message: unreadableMessage(service) };
    // A server that leaves `start` out of account would give the first page for ever.
    const fresh = values.filter(value => isObject(value) && !seen.has(value.key)) as RecordValue[];
    for (const value of fresh) seen.add(value.key);
    all.push(...fresh);
    if (values.length < pageSize || fresh.length === 0) break;
    if (page > 0) asking.tell?.(`${all.length} entries read …`);
  }
  return { kind: 'read', items: all };
}

/**
 * The items as their file keeps them: as Zotero gives them, with the names of their collections for the keys, and with
 * the paths of their PDFs. Notes, annotations and attachments stand no longer for themselves.
 */
export function zoteroItems(
  items: readonly RecordValue[],
  collections: readonly RecordValue[],
): readonly RecordValue[] {
  const names = namesOfCollections(collections);
  const attachments = new Map<string, RecordValue[]>();
  for (const item of items) {
    const data = dataOf(item);
    const path = data.itemType === 'attachment' ? pdfPath(item, data) : undefined;
    if (path === undefined || typeof data.parentItem !== 'string') continue;
    const title = typeof data.title === 'string' ? data.title : '';
    attachments.set(data.parentItem, [...(attachments.get(data.parentItem) ?? []), { title, path }]);
  }
  return items.flatMap(item => {
    const data = dataOf(item);
    if (typeof data.itemType !== 'string' || /^(?:attachment|note|annotation)$/.test(data.itemType)) return [];
    const own = Array.isArray(data.collections) ? data.collections.flatMap(key => names.get(key) ?? []) : [];
    const files = attachments.get(String(item.key)) ?? [];
    return [
      {
        key: item.key,
        version: item.version,
        data: {
          ...data,
          collections: own.map(name => ({ name })),
          ...(files.length > 0 ? { attachments: files } : {}),
        },
      },
    ];
  });
}

/** The name of each collection with those above it: "Adapters / LoRA". */
function namesOfCollections(collections: readonly RecordValue[]): ReadonlyMap<unknown, string> {
  const byKey = new Map(collections.map(collection => [collection.key, dataOf(collection)]));
  const nameOf = (key: unknown, depth: number): string => {
    const data = byKey.get(key);
    if (data === undefined) return '';
    const above = data.parentCollection && depth < 20 ? nameOf(data.parentCollection, depth + 1) : '';
    const name = String(data.name ?? '').trim();
    return above === '' ? name : `${above} / ${name}`;
  };
  return new Map([...byKey.keys()].map(key => [key, nameOf(key, 0)] as const).filter(([, name]) => name !== ''));
}

/** Where an attached PDF lies: Zotero names a stored file by a `file:` address, a linked one by its path. */
function pdfPath({ links }: RecordValue, data: RecordValue): string | undefined {
  if (data.contentType !== 'application/pdf') return undefined;
  const enclosure = isObject(links) && isObject(links.enclosure) ? links.enclosure.href : undefined;
  const path = typeof data.path === 'string' && /^(?:\/|[A-Za-z]:[\\/])/.test(data.path) ? data.path : undefined;
  if (path !== undefined || typeof enclosure !== 'string' || !/^file:\/\/\//i.test(enclosure)) return path;
  try {
    return fileURLToPath(enclosure);
  } catch {
    return undefined;
  }
}

function dataOf(item: RecordValue): RecordValue {
  return isObject(item.data) ? item.data : {};
}

function isObject(value: unknown): value is RecordValue {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
