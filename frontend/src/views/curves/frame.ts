// Ends and ticks of a small chart.

import { decadesAround, decadeTicks, endAbove, linearAround, ticks } from '../../render/axis';
import { reach } from '../../render/chart';
import type { Frame } from '../plotting';
import type { Series } from './series';

/** The time axis ends where all charts end that show the same run. */
export function endOf(last: number): number {
  return endAbove(Math.max(last, 10));
}

export function frameOf(series: readonly Series[], log: boolean, end: number): Frame {
  const data = reach(
    series.map((one) => one.values),
    log
  );
  const x = { low: 0, high: end };
  const xTicks = ticks(0, end, 4);
  if (log) {
    const y = data ? decadesAround(data) : { low: 0.001, high: 1 };
    return { x, y, xTicks, yTicks: decadeTicks(y.low, y.high, 4) };
  }
  const y = data ? linearAround(data) : { low: 0, high: 1 };
  return { x, y, xTicks, yTicks: ticks(y.low, y.high, 3) };
}
