import { describe, expect, test } from 'vitest';
import { nudge, read } from './number';

describe('read', () => {
  test('gives the number of a text within its bounds', () => {
    expect(read('0.5', { min: 0, max: 1 })).toEqual({ value: 0.5 });
  });

  test('an empty field means none where none is allowed', () => {
    expect(read(' ', { optional: true })).toEqual({ value: null });
    expect(read(' ', {})).toEqual({ fault: { kind: 'number' } });
  });

  test.each([
    ['twelve', {}, { kind: 'number' }],
    ['1.5', { integer: true }, { kind: 'integer' }],
    ['0', { min: 1 }, { kind: 'min', limit: 1 }],
    ['9', { max: 8 }, { kind: 'max', limit: 8 }],
    ['0', { above: 0 }, { kind: 'above', limit: 0 }],
    ['1', { below: 1 }, { kind: 'below', limit: 1 }],
    ['Infinity', {}, { kind: 'number' }]
  ])('%s with %o is refused', (text, bounds, fault) => {
    expect(read(text, bounds)).toEqual({ fault });
  });
});

describe('nudge', () => {
  test.each([
    [10, 1, 11],
    [0.01, 1, 0.02],
    [0.01, -1, 0.009],
    [0.25, -1, 0.15],
    [0.3, 1, 0.4]
  ] as const)('%s goes %s to %s', (value, direction, next) => {
    expect(nudge(value, direction, {})).toBeCloseTo(next, 12);
  });

  test('whole numbers go by one and stay within bounds', () => {
    expect(nudge(16, 1, { integer: true })).toBe(17);
    expect(nudge(1, -1, { integer: true, min: 1 })).toBe(1);
  });
});
