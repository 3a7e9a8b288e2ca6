// The matrix of weights in small, on the ribbon between two cards that hold too many to draw as edges.

import { signedByteColours } from './heatmaps';
import type { Bundle } from './edges';
import type { Palette } from './colours';

const MOST_WIDE = 44;
const MOST_TALL = 96;
/** Of a side: below that nothing can be pointed at. */
const LEAST = 30;
/** Weights of a layer up to which each has a cell of its own; in the picture of a larger one a cell is a block of them. */
export const MOST_WHOLE = 262_144;
/** Pixels of the screen to one of the page that a picture has cells for. */
const MOST_DENSE = 2;

/** Signed bytes, a row of cells for a unit or a few. */
export interface Matrix {
  values: Int8Array;
  rows: number;
  columns: number;
}

/** How many cells a picture of so many weights has: as many as can be seen apart. */
export function cellsOf(inputs: number, units: number, density: number): { rows: number; columns: number } {
  const { width, height } = thumbSize(inputs, units);
  const dense = Math.min(MOST_DENSE, Math.max(1, density));
  return { rows: Math.ceil(height * dense), columns: Math.ceil(width * dense) };
}

/** What cell `cell` of `cells` stands for, of `length` units or inputs: the first, and how many (docs/protocol.md, `matrix`). */
export function blockOf(cell: number, cells: number, length: number): { first: number; count: number } {
  const first = Math.floor((cell * length) / cells);
  return { first, count: Math.floor(((cell + 1) * length) / cells) - first };
}

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

/** `scale`: pixels of the screen to one of the drawing. */
export function drawMatrix(
  ctx: CanvasRenderingContext2D,
  bundle: Bundle,
  matrix: Matrix,
  { width, height }: { width: number; height: number },
  palette: Palette,
  scale: number
): void {
  const { values, rows, columns } = matrix;
  const { left, top } = thumbPlace(bundle, width, height);
  scratch ??= document.createElement('canvas');
  scratch.width = columns;
  scratch.height = rows;
  const small = scratch.getContext('2d');
  if (!small) return;
  const image = new ImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  // On a scale of its own: in a large layer every weight is small, and what is to be seen is the pattern.
  const colours = signedByteColours(palette.diverging);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colours[(values[i] ?? 0) & 255] ?? 0;
  small.putImageData(image, 0, 0);
  ctx.fillStyle = palette.css('--surface-1');
  ctx.strokeStyle = palette.css('--hairline-strong');
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(left - 2, top - 2, width + 4, height + 4, 5);
  ctx.fill();
  ctx.stroke();
  // Where cells are smaller than the screen's pixels, leaving some out would lose what they say.
  ctx.imageSmoothingEnabled = columns > width * scale || rows > height * scale;
  ctx.drawImage(scratch, left, top, width, height);
}
