import { expect, test } from 'vitest';
import { boundsOf, settingsOf } from './schema';

const schema = {
  properties: {
    kind: { const: 'adam', type: 'string' },
    beta1: { type: 'number', default: 0.9, minimum: 0, exclusiveMaximum: 1 },
    every: { type: 'integer', minimum: 1 },
    bias: { type: 'boolean', default: true },
    mode: { type: 'string', enum: ['auto', 'hand'] },
    padding: {
      anyOf: [
        { const: 'same', type: 'string' },
        { type: 'integer', minimum: 0, maximum: 2 }
      ],
      default: 0
    },
    stop_after: { anyOf: [{ type: 'integer', minimum: 1, maximum: 9 }, { type: 'null' }], default: null },
    weight_init: { discriminator: { propertyName: 'kind' }, oneOf: [] }
  }
};

test('plain settings become fields with their bounds; the kind and nested settings do not', () => {
  expect(settingsOf(schema).map(({ name, type }) => [name, type])).toEqual([
    ['beta1', 'number'],
    ['every', 'number'],
    ['bias', 'switch'],
    ['mode', 'choice'],
    ['padding', 'choice'],
    ['stop_after', 'number']
  ]);
  expect(boundsOf(schema, 'beta1')).toMatchObject({ min: 0, below: 1, integer: false, optional: false });
  expect(boundsOf(schema, 'stop_after')).toMatchObject({ min: 1, max: 9, integer: true, optional: true });
  expect(boundsOf(undefined, 'beta1')).toEqual({});
});

test('words and whole numbers that a setting may be are one list, and the numbers stay numbers', () => {
  const padding = settingsOf(schema).find((one) => one.name === 'padding');
  expect(padding).toEqual({
    type: 'choice',
    name: 'padding',
    values: ['same', '0', '1', '2'],
    numbers: new Set(['0', '1', '2'])
  });
});
