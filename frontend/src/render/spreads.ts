// How numbers were spread over time, as a picture: time across, value up, the share of the numbers as strength.

import { TABLE, type Table } from './colours';

export interface Spreads {
  /** Rising. */
  time: readonly number[];
  /** Of each time: counts of equal bins between a low and a high value. */
  low: readonly number[];
  high: readonly number[];
  counts: readonly (readonly number[])[];
}

/** The least and the greatest value of all times; of equal ones a little more on both sides. */
export function reachOf({ low, high }: Spreads): { low: number; high: number } {
  const [least, most] = [Math.min(...low), Math.max(...high)];
  if (!Number.isFinite(least) || !Number.isFinite(most)) return { low: -1, high: 1 };
  return most > least ? { low: least, high: most } : { low: least - 0.5, high: most + 0.5 };
}

/** Index of the newest time that is not after `at`, or of the first. */
export function rowAt(time: readonly number[], at: number): number {
  let row = 0;
  while (row + 1 < time.length && (time[row + 1] ?? 0) <= at) row++;
  return row;
}

/** The share of a time's numbers in each of `rows` equal cells of the value axis, top first, 1 for the fullest cell. */
export function column(spreads: Spreads, row: number, rows: number, axis: { low: number; high: number }): Float64Array {
  const counts = spreads.counts[row] ?? [];
  const [low, high] = [spreads.low[row] ?? 0, spreads.high[row] ?? 0];
  const cells = new Float64Array(rows);
  const cell = (axis.high - axis.low) / rows;
  const bin = (high - low) / counts.length;
  const most = Math.max(...counts, 1);
  for (let i = 0; i < rows; i++) {
    const value = axis.high - (i + 0.5) * cell;
    if (value <= low - cell / 2 || value >= high + cell / 2) continue;
    const index = bin > 0 ? Math.min(Math.max(Math.floor((value - low) / bin), 0), counts.length - 1) : -1;
    cells[i] = index < 0 ? 1 : (counts[index] ?? 0) / most;
  }
  return cells;
}

/** A picture of `width` × `height` pixels from time 0 to `end`; before the first and after the last time it is empty. */
export function paintStrip(
  into: Uint32Array,
  width: number,
  height: number,
  spreads: Spreads,
  axis: { low: number; high: number },
  end: number,
  table: Table
): void {
  into.fill(0);
  const { time } = spreads;
  if (time.length === 0) return;
  let shown = -1;
  let cells: Float64Array = new Float64Array(height);
  for (let x = 0; x < width; x++) {
    const at = ((x + 0.5) / width) * end;
    if (at < (time[0] ?? 0) - end / width || at > (time.at(-1) ?? 0) + end / width) continue;
    const row = rowAt(time, at);
    if (row !== shown) cells = column(spreads, (shown = row), height, axis);
    for (let y = 0; y < height; y++) {
      // The root keeps the thin ends of a spread in sight.
      const strength = Math.sqrt(cells[y] ?? 0);
      if (strength > 0) into[y * width + x] = table[Math.round(strength * (TABLE - 1))] ?? 0;
    }
  }
}
