// The matrix of weights in small, on the ribbon between two cards that hold too many to draw as edges.

import { signedByteColours } from './heatmaps';
import type { Bundle } from './edges';
import type { Palette } from './colours';

const MOST_WIDE = 44;
const MOST_TALL = 96;
/** Of a side: below that nothing can be pointed at. */
const LEAST = 30;

/** As wide as the gap allows; cells keep their proportions as far as both sides stay large enough to point at. */
export function thumbSize(inputs: number, units: number): { width: number; height: number } {
  const width = Math.min(MOST_WIDE, Math.max(LEAST, inputs * 4));
  const height = Math.min(MOST_TALL, Math.max(LEAST, (units * width) / inputs));
  return { width: Math.round(width), height: Math.round(height) };
}

const middle = (values: Float32Array) => {
  let least = Infinity;
  let greatest = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return { least, greatest, at: (least + greatest) / 2 };
};

/** In the middle between the two cards. */
export function thumbPlace(bundle: Bundle, width: number, height: number): { left: number; top: number } {
  const x = bundle.down
    ? (middle(bundle.from.x).at + middle(bundle.to.x).at) / 2
    : (middle(bundle.from.x).greatest + middle(bundle.to.x).least) / 2;
  const y = bundle.down
    ? (middle(bundle.from.y).greatest + middle(bundle.to.y).least) / 2
    : (middle(bundle.from.y).at + middle(bundle.to.y).at) / 2;
  return { left: x - width / 2, top: y - height / 2 };
}

let scratch: HTMLCanvasElement | null = null;

export function drawMatrix(
  ctx: CanvasRenderingContext2D,
  bundle: Bundle,
  weights: Int8Array,
  inputs: number,
  units: number,
  palette: Palette
): void {
  const { width, height } = thumbSize(inputs, units);
  const { left, top } = thumbPlace(bundle, width, height);
  scratch ??= document.createElement('canvas');
  scratch.width = inputs;
  scratch.height = units;
  const small = scratch.getContext('2d');
  if (!small) return;
  const image = new ImageData(inputs, units);
  const pixels = new Uint32Array(image.data.buffer);
  // On a scale of its own: in a large layer every weight is small, and what is to be seen is the pattern.
  const colours = signedByteColours(palette.diverging);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colours[(weights[i] ?? 0) & 255] ?? 0;
  small.putImageData(image, 0, 0);
  ctx.fillStyle = palette.css('--surface-1');
  ctx.strokeStyle = palette.css('--hairline-strong');
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(left - 2, top - 2, width + 4, height + 4, 5);
  ctx.fill();
  ctx.stroke();
  ctx.imageSmoothingEnabled = inputs > width * 2 || units > height * 2;
  ctx.drawImage(scratch, left, top, width, height);
}
