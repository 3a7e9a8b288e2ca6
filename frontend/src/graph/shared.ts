// What two values have in common, kept as one object: whoever depends on a part that is the same hears of no change.

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

/** `next`, with the objects of `old` for every part of it that is equal; `old` itself if all of it is. For JSON. */
export function shared<T>(old: unknown, next: T): T {
  if (Object.is(old, next) || !isTree(old) || !isTree(next) || Array.isArray(old) !== Array.isArray(next)) return next;
  const keys = Object.keys(next);
  const parts = keys.map((key) => shared(old[key], next[key]));
  const equal = keys.length === Object.keys(old).length && keys.every((key, i) => key in old && parts[i] === old[key]);
  if (equal) return old as T;
  return (Array.isArray(next) ? parts : Object.fromEntries(keys.map((key, i) => [key, parts[i]]))) as T;
}
