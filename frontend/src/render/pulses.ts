// What travels along the edges in slow motion: activations forward as discs, gradients back as hollow diamonds.

import { pointOn } from './edges';
import type { Bundle } from './edges';
import type { Palette } from './colours';

export interface Pulse {
  unit: number;
  input: number;
  /** Where on the edge, 0 at the source and 1 at the target. */
  t: number;
  /** −1 … 1: sign is colour, size is size. */
  value: number;
  back: boolean;
}

const LEAST = 2;
const LARGEST = 6;
const LEAST_SHOWN = 0.03;

export function drawPulses(
  ctx: CanvasRenderingContext2D,
  bundle: Bundle,
  pulses: readonly Pulse[],
  palette: Palette
): void {
  if (pulses.length === 0) return;
  ctx.lineWidth = 1.6;
  for (const positive of [false, true]) {
    const colour = palette.css(positive ? '--div-p5' : '--div-n5');
    for (const back of [false, true]) {
      ctx.beginPath();
      for (const pulse of pulses) {
        if (pulse.back !== back || pulse.value > 0 !== positive || Math.abs(pulse.value) < LEAST_SHOWN) continue;
        const [x, y] = pointOn(bundle, pulse.unit, pulse.input, pulse.t);
        const size = LEAST + (LARGEST - LEAST) * Math.sqrt(Math.min(1, Math.abs(pulse.value)));
        if (back) diamond(ctx, x, y, size);
        else disc(ctx, x, y, size);
      }
      ctx.fillStyle = back ? palette.css('--surface-0') : colour;
      ctx.strokeStyle = back ? colour : palette.css('--surface-0');
      ctx.fill();
      ctx.stroke();
    }
  }
}

function disc(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  ctx.moveTo(x + radius, y);
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
}

function diamond(ctx: CanvasRenderingContext2D, x: number, y: number, radius: number): void {
  const r = radius * 1.2;
  ctx.moveTo(x, y - r);
  ctx.lineTo(x + r, y);
  ctx.lineTo(x, y + r);
  ctx.lineTo(x - r, y);
  ctx.closePath();
}
