// What differs between two documents.

import type { JsonValue, MarkInfo } from '../../state/types';

type Change = MarkInfo['changes'][number];

const isRecord = (value: JsonValue | undefined): value is Record<string, JsonValue> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** As the changes that lead from one to the other. A kind is one change, whatever comes with it. */
export function differences(from: JsonValue, to: JsonValue, path: Change['path'] = []): Change[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const one = isRecord(from) && isRecord(to) && from['kind'] === to['kind'] && path[0] !== 'network';
  if (!one) return [{ path, old: from, new: to }];
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((key) =>
    differences(from[key] ?? null, to[key] ?? null, [...path, key])
  );
}
