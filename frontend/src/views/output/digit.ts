// From strokes of a hand to an image as the dataset has them. Its digits (Alpaydin and Kaynak, 1998) were brought to one
// size as bitmaps of 32 × 32, divided into blocks of 4 × 4, and the ink of each block counted: 8 × 8 numbers from 0 to 16.
// They fill the height, and whatever the digit, the mean of its numbers is 4.9: thin strokes were thickened with the rest.

export type Point = readonly [x: number, y: number];
export type Stroke = readonly Point[];

export const SIDE = 8;
export const LEVELS = 16;
const FINE = 32;
const BLOCK = FINE / SIDE;
/** Mean of all numbers of the dataset. */
const INK = 4.88;
const [THIN, THICK] = [3.5, 9];
const TRIES = 6;
/** What is smaller than this share of the pad is a dot, and stays one. */
const LEAST = 0.3;

interface Box {
  x: number;
  y: number;
  span: number;
}

function boxOf(strokes: readonly Stroke[]): Box {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const stroke of strokes) {
    for (const [x, y] of stroke) {
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  return { x: (left + right) / 2, y: (top + bottom) / 2, span: Math.max(right - left, bottom - top, LEAST) };
}

/** Squared distance from (x, y) to the straight line from a to b. */
function away(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const long = dx * dx + dy * dy;
  const t = long > 0 ? Math.min(Math.max(((x - a[0]) * dx + (y - a[1]) * dy) / long, 0), 1) : 0;
  return (x - a[0] - t * dx) ** 2 + (y - a[1] - t * dy) ** 2;
}

/** Ink of each block with a pen this wide, the drawing filling the bitmap and in its middle. */
function blocks(strokes: readonly Stroke[], box: Box, pen: number): Uint8Array {
  const scale = (FINE - pen) / box.span;
  const near = (pen / 2) ** 2;
  const inside = new Uint8Array(FINE * FINE);
  const place = ([x, y]: Point): Point => [(x - box.x) * scale + FINE / 2, (y - box.y) * scale + FINE / 2];
  for (const stroke of strokes) {
    const points = stroke.map(place);
    points.forEach((b, i) => {
      const a = points[Math.max(i - 1, 0)] ?? b;
      const from = (u: number, v: number): number => Math.max(0, Math.floor(Math.min(u, v) - pen / 2));
      const to = (u: number, v: number): number => Math.min(FINE - 1, Math.ceil(Math.max(u, v) + pen / 2));
      for (let y = from(a[1], b[1]); y <= to(a[1], b[1]); y++) {
        for (let x = from(a[0], b[0]); x <= to(a[0], b[0]); x++) {
          if (away(x + 0.5, y + 0.5, a, b) <= near) inside[y * FINE + x] = 1;
        }
      }
    });
  }
  const counts = new Uint8Array(SIDE * SIDE);
  inside.forEach((on, i) => {
    const block = Math.floor(i / FINE / BLOCK) * SIDE + Math.floor((i % FINE) / BLOCK);
    counts[block] = (counts[block] ?? 0) + on;
  });
  return counts;
}

/** Strokes (places in the pad, any unit in which it is 1 wide) as 8 × 8 numbers from 0 (paper) to 16 (ink), row by row. */
export function digitOf(strokes: readonly Stroke[]): Uint8Array {
  if (!strokes.some((stroke) => stroke.length > 0)) return new Uint8Array(SIDE * SIDE);
  const box = boxOf(strokes);
  let [thin, thick] = [THIN, THICK];
  let image = blocks(strokes, box, thin);
  for (let tries = 0; tries < TRIES; tries++) {
    const pen = (thin + thick) / 2;
    image = blocks(strokes, box, pen);
    const ink = image.reduce((sum, one) => sum + one, 0) / image.length;
    if (ink < INK) thin = pen;
    else thick = pen;
  }
  return image;
}
