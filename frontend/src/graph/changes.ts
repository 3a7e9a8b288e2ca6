// Changing a document by path: the same operation as the server's document/paths.py.

import type { Change, Document, JsonValue } from '../wire/types.generated';

type Tree = JsonValue[] | { [key: string]: JsonValue };

function put(tree: JsonValue, path: readonly (string | number)[], value: JsonValue): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (tree === null || typeof tree !== 'object') throw new PathError(path);
  const known = Array.isArray(tree) ? typeof step === 'number' && step in tree : typeof step === 'string';
  if (!known || (rest.length > 0 && !(step in tree))) throw new PathError(path);
  const copy: Tree = Array.isArray(tree) ? [...tree] : { ...tree };
  const slots = copy as { [key: string | number]: JsonValue };
  slots[step] = put(slots[step] ?? null, rest, value);
  return copy;
}

export class PathError extends Error {
  constructor(path: readonly (string | number)[]) {
    super(`The document has no place “${path.join('.')}”.`);
  }
}

/** A new document with the changes made in order. What did not change is shared with the old one. Throws PathError. */
export function applyChanges(document: Document, changes: readonly Change[]): Document {
  return changes.reduce<JsonValue>(
    (tree, change) => put(tree, change.path, change.value),
    document as unknown as JsonValue
  ) as unknown as Document;
}

/** The value at a path, or undefined. */
export function valueAt(document: Document, path: readonly (string | number)[]): JsonValue | undefined {
  let tree: JsonValue | undefined = document as unknown as JsonValue;
  for (const step of path) {
    if (tree === null || typeof tree !== 'object') return undefined;
    tree = (tree as { [key: string | number]: JsonValue })[step];
  }
  return tree;
}
