// Lines of a chart from what was recorded: pure functions over arrays.

export interface Series {
  label: string;
  /** In epochs, rising. */
  times: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** A token and a dash for each line: two lines never differ by colour alone. */
export function styleOf(index: number): { token: string; dash: number[] } {
  const dashes = [[], [5, 3], [1.5, 2.5], [8, 3, 1.5, 3]];
  return { token: `--cat-${(index % 6) + 1}`, dash: dashes[index % dashes.length] ?? [] };
}

/**
 * Exponential moving average over uneven times: after `halfLife` epochs half of what is new counts. What is no number
 * stays one and is passed over.
 */
export function smoothed(times: ArrayLike<number>, values: ArrayLike<number>, halfLife: number): Float64Array {
  const out = Float64Array.from(values);
  if (!(halfLife > 0)) return out;
  let [mean, at] = [Number.NaN, 0];
  for (let i = 0; i < out.length; i++) {
    const value = out[i] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    const time = times[i] ?? 0;
    mean = Number.isNaN(mean) ? value : mean + (1 - Math.pow(2, -(time - at) / halfLife)) * (value - mean);
    at = time;
    out[i] = mean;
  }
  return out;
}

/** All lines over one time axis; null where a line has no value, or none that a logarithmic axis has a place for. */
export function aligned(series: readonly Series[], log: boolean): (number | null)[][] {
  const times = [...new Set(series.flatMap((one) => Array.from(one.times)))].sort((a, b) => a - b);
  const row = new Map(times.map((time, index) => [time, index]));
  const columns = series.map(({ times: own, values }) => {
    const column = new Array<number | null>(times.length).fill(null);
    for (let i = 0; i < own.length; i++) {
      const value = values[i] ?? Number.NaN;
      if (Number.isFinite(value) && (!log || value > 0)) column[row.get(own[i] ?? 0) ?? 0] = value;
    }
    return column;
  });
  return [times, ...columns];
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** RFC 4180: a row for each time, a column for each line; empty where there is no value. */
export function csv(axis: string, series: readonly Series[]): string {
  const [times = [], ...columns] = aligned(series, false);
  const rows = times.map((time, i) => [time, ...columns.map((column) => column[i] ?? '')].join(','));
  return [[axis, ...series.map((one) => one.label)].map(quoted).join(','), ...rows, ''].join('\r\n');
}
