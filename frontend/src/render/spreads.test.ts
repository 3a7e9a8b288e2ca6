import { expect, test } from 'vitest';
import { TABLE } from './colours';
import { column, paintStrip, reachOf, rowAt } from './spreads';

const spreads = {
  time: [1, 2],
  low: [-1, 0],
  high: [1, 2],
  counts: [
    [4, 0, 0, 2],
    [1, 1, 1, 1]
  ]
};

test('the axis holds all values of all times', () => {
  expect(reachOf(spreads)).toEqual({ low: -1, high: 2 });
  expect(reachOf({ time: [0], low: [3], high: [3], counts: [[1]] })).toEqual({ low: 2.5, high: 3.5 });
});

test('cells lie where their values are, the greatest value on top', () => {
  expect(Array.from(column(spreads, 0, 6, { low: -1, high: 2 }))).toEqual([0, 0, 0.5, 0, 0, 1]);
  expect(Array.from(column(spreads, 1, 6, { low: -1, high: 2 }))).toEqual([1, 1, 1, 1, 0, 0]);
});

test('a pixel shows the newest spread that was noted by then', () => {
  expect([0, 1, 1.9, 2, 9].map((at) => rowAt(spreads.time, at))).toEqual([0, 0, 0, 1, 1]);
});

test('nothing is drawn before the first and after the last time', () => {
  const table = new Uint32Array(TABLE).fill(7);
  const pixels = new Uint32Array(8 * 6);
  paintStrip(pixels, 8, 6, spreads, { low: -1, high: 2 }, 4, table);
  const used = Array.from({ length: 8 }, (_, x) =>
    Array.from({ length: 6 }, (_, y) => pixels[y * 8 + x]).some(Boolean)
  );
  expect(used).toEqual([false, true, true, true, true, false, false, false]);
});
