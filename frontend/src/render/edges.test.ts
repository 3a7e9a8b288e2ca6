import { describe, expect, test } from 'vitest';
import { Recorder } from '../gallery/record';
import { boxOf, drawBundle, drawThreads, hit, lookOf, pointOn, visible } from './edges';
import type { Bundle, EdgeStyle } from './edges';

const style: EdgeStyle = { positive: 'blue', negative: 'orange', structure: 'grey', width: 1 };

/** Cards side by side: tiles 60 apart, 100 between them. */
function bundle(inputs: number, units: number, weights: number[] | null, down = false): Bundle {
  const at = (count: number, along: number) => {
    const [a, b] = [new Float32Array(count).fill(along), Float32Array.from({ length: count }, (_, i) => i * 60)];
    return down ? { x: b, y: a } : { x: a, y: b };
  };
  return {
    from: at(inputs, 0),
    to: at(units, 100),
    weights: weights && Int8Array.from(weights),
    hi: 1,
    limit: 1,
    down
  };
}

const waves = (count: number) => Array.from({ length: count }, (_, i) => Math.round(127 * Math.sin(i)));

test('up to 256 edges have styles of their own, up to 5,000 are thin, more are a ribbon', () => {
  expect([lookOf(16, 16), lookOf(1, 257), lookOf(50, 100), lookOf(50, 101)]).toEqual([
    'each',
    'thin',
    'thin',
    'ribbon'
  ]);
});

describe('the sign of a weight', () => {
  const recorder = new Recorder();
  drawBundle(recorder.context, bundle(2, 1, [127, -127]), style);
  const strokes = recorder.of('stroke');

  test('is a colour and a dash, so that it does not hang on the colour', () => {
    expect(strokes.map(({ style }) => [style.strokeStyle, style.dash.length > 0])).toEqual([
      ['blue', false],
      ['orange', true]
    ]);
  });

  test('leaves the size alone', () => {
    expect(new Set(strokes.map((stroke) => stroke.style.lineWidth)).size).toBe(1);
  });
});

test('the larger a weight, the wider and the stronger its line', () => {
  const recorder = new Recorder();
  drawBundle(recorder.context, bundle(3, 1, [10, 60, 127]), style);
  const [small, middle, large] = recorder.of('stroke').map((stroke) => stroke.style);
  expect(small?.lineWidth).toBeLessThan(middle?.lineWidth ?? 0);
  expect(middle?.lineWidth).toBeLessThan(large?.lineWidth ?? 0);
  expect(small?.globalAlpha).toBeLessThan(large?.globalAlpha ?? 0);
});

test('every edge is drawn once, in few strokes: what costs is the number of strokes', () => {
  const recorder = new Recorder();
  drawBundle(recorder.context, bundle(70, 70, waves(4900)), style);
  expect(recorder.of('bezierCurveTo')).toHaveLength(4900);
  expect(recorder.of('stroke').length).toBeLessThanOrEqual(16);
  expect(recorder.of('stroke').every((stroke) => stroke.style.lineWidth === 1)).toBe(true);
});

test('more than 5,000 are one filled band, whatever their weights', () => {
  const recorder = new Recorder();
  drawBundle(recorder.context, bundle(80, 80, waves(6400)), style);
  expect(recorder.of('fill')).toHaveLength(1);
  expect(recorder.of('stroke')).toHaveLength(0);
});

test('an operation without weights hands each value on by one grey thread', () => {
  const recorder = new Recorder();
  drawThreads(recorder.context, bundle(4, 4, null), style);
  expect(recorder.of('bezierCurveTo')).toHaveLength(4);
  expect(recorder.of('stroke')[0]?.style.strokeStyle).toBe('grey');
});

describe.each([false, true])('a point on an edge (down the page: %s)', (down) => {
  const two = bundle(3, 3, waves(9), down);
  const at = (unit: number, input: number, t: number) => pointOn(two, unit, input, t);

  test('begins at the source and ends at the target', () => {
    expect(at(2, 1, 0)).toEqual(down ? [60, 0] : [0, 60]);
    expect(at(2, 1, 1)).toEqual(down ? [120, 100] : [100, 120]);
  });

  test('is found again under the pointer', () => {
    for (const t of [0.2, 0.5, 0.8]) {
      for (const [unit, input] of [
        [0, 2],
        [2, 0],
        [1, 1]
      ] as const) {
        const [x, y] = at(unit, input, t);
        expect(hit(two, x, y, 3)?.distance).toBeLessThan(0.5);
        if (t !== 0.5) expect(hit(two, x, y, 3)).toMatchObject({ unit, input });
      }
    }
  });

  test('is not found where there is none', () => {
    const [x, y] = at(2, 2, 0.5);
    expect(down ? hit(two, x + 40, y, 6) : hit(two, x, y + 40, 6)).toBeNull();
    expect(down ? hit(two, x, 140, 6) : hit(two, 140, y, 6)).toBeNull();
  });
});

describe('what can be seen of weights', () => {
  const scale = { hi: 1, limit: 1 };

  test('is the same while no edge would be drawn in another way', () => {
    const of = (...weights: number[]) => [...visible(Int8Array.from(weights), scale, 'each')];
    expect(of(10, -60)).toEqual(of(9, -61));
    expect(of(10, -60)).not.toEqual(of(12, -60));
    expect(of(10, -60)).not.toEqual(of(-10, -60));
  });

  test('depends on the scale, as the drawing does', () => {
    const weights = Int8Array.from([60]);
    expect([...visible(weights, { hi: 2, limit: 2 }, 'thin')]).toEqual([...visible(weights, scale, 'thin')]);
    expect([...visible(weights, { hi: 2, limit: 8 }, 'thin')]).not.toEqual([...visible(weights, scale, 'thin')]);
  });

  test('is every byte of a matrix', () => {
    expect([...visible(Int8Array.from([10, -60]), scale, 'ribbon')]).not.toEqual([
      ...visible(Int8Array.from([11, -60]), scale, 'ribbon')
    ]);
  });
});

test('the box of a bundle holds all of its ends', () => {
  expect(boxOf(bundle(3, 2, null))).toEqual({ left: 0, top: 0, right: 100, bottom: 120 });
});
