// A small picture of a dataset, from real points that the server took of it.

import { classColour, classMarker } from '../../render/classes';
import { colourAt, signedColour, type Palette } from '../../render/colours';
import { drawMarker } from '../../render/markers';
import type { DatasetEntry } from '../../state/types';

type Rows = DatasetEntry['thumbnail'];

const GAP = 3;

function drawImages(ctx: CanvasRenderingContext2D, rows: Rows, side: number, palette: Palette, w: number, h: number) {
  const size = Math.min(h - 10, (w - GAP * (rows.length + 1)) / rows.length);
  const pixel = size / side;
  rows.forEach((row, n) => {
    const left = (w - rows.length * size - (rows.length - 1) * GAP) / 2 + n * (size + GAP);
    const top = (h - size) / 2;
    row.forEach((value, i) => {
      if (value <= 0) return;
      ctx.fillStyle = colourAt(palette.pixels, value);
      ctx.fillRect(left + (i % side) * pixel, top + Math.floor(i / side) * pixel, pixel + 0.3, pixel + 0.3);
    });
  });
}

function drawPoints(ctx: CanvasRenderingContext2D, entry: DatasetEntry, palette: Palette, w: number, h: number) {
  const rows = entry.thumbnail;
  const most = Math.max(1e-9, ...rows.flatMap(([x1 = 0, x2 = 0]) => [Math.abs(x1), Math.abs(x2)]));
  const extent = entry.modality === 'plane' ? Math.max(most, 5.5) : Math.min(most, 2.8);
  const height = Math.max(1e-9, ...rows.map((row) => Math.abs(row[2] ?? 0)));
  const scale = (h / 2 - 3) / extent;
  for (const [x1 = 0, x2 = 0, y = 0] of rows) {
    const [px, py] = [w / 2 + x1 * scale, h / 2 - x2 * scale];
    if (entry.task === 'regression') {
      ctx.fillStyle = signedColour(palette, y, height);
      ctx.beginPath();
      ctx.arc(px, py, 1.5, 0, 2 * Math.PI);
      ctx.fill();
    } else {
      drawMarker(ctx, classMarker(y), px, py, 1.5, {
        fill: classColour(palette, y),
        ring: palette.css('--surface-0'),
        hollow: false,
        ringWidth: 0.6
      });
    }
  }
}

/** Tokens as they are written, row by row; numbers as a line each. */
function drawSequences(ctx: CanvasRenderingContext2D, entry: DatasetEntry, palette: Palette, w: number, h: number) {
  const rows = entry.thumbnail;
  const height = h / rows.length;
  if (entry.tokens.length > 0) {
    const written = rows.map((row) => row.map((id) => entry.tokens[id] ?? '').join(''));
    const longest = Math.max(1, ...written.map((text) => text.length));
    ctx.font = `${Math.min(11, (w - 6) / longest / 0.6)}px ${palette.css('--font-mono')}`;
    ctx.fillStyle = palette.css('--text-2');
    ctx.textAlign = 'right';
    ctx.textBaseline = 'middle';
    written.forEach((text, n) => {
      ctx.fillText(text, w - 4, (n + 0.5) * height);
    });
    return;
  }
  const most = Math.max(1e-9, ...rows.flat().map(Math.abs));
  ctx.strokeStyle = palette.css('--seq-5');
  ctx.lineWidth = 1;
  rows.forEach((row, n) => {
    ctx.beginPath();
    row.forEach((value, t) => {
      const x = 3 + (t / Math.max(1, row.length - 1)) * (w - 6);
      ctx.lineTo(x, (n + 0.5 - (0.44 * value) / most) * height);
    });
    ctx.stroke();
  });
}

/** Over w × h CSS pixels of a context that is scaled to them. */
export function drawThumbnail(
  ctx: CanvasRenderingContext2D,
  entry: DatasetEntry,
  palette: Palette,
  w: number,
  h: number
): void {
  ctx.fillStyle = palette.css('--surface-0');
  ctx.fillRect(0, 0, w, h);
  const side = entry.image?.[2];
  if (entry.modality === 'sequence') drawSequences(ctx, entry, palette, w, h);
  else if (side) drawImages(ctx, entry.thumbnail, side, palette, w, h);
  else drawPoints(ctx, entry, palette, w, h);
}
