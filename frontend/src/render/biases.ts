// A bias beside its unit: a bar that stands on a line where it is positive, and hangs from it in stripes where it is negative.

import { signedColour } from './colours';
import type { Palette } from './colours';

export const BIAS_WIDTH = 7;
/** From the line to the end of the longest bar. */
export const BIAS_REACH = 9;
const LEAST = 1.5;
const STRIPE = 2;

type Ctx = CanvasRenderingContext2D;

/** `x`: left end of the line, `y`: of the line. A bias of `limit` or more has the longest bar. */
export function drawBias(ctx: Ctx, palette: Palette, x: number, y: number, value: number, limit: number): void {
  const length = value === 0 ? 0 : LEAST + (BIAS_REACH - LEAST) * Math.min(1, Math.abs(value) / limit);
  // Strong enough to be seen when it is small: how large it is shows in the length.
  ctx.fillStyle = signedColour(palette, value < 0 ? -1 : 1, 1);
  if (value > 0) ctx.fillRect(x, y - length, BIAS_WIDTH, length);
  else
    for (let at = 0; at < length; at += 2 * STRIPE) ctx.fillRect(x, y + at, BIAS_WIDTH, Math.min(STRIPE, length - at));
  ctx.fillStyle = palette.css('--control');
  ctx.fillRect(x - 1, y - 0.5, BIAS_WIDTH + 2, 1);
}
