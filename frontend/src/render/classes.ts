// Colours of classes. Class k (from 0) has colour `--cat-(k+1)` and marker k + 1; past ten they begin again.

import { parseHex, TABLE, type Palette, type Table } from './colours';

export const CLASSES = 10;

export const classColour = (palette: Palette, k: number): string => palette.css(`--cat-${(k % CLASSES) + 1}`);
export const classMarker = (k: number): number => (k % CLASSES) + 1;

/** From one colour to another in 512 packed pixels. */
function blend(from: string, to: string): Table {
  const table = new Uint32Array(TABLE);
  const bytes = new Uint8ClampedArray(table.buffer);
  const [a, b] = [parseHex(from), parseHex(to)];
  for (let i = 0; i < TABLE; i++) {
    const share = i / (TABLE - 1);
    for (const c of [0, 1, 2] as const) bytes[i * 4 + c] = a[c] + (b[c] - a[c]) * share;
    bytes[i * 4 + 3] = 255;
  }
  return table;
}

/** For every class the way from neutral to its colour. */
export function classTables(palette: Palette): Table[] {
  return Array.from({ length: CLASSES }, (_, k) => blend(palette.css('--div-0'), classColour(palette, k)));
}

/** Relative luminance of "rgb(r g b)", WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/\d+/g) ?? []).map((part) => {
    const v = Number(part) / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const LEGIBLE = 4.5;

/** Paper or ink, whichever is easier to read on a colour of a table; black on the few that are between the two. */
export function inkOn(colour: string): '#1b1a18' | '#ffffff' | '#000000' {
  const l = luminance(colour);
  const [paper, ink] = [1.05 / (l + 0.05), (l + 0.05) / 0.0605];
  if (Math.max(paper, ink) < LEGIBLE) return '#000000';
  return ink >= paper ? '#1b1a18' : '#ffffff';
}
