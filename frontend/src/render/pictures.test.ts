// Painters of the cards, against a context that remembers.

import { expect, test } from 'vitest';
import { Recorder } from '../gallery/record';
import { best, drawAnswers } from './answers';
import { drawHistograms } from './histograms';
import { blockOf, cellsOf, thumbSize } from './thumb';

const colours = { negative: 'orange', positive: 'blue', line: 'grey', mark: 'black', ground: 'white' };
const place = { x: 0, y: 0, size: 50 };

test('bars left of zero are orange, right of it blue, and a line stands at zero', () => {
  const recorder = new Recorder();
  const spread = { counts: [255, 128, 0, 255], bins: 4, ranges: [-1, 1] };
  drawHistograms(recorder.context, spread, [place], colours);
  const fills = recorder.of('fill').map((fill) => fill.style.fillStyle);
  expect(fills).toEqual(['white', 'orange', 'blue']);
  expect(recorder.of('rect')).toHaveLength(3); // an empty bin has no bar
  const [x] = recorder.of('fillRect')[0]?.args as number[];
  expect(x).toBe(25);
});

test('values of one sign have no line at zero', () => {
  const recorder = new Recorder();
  drawHistograms(recorder.context, { counts: [255, 9], bins: 2, ranges: [0, 3] }, [place], colours);
  expect(recorder.of('fillRect')).toHaveLength(0);
});

test('a card of histograms costs a handful of fills, however many units it has', () => {
  const recorder = new Recorder();
  const units = 64;
  const spread = {
    counts: new Uint8Array(units * 16).fill(200),
    bins: 16,
    ranges: Float32Array.from({ length: units * 2 }, (_, i) => (i % 2 ? 1 : -1))
  };
  drawHistograms(recorder.context, spread, Array(units).fill(place), colours);
  expect(recorder.of('fill')).toHaveLength(3);
});

test('the largest answer stands out, and a bar is as long as its share', () => {
  const recorder = new Recorder();
  const style = { ground: 'grey', bar: 'violet', best: 'deep', negative: 'orange' };
  drawAnswers(recorder.context, [0.25, 0.75, 0], [place, place, place], 60, 160, style);
  const bars = recorder.calls.filter((call) => call.name === 'roundRect').map((call) => call.args[2]);
  expect(bars).toEqual([100, 25, 100, 75, 100]);
  expect(recorder.of('fill').map((fill) => fill.style.fillStyle)).toContain('deep');
  expect(best([0.25, 0.75, 0])).toBe(1);
});

test('a matrix in small keeps within the gap between two cards', () => {
  for (const [inputs, units] of [
    [64, 128],
    [784, 512],
    [1, 6000],
    [6000, 1]
  ] as const) {
    const { width, height } = thumbSize(inputs, units);
    expect(width).toBeLessThanOrEqual(44);
    expect(height).toBeLessThanOrEqual(96);
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(12);
  }
});

test.each([
  [1024, 512],
  [4000, 1000],
  [4096, 70],
  [70, 4096]
])(
  'of %i inputs and %i units a picture has as many cells as can be seen apart, and they are all weights',
  (inputs, units) => {
    const { rows, columns } = cellsOf(inputs, units, 3);
    expect(Math.max(rows, columns)).toBeLessThanOrEqual(256);
    expect({ rows, columns }).toEqual(cellsOf(inputs, units, 2));
    for (const [cells, length] of [
      [Math.min(rows, units), units],
      [Math.min(columns, inputs), inputs]
    ] as const) {
      let next = 0;
      for (let cell = 0; cell < cells; cell++) {
        const { first, count } = blockOf(cell, cells, length);
        expect(first).toBe(next);
        expect(count).toBeGreaterThan(0);
        next = first + count;
      }
      expect(next).toBe(length);
    }
  }
);
