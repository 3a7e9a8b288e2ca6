// How numbers are printed: true minus, thin space for thousands, fixed decimals, so that nothing jitters.

const MINUS = '\u2212';
const THIN = '\u202f';

let point = '.';

/** What stands before the decimals is the language's; minus and thin spaces are the page's in all of them. */
export function writeNumbers(language: string): void {
  const parts = new Intl.NumberFormat(language, { numberingSystem: 'latn' }).formatToParts(1.5);
  point = parts.find((part) => part.type === 'decimal')?.value ?? '.';
}

/** Digits with a point, as JavaScript writes them, in the language’s way. */
export const pointed = (digits: string): string => (point === '.' ? digits : digits.replace('.', point));

/** `12345` as “12 345”. */
export function integer(value: number): string {
  if (!Number.isFinite(value)) return special(value);
  const digits = Math.abs(Math.round(value))
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, THIN);
  return Math.round(value) < 0 ? MINUS + digits : digits;
}

/** A value with a fixed number of decimals. Never “−0.00”. */
export function decimals(value: number, places = 2): string {
  if (!Number.isFinite(value)) return special(value);
  const text = Math.abs(value).toFixed(places);
  return (value < 0 && Number(text) !== 0 ? MINUS : '') + pointed(text);
}

/** A value that may be of any size (a learning rate, a loss) with so many significant digits. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return special(value);
  if (value === 0) return '0';
  const size = Math.abs(value);
  const text =
    size >= 1e-4 && size < 1e6
      ? String(Number(size.toPrecision(digits)))
      : size
          .toExponential(Math.max(0, digits - 1))
          .replace('e-', `e${MINUS}`)
          .replace('e+', 'e');
  return (value < 0 ? MINUS : '') + pointed(text);
}

/** A share as “35 %”. */
export function percent(value: number, places = 0): string {
  return Number.isFinite(value) ? `${decimals(value * 100, places)}${THIN}%` : special(value);
}

function special(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value < 0 ? `${MINUS}∞` : '∞';
}
