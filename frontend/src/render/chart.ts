// A loss curve from the record: which records belong to it, where they lie, and how few points show it.

export interface Columns {
  step: ArrayLike<number>;
  epoch: ArrayLike<number>;
}

/** The values of a column at these rows. A plain loop: tens of thousands of rows, many times a second. */
export function take(column: ArrayLike<number>, rows: Int32Array): Float64Array {
  const values = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) values[i] = column[rows[i] ?? 0] ?? Number.NaN;
  return values;
}

/**
 * Time of each row in epochs. A record within an epoch (after a single step) lies between its ends: completed epochs, and
 * the steps since the last end of an epoch divided by the steps an epoch takes. `apart`: the steps before which a step was made
 * that is none of its epoch's.
 */
export function epochsOf(
  columns: Columns,
  rows: ArrayLike<number>,
  stepsPerEpoch: number,
  apart: readonly number[] = []
): Float64Array {
  const times = new Float64Array(rows.length);
  let epoch = 0;
  let began = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0;
    const step = columns.step[row] ?? 0;
    const now = columns.epoch[row] ?? 0;
    if (now !== epoch) {
      epoch = now;
      began = step;
    }
    const others = apart.reduce((sum, at) => sum + (at >= began && at < step ? 1 : 0), 0);
    times[i] = epoch + Math.min((step - began - others) / Math.max(stepsPerEpoch, 1), 0.999);
  }
  return times;
}

export interface Binned {
  x: Float64Array;
  low: Float64Array;
  high: Float64Array;
  middle: Float64Array;
}

/**
 * A curve of many points as so many columns: of each the least, the greatest and the mean value (the mean of the logarithms
 * where `log`), at the middle of its points. Columns without points, and values that have no place, are left out.
 */
export function binned(x: ArrayLike<number>, y: ArrayLike<number>, count: number, log: boolean): Binned {
  const n = x.length;
  const from = x[0] ?? 0;
  const width = ((x[n - 1] ?? 1) - from) / count || 1;
  const out: number[][] = [[], [], [], []];
  for (let i = 0; i < n;) {
    const column = Math.min(Math.floor(((x[i] ?? 0) - from) / width), count - 1);
    let [low, high, sum, times, used] = [Infinity, -Infinity, 0, 0, 0];
    for (; i < n && Math.min(Math.floor(((x[i] ?? 0) - from) / width), count - 1) === column; i++) {
      const value = y[i] ?? Number.NaN;
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
      sum += log ? Math.log(value) : value;
      times += x[i] ?? 0;
      used += 1;
    }
    if (used === 0) continue;
    const mean = sum / used;
    [times / used, low, high, log ? Math.exp(mean) : mean].forEach((value, k) => out[k]?.push(value));
  }
  const [times, low, high, middle] = out.map((column) => Float64Array.from(column)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array
  ];
  return { x: times, low, high, middle };
}

/** Smallest and largest finite value (above zero only, for a logarithmic axis) of several curves. */
export function reach(curves: readonly ArrayLike<number>[], positive: boolean): { low: number; high: number } | null {
  let low = Infinity;
  let high = -Infinity;
  for (const curve of curves) {
    for (let i = 0; i < curve.length; i++) {
      const value = curve[i] ?? Number.NaN;
      if (!Number.isFinite(value) || (positive && value <= 0)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? { low, high } : null;
}

/** Index of the row whose time is nearest to `at`; −1 of none. `times` rises. */
export function nearestIndex(times: ArrayLike<number>, at: number): number {
  let [low, high] = [0, times.length - 1];
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && at - (times[low - 1] ?? 0) <= (times[low] ?? 0) - at ? low - 1 : low;
}

/**
 * Tops of labels that want to be at `wanted`, at least `height` apart and within [top, bottom]; the order of the wishes is
 * the order on the page.
 */
export function spread(wanted: readonly number[], height: number, top: number, bottom: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0) || a - b);
  const placed = [...wanted];
  let least = top;
  for (const i of order) {
    placed[i] = Math.max(wanted[i] ?? 0, least);
    least = (placed[i] ?? 0) + height;
  }
  let most = bottom - height;
  for (const i of order.reverse()) {
    placed[i] = Math.min(placed[i] ?? 0, most);
    most = (placed[i] ?? 0) - height;
  }
  return placed;
}
