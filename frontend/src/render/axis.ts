// Axes that people can read: round numbers, and ends that hold still until the data leaves them.

const JUMPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10];

/** The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is not below the value (> 0): where an axis ends. */
export function endAbove(value: number): number {
  const power = Math.pow(10, Math.floor(Math.log10(value)));
  const jump = JUMPS.find((one) => value / power <= one + 1e-9) ?? 10;
  return Number((jump * power).toPrecision(3));
}

/** The smallest of 1, 2, 5 times a power of ten that is not below the value (> 0). */
export function niceAbove(value: number): number {
  const power = Math.pow(10, Math.floor(Math.log10(value)));
  const digit = value / power;
  const nice = digit <= 1 + 1e-9 ? 1 : digit <= 2 + 1e-9 ? 2 : digit <= 5 + 1e-9 ? 5 : 10;
  return Number((nice * power).toPrecision(3));
}

/** Multiples of a nice step within [low, high], about `count` of them. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low)) return [low];
  const step = niceAbove((high - low) / count);
  const first = Math.ceil(low / step - 1e-6);
  const last = Math.floor(high / step + 1e-6);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The powers of ten within [low, high] (both powers of ten), every one or every second, third … so that few stay. */
export function decadeTicks(low: number, high: number, most: number): number[] {
  const first = Math.round(Math.log10(low));
  const last = Math.round(Math.log10(high));
  const stride = Math.max(1, Math.ceil((last - first + 1) / most));
  const all: number[] = [];
  for (let power = last; power >= first; power -= stride) all.unshift(Number(`1e${power}`));
  return all;
}

export interface Range {
  low: number;
  high: number;
}

/** Whole decades around the data, at least one. */
export function decadesAround(data: Range): Range {
  const low = Math.floor(Math.log10(data.low) + 1e-9);
  const high = Math.max(low + 1, Math.ceil(Math.log10(data.high) - 1e-9));
  return { low: Number(`1e${low}`), high: Number(`1e${high}`) };
}

/** From zero (or a nice number below it) to a nice number above the data. */
export function linearAround(data: Range): Range {
  return {
    low: data.low < 0 ? -niceAbove(-data.low) : 0,
    high: data.high > 0 ? niceAbove(data.high) : data.low < 0 ? 0 : 1
  };
}

/**
 * A symmetric limit that holds still: it moves only when the data is 20 % beyond it or fills less than 40 % of it.
 * `now` is the limit in use (0: none yet), `most` the largest magnitude in the data.
 */
export function steadyLimit(now: number, most: number): number {
  if (!(most > 0)) return now > 0 ? now : 1;
  return now > 0 && most <= now * 1.2 && most >= now * 0.4 ? now : niceAbove(most);
}
