// Many values in a line, one cell each, in a rounded frame.

import type { Table } from './colours';
import { colourAt } from './colours';
import type { Place } from './tiles';

const RADIUS = 4;

/** `bytes`: 0 … 255 for the table's two ends. */
export function drawStrip(
  ctx: CanvasRenderingContext2D,
  bytes: ArrayLike<number>,
  places: readonly Place[],
  width: number,
  table: Table,
  frame: string
): void {
  const [first] = places;
  const last = places.at(-1);
  if (!first || !last) return;
  const height = last.y + last.size - first.y;
  ctx.save();
  ctx.beginPath();
  ctx.roundRect(first.x, first.y, width, height, RADIUS);
  ctx.clip();
  places.forEach((place, unit) => {
    ctx.fillStyle = colourAt(table, (bytes[unit] ?? 0) / 255);
    ctx.fillRect(place.x, place.y, width, place.size + 0.5);
  });
  ctx.restore();
  ctx.strokeStyle = frame;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.roundRect(first.x - 0.5, first.y - 0.5, width + 1, height + 1, RADIUS + 0.5);
  ctx.stroke();
}
