const fewestBuckets = 1024;
const entriesPerBucket = 32;

/**
 * A map whose every version stays as it was: an edit copies the few buckets it touches and shares all others. Buckets
 * grow in number with the entries, so that a snapshot costs an edit the same at ten entries and at a million.
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
    const { buckets } = this;
    return buckets[bucketOf(key, buckets.length)]?.get(key) as V | undefined;
  }

  /** The table after all of `changes`; `undefined` removes a key. The order of entries is not kept. */
  with(changes: readonly (readonly [K, V | undefined])[]): Table<K, V> {
    if (changes.length === 0) return this;
    const buckets = this.bucketsFor(this.size + changes.length);
    const isShared = (index: number) =>
      buckets[index] === this.buckets[index] && buckets.length === this.buckets.length;
    let size = this.size;
    for (const [key, value] of changes) {
      const index = bucketOf(key, buckets.length);
      if (buckets[index] === undefined || isShared(index)) buckets[index] = new Map(buckets[index]);
      const bucket = buckets[index] as Map<string, unknown>;
      size -= bucket.size;
      if (value === undefined) bucket.delete(key);
      else bucket.set(key, value);
      size += bucket.size;
    }
    return new Table<K, V>(buckets, size);
  }

  /** A copy of the list of buckets; where so many entries would fill them, more buckets with the same entries. */
  private bucketsFor(entries: number): (ReadonlyMap<string, unknown> | undefined)[] {
    let count = Math.max(fewestBuckets, this.buckets.length);
    while (entries > count * entriesPerBucket) count *= 8;
    if (count === this.buckets.length) return [...this.buckets];
    const buckets = Array<Map<string, unknown> | undefined>(count);
    for (const bucket of this.buckets) {
      for (const [key, value] of bucket ?? []) {
        const index = bucketOf(key, count);
        (buckets[index] ??= new Map()).set(key, value);
      }
    }
    return buckets;
  }

  /** Each key whose value is another object than in an `earlier` version, with its value now. Buckets they share cost nothing. */
  *differences(earlier: Table<K, V>): IterableIterator<[K, V | undefined]> {
    const isAligned = this.buckets.length === earlier.buckets.length;
    for (let i = 0; i < this.buckets.length; i++) {
      const now = this.buckets[i] as ReadonlyMap<K, V> | undefined;
      if (isAligned && now === earlier.buckets[i]) continue;
      for (const [key, value] of now ?? []) if (earlier.get(key) !== value) yield [key, value];
    }
    for (let i = 0; i < earlier.buckets.length; i++) {
      if (isAligned && this.buckets[i] === earlier.buckets[i]) continue;
      for (const key of (earlier.buckets[i]?.keys() ?? []) as Iterable<K>) {
        if (this.get(key) === undefined) yield [key, undefined];
      }
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
function bucketOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 15)) & (count - 1);
}
