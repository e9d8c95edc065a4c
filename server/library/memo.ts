/**
 * Remembers what `compute` gave for a pair of objects, for as long as both live. An edit makes new objects, so a stale
 * answer can never be asked for, and nothing has to be invalidated.
 */
export function memo<A extends object, B extends object, R>(compute: (a: A, b: B) => R): (a: A, b: B) => R {
  const known = new WeakMap<A, WeakMap<B, { readonly result: R }>>();
  return (a, b) => {
    let ofA = known.get(a);
    if (ofA === undefined) known.set(a, (ofA = new WeakMap()));
    let entry = ofA.get(b);
    if (entry === undefined) ofA.set(b, (entry = { result: compute(a, b) }));
    return entry.result;
  };
}

/** `memo` for a function of one object. */
export function memoOne<A extends object, R>(compute: (a: A) => R): (a: A) => R {
  const known = new WeakMap<A, { readonly result: R }>();
  return a => {
    let entry = known.get(a);
    if (entry === undefined) known.set(a, (entry = { result: compute(a) }));
    return entry.result;
  };
}
