// The settings of a layer that are more than one plain value: a kind with settings of its own, a list of numbers, names.

import type { JsonValue, KindEntry } from '../../state/types';

type Schema = Record<string, JsonValue>;

export type Nested =
  | { type: 'kind'; name: string; kinds: string[] }
  | { type: 'numbers'; name: string; most: number; limit: number }
  | { type: 'names'; name: string };

export const isObject = (value: JsonValue | undefined): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: JsonValue | undefined): Schema[] => (Array.isArray(value) ? value.filter(isObject) : []);
const number = (value: JsonValue | undefined, otherwise: number) => (typeof value === 'number' ? value : otherwise);

function nestedSetting(name: string, schema: Schema): Nested | null {
  const discriminator = schema['discriminator'];
  const mapping = isObject(discriminator) ? discriminator['mapping'] : null;
  if (isObject(mapping ?? undefined)) return { type: 'kind', name, kinds: Object.keys(mapping as Schema) };
  const array = [schema, ...list(schema['anyOf'])].find((one) => one['type'] === 'array');
  const items = array?.['items'];
  if (!array || !isObject(items)) return null;
  if (items['type'] === 'string') return { type: 'names', name };
  if (items['type'] !== 'integer') return null;
  return {
    type: 'numbers',
    name,
    most: number(array['maxItems'], Number.POSITIVE_INFINITY),
    limit: number(items['maximum'], Number.POSITIVE_INFINITY)
  };
}

/** In the order of the model's fields. */
export function nestedOf(schema: Schema): Nested[] {
  const { properties } = schema;
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, one]) => {
    const nested = isObject(one) ? nestedSetting(name, one) : null;
    return nested ? [nested] : [];
  });
}

/** The catalogue's entries among which a setting chooses. */
export function choicesOf(nested: Nested, entries: readonly KindEntry[]): KindEntry[] {
  return nested.type === 'kind' ? entries.filter((entry) => nested.kinds.includes(entry.kind)) : [];
}

/** `1, 8, 8` as numbers, or null when it is not such a list. */
export function readNumbers(text: string, most: number, limit: number): number[] | null {
  const parts = text.split(/[,×x\s]+/).filter((part) => part !== '');
  const numbers = parts.map(Number);
  const fine = numbers.every((one) => Number.isInteger(one) && one >= 1 && one <= limit);
  return fine && numbers.length > 0 && numbers.length <= most ? numbers : null;
}
