// How a unit's values are spread over the training points: bars, orange below zero and blue above, with a line at zero.

import type { Place } from './tiles';

export interface Spread {
  /** units × bins, 0 … 255: the count divided by the unit's largest. */
  counts: ArrayLike<number>;
  bins: number;
  /** units × 2: least and greatest value. */
  ranges: ArrayLike<number>;
  /** What each unit says to one input, marked in its bars; empty: nothing is marked. */
  marks?: ArrayLike<number>;
}

export interface BarColours {
  negative: string;
  positive: string;
  line: string;
  mark: string;
  ground: string;
}

const PAD = 3;

/** All tiles of a card. Bars of one sign are one path, so that a card costs a handful of calls. */
export function drawHistograms(
  ctx: CanvasRenderingContext2D,
  spread: Spread,
  places: readonly Place[],
  colours: BarColours
): void {
  ctx.fillStyle = colours.ground;
  ctx.beginPath();
  for (const { x, y, size } of places) ctx.roundRect(x, y, size, size, Math.min(6, size / 4));
  ctx.fill();
  drawBars(ctx, spread, places, colours.negative, true);
  drawBars(ctx, spread, places, colours.positive, false);
  ctx.fillStyle = colours.line;
  places.forEach((place, unit) => {
    const zero = zeroAt(spread, unit);
    if (zero > 0.02 && zero < 0.98) {
      ctx.fillRect(Math.round(place.x + PAD + zero * (place.size - 2 * PAD)), place.y + PAD, 1, place.size - 2 * PAD);
    }
  });
  drawMarks(ctx, spread, places, colours);
}

/** A line as tall as the tile, with a head; beyond the range it stands at the edge. */
function drawMarks(
  ctx: CanvasRenderingContext2D,
  { marks = [], ranges }: Spread,
  places: readonly Place[],
  { mark, ground }: BarColours
): void {
  places.forEach(({ x, y, size }, unit) => {
    const value = marks[unit];
    if (value === undefined) return;
    const [least, greatest] = [ranges[unit * 2] ?? 0, ranges[unit * 2 + 1] ?? 0];
    const share = greatest > least ? (value - least) / (greatest - least) : 0.5;
    const at = x + PAD + Math.min(Math.max(share, 0), 1) * (size - 2 * PAD);
    ctx.fillStyle = ground;
    ctx.fillRect(at - 2, y, 4, size);
    ctx.fillStyle = mark;
    ctx.fillRect(at - 1, y + 1, 2, size - 2);
    ctx.beginPath();
    ctx.arc(at, y + 3, 3, 0, 2 * Math.PI);
    ctx.fill();
  });
}

/** Where zero lies between the unit's least (0) and greatest (1) value. */
function zeroAt(spread: Spread, unit: number): number {
  const least = spread.ranges[unit * 2] ?? 0;
  const greatest = spread.ranges[unit * 2 + 1] ?? 0;
  return greatest > least ? -least / (greatest - least) : least < 0 ? 1 : 0;
}

function drawBars(
  ctx: CanvasRenderingContext2D,
  spread: Spread,
  places: readonly Place[],
  colour: string,
  negative: boolean
): void {
  ctx.fillStyle = colour;
  ctx.beginPath();
  places.forEach((place, unit) => {
    const zero = zeroAt(spread, unit);
    const width = (place.size - 2 * PAD) / spread.bins;
    for (let bin = 0; bin < spread.bins; bin++) {
      if ((bin + 0.5) / spread.bins < zero !== negative) continue;
      const count = spread.counts[unit * spread.bins + bin] ?? 0;
      if (count === 0) continue;
      const height = Math.max(1, (count / 255) * (place.size - 2 * PAD));
      ctx.rect(
        place.x + PAD + bin * width,
        place.y + place.size - PAD - height,
        Math.max(0.5, width - (width > 3 ? 0.5 : 0)),
        height
      );
    }
  });
  ctx.fill();
}
