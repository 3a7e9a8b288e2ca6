import { expect, test } from 'vitest';
import { aligned, csv, smoothed, styleOf } from './series';

test('after a half-life half of a jump has been followed, however the times lie', () => {
  expect(Array.from(smoothed([0, 4], [0, 1], 4))).toEqual([0, 0.5]);
  const fine = smoothed(
    Array.from({ length: 401 }, (_, i) => i / 100),
    Array.from({ length: 401 }, (_, i) => (i === 0 ? 0 : 1)),
    4
  );
  expect(fine.at(-1)).toBeCloseTo(0.5, 6);
});

test('no half-life changes nothing, and what is no number breaks nothing', () => {
  expect(Array.from(smoothed([0, 1, 2], [3, 1, 2], 0))).toEqual([3, 1, 2]);
  expect(Array.from(smoothed([0, 1, 2], [1, NaN, 1], 1))).toEqual([1, NaN, 1]);
});

test('lines that begin at different times share an axis', () => {
  const early = { label: 'a', times: [0, 1, 2], values: [1, 2, 3] };
  const late = { label: 'b', times: [1, 2], values: [0, 5] };
  expect(aligned([early, late], false)).toEqual([
    [0, 1, 2],
    [1, 2, 3],
    [null, 0, 5]
  ]);
  expect(aligned([early, late], true)[2]).toEqual([null, null, 5]);
});

test('a file has a header, a row for each time and quoted names', () => {
  const text = csv('epoch', [
    { label: 'Dense 1, wide', times: [0, 1], values: [0.5, NaN] },
    { label: 'b', times: [1], values: [2] }
  ]);
  expect(text).toBe('epoch,"Dense 1, wide",b\r\n0,0.5,\r\n1,,2\r\n');
});

test('neighbouring lines differ by colour and by dash', () => {
  for (let i = 1; i < 12; i++) expect(styleOf(i)).not.toEqual(styleOf(i - 1));
  expect(styleOf(1).dash).not.toEqual(styleOf(0).dash);
});
