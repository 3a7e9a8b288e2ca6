// The recorded metrics, one growable column each, outside Svelte's reactivity. Only `version` is reactive: whoever draws
// the history reads it; nothing else runs again for a new loss point.

import { METRIC_COLUMNS } from '../wire/frame';
import type { MetricColumn, Metrics } from '../wire/frame';

/** Rows kept before the older half is thinned. */
export const BUDGET = 20_000;

export class History {
  version = $state(0);
  /** Rows in use; the columns may be longer. */
  length = 0;
  /** Records the server has sent in all: the cursor for the next connection. */
  received = 0;
  columns: Record<MetricColumn, Float64Array> = emptyColumns(256);
  /** The number that the server counts each row by. Where it has thinned, at least of the same branch. */
  numbers = new Float64Array(256);

  /** The first rows of the series: what was gone back to begins a new one. */
  seriesStarts: number[] = [];

  append(frame: Metrics): void {
    // What we have already (the overlap after a reconnection) is skipped, never drawn twice.
    const skip = Math.max(0, this.received - frame.first);
    if (skip >= frame.rows) return;
    this.reserve(this.length + frame.rows - skip);
    for (let row = skip; row < frame.rows; row++) this.appendRow(frame.values, row * frame.columns, frame.first + row);
    this.received = frame.first + frame.rows;
    if (this.length > BUDGET) this.thin();
    this.version += 1;
  }

  clear(): void {
    this.length = 0;
    this.received = 0;
    this.seriesStarts = [];
    this.version += 1;
  }

  /** First row of the series that is running now. */
  get seriesStart(): number {
    return this.seriesStarts.at(-1) ?? 0;
  }

  /** Rows from one up to another, not included, are of no interest any more. */
  forget(from: number, to: number): void {
    if (to <= from) return;
    for (const column of [...Object.values(this.columns), this.numbers]) column.copyWithin(from, to, this.length);
    this.length -= to - from;
    const { step } = this.columns;
    this.seriesStarts = [];
    for (let row = 0; row < this.length; row++)
      if (row === 0 || (step[row] ?? 0) <= (step[row - 1] ?? 0)) this.seriesStarts.push(row);
    this.version += 1;
  }

  private appendRow(values: Float64Array, offset: number, number: number): void {
    const step = values[offset] ?? Number.NaN;
    const last = this.columns.step[this.length - 1];
    if (this.length === 0 || (last !== undefined && step <= last)) this.seriesStarts.push(this.length);
    METRIC_COLUMNS.forEach((name, index) => {
      this.columns[name][this.length] = values[offset + index] ?? Number.NaN;
    });
    this.numbers[this.length] = number;
    this.length += 1;
  }

  private reserve(rows: number): void {
    const capacity = this.columns.step.length;
    if (rows <= capacity) return;
    const larger = emptyColumns(Math.max(rows, capacity * 2));
    for (const name of METRIC_COLUMNS) larger[name].set(this.columns[name].subarray(0, this.length));
    this.columns = larger;
    const numbers = new Float64Array(larger.step.length);
    numbers.set(this.numbers.subarray(0, this.length));
    this.numbers = numbers;
  }

  /** Of every four rows of the older half, keep those with the least and the greatest training loss, in order. */
  private thin(): void {
    const keep = keptRows(this.columns.train_loss, this.length, new Set(this.seriesStarts));
    const starts = new Set(this.seriesStarts);
    this.seriesStarts = keep.flatMap((row, index) => (starts.has(row) ? [index] : []));
    for (const column of [...Object.values(this.columns), this.numbers]) {
      keep.forEach((row, index) => {
        column[index] = column[row] ?? Number.NaN;
      });
    }
    this.length = keep.length;
  }
}

function emptyColumns(rows: number): Record<MetricColumn, Float64Array> {
  return Object.fromEntries(METRIC_COLUMNS.map((name) => [name, new Float64Array(rows)])) as Record<
    MetricColumn,
    Float64Array
  >;
}

function keptRows(loss: Float64Array, length: number, always: ReadonlySet<number>): number[] {
  const half = length >> 1;
  const kept: number[] = [];
  for (let start = 0; start < half; start += 4) {
    let least = start;
    let greatest = start;
    for (let row = start; row < Math.min(start + 4, half); row++) {
      if ((loss[row] ?? 0) < (loss[least] ?? 0)) least = row;
      if ((loss[row] ?? 0) > (loss[greatest] ?? 0)) greatest = row;
    }
    for (let row = start; row < Math.min(start + 4, half); row++) {
      if (row === least || row === greatest || always.has(row)) kept.push(row);
    }
  }
  for (let row = half; row < length; row++) kept.push(row);
  return kept;
}
