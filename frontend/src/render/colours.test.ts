import { expect, test } from 'vitest';
import { byteColours, signedByteColours } from './heatmaps';
import { colourAt, readPalette, signedColour, TABLE } from './colours';
import { restingLimit } from './scale';

const TOKENS: Record<string, string> = {
  '--div-n5': '#d05b17',
  '--div-0': '#f5f4f2',
  '--div-p5': '#2279d6',
  '--seq-0': '#f5f4f2',
  '--seq-8': '#361c5c',
  '--pixel-0': '#fff',
  '--pixel-1': '#1b1a18'
};
const palette = readPalette((name) => TOKENS[name] ?? '#808080');

test('a table runs from the first stop over the middle to the last', () => {
  expect(palette.diverging).toHaveLength(TABLE);
  expect(colourAt(palette.diverging, 0)).toBe('rgb(208 91 23)');
  expect(colourAt(palette.diverging, 1)).toBe('rgb(34 121 214)');
  expect(colourAt(palette.sequential, 1)).toBe('rgb(54 28 92)');
  expect(colourAt(palette.diverging, 7)).toBe(colourAt(palette.diverging, 1));
});

test('a short hex colour, as a minifier writes it, is the same colour', () => {
  expect(colourAt(palette.pixels, 0)).toBe('rgb(255 255 255)');
});

test('a signed value takes the colour of its sign, zero the middle', () => {
  expect(signedColour(palette, -2, 2)).toBe('rgb(208 91 23)');
  expect(signedColour(palette, 2, 2)).toBe('rgb(34 121 214)');
  const [red, , blue] = (signedColour(palette, 0, 2).match(/\d+/g) ?? []).map(Number);
  expect(Math.abs((red ?? 0) - (blue ?? 0))).toBeLessThan(12);
});

test('bytes and signed bytes of one value have one colour', () => {
  const [bytes, signed] = [byteColours(palette.diverging), signedByteColours(palette.diverging)];
  expect(bytes[0]).toBe(signed[-127 & 255]);
  expect(bytes[255]).toBe(signed[127]);
});

test('a map of shares is the same table about one half', () => {
  const shares = byteColours(palette.diverging, 2, -1);
  const plain = byteColours(palette.diverging);
  expect(shares[255]).toBe(plain[255]); // a share of 1
  expect(shares[128]).toBe(plain[1]); // a share of nearly 0
});

test('a limit rests until the data leave it by a fifth, or fill less than half', () => {
  expect(restingLimit(0, 3)).toBe(3);
  expect(restingLimit(3, 3.5)).toBe(3);
  expect(restingLimit(3, 3.7)).toBe(3.7);
  expect(restingLimit(3, 1.6)).toBe(3);
  expect(restingLimit(3, 1.4)).toBe(1.4);
  expect(restingLimit(3, 0)).toBe(3);
  expect(restingLimit(3, Number.NaN)).toBe(3);
});
