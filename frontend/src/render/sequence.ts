// A value over time, from the first step on the left to the last: a heat map of its features, a line, or written tokens.

import type { Palette } from './colours';
import { colourAt } from './colours';
import type { Place } from './tiles';

/** Letters in one line, at most; what is longer goes on below. */
const LETTERS = 16;

type Context = CanvasRenderingContext2D;

/** `values` feature by feature, each over all steps; ± `limit` on the diverging scale. */
export function drawStrips(
  ctx: Context,
  values: ArrayLike<number>,
  { rows, steps }: { rows: number; steps: number },
  limit: number,
  place: Place,
  palette: Palette
): void {
  const [width, height] = [place.size / steps, place.size / rows];
  for (let row = 0; row < rows; row++) {
    for (let step = 0; step < steps; step++) {
      const value = values[row * steps + step] ?? 0;
      ctx.fillStyle = colourAt(palette.diverging, limit > 0 ? (value / limit + 1) / 2 : 0.5);
      // Cells end where the next ones begin, on whole pixels or not: no ground shows between them.
      ctx.fillRect(place.x + step * width, place.y + row * height, width + 0.5, height + 0.5);
    }
  }
}

/** One number a step. */
export function drawLine(ctx: Context, values: ArrayLike<number>, place: Place, palette: Palette): void {
  const all = Array.from(values);
  const most = Math.max(1e-9, ...all.map(Math.abs));
  const [middle, half] = [place.y + place.size / 2, 0.45 * place.size];
  ctx.lineWidth = 1;
  ctx.strokeStyle = palette.css('--axis');
  ctx.beginPath();
  ctx.moveTo(place.x, middle);
  ctx.lineTo(place.x + place.size, middle);
  ctx.stroke();
  ctx.lineWidth = 1.5;
  ctx.strokeStyle = palette.css('--text-1');
  ctx.beginPath();
  all.forEach((value, step) => {
    ctx.lineTo(place.x + ((step + 0.5) / all.length) * place.size, middle - (value / most) * half);
  });
  ctx.stroke();
}

/** Tokens as they are written; blanks are left out at the front, as they are there for the length only. */
export function drawTokens(ctx: Context, tokens: readonly string[], place: Place, palette: Palette): void {
  const first = tokens.findIndex((token) => token.trim() !== '');
  const written = first < 0 ? [] : tokens.slice(first);
  const columns = Math.min(LETTERS, Math.max(4, written.length));
  const lines = Math.ceil(written.length / columns);
  const pitch = place.size / columns;
  const height = Math.min(24, 1.7 * pitch, place.size / Math.max(1, lines));
  ctx.font = `${Math.min(16, 1.5 * pitch, height)}px ${palette.css('--font-mono')}`;
  ctx.fillStyle = palette.css('--text-1');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  const top = place.y + (place.size - lines * height) / 2;
  const indent = lines === 1 ? (place.size - written.length * pitch) / 2 : 0;
  written.forEach((token, k) => {
    const [column, line] = [k % columns, Math.floor(k / columns)];
    ctx.fillText(token, place.x + indent + (column + 0.5) * pitch, top + (line + 0.5) * height);
  });
}
