// Predicted against true: the nearer to the diagonal, the better.

import { ticks } from './axis';

export interface ScatterScale {
  low: number;
  high: number;
  ticks: number[];
}

/**
 * One scale for both axes. It follows the true values, which don't change, a little beyond; predictions outside lie on the
 * edge, so that one wild prediction does not squeeze all others.
 */
export function scatterScale(truth: ArrayLike<number>): ScatterScale {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < truth.length; i++) {
    low = Math.min(low, truth[i] ?? low);
    high = Math.max(high, truth[i] ?? high);
  }
  if (!(low <= high)) return { low: 0, high: 1, ticks: [0, 1] };
  const margin = (high - low) * 0.08 || 1;
  return { low: low - margin, high: high + margin, ticks: ticks(low - margin, high + margin, 4) };
}

export interface ScatterStyle {
  size: number;
  diagonal: string;
  dot: string;
  ring: string;
  hollow: boolean;
}

/** `pairs`: true and predicted, alternating. Returns how many lie beyond the scale. */
export function drawScatter(
  ctx: CanvasRenderingContext2D,
  pairs: ArrayLike<number>,
  scale: ScatterScale,
  style: ScatterStyle
): number {
  const { size } = style;
  const at = (value: number): number => (value - scale.low) / (scale.high - scale.low);
  ctx.clearRect(0, 0, size, size);
  ctx.strokeStyle = style.diagonal;
  ctx.lineWidth = 1;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(0, size);
  ctx.lineTo(size, 0);
  ctx.stroke();
  ctx.setLineDash([]);
  let beyond = 0;
  for (let i = 0; i + 1 < pairs.length; i += 2) {
    const predicted = at(pairs[i + 1] ?? 0);
    if (!(predicted >= 0 && predicted <= 1)) beyond += 1;
    const x = at(pairs[i] ?? 0) * size;
    const y = (1 - Math.min(Math.max(predicted, 0), 1)) * size;
    ctx.beginPath();
    ctx.arc(x, y, 2.6, 0, 2 * Math.PI);
    ctx.fillStyle = style.hollow ? style.ring : style.dot;
    ctx.strokeStyle = style.hollow ? style.dot : style.ring;
    ctx.lineWidth = style.hollow ? 1.3 : 0.8;
    ctx.globalAlpha = 0.85;
    ctx.fill();
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
  return beyond;
}
