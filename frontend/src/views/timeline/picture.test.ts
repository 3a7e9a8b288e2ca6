import { expect, test } from 'vitest';
import type { MomentInfo } from '../../state/types';
import { indexAt } from '../stretches';
import { nearestStop, pointsOf, scaleOf, timeAt, xOf } from './picture';

const well = { left: 20, right: 820, top: 28, bottom: 58 };
const stop = (time: number): MomentInfo => ({
  id: time,
  branch: 0,
  step: 0,
  epoch: 0,
  time,
  revision: 0,
  why: 'time'
});

test('the axis grows in jumps of 1, 2, 5 and never per epoch', () => {
  const ends = [0, 9, 10, 10.1, 20, 21, 50, 51, 99, 101, 380].map((last) => scaleOf(last, []).end);
  expect(ends).toEqual([10, 10, 10, 20, 20, 50, 50, 100, 100, 200, 500]);
});

test('a place is a time and a time is a place, within the well', () => {
  const scale = scaleOf(35, [[0.5]]);
  expect(xOf(well, scale, 25)).toBe(420);
  expect(timeAt(well, scale, 420)).toBe(25);
  expect([timeAt(well, scale, 0), timeAt(well, scale, 900)]).toEqual([0, 50]);
});

test('losses lie on whole decades, and what has no place there lies at their end', () => {
  const scale = scaleOf(10, [[0.5, 0.02]]);
  expect(scale.loss).toEqual({ low: 0.01, high: 1 });
  const points = pointsOf(well, scale, [0, 5, 10], [1, 0.1, 0]);
  expect([...points]).toEqual([20, 30, 420, 43, 820, 56]);
  expect([...pointsOf(well, scale, [0, 5], [Number.NaN, 1])]).toEqual([420, 30]);
});

test('a crowded curve has a point a pixel', () => {
  const many = Float64Array.from({ length: 20_000 }, (_, i) => i);
  expect(
    pointsOf(
      well,
      scaleOf(20_000, []),
      many,
      many.map(() => 0.5)
    ).length
  ).toBeLessThanOrEqual(2 * 800);
});

test('the nearest stop, and of several at one time the last', () => {
  const stops = [0, 2, 2, 5].map(stop);
  expect([-1, 0.9, 1.1, 3.4, 3.6, 9].map((time) => nearestStop(stops, time))).toEqual([0, 0, 2, 2, 3, 3]);
  expect(nearestStop([], 1)).toBe(-1);
});

test('the last record that is not later', () => {
  expect([-1, 0, 3, 4, 9].map((at) => indexAt([0, 4, 8], at))).toEqual([0, 0, 0, 1, 2]);
  expect(indexAt([], 1)).toBe(0);
});
