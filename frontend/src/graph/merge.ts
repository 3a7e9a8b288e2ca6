// Taking a change back that others may have built upon: three documents become one, or it is said that they can't.
// Cards and wires are found again by what they are, wherever they stand in their lists.

import type { Change, Document, JsonValue } from '../wire/types.generated';

type Tree = { [key: string]: JsonValue };
/** What stands at a place; undefined where there is nothing. */
type Place = JsonValue | undefined;

/** Both sides changed one place, each in a way of its own. */
export class Conflict extends Error {
  constructor() {
    super('The same place was changed twice.');
  }
}

const isTree = (value: Place): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values hold the same. */
export function alike(a: Place, b: Place): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => alike(one, b[i]));
  if (!isTree(a) || !isTree(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => key in b && alike(a[key], b[key]));
}

/** What a card or wire is known by; null for anything else. */
function nameOf(item: JsonValue): string | null {
  if (!isTree(item)) return null;
  if (typeof item['id'] === 'string') return item['id'];
  return typeof item['source'] === 'string' ? `${item['source']} ${String(item['target'])}` : null;
}

/** A list of cards or wires by name, in its order; null when it is another list. */
function named(items: JsonValue[]): Map<string, JsonValue> | null {
  const result = new Map<string, JsonValue>();
  for (const item of items) {
    const name = nameOf(item);
    if (name === null || result.has(name)) return null;
    result.set(name, item);
  }
  return result;
}

/** The order of `mine` as far as it goes; what only `theirs` has stands behind what it stood behind there. */
function order(mine: readonly string[], theirs: readonly string[]): string[] {
  const result = [...mine];
  theirs.forEach((name, i) => {
    if (result.includes(name)) return;
    const before = theirs.slice(0, i).findLast((one) => result.includes(one));
    result.splice(before === undefined ? 0 : result.indexOf(before) + 1, 0, name);
  });
  return result;
}

function mergeLists(base: JsonValue[], mine: JsonValue[], theirs: JsonValue[]): JsonValue[] {
  const [was, ours, others] = [named(base), named(mine), named(theirs)];
  if (!was || !ours || !others) throw new Conflict();
  const [first, here, there] = [[...was.keys()], [...ours.keys()], [...others.keys()]];
  const names = alike(first, there) ? order(here, there) : order(there, here);
  return names.flatMap((name) => {
    const merged = merge(was.get(name), ours.get(name), others.get(name));
    return merged === undefined ? [] : [merged];
  });
}

function mergeTrees(base: Tree, mine: Tree, theirs: Tree): Tree {
  if (mine['kind'] !== theirs['kind']) throw new Conflict();
  const keys = new Set([...Object.keys(theirs), ...Object.keys(mine)]);
  return Object.fromEntries(
    [...keys].flatMap((key) => {
      const moved = isCard(base) && PLACE.has(key) && !alike(base[key], theirs[key]);
      const merged = moved ? theirs[key] : merge(base[key], mine[key], theirs[key]);
      return merged === undefined ? [] : [[key, merged]];
    })
  );
}

/** Where a card stands is no reason to lose anything: whoever moved it last has put it there. */
const PLACE = new Set(['x', 'y']);
const isCard = (value: Tree) => typeof value['id'] === 'string';
const settings = (card: Tree): Tree => Object.fromEntries(Object.entries(card).filter(([key]) => !PLACE.has(key)));

/** Whether a value is what it was; a card that was only moved is. */
const untouched = (base: Place, now: Place) =>
  alike(base, now) || (isTree(base) && isTree(now) && isCard(base) && alike(settings(base), settings(now)));

/** What `mine` changed of `base`, made on `theirs`, which changed it too. Throws Conflict. */
function merge(base: Place, mine: Place, theirs: Place): Place {
  if (alike(mine, theirs) || alike(base, mine)) return theirs;
  if (alike(base, theirs) || (mine === undefined && untouched(base, theirs))) return mine;
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) return mergeLists(base, mine, theirs);
  if (isTree(base) && isTree(mine) && isTree(theirs)) return mergeTrees(base, mine, theirs);
  throw new Conflict();
}

/** Every wire still has both its ends. */
function whole({ network }: Document): boolean {
  const ids = new Set(network.nodes.map((node) => node.id));
  return network.wires.every(({ source, target }) => ids.has(source) && ids.has(target));
}

/**
 * `now` with the change taken back that led from `to` to `from`, and everything that came since kept. Throws Conflict where
 * the same place was changed since, or a wire would lose an end.
 */
export function led(now: Document, from: Document, to: Document): Document {
  const merged = merge(json(from), json(to), json(now)) as unknown as Document;
  if (!whole(merged)) throw new Conflict();
  return merged;
}

/** What leads from one document to another, as changes by path. A drawing whose cards or wires changed goes as a whole. */
export function changesBetween(from: Document, to: Document): Change[] {
  return [...differences(json(from), json(to), [])];
}

function* differences(old: JsonValue, now: JsonValue, path: (string | number)[]): Generator<Change> {
  if (alike(old, now)) return;
  if (isTree(old) && isTree(now) && sameKeys(old, now) && old['kind'] === now['kind'] && inPlace(old, now, path)) {
    for (const [key, value] of Object.entries(old)) yield* differences(value, now[key] ?? null, [...path, key]);
  } else if (path.length > 0 && Array.isArray(old) && Array.isArray(now) && sameCards(old, now)) {
    for (const [i, value] of old.entries()) yield* differences(value, now[i] ?? null, [...path, i]);
  } else yield { path, value: now };
}

const sameKeys = (a: Tree, b: Tree) => alike(Object.keys(a).sort(), Object.keys(b).sort());

/** Cards of one list in one order. Wires, and lists of anything else, go as a whole. */
const sameCards = (a: JsonValue[], b: JsonValue[]) =>
  a.length === b.length && a.every((one, i) => isTree(one) && 'id' in one && nameOf(one) === nameOf(b[i] ?? null));

/** A drawing is taken apart only where nothing but its cards' settings differ. */
const inPlace = (old: Tree, now: Tree, path: readonly (string | number)[]) =>
  path[0] !== 'network' ||
  path.length !== 1 ||
  (alike(old['wires'], now['wires']) && sameCards(list(old['nodes']), list(now['nodes'])));

const list = (value: Place): JsonValue[] => (Array.isArray(value) ? value : []);
const json = (document: Document) => document as unknown as JsonValue;
