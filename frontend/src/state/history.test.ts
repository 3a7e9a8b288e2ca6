import { expect, test } from 'vitest';
import { BUDGET, History } from './history.svelte';
import { METRIC_COLUMNS } from '../wire/frame';
import type { Metrics } from '../wire/frame';

/** Records at these steps, with the loss as given (or one over the step). */
function frame(first: number, steps: number[], loss: (step: number) => number = (step) => 1 / (step + 1)): Metrics {
  const columns = METRIC_COLUMNS.length;
  const values = new Float64Array(steps.length * columns);
  steps.forEach((step, row) => {
    values[row * columns] = step;
    values[row * columns + 2] = loss(step);
  });
  return { kind: 'metrics', first, rows: steps.length, columns, values };
}

const steps = (history: History) => Array.from(history.columns.step.subarray(0, history.length));

test('records are appended in order and the cursor counts what the server has sent', () => {
  const history = new History();
  history.append(frame(0, [0, 10]));
  history.append(frame(2, [20]));
  expect(steps(history)).toEqual([0, 10, 20]);
  expect(history.received).toBe(3);
});

test('what comes twice after a reconnection is kept once', () => {
  const history = new History();
  history.append(frame(0, [0, 10, 20]));
  const { version } = history;
  history.append(frame(0, [0, 10, 20]));
  expect(history.version, 'nothing new, nothing drawn').toBe(version);
  history.append(frame(1, [10, 20, 30]));
  expect(steps(history)).toEqual([0, 10, 20, 30]);
  expect(history.received).toBe(4);
});

test('records that the server has thinned away leave a gap in the count, not in the order', () => {
  const history = new History();
  history.append(frame(0, [0, 10]));
  history.append(frame(50, [500]));
  expect(steps(history)).toEqual([0, 10, 500]);
  expect(history.received).toBe(51);
});

test('a reset begins a new series', () => {
  const history = new History();
  history.append(frame(0, [0, 10, 20]));
  history.append(frame(3, [0, 10]));
  expect(history.seriesStarts).toEqual([0, 3]);
  expect(history.seriesStart).toBe(3);
});

test('past its budget the older half is thinned, keeping its peaks, its valleys and the starts of its series', () => {
  const history = new History();
  const spike = 8_003;
  const loss = (step: number) => (step === spike ? 99 : 1 + (step % 7) / 100);
  const long = Array.from({ length: BUDGET }, (_, i) => i);
  history.append(frame(0, long, loss));
  history.append(frame(BUDGET, [0, 1], loss));
  expect(history.length).toBeLessThan(BUDGET * 0.8);
  expect(history.received).toBe(BUDGET + 2);
  const kept = steps(history);
  expect(kept.slice(0, -2).every((step, i) => i === 0 || step > (kept[i - 1] ?? 0))).toBe(true);
  expect(kept).toContain(spike);
  expect(kept[history.seriesStart]).toBe(0);
  expect(history.seriesStarts).toHaveLength(2);
  expect(kept.slice(-1000, -2)).toEqual(long.slice(-998));
});
