import { expect, test } from 'vitest';
import { decades, fromPosition, nice, toPosition } from './scale';

test('a position goes to a number with two digits and back to almost the same position', () => {
  for (let at = 0; at <= 1; at += 0.01) {
    const value = fromPosition(at, 1e-4, 10);
    expect(nice(value)).toBe(value);
    expect(toPosition(value, 1e-4, 10)).toBeCloseTo(at, 1);
  }
});

test('the ends are exact and hold what is beyond them', () => {
  expect(fromPosition(0, 1e-4, 10)).toBe(1e-4);
  expect(fromPosition(1, 1e-4, 10)).toBe(10);
  expect(toPosition(100, 1e-4, 10)).toBe(1);
  expect(toPosition(1e-9, 1e-4, 10)).toBe(0);
});

test('decades are the powers of ten between the ends', () => {
  expect(decades(1e-4, 1)).toEqual([1e-4, 1e-3, 1e-2, 1e-1, 1]);
  expect(decades(0.003, 20)).toEqual([0.01, 0.1, 1, 10]);
});
