import { describe, expect, test } from 'vitest';
import { digitOf, SIDE, type Stroke } from './digit';

const mean = (image: Uint8Array): number => image.reduce((sum, one) => sum + one, 0) / image.length;
const rows = (image: Uint8Array): number[][] =>
  Array.from({ length: SIDE }, (_, row) => Array.from(image.slice(row * SIDE, (row + 1) * SIDE)));

const arc = (x: number, y: number, rx: number, ry: number): Stroke =>
  Array.from({ length: 25 }, (_, i) => {
    const angle = (i / 24) * 2 * Math.PI;
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)] as const;
  });
const ZERO = [arc(0.5, 0.5, 0.2, 0.34)];
const ONE: Stroke[] = [
  [
    [0.5, 0.2],
    [0.5, 0.8]
  ]
];

describe('a drawing as the dataset has its digits', () => {
  test('nothing drawn is paper', () => {
    expect(Array.from(digitOf([]))).toEqual(new Array(64).fill(0));
    expect(mean(digitOf([[]]))).toBe(0);
  });

  test('ink is counted in blocks of 4 × 4: whole numbers from 0 to 16', () => {
    for (const ink of digitOf(ZERO)) {
      expect(Number.isInteger(ink)).toBe(true);
      expect(ink).toBeGreaterThanOrEqual(0);
      expect(ink).toBeLessThanOrEqual(16);
    }
    // The edge of a round stroke covers blocks in part.
    expect(new Set(digitOf(ZERO)).size).toBeGreaterThan(6);
  });

  test('it fills the height, from the first row to the last', () => {
    for (const drawing of [ZERO, ONE]) {
      const image = rows(digitOf(drawing));
      expect(Math.max(...(image[0] ?? []))).toBeGreaterThan(0);
      expect(Math.max(...(image[7] ?? []))).toBeGreaterThan(0);
    }
  });

  test('what is symmetric stands in the middle', () => {
    for (const row of rows(digitOf(ZERO))) expect(row).toEqual([...row].reverse());
  });

  test('a hole stays open', () => {
    const image = rows(digitOf(ZERO));
    expect(image[3]?.[3]).toBe(0);
    expect(image[4]?.[4]).toBe(0);
  });

  test('strokes are as thick as it takes for the mean ink of the real digits, 4.88', () => {
    for (const drawing of [ZERO, [arc(0.5, 0.32, 0.15, 0.16), arc(0.5, 0.68, 0.17, 0.18)]]) {
      expect(Math.abs(mean(digitOf(drawing)) - 4.88)).toBeLessThan(0.5);
    }
  });

  test('place and size in the pad do not matter', () => {
    const moved = ZERO.map((stroke) => stroke.map(([x, y]) => [0.6 * x + 0.31, 0.6 * y + 0.02] as const));
    expect(Array.from(digitOf(moved))).toEqual(Array.from(digitOf(ZERO)));
  });

  test('a tap is a dot, not a page of ink', () => {
    const dot = digitOf([[[0.1, 0.9]]]);
    expect(mean(dot)).toBeGreaterThan(0);
    expect(mean(dot)).toBeLessThan(2);
    expect(rows(dot)[0]).toEqual(new Array(8).fill(0));
  });
});
