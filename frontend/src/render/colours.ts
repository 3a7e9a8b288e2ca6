// Colours of data, read from the design's tokens: tables of 512 entries for pictures, strings for lines and marks.

export const TABLE = 512;

/** One packed pixel (what an ImageData holds, as u32) for each of 512 steps between a scale's ends. */
export type Table = Uint32Array;

export interface Palette {
  /** −1 … +1 */
  diverging: Table;
  /** 0 … 1, never negative */
  sequential: Table;
  /** 0 … 1, paper to ink */
  pixels: Table;
  /** How far large fields go, so that points stay on top. */
  fieldStrength: number;
  /** `--name` as it stands in the stylesheet. */
  css(name: string): string;
}

type Rgb = readonly [number, number, number];

const DIVERGING = ['n5', 'n4', 'n3', 'n2', 'n1', '0', 'p1', 'p2', 'p3', 'p4', 'p5'].map((step) => `--div-${step}`);
const SEQUENTIAL = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => `--seq-${step}`);
const PIXELS = ['--pixel-0', '--pixel-1'];

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** `#rrggbb`, or `#rgb` as a minifier writes it. */
export function parseHex(hex: string): Rgb {
  const digits = hex.trim().replace('#', '');
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

function pack([red, green, blue]: Rgb): number {
  return (
    (LITTLE_ENDIAN
      ? (255 << 24) | (blue << 16) | (green << 8) | red
      : (red << 24) | (green << 16) | (blue << 8) | 255) >>> 0
  );
}

/** Even steps in sRGB between the given stops, as the design's mock does. */
function ramp(stops: readonly Rgb[]): Table {
  const table = new Uint32Array(TABLE);
  for (let index = 0; index < TABLE; index++) {
    const at = (index / (TABLE - 1)) * (stops.length - 1);
    const stop = Math.min(stops.length - 2, Math.floor(at));
    const [from, to] = [stops[stop] ?? [0, 0, 0], stops[stop + 1] ?? [0, 0, 0]];
    const mix = (channel: 0 | 1 | 2) => Math.round(from[channel] + (to[channel] - from[channel]) * (at - stop));
    table[index] = pack([mix(0), mix(1), mix(2)]);
  }
  return table;
}

/** `token` gives the value of a custom property, e.g. from getComputedStyle. */
export function readPalette(token: (name: string) => string): Palette {
  const table = (names: string[]) => ramp(names.map((name) => parseHex(token(name))));
  const strings = new Map<string, string>();
  return {
    diverging: table(DIVERGING),
    sequential: table(SEQUENTIAL),
    pixels: table(PIXELS),
    fieldStrength: Number(token('--field-strength')) || 0.6,
    css(name) {
      const known = strings.get(name) ?? token(name).trim();
      strings.set(name, known);
      return known;
    }
  };
}

const strings = new Map<number, string>();
const MOST_STRINGS = 8_192;

/** The CSS colour of a packed pixel. */
export function cssOf(packed: number): string {
  const known = strings.get(packed);
  if (known !== undefined) return known;
  const [a, b, c, d] = [packed & 255, (packed >>> 8) & 255, (packed >>> 16) & 255, packed >>> 24];
  const text = LITTLE_ENDIAN ? `rgb(${a} ${b} ${c})` : `rgb(${d} ${c} ${b})`;
  if (strings.size >= MOST_STRINGS) strings.clear();
  strings.set(packed, text);
  return text;
}

/** The CSS colour of a table at t in [0, 1]. */
export function colourAt(table: Table, t: number): string {
  return cssOf(table[Math.round(Math.min(1, Math.max(0, t)) * (TABLE - 1))] ?? 0);
}

/** The CSS colour of a signed value, `limit` being the end of its scale. */
export function signedColour(palette: Palette, value: number, limit: number): string {
  return colourAt(palette.diverging, limit > 0 ? (value / limit + 1) / 2 : 0.5);
}
