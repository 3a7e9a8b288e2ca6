import { expect, test } from 'vitest';
import { Recorder } from '../gallery/record';
import { drawCounts, drawReliability, drawResiduals, nearestPoint, strokeCurve } from './judging';

const line = { colour: 'ink', dash: [] };

test('a curve begins in the lower left corner of its square', () => {
  const recorder = new Recorder();
  strokeCurve(recorder.context, { points: [0, 0, 0.5, 1] }, 100, 200, line);
  expect(recorder.of('lineTo').map((call) => call.args)).toEqual([
    [0, 200],
    [50, 0]
  ]);
});

test('precision is drawn in steps: as high as the next point, from the one before', () => {
  const recorder = new Recorder();
  strokeCurve(recorder.context, { points: [0, 1, 0.5, 0.5], steps: true }, 100, 100, line);
  expect(recorder.of('lineTo').map((call) => call.args)).toEqual([
    [0, 0],
    [0, 50],
    [50, 50]
  ]);
});

test('of points at the same place the last is read: the highest of a curve that rises', () => {
  expect(nearestPoint([0, 0, 0, 0.8, 1, 1], 0.1)).toBe(1);
  expect(nearestPoint([0, 0, 0, 0.8, 1, 1], 0.9)).toBe(2);
});

test('a bin without points has no bar', () => {
  const recorder = new Recorder();
  const style = { bar: 'bar', gap: 'gap', dot: 'dot', ring: 'ring', pointed: -1 };
  drawReliability(recorder.context, { means: [0, 0, 0.75, 0.5], counts: [0, 4] }, 100, 100, style);
  const bars = recorder.of('fillRect').filter((call) => call.style.fillStyle === 'bar');
  expect(bars.map((bar) => bar.args)).toEqual([[51, 50, 48, 50]]);
  // The dot stands where what was said and what is true meet.
  expect(recorder.of('arc')[0]?.args.slice(0, 2)).toEqual([75, 50]);
});

test('counts are bars from below; a single point is still to be seen', () => {
  const recorder = new Recorder();
  drawCounts(recorder.context, [0, 1, 1000], 1000, 30, 40, (bin) => `bin ${bin}`);
  expect(recorder.of('fillRect').map((call) => [call.style.fillStyle, call.args[3]])).toEqual([
    ['bin 1', 1],
    ['bin 2', 40]
  ]);
});

test('a residual of nothing lies on the line, one beyond the scale at its edge', () => {
  const recorder = new Recorder();
  const style = { zero: 'zero', dot: 'dot', ring: 'ring', hollow: false };
  drawResiduals(recorder.context, [0.5, 1.4], [0.5, 2], 100, 80, style);
  expect(recorder.of('arc').map((call) => call.args.slice(0, 2))).toEqual([
    [50, 40],
    [100, 0]
  ]);
});
