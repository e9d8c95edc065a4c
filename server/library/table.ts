const bucketCount = 1024;

/**
 * A map whose every version stays as it was: an edit copies the few buckets it touches and shares all others. So a
 * snapshot costs an edit the same at ten entries and at a hundred thousand.
 */
export class Table<K extends string, V> {
  static readonly empty = new Table<string, never>([], 0);

  private constructor(
    private readonly buckets: readonly (ReadonlyMap<string, unknown> | undefined)[],
    readonly size: number,
  ) {}

  static of<K extends string, V>(): Table<K, V> {
    return Table.empty as unknown as Table<K, V>;
  }

  get(key: K): V | undefined {
    return this.buckets[bucketOf(key)]?.get(key) as V | undefined;
  }

  /** The table after all of `changes`; `undefined` removes a key. The order of entries is not kept. */
  with(changes: Iterable<readonly [K, V | undefined]>): Table<K, V> {
    const buckets =
      this.buckets.length === 0 ? Array<ReadonlyMap<string, unknown> | undefined>(bucketCount) : [...this.buckets];
    const copied = new Map<number, Map<string, unknown>>();
    let size = this.size;
    for (const [key, value] of changes) {
      const index = bucketOf(key);
      let bucket = copied.get(index);
      if (bucket === undefined) {
        bucket = new Map(buckets[index]);
        copied.set(index, bucket);
        buckets[index] = bucket;
      }
      size -= bucket.size;
      if (value === undefined) bucket.delete(key);
      else bucket.set(key, value);
      size += bucket.size;
    }
    return copied.size === 0 ? this : new Table<K, V>(buckets, size);
  }

  /** Each key whose value is another object than in an `earlier` version, with its value now. Buckets they share cost nothing. */
  *differences(earlier: Table<K, V>): IterableIterator<[K, V | undefined]> {
    for (let i = 0; i < bucketCount; i++) {
      const [now, then] = [this.buckets[i], earlier.buckets[i]] as unknown as [ReadonlyMap<K, V>?, ReadonlyMap<K, V>?];
      if (now === then) continue;
      for (const [key, value] of now ?? []) if (then?.get(key) !== value) yield [key, value];
      for (const key of then?.keys() ?? []) if (!now?.has(key)) yield [key, undefined];
    }
  }

  *entries(): IterableIterator<[K, V]> {
    for (const bucket of this.buckets) if (bucket !== undefined) yield* bucket.entries() as IterableIterator<[K, V]>;
  }

  *values(): IterableIterator<V> {
    for (const bucket of this.buckets) if (bucket !== undefined) yield* bucket.values() as IterableIterator<V>;
  }
}

/** FNV-1a over the key's UTF-16 units. */
function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (bucketCount - 1);
}
