// Where things lie on the timeline. Pure: pixels and epochs.

import { binned, reach } from '../../render/chart';
import { decadesAround, niceAbove, ticks } from '../../render/axis';
import type { Range } from '../../render/axis';
import type { MomentInfo } from '../../state/types';

export interface Well {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Scale {
  /** Epochs at the right end: it grows in jumps of 1, 2, 5. */
  end: number;
  loss: Range;
}

const FEWEST = 10;
const MARGIN = 2;

export function scaleOf(last: number, curves: readonly ArrayLike<number>[]): Scale {
  const data = reach(curves, true);
  return { end: niceAbove(Math.max(last, FEWEST)), loss: data ? decadesAround(data) : { low: 0.001, high: 1 } };
}

export const xOf = (well: Well, scale: Scale, time: number): number =>
  well.left + Math.min(Math.max(time / scale.end, 0), 1) * (well.right - well.left);

export const timeAt = (well: Well, scale: Scale, x: number): number =>
  Math.min(Math.max((x - well.left) / (well.right - well.left), 0), 1) * scale.end;

/** On a logarithmic scale; what has no place on it lies at its end. */
function yOf(well: Well, { loss }: Scale, value: number): number {
  const share = Math.log10(Math.max(value, loss.low) / loss.low) / Math.log10(loss.high / loss.low);
  const [top, bottom] = [well.top + MARGIN, well.bottom - MARGIN];
  return bottom - Math.min(Math.max(share, 0), 1) * (bottom - top);
}

/** A curve as pixels, x and y in turn; a crowded one is thinned to a mean for each pixel. */
export function pointsOf(
  well: Well,
  scale: Scale,
  times: ArrayLike<number>,
  losses: ArrayLike<number>
): Float64Array<ArrayBuffer> {
  const pixels = Math.max(50, Math.round(well.right - well.left));
  const crowded = times.length > 2 * pixels;
  const { x, middle } = crowded ? binned(times, losses, pixels, true) : { x: times, middle: losses };
  const points = new Float64Array(2 * x.length);
  let count = 0;
  for (let i = 0; i < x.length; i++) {
    const value = middle[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    points[count++] = xOf(well, scale, x[i] ?? 0);
    points[count++] = yOf(well, scale, value);
  }
  return points.slice(0, count);
}

/** Times at which the axis has numbers: as many as find room. */
export const ticksOf = (well: Well, scale: Scale): number[] =>
  ticks(0, scale.end, Math.max(2, Math.min(10, (well.right - well.left) / 90)));

/** Of the moments, the one nearest in time; of several at the same time the last. −1 of none. */
export function nearestStop(stops: readonly MomentInfo[], time: number): number {
  let best = -1;
  let least = Infinity;
  stops.forEach((stop, i) => {
    const distance = Math.abs(stop.time - time);
    if (distance > least) return;
    least = distance;
    best = i;
  });
  return best;
}
