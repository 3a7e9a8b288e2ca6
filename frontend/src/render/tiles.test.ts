import { describe, expect, test } from 'vitest';
import { gridFor, gridHeight, gridWidth, MOST_TILES, placesOf } from './tiles';

describe.each([1, 4, 8, 9, 12, 16, 24, 32, 64, 128, 256, 4096])('%i units', (units) => {
  const grid = gridFor(units);
  const places = placesOf(grid, 0, 0);

  test('have a tile each, as far as tiles go, and none lies on another', () => {
    expect(places).toHaveLength(Math.min(units, MOST_TILES));
    places.forEach((a, i) => {
      places.slice(i + 1).forEach((b) => {
        expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThanOrEqual(grid.tile);
      });
    });
  });

  test('fit the height of a card, centred about its middle', () => {
    expect(gridHeight(grid)).toBeLessThanOrEqual(500);
    const [left, right] = [Math.min(...places.map((one) => one.x)), Math.max(...places.map((one) => one.x + one.size))];
    expect(left + right).toBeCloseTo(0);
    expect(right - left).toBeLessThanOrEqual(gridWidth(grid));
  });
});

test('a tile that shows an image of 8 × 8 has whole pixels', () => {
  for (const units of [4, 10, 16, 64, 256]) expect(gridFor(units, 8).tile % 8).toBe(0);
});

test('more units never get larger tiles within a column', () => {
  const tiles = [1, 8, 9, 10, 11, 12].map((units) => gridFor(units).tile);
  expect(tiles).toEqual(tiles.toSorted((a, b) => b - a));
});
