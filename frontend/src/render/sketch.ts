// A small picture of numbers: cells, bars, lines and dots on two named axes. Drawn in the colours of the theme.

import { decadeTicks, ticks } from './axis';
import { classColour, classMarker } from './classes';
import { colourAt, signedColour, type Palette } from './colours';
import { drawMarker } from './markers';

export type Look = 'main' | 'other' | 'faint' | 'dashed';

export interface SketchAxis {
  low: number;
  high: number;
  log: boolean;
}

export interface SketchPicture {
  x: SketchAxis;
  y: SketchAxis;
  cells: { columns: number; values: number[]; limit: number; signed: boolean } | null;
  bars: { edges: number[]; heights: number[]; strong: number[] | null } | null;
  lines: { x: number[]; y: number[]; look: Look; name: string | null }[];
  dots: {
    x: number[];
    y: number[];
    size: number;
    hollow: boolean;
    faint: boolean;
    classes: number[] | null;
    values: number[] | null;
  }[];
  square: boolean;
}

/** Names in words; an axis without one is not drawn. */
export interface SketchWords {
  x: string;
  y: string;
  line: (name: string) => string;
  number: (value: number) => string;
}

interface Frame {
  left: number;
  top: number;
  width: number;
  height: number;
  x: (value: number) => number;
  y: (value: number) => number;
}

const LINE: Record<Look, { colour: string; width: number; dash: number[] }> = {
  main: { colour: '--text-1', width: 1.8, dash: [] },
  other: { colour: '--axis', width: 1.5, dash: [] },
  faint: { colour: '--hairline-strong', width: 1, dash: [] },
  dashed: { colour: '--cat-4', width: 1.4, dash: [5, 3] }
};

/** The share of the way along an axis. */
function along(axis: SketchAxis, value: number): number {
  const by = axis.log ? Math.log10 : (one: number) => one;
  const span = by(axis.high) - by(axis.low);
  return span === 0 ? 0.5 : (by(axis.log ? Math.max(value, 1e-12) : value) - by(axis.low)) / span;
}

function frameOf(sketch: SketchPicture, words: SketchWords, w: number, h: number): Frame {
  const pad = { left: words.y ? 34 : 6, right: 8, top: words.y ? 18 : 6, bottom: words.x ? 18 : 6 };
  let [left, top] = [pad.left, pad.top];
  let [width, height] = [w - pad.left - pad.right, h - pad.top - pad.bottom];
  if (sketch.square) {
    const [across, up] = [sketch.x.high - sketch.x.low, sketch.y.high - sketch.y.low];
    const unit = Math.min(width / across, height / up);
    left += (width - unit * across) / 2;
    top += (height - unit * up) / 2;
    [width, height] = [unit * across, unit * up];
  }
  return {
    left,
    top,
    width,
    height,
    x: (value) => left + along(sketch.x, value) * width,
    y: (value) => top + (1 - along(sketch.y, value)) * height
  };
}

const few = (axis: SketchAxis, count: number): number[] =>
  axis.log ? decadeTicks(axis.low, axis.high, 3) : ticks(axis.low, axis.high, count);

function drawAxes(
  ctx: CanvasRenderingContext2D,
  sketch: SketchPicture,
  words: SketchWords,
  f: Frame,
  palette: Palette
) {
  const font = palette.css('--font-ui') || 'sans-serif';
  ctx.font = `11px ${font}`;
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.css('--hairline');
  const [bottom, right] = [f.top + f.height, f.left + f.width];
  ctx.textBaseline = 'middle';
  if (words.y) {
    ctx.textAlign = 'right';
    for (const value of few(sketch.y, 2)) {
      const y = Math.round(f.y(value)) + 0.5;
      ctx.beginPath();
      ctx.moveTo(f.left, y);
      ctx.lineTo(right, y);
      ctx.stroke();
      ctx.fillStyle = palette.css('--text-3');
      ctx.fillText(words.number(value), f.left - 5, y);
    }
    ctx.textAlign = 'left';
    ctx.fillStyle = palette.css('--text-2');
    ctx.fillText(words.y, 2, 7);
  }
  if (words.x) {
    ctx.fillStyle = palette.css('--text-2');
    ctx.textAlign = 'right';
    ctx.fillText(words.x, right, bottom + 11);
    const room = right - ctx.measureText(words.x).width - 10;
    ctx.textAlign = 'center';
    ctx.fillStyle = palette.css('--text-3');
    for (const value of few(sketch.x, 4)) {
      const text = words.number(value);
      const half = ctx.measureText(text).width / 2;
      const x = f.x(value);
      if (x + half < room && x - half >= f.left - 12) ctx.fillText(text, x, bottom + 11);
    }
  }
  ctx.strokeStyle = palette.css('--axis');
  ctx.beginPath();
  if (words.x) {
    const zero = sketch.y.low < 0 && sketch.y.high > 0 && !sketch.y.log ? f.y(0) : bottom;
    ctx.moveTo(f.left, Math.round(zero) + 0.5);
    ctx.lineTo(right, Math.round(zero) + 0.5);
  }
  ctx.stroke();
}

function drawCells(ctx: CanvasRenderingContext2D, sketch: SketchPicture, f: Frame, palette: Palette): void {
  const { cells } = sketch;
  if (!cells) return;
  const rows = Math.ceil(cells.values.length / cells.columns);
  const [w, h] = [f.width / cells.columns, f.height / rows];
  cells.values.forEach((value, i) => {
    ctx.fillStyle = cells.signed
      ? signedColour(palette, value, cells.limit)
      : colourAt(palette.sequential, value / (cells.limit || 1));
    ctx.fillRect(f.left + (i % cells.columns) * w, f.top + Math.floor(i / cells.columns) * h, w + 0.4, h + 0.4);
  });
}

function drawBars(ctx: CanvasRenderingContext2D, sketch: SketchPicture, f: Frame, palette: Palette): void {
  const { bars } = sketch;
  if (!bars) return;
  const strong = bars.strong === null ? null : new Set(bars.strong);
  bars.heights.forEach((height, i) => {
    const [left, right] = [f.x(bars.edges[i] ?? 0), f.x(bars.edges[i + 1] ?? 0)];
    const gap = Math.min(1, (right - left) / 4);
    ctx.fillStyle = palette.css(strong === null || strong.has(i) ? '--text-2' : '--hairline-strong');
    ctx.fillRect(left + gap / 2, f.y(height), right - left - gap, f.y(sketch.y.low) - f.y(height));
  });
}

function drawLines(
  ctx: CanvasRenderingContext2D,
  sketch: SketchPicture,
  words: SketchWords,
  f: Frame,
  palette: Palette
) {
  for (const line of sketch.lines) {
    const look = LINE[line.look];
    ctx.strokeStyle = palette.css(look.colour);
    ctx.lineWidth = look.width;
    ctx.setLineDash(look.dash);
    ctx.beginPath();
    line.x.forEach((x, i) => {
      const at: [number, number] = [f.x(x), f.y(line.y[i] ?? 0)];
      if (i === 0) ctx.moveTo(...at);
      else ctx.lineTo(...at);
    });
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.textBaseline = 'middle';
  const named = sketch.lines.filter((line) => line.name !== null);
  let right = f.left + f.width;
  for (const line of named.toReversed()) {
    // Names stand above the picture, each with a stroke of its line.
    const text = words.line(line.name ?? '');
    ctx.textAlign = 'right';
    ctx.fillStyle = palette.css('--text-2');
    ctx.fillText(text, right, 7);
    const width = ctx.measureText(text).width;
    ctx.strokeStyle = palette.css(LINE[line.look].colour);
    ctx.lineWidth = LINE[line.look].width;
    ctx.setLineDash(LINE[line.look].dash);
    ctx.beginPath();
    ctx.moveTo(right - width - 22, 7);
    ctx.lineTo(right - width - 5, 7);
    ctx.stroke();
    ctx.setLineDash([]);
    right -= width + 32;
  }
}

function drawDots(ctx: CanvasRenderingContext2D, sketch: SketchPicture, f: Frame, palette: Palette): void {
  const ring = palette.css('--surface-1');
  for (const dots of sketch.dots) {
    dots.x.forEach((value, i) => {
      const [x, y] = [f.x(value), f.y(dots.y[i] ?? 0)];
      const k = dots.classes?.[i];
      if (k !== undefined) {
        const style = { fill: classColour(palette, k), ring, hollow: dots.hollow, ringWidth: dots.hollow ? 1.1 : 0.6 };
        drawMarker(ctx, classMarker(k), x, y, dots.size / 2 + 0.4, style);
        return;
      }
      const of = dots.values?.[i];
      const colour =
        of === undefined ? palette.css(dots.faint ? '--control' : '--text-1') : signedColour(palette, of, 1);
      ctx.beginPath();
      ctx.arc(x, y, dots.size / 2, 0, 2 * Math.PI);
      ctx.lineWidth = 1.2;
      ctx.fillStyle = dots.hollow ? ring : colour;
      ctx.strokeStyle = colour;
      if (dots.faint && !dots.hollow) ctx.fillStyle = palette.css('--hairline-strong');
      ctx.fill();
      if (dots.hollow) ctx.stroke();
    });
  }
}

/** Over w × h CSS pixels of a context that is scaled to them. */
export function drawSketch(
  ctx: CanvasRenderingContext2D,
  sketch: SketchPicture,
  words: SketchWords,
  palette: Palette,
  w: number,
  h: number
): void {
  const f = frameOf(sketch, words, w, h);
  ctx.clearRect(0, 0, w, h);
  drawAxes(ctx, sketch, words, f, palette);
  ctx.save();
  ctx.beginPath();
  ctx.rect(f.left - 4, f.top - 4, f.width + 8, f.height + 8);
  ctx.clip();
  drawCells(ctx, sketch, f, palette);
  drawBars(ctx, sketch, f, palette);
  ctx.restore();
  drawLines(ctx, sketch, words, f, palette);
  drawDots(ctx, sketch, f, palette);
}
