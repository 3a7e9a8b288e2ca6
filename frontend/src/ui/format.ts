/**
 * Numbers of charts and fields. What every part of the page shares (integers, decimals, per cent) is in i18n/numbers;
 * whoever prints a number gives it the class `num` (tabular figures).
 */
import { decimals, pointed } from '../i18n/numbers';

const MINUS = '\u2212';
const THIN = '\u202f';
const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, THIN);

/** A value that does not exist yet. */
export const NOTHING = '–';

/** At most seven characters whatever the size: "0.0031", "12.345", "3.1e−5", "1.2e9". */
export function loss(value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  const size = Math.abs(value);
  if (size === 0) return pointed('0.0000');
  if (size === Infinity) return value > 0 ? '∞' : `${MINUS}∞`;
  if (size < 0.00095 || size >= 99_999.5) return exponential(value, 2);
  return decimals(value, size < 10 ? 4 : size < 100 ? 3 : size < 1_000 ? 2 : 1);
}

/** 0.000031 with two digits → "3.1e−5"; without a number of digits as many as it needs. */
function exponential(value: number, digits: number | undefined): string {
  const [mantissa = '', power = ''] = Math.abs(value)
    .toExponential(digits === undefined ? undefined : digits - 1)
    .split('e');
  return `${value < 0 ? MINUS : ''}${pointed(mantissa)}e${power.replace('+', '').replace('-', MINUS)}`;
}

/** As short as it can be said: 0.0025 → "0.0025", 1e-6 → "1e−6", 2140 → "2 140". */
export function short(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  if (value === 0) return '0';
  const size = Number(Math.abs(value).toPrecision(digits));
  const sign = value < 0 ? MINUS : '';
  if (!Number.isFinite(size)) return `${sign}∞`;
  if (size < 1e-5 || size >= 1e9) return exponential(Number(value.toPrecision(digits)), undefined);
  const [whole = '', part] = size.toString().split('.');
  return sign + group(whole) + (part === undefined ? '' : pointed(`.${part}`));
}

/** A number at an axis: at most six characters, so from 100 000 on and below 0.0001 as a power. */
export function tick(value: number): string {
  const size = Math.abs(value);
  return size >= 1e5 || (size > 0 && size < 1e-4) ? exponential(Number(value.toPrecision(3)), undefined) : short(value);
}

/** Text of a number field back into a number: either minus, comma or point, spaces anywhere. NaN when it is none. */
export function parse(text: string): number {
  const plain = text
    .replace(/\s/g, '')
    .replace(/\u2212/g, '-')
    .replace(',', '.');
  return plain === '' ? Number.NaN : Number(plain);
}
