// The curves of the run that is shown, from the record, as far as the chart's width can show them.

import { binned, epochsOf, reach, take } from '../../render/chart';
import { decadesAround, decadeTicks, endAbove, linearAround, ticks } from '../../render/axis';
import type { MetricColumn } from '../../state/types';
import type { Frame } from '../plotting';

export interface History {
  columns: Record<MetricColumn, Float64Array>;
}

export const LINES = ['train', 'validation', 'penalty'] as const;
export type Line = (typeof LINES)[number];

export interface Curve {
  /** Of every record of the run, in epochs and in steps. */
  times: Float64Array;
  steps: Float64Array;
  values: Record<Line, Float64Array>;
}

const COLUMN: Record<Line, MetricColumn> = {
  train: 'train_loss',
  validation: 'validation_loss',
  penalty: 'penalty'
};

/** `rows` are those of the run, in order. */
export function curveOf(
  record: History,
  rows: Int32Array,
  stepsPerEpoch: number,
  apart: readonly number[] = []
): Curve {
  const of = (name: MetricColumn): Float64Array => take(record.columns[name], rows);
  return {
    times: epochsOf(record.columns, rows, stepsPerEpoch, apart),
    steps: of('step'),
    values: { train: of(COLUMN.train), validation: of(COLUMN.validation), penalty: of(COLUMN.penalty) }
  };
}

/** Without a penalty (or with none but zero) there is no line for it. */
export const penalised = (curve: Curve): boolean => curve.values.penalty.some((value) => value > 0);

/** Training loss by time, of a part of the recording that did not lead here. */
export interface Beside {
  times: Float64Array;
  losses: Float64Array;
}

/** Ends and ticks of both axes. The time axis grows in jumps, so that it holds still. */
export function frameOf(curve: Curve, log: boolean, beside: readonly Beside[] = []): Frame {
  const last = Math.max(10, curve.times.at(-1) ?? 0, ...beside.map(({ times }) => times.at(-1) ?? 0));
  const x = { low: 0, high: endAbove(last) };
  const data = reach([...Object.values(curve.values), ...beside.map(({ losses }) => losses)], log);
  if (log) {
    const y = data ? decadesAround(data) : { low: 0.001, high: 1 };
    return { x, y, xTicks: ticks(0, x.high, 4), yTicks: decadeTicks(y.low, y.high, 6) };
  }
  const y = data ? linearAround(data) : { low: 0, high: 1 };
  return { x, y, xTicks: ticks(0, x.high, 4), yTicks: ticks(y.low, y.high, 4) };
}

export interface Drawn {
  /** Time, then a column a line; `null` where a logarithmic axis has no place for a value. */
  columns: (number | null)[][];
  /** Of a crowded curve: between which values each line runs. */
  bands: { line: Line; x: Float64Array; low: Float64Array; high: Float64Array }[];
}

/** What is drawn of a curve on so many pixels: every point while they are few, else columns with a mean and a band. */
export function drawn(curve: Curve, lines: readonly Line[], log: boolean, pixels: number): Drawn {
  const { times, values } = curve;
  if (times.length <= pixels) {
    const place = (value: number): number | null => (Number.isFinite(value) && (!log || value > 0) ? value : null);
    return { columns: [[...times], ...lines.map((line) => Array.from(values[line], place))], bands: [] };
  }
  const bins = lines.map((line) => binned(times, values[line], pixels / 2, log));
  // Lines that have no value somewhere have other columns: each is put at its own times.
  const x = [...new Set(bins.flatMap((one) => [...one.x]))].sort((a, b) => a - b);
  const columns = bins.map((one) => {
    const at = new Map(Array.from(one.x, (time, i) => [time, one.middle[i] ?? null]));
    return x.map((time) => at.get(time) ?? null);
  });
  return { columns: [x, ...columns], bands: bins.map((one, i) => ({ ...one, line: lines[i] ?? 'train' })) };
}

/** When a step was, in epochs, between the records around it. */
export function timeOf(curve: Curve, step: number): number {
  const { steps, times } = curve;
  let next = 0;
  while (next < steps.length && (steps[next] ?? 0) < step) next++;
  if (next === 0) return times[0] ?? 0;
  if (next >= steps.length) return times.at(-1) ?? 0;
  const [from, to] = [steps[next - 1] ?? 0, steps[next] ?? 0];
  const share = to > from ? (step - from) / (to - from) : 0;
  return (times[next - 1] ?? 0) + share * ((times[next] ?? 0) - (times[next - 1] ?? 0));
}
