// What an example learned, as a small picture over w × h CSS pixels: a map, a table's points, predicted against true, images,
// a loss. The numbers were kept from its trained state.

import { classColour, classMarker, classTables } from './classes';
import { colourAt, signedColour, type Palette, type Table } from './colours';
import { contour, paintClasses, paintSigned, strokeSegments } from './field';
import { drawMarker } from './markers';

export interface MapNumbers {
  kind: 'map';
  extent: number;
  columns: number;
  classes: number;
  values: string;
  points: number[][];
}

export interface TableNumbers {
  kind: 'table';
  points: number[][];
}

export interface ScatterNumbers {
  kind: 'scatter';
  points: number[][];
}

export interface ImageNumbers {
  kind: 'images';
  side: number;
  weights: boolean;
  images: string[];
  said: number[];
  true: number[];
  names?: string[];
}

export interface SequenceNumbers {
  kind: 'sequences';
  texts: string[];
  lines: number[][];
  said: number[];
  true: number[];
}

export interface CurveNumbers {
  kind: 'curve';
  epoch: number[];
  train: number[];
  validation: number[];
}

export type Numbers = MapNumbers | TableNumbers | ScatterNumbers | ImageNumbers | SequenceNumbers | CurveNumbers;

/** Bytes from base64. */
export function bytes(text: string): Uint8Array {
  const raw = atob(text);
  return Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
}

/** −1 … 1 from bytes. */
const signed = (values: Uint8Array): Float32Array => Float32Array.from(values, (value) => value / 127.5 - 1);

const LEADS = 25;

function field(ctx: CanvasRenderingContext2D, map: MapNumbers, palette: Palette, w: number, h: number): void {
  const values = bytes(map.values);
  const rows = values.length / map.columns;
  const pixels = new Uint32Array(values.length);
  if (map.classes > 2) {
    const winner = values.map((value) => Math.floor(value / LEADS));
    const lead = Float32Array.from(values, (value) => (value % LEADS) / (LEADS - 1));
    paintClasses(winner, lead, palette.fieldStrength, classTables(palette), pixels);
  } else paintSigned(signed(values), 1, palette.fieldStrength, palette.diverging, pixels);
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer), map.columns, rows);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [map.columns, rows];
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  ctx.imageSmoothingQuality = 'high';
  ctx.drawImage(canvas, 0, 0, w, h);
  if (map.classes === 2) {
    ctx.save();
    ctx.scale(1, h / rows / (w / map.columns));
    ctx.strokeStyle = palette.css('--text-2');
    ctx.lineWidth = 1;
    strokeSegments(ctx, contour(signed(values), map.columns, rows, 0), map.columns, map.columns, w);
    ctx.restore();
  }
}

function drawMap(ctx: CanvasRenderingContext2D, map: MapNumbers, palette: Palette, w: number, h: number): void {
  field(ctx, map, palette, w, h);
  const ring = palette.css('--surface-1');
  const scale = w / 2 / map.extent;
  for (const [x1 = 0, x2 = 0, y = 0] of map.points) {
    const [x, up] = [w / 2 + x1 * scale, h / 2 - x2 * scale];
    const fill = map.classes === 0 ? signedColour(palette, y, 1) : classColour(palette, y);
    drawMarker(ctx, map.classes === 0 ? 1 : classMarker(y), x, up, 2, { fill, ring, hollow: false, ringWidth: 0.8 });
  }
}

/** Maps a column of the points to pixels, with a margin. */
function across(points: readonly number[][], column: number, from: number, to: number): (value: number) => number {
  const values = points.map((point) => point[column] ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return (value) => from + ((value - low) / (high - low || 1)) * (to - from);
}

function drawTable(ctx: CanvasRenderingContext2D, table: TableNumbers, palette: Palette, w: number, h: number): void {
  const ring = palette.css('--surface-0');
  const [placeX, placeY] = [across(table.points, 0, 14, w - 14), across(table.points, 1, h - 14, 14)];
  for (const [a = 0, b = 0, y = 0, said = 0] of table.points) {
    const [x, up] = [placeX(a), placeY(b)];
    drawMarker(ctx, classMarker(y), x, up, 3, { fill: classColour(palette, y), ring, hollow: false, ringWidth: 0.8 });
    if (said === y) continue;
    ctx.beginPath();
    ctx.arc(x, up, 5.5, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.css('--error');
    ctx.lineWidth = 1.4;
    ctx.stroke();
  }
}

function drawScatter(
  ctx: CanvasRenderingContext2D,
  { points }: ScatterNumbers,
  palette: Palette,
  w: number,
  h: number
) {
  const all = points.flat();
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const at = (value: number): number => (value - low) / (high - low || 1);
  const pad = 8;
  ctx.strokeStyle = palette.css('--axis');
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(pad, h - pad);
  ctx.lineTo(w - pad, pad);
  ctx.stroke();
  ctx.setLineDash([]);
  for (const [truth = 0, said = 0] of points) {
    ctx.beginPath();
    ctx.arc(pad + at(truth) * (w - 2 * pad), h - pad - at(said) * (h - 2 * pad), 2.4, 0, 2 * Math.PI);
    ctx.fillStyle = palette.css('--text-1');
    ctx.globalAlpha = 0.75;
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

function drawImages(ctx: CanvasRenderingContext2D, of: ImageNumbers, palette: Palette, w: number, h: number): void {
  const columns = Math.ceil(of.images.length / 2);
  const caption = 13;
  const size = Math.min((w - 8) / columns - 5, (h - 8) / 2 - caption - 2);
  const [stepX, stepY] = [(w - 8) / columns, (h - 6) / 2];
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.font = `600 11px ${palette.css('--font-ui') || 'sans-serif'}`;
  const table: Table = of.weights ? palette.diverging : palette.pixels;
  of.images.forEach((text, k) => {
    const [left, top] = [4 + (k % columns) * stepX + (stepX - size) / 2, 4 + Math.floor(k / columns) * stepY];
    const cell = size / of.side;
    bytes(text).forEach((value, i) => {
      ctx.fillStyle = colourAt(table, value / 255);
      ctx.fillRect(left + (i % of.side) * cell, top + Math.floor(i / of.side) * cell, cell + 0.4, cell + 0.4);
    });
    const wrong = of.said[k] !== of.true[k];
    ctx.fillStyle = palette.css(wrong ? '--error' : '--text-2');
    const name = of.names?.[of.said[k] ?? -1];
    const words = name ?? (wrong ? `${of.said[k]} ≠ ${of.true[k]}` : String(of.said[k]));
    ctx.fillText(words, left + size / 2, top + size + 8, stepX);
  });
}

/** A row each, as it is written or as a line, in front of the mark of the class that it was taken for. */
function drawSequences(
  ctx: CanvasRenderingContext2D,
  of: SequenceNumbers,
  palette: Palette,
  w: number,
  h: number
): void {
  const height = (h - 10) / of.said.length;
  const end = w - 34;
  const most = Math.max(1e-9, ...of.lines.flat().map(Math.abs));
  const longest = Math.max(1, ...of.texts.map((text) => text.length));
  ctx.font = `${Math.min(12, (end - 8) / longest / 0.62)}px ${palette.css('--font-mono')}`;
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  of.said.forEach((said, k) => {
    const middle = 5 + (k + 0.5) * height;
    ctx.lineWidth = 1.2;
    ctx.fillStyle = ctx.strokeStyle = palette.css('--text-1');
    ctx.fillText(of.texts[k] ?? '', end, middle);
    ctx.beginPath();
    (of.lines[k] ?? []).forEach((value, t, { length }) => {
      ctx.lineTo(8 + (t / (length - 1)) * (end - 8), middle - (0.45 * height * value) / most);
    });
    ctx.stroke();
    const style = { fill: classColour(palette, said), ring: palette.css('--surface-0'), hollow: false, ringWidth: 0.8 };
    drawMarker(ctx, classMarker(said), w - 18, middle, 4, style);
    if (said === of.true[k]) return;
    ctx.beginPath();
    ctx.arc(w - 18, middle, 7, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.css('--error');
    ctx.stroke();
  });
}

function drawCurve(ctx: CanvasRenderingContext2D, of: CurveNumbers, palette: Palette, w: number, h: number): void {
  const values = [...of.train, ...of.validation].filter((value) => value > 0).map(Math.log10);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const end = of.epoch.at(-1) || 1;
  const pad = 12;
  const x = (epoch: number): number => pad + (epoch / end) * (w - 2 * pad);
  const y = (loss: number): number => h - pad - ((Math.log10(loss) - low) / (high - low || 1)) * (h - 2 * pad);
  ctx.strokeStyle = palette.css('--hairline-strong');
  ctx.beginPath();
  ctx.moveTo(pad - 4.5, pad - 4);
  ctx.lineTo(pad - 4.5, h - pad + 4.5);
  ctx.lineTo(w - pad, h - pad + 4.5);
  ctx.stroke();
  for (const [line, colour, dash] of [
    [of.train, '--series-train', []],
    [of.validation, '--series-valid', [5, 3]]
  ] as const) {
    ctx.strokeStyle = palette.css(colour);
    ctx.lineWidth = 1.8;
    ctx.setLineDash([...dash]);
    ctx.beginPath();
    line.forEach((loss, i) => {
      if (loss > 0) ctx.lineTo(x(of.epoch[i] ?? 0), y(loss));
    });
    ctx.stroke();
  }
  ctx.setLineDash([]);
}

/** Draw it on a context that is scaled to CSS pixels. */
export function drawPicture(
  ctx: CanvasRenderingContext2D,
  numbers: Numbers,
  palette: Palette,
  w: number,
  h: number
): void {
  ctx.fillStyle = palette.css('--surface-0');
  ctx.fillRect(0, 0, w, h);
  if (numbers.kind === 'map') drawMap(ctx, numbers, palette, w, h);
  else if (numbers.kind === 'table') drawTable(ctx, numbers, palette, w, h);
  else if (numbers.kind === 'scatter') drawScatter(ctx, numbers, palette, w, h);
  else if (numbers.kind === 'images') drawImages(ctx, numbers, palette, w, h);
  else if (numbers.kind === 'sequences') drawSequences(ctx, numbers, palette, w, h);
  else drawCurve(ctx, numbers, palette, w, h);
}
