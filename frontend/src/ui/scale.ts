/** Positions of a logarithmic slider, and numbers that people would have chosen. */

/** The value rounded to two significant digits: 0.002731 → 0.0027. */
export function nice(value: number, digits = 2): number {
  return Number(value.toPrecision(digits));
}

/** Where a value lies between the ends, 0 … 1; values beyond an end lie on it. */
export function toPosition(value: number, min: number, max: number): number {
  const clamped = Math.min(Math.max(value, min), max);
  return Math.log(clamped / min) / Math.log(max / min);
}

/** The nice value at a position. */
export function fromPosition(position: number, min: number, max: number): number {
  const clamped = Math.min(Math.max(position, 0), 1);
  return Math.min(Math.max(nice(min * Math.pow(max / min, clamped)), min), max);
}

/** The powers of ten from min to max. */
export function decades(min: number, max: number): number[] {
  const first = Math.ceil(Math.log10(min) - 1e-9);
  const last = Math.floor(Math.log10(max) + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(`1e${first + i}`));
}
