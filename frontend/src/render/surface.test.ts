import { describe, expect, test } from 'vitest';
import { Recorder } from '../gallery/record';
import { drawSurface, farToNear, FRONT, heightAt, moved, projection, type Surface } from './surface';

const style = { floor: 'floor', line: 'line', mesh: 'mesh', border: 'border', pin: 'pin' };
const flat = (side: number, z: number): Surface => ({
  side,
  heights: new Float32Array(side * side).fill(z),
  colour: () => 'cell',
  border: true
});

describe('the camera', () => {
  test('turns around and stays above the ground', () => {
    expect(moved(FRONT, { turn: 370 }).turn).toBeCloseTo(FRONT.turn + 10);
    expect(moved(FRONT, { lift: 500 }).lift).toBe(90);
    expect(moved(FRONT, { lift: -500 }).lift).toBe(10);
    expect(moved(FRONT, { zoom: 100 }).zoom).toBe(3);
    expect(moved(FRONT, { zoom: 0.01 }).zoom).toBe(0.6);
  });

  test('from above it shows the plane as the map does: x1 to the right, x2 up', () => {
    const project = projection({ turn: 0, lift: 90, zoom: 1 }, 300, 300);
    const [middle, right, up] = [project(0, 0, 0), project(1, 0, 0), project(0, 1, 0)];
    expect(right[0]).toBeGreaterThan(middle[0]);
    expect(right[1]).toBeCloseTo(middle[1]);
    expect(up[1]).toBeLessThan(middle[1]);
    expect(up[0]).toBeCloseTo(middle[0]);
    // Height is not seen from there.
    expect(project(0.4, -0.2, 1)[1]).toBeCloseTo(project(0.4, -0.2, -1)[1]);
  });

  test('from the side what is higher is higher up', () => {
    const project = projection({ turn: 30, lift: 20, zoom: 1 }, 300, 300);
    expect(project(0.2, 0.2, 1)[1]).toBeLessThan(project(0.2, 0.2, 0)[1]);
  });

  test.each([-170, -120, -45, 0, 30, 100, 179])('the whole box is in the picture, turned by %i', (turn) => {
    const project = projection({ turn, lift: 34, zoom: 1 }, 304, 243);
    for (const x of [-1, 1]) {
      for (const y of [-1, 1]) {
        for (const z of [-1, 1]) {
          const [px, py] = project(x, y, z);
          expect(px).toBeGreaterThan(0);
          expect(px).toBeLessThan(304);
          expect(py).toBeGreaterThan(0);
          expect(py).toBeLessThan(243);
        }
      }
    }
  });

  test.each([-150, -60, -10, 20, 80, 140])('cells are painted from far to near, turned by %i', (turn) => {
    const { rows, columns } = farToNear(6, { turn, lift: 40, zoom: 1 });
    const project = projection({ turn, lift: 40, zoom: 1 }, 300, 300);
    const depth = (row: number, column: number): number => project((column / 5) * 2 - 1, 1 - (row / 5) * 2, 0)[1];
    expect(depth(rows[0] ?? 0, 2)).toBeLessThanOrEqual(depth(rows.at(-1) ?? 0, 2));
    expect(depth(2, columns[0] ?? 0)).toBeLessThanOrEqual(depth(2, columns.at(-1) ?? 0));
  });
});

describe('the surface', () => {
  test('its height between cells is that of its neighbours, in proportion', () => {
    const heights = Float32Array.from([0, 1, 0, 1]);
    expect(heightAt({ side: 2, heights }, 0, 0)).toBeCloseTo(0.5);
    expect(heightAt({ side: 2, heights }, 0.5, 0)).toBeCloseTo(1);
    expect(heightAt({ side: 2, heights }, -1, 1)).toBe(0);
  });

  test('every cell is painted once, after the floor', () => {
    const recorder = new Recorder();
    drawSurface(recorder.context, flat(5, 0.5), [], FRONT, 300, 240, style);
    const fills = recorder.of('fill').map((fill) => fill.style.fillStyle);
    expect(fills[0]).toBe('floor');
    expect(fills.filter((one) => one === 'cell')).toHaveLength(16);
  });

  test('points stand on it; those with a height of their own hang from a pin', () => {
    const recorder = new Recorder();
    const at: [number, number][] = [];
    const draw = (_: unknown, px: number, py: number): void => {
      at.push([px, py]);
    };
    const surface = flat(8, 0.25);
    drawSurface(
      recorder.context,
      surface,
      [
        { x: 0.3, y: 0.3, z: null, draw },
        { x: -0.3, y: 0.3, z: 0.9, draw }
      ],
      FRONT,
      300,
      240,
      style
    );
    const project = projection(FRONT, 300, 240);
    const sorted = [...at].sort((a, b) => b[0] - a[0]);
    expect(sorted[0]).toEqual(project(0.3, 0.3, heightAt(surface, 0.3, 0.3)));
    expect(sorted[1]).toEqual(project(-0.3, 0.3, 0.9));
    expect(recorder.of('stroke').filter((one) => one.style.strokeStyle === 'pin')).toHaveLength(1);
  });

  test('a line runs where the height changes its sign', () => {
    const recorder = new Recorder();
    const surface = flat(4, 1);
    surface.heights.fill(-1, 0, 8);
    drawSurface(recorder.context, surface, [], FRONT, 300, 240, style);
    expect(recorder.of('stroke').filter((one) => one.style.strokeStyle === 'border')).toHaveLength(3);
  });
});
