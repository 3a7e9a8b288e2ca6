// Tiles of colour: a unit's map of the plane, or its weights as an image. Each is written pixel by pixel through a table.

import type { Table } from './colours';
import { TABLE } from './colours';
import type { Place } from './tiles';

const RADIUS = 6;

/** A picture of rows × columns values, quantised to bytes or signed bytes. */
export interface Field {
  values: ArrayLike<number>;
  rows: number;
  columns: number;
}

/**
 * Colours of all 256 bytes that stand for −1 … 1 (times some limit): the byte's value is multiplied by `gain`, and `offset`
 * is added, before it is looked up in a table from −1 to 1.
 */
export function byteColours(
  table: Table,
  gain = 1,
  offset = 0,
  target: Uint32Array = new Uint32Array(256)
): Uint32Array {
  for (let byte = 0; byte < 256; byte++) {
    const t = Math.min(1, Math.max(-1, ((byte / 255) * 2 - 1) * gain + offset));
    target[byte] = table[Math.round(((t + 1) / 2) * (TABLE - 1))] ?? 0;
  }
  return target;
}

/** Colours of signed bytes −127 … 127, at index `value & 255`. −128 does not occur. */
export function signedByteColours(table: Table, strength = 1, target: Uint32Array = new Uint32Array(256)): Uint32Array {
  for (let value = -127; value <= 127; value++) {
    const t = Math.min(1, Math.max(-1, (value / 127) * strength));
    target[value & 255] = table[Math.round(((t + 1) / 2) * (TABLE - 1))] ?? 0;
  }
  return target;
}

/** Paints tiles of one size; keeps the buffers, so that a frame allocates nothing. */
export class TilePainter {
  private readonly image: ImageData;
  private readonly pixels: Uint32Array;
  private readonly corner: number[];

  /** `side`: of a tile, in pixels of the canvas. */
  constructor(readonly side: number) {
    this.image = new ImageData(side, side);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.corner = cornerPixels(side, Math.min(RADIUS, side / 4));
  }

  /** One field at (x, y), each value a block of pixels. `colours` is indexed by the value's byte. */
  draw(ctx: CanvasRenderingContext2D, field: Field, offset: number, colours: Uint32Array, x: number, y: number): void {
    const { side, pixels } = this;
    const { values, rows, columns } = field;
    if (rows === side && columns === side) {
      for (let i = 0; i < pixels.length; i++) pixels[i] = colours[(values[offset + i] ?? 0) & 255] ?? 0;
    } else {
      for (let py = 0, at = 0; py < side; py++) {
        const row = offset + Math.floor((py * rows) / side) * columns;
        for (let px = 0; px < side; px++, at++) {
          pixels[at] = colours[(values[row + Math.floor((px * columns) / side)] ?? 0) & 255] ?? 0;
        }
      }
    }
    for (const pixel of this.corner) pixels[pixel] = 0;
    ctx.putImageData(this.image, x, y);
  }
}

/** Pixels outside a rounded corner, so that the tile's frame encloses the picture. */
function cornerPixels(side: number, radius: number): number[] {
  const outside: number[] = [];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const dx = Math.max(radius - x - 0.5, x + 0.5 - (side - radius), 0);
      const dy = Math.max(radius - y - 0.5, y + 0.5 - (side - radius), 0);
      if (dx * dx + dy * dy > radius * radius) outside.push(y * side + x);
    }
  }
  return outside;
}

/** The tiles of a card, one field a unit. `colours(unit)` gives the unit's colours. */
export function drawTiles(
  ctx: CanvasRenderingContext2D,
  painter: TilePainter,
  field: Field,
  places: readonly Place[],
  scale: number,
  colours: (unit: number) => Uint32Array
): void {
  const size = field.rows * field.columns;
  places.forEach((place, unit) => {
    if ((unit + 1) * size > field.values.length) return;
    painter.draw(ctx, field, unit * size, colours(unit), Math.round(place.x * scale), Math.round(place.y * scale));
  });
}
