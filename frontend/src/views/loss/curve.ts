// The curves of the run that is shown, from the record: few enough points for the chart's width.

import { currentRows, epochsOf, reach, thinned } from '../../render/chart';
import { decadesAround, decadeTicks, linearAround, niceAbove, ticks, type Range } from '../../render/axis';
import type { MetricColumn } from '../../state/types';

export interface History {
  columns: Record<MetricColumn, Float64Array>;
  length: number;
}

export const LINES = ['train', 'validation', 'penalty'] as const;
export type Line = (typeof LINES)[number];

export interface Curve {
  /** Of every record of the run, in epochs and in steps. */
  times: Float64Array;
  steps: Float64Array;
  values: Record<Line, Float64Array>;
  /** Revision of the settings at the first record: changes before it belong to another run. */
  revision: number;
}

const COLUMN: Record<Line, MetricColumn> = {
  train: 'train_loss',
  validation: 'validation_loss',
  penalty: 'penalty'
};

export function curveOf(record: History, stepsPerEpoch: number): Curve {
  const rows = currentRows(record.columns.step, record.length);
  const take = (name: MetricColumn): Float64Array => Float64Array.from(rows, (row) => record.columns[name][row] ?? NaN);
  return {
    times: epochsOf(record.columns, rows, stepsPerEpoch),
    steps: take('step'),
    values: { train: take(COLUMN.train), validation: take(COLUMN.validation), penalty: take(COLUMN.penalty) },
    revision: record.columns.revision[rows[0] ?? 0] ?? 0
  };
}

/** Without a penalty (or with none but zero) there is no line for it. */
export const penalised = (curve: Curve): boolean => curve.values.penalty.some((value) => value > 0);

export interface Frame {
  x: Range;
  y: Range;
  xTicks: number[];
  yTicks: number[];
}

/** Ends and ticks of both axes. The time axis grows in jumps of 1, 2, 5, so that it holds still. */
export function frameOf(curve: Curve, log: boolean): Frame {
  const last = curve.times.at(-1) ?? 0;
  const x = { low: 0, high: niceAbove(Math.max(last, 10)) };
  const data = reach(Object.values(curve.values), log);
  if (log) {
    const y = data ? decadesAround(data) : { low: 0.001, high: 1 };
    return { x, y, xTicks: ticks(0, x.high, 4), yTicks: decadeTicks(y.low, y.high, 5) };
  }
  const y = data ? linearAround(data) : { low: 0, high: 1 };
  return { x, y, xTicks: ticks(0, x.high, 4), yTicks: ticks(y.low, y.high, 4) };
}

/** Columns for the plot: time, then a column a line; `null` where a logarithmic axis has no place for a value. */
export function plotted(curve: Curve, lines: readonly Line[], log: boolean, pixels: number): (number | null)[][] {
  const kept = new Set<number>();
  for (const line of lines) for (const i of thinned(curve.times, curve.values[line], pixels)) kept.add(i);
  const order = [...kept].sort((a, b) => a - b);
  const column = (values: Float64Array): (number | null)[] =>
    order.map((i) => {
      const value = values[i] ?? NaN;
      return Number.isFinite(value) && (!log || value > 0) ? value : null;
    });
  return [order.map((i) => curve.times[i] ?? 0), ...lines.map((line) => column(curve.values[line]))];
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
