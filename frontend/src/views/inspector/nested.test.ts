import { expect, test } from 'vitest';
import { nestedOf, readNumbers } from './nested';

const schema = {
  properties: {
    kind: { const: 'some' },
    units: { type: 'integer' },
    weight_init: { oneOf: [], discriminator: { mapping: { zeros: '#/a', normal: '#/b' }, propertyName: 'kind' } },
    shape: { type: 'array', items: { type: 'integer', maximum: 4096 }, maxItems: 4 },
    columns: { anyOf: [{ type: 'array', items: { type: 'string' } }, { type: 'null' }] }
  }
};

test('what is more than one plain value is found in the schema, in the order of the model', () => {
  expect(nestedOf(schema)).toEqual([
    { type: 'kind', name: 'weight_init', kinds: ['zeros', 'normal'] },
    { type: 'numbers', name: 'shape', most: 4, limit: 4096 },
    { type: 'names', name: 'columns' }
  ]);
});

test('a list of numbers is read as people write it, and refused outside its bounds', () => {
  expect(readNumbers('1, 8,8', 4, 4096)).toEqual([1, 8, 8]);
  expect(readNumbers('1 × 8 × 8', 4, 4096)).toEqual([1, 8, 8]);
  for (const wrong of ['', '0', '1.5', '-3', 'eight', '1,2,3,4,5', '5000']) {
    expect(readNumbers(wrong, 4, 4096), wrong).toBeNull();
  }
});
