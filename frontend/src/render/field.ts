// Fields over the plane as pixels: a signed value, or which of many classes. Row 0 is the top (the largest x2).

import { TABLE, type Table } from './colours';

/** A grid of numbers that may still be quantised: value = lo + q / 255 · (hi − lo) for bytes, q itself for floats. */
export interface Grid {
  values: ArrayLike<number>;
  /** Where this grid begins in `values`. */
  offset: number;
  width: number;
  height: number;
  lo: number;
  hi: number;
  bytes: boolean;
}

/** What one value stands for. */
export function valueOf(grid: Grid, i: number): number {
  const q = grid.values[grid.offset + i] ?? 0;
  return grid.bytes ? grid.lo + (q / 255) * (grid.hi - grid.lo) : q;
}

/** The same numbers, without the quantising, in an array that the caller keeps. */
export function decode(grid: Grid, into: Float32Array): Float32Array {
  for (let i = 0; i < grid.width * grid.height; i++) into[i] = valueOf(grid, i);
  return into;
}

/** Signed values by a table: −limit is its first entry, +limit its last, times `strength`. One packed pixel each. */
export function paintSigned(
  values: ArrayLike<number>,
  limit: number,
  strength: number,
  table: Table,
  pixels: Uint32Array
): void {
  const half = (TABLE - 1) / 2;
  const most = half * strength;
  const scale = most / (limit || 1);
  for (let i = 0; i < values.length; i++) {
    const v = Math.min(Math.max((values[i] ?? 0) * scale, -most), most);
    pixels[i] = table[Math.round(half + v)] ?? 0;
  }
}

/** Values that are never negative by a table: 0 is its first entry, `limit` times `strength` of the way to its last. */
export function paintAmounts(
  values: ArrayLike<number>,
  limit: number,
  strength: number,
  table: Table,
  pixels: Uint32Array
): void {
  const most = (TABLE - 1) * strength;
  const scale = most / (limit || 1);
  for (let i = 0; i < values.length; i++) {
    pixels[i] = table[Math.round(Math.min(Math.max((values[i] ?? 0) * scale, 0), most))] ?? 0;
  }
}

/** The class with the largest score at every place, and by how much it leads the next: 0 … 1 of `span`. */
export function winners(
  scores: readonly ArrayLike<number>[],
  span: number,
  winner: Uint8Array,
  lead: Float32Array
): void {
  for (let i = 0; i < winner.length; i++) {
    let best = -Infinity;
    let second = -Infinity;
    let k = 0;
    for (let c = 0; c < scores.length; c++) {
      const score = scores[c]?.[i] ?? -Infinity;
      if (score > best) {
        second = best;
        best = score;
        k = c;
      } else if (score > second) second = score;
    }
    winner[i] = k;
    lead[i] = Math.min(Math.max((best - second) / (span || 1), 0), 1);
  }
}

/** Every place in the colour of its class (`tables`, from neutral to full), the paler the less sure. */
export function paintClasses(
  winner: Uint8Array,
  lead: Float32Array,
  strength: number,
  tables: readonly Table[],
  pixels: Uint32Array
): void {
  for (let i = 0; i < winner.length; i++) {
    const table = tables[(winner[i] ?? 0) % tables.length];
    const share = strength * (0.25 + 0.75 * (lead[i] ?? 0));
    pixels[i] = table?.[Math.round(share * (TABLE - 1))] ?? 0;
  }
}

/** A light blur (1 2 1 each way): takes the steps of quantising out of a contour. Edges count double. */
export function smoothed(values: ArrayLike<number>, width: number, height: number, into: Float32Array): Float32Array {
  const at = (i: number, j: number): number =>
    values[Math.min(Math.max(j, 0), height - 1) * width + Math.min(Math.max(i, 0), width - 1)] ?? 0;
  for (let j = 0; j < height; j++) {
    for (let i = 0; i < width; i++) {
      const row = (k: number): number => at(i - 1, k) + 2 * at(i, k) + at(i + 1, k);
      into[j * width + i] = (row(j - 1) + 2 * row(j) + row(j + 1)) / 16;
    }
  }
  return into;
}

/**
 * Segments of the line where the field crosses `level`, by marching squares, in cells: x from 0 to width − 1, y from 0 to
 * height − 1. Four numbers a segment.
 */
export function contour(values: ArrayLike<number>, width: number, height: number, level: number): number[] {
  const segments: number[] = [];
  const crossings: number[] = [];
  for (let j = 0; j + 1 < height; j++) {
    for (let i = 0; i + 1 < width; i++) {
      const a = (values[j * width + i] ?? 0) - level;
      const b = (values[j * width + i + 1] ?? 0) - level;
      const c = (values[(j + 1) * width + i + 1] ?? 0) - level;
      const d = (values[(j + 1) * width + i] ?? 0) - level;
      const above = Number(a > 0) + Number(b > 0) + Number(c > 0) + Number(d > 0);
      if (above === 0 || above === 4) continue;
      crossings.length = 0;
      if (a > 0 !== b > 0) crossings.push(i + a / (a - b), j);
      if (b > 0 !== c > 0) crossings.push(i + 1, j + b / (b - c));
      if (c > 0 !== d > 0) crossings.push(i + 1 - c / (c - d), j + 1);
      if (d > 0 !== a > 0) crossings.push(i, j + 1 - d / (d - a));
      for (let k = 0; k + 3 < crossings.length; k += 4) segments.push(...crossings.slice(k, k + 4));
    }
  }
  return segments;
}

/** By how much class k leads all others at every place: zero on its border. */
export function margin(scores: readonly ArrayLike<number>[], k: number, into: Float32Array): Float32Array {
  for (let i = 0; i < into.length; i++) {
    let rival = -Infinity;
    for (let c = 0; c < scores.length; c++) if (c !== k) rival = Math.max(rival, scores[c]?.[i] ?? -Infinity);
    into[i] = (scores[k]?.[i] ?? 0) - rival;
  }
  return into;
}

/** Draw segments (in cells of a width × height grid) over a square of `size` pixels. */
export function strokeSegments(
  ctx: CanvasRenderingContext2D,
  segments: readonly number[],
  width: number,
  height: number,
  size: number
): void {
  const sx = size / width;
  const sy = size / height;
  ctx.beginPath();
  for (let k = 0; k + 3 < segments.length; k += 4) {
    ctx.moveTo(((segments[k] ?? 0) + 0.5) * sx, ((segments[k + 1] ?? 0) + 0.5) * sy);
    ctx.lineTo(((segments[k + 2] ?? 0) + 0.5) * sx, ((segments[k + 3] ?? 0) + 0.5) * sy);
  }
  ctx.stroke();
}
