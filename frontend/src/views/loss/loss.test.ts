import { describe, expect, test } from 'vitest';
import type { MarkInfo, MetricColumn } from '../../state/types';
import { describe as words, moments, summary } from './changes';
import { curveOf, frameOf, drawn, penalised, timeOf, type History } from './curve';

function history(rows: Partial<Record<MetricColumn, number[]>>, length: number): History {
  const names: MetricColumn[] = ['step', 'epoch', 'train_loss', 'validation_loss', 'penalty', 'revision'];
  const columns = Object.fromEntries(
    names.map((name) => [name, Float64Array.from({ length }, (_, i) => rows[name]?.[i] ?? 0)])
  );
  return { columns: columns as History['columns'] };
}

const rows = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);

const run = history(
  {
    step: [0, 10, 20],
    epoch: [0, 1, 2],
    train_loss: [0.7, 0.02, 0],
    validation_loss: [0.8, 0.3, 0.4],
    revision: [3, 3, 4]
  },
  3
);
const mark = (step: number, old: number, now: number, path = ['training', 'learning_rate']): MarkInfo => ({
  branch: 0,
  moment: 0,
  revision: 4,
  step,
  epoch: 0,
  kept: [],
  fresh: [],
  split: [],
  grown: [],
  identity: [],
  returned: [],
  changes: [{ path, old, new: now }]
});

describe('the curve', () => {
  const curve = curveOf(run, rows(3), 10);

  test('has the times of its records in epochs', () => {
    expect([...curve.times]).toEqual([0, 1, 2]);
    expect(penalised(curve)).toBe(false);
  });

  test('a logarithmic axis has whole decades, and no place for zero', () => {
    expect(frameOf(curve, true).y).toEqual({ low: 0.01, high: 1 });
    expect(drawn(curve, ['train'], true, 100).columns).toEqual([
      [0, 1, 2],
      [0.7, 0.02, null]
    ]);
    expect(drawn(curve, ['train'], false, 100).columns[1]).toEqual([0.7, 0.02, 0]);
  });

  test('axes stand before anything is recorded', () => {
    const empty = curveOf(history({}, 0), rows(0), 10);
    expect(frameOf(empty, true)).toEqual({
      x: { low: 0, high: 10 },
      y: { low: 0.001, high: 1 },
      xTicks: [0, 5, 10],
      yTicks: [0.001, 0.01, 0.1, 1]
    });
    expect(timeOf(empty, 5)).toBe(0);
  });

  test('a crowded one is drawn as a mean within a band', () => {
    const many = Array.from({ length: 100 }, (_, i) => i);
    const crowded = curveOf(
      history({ step: many, epoch: many, train_loss: many.map((i) => 1 + (i % 2)) }, 100),
      rows(100),
      1
    );
    const { columns, bands } = drawn(crowded, ['train'], false, 20);
    expect(columns[1]).toEqual(new Array(10).fill(1.5));
    expect(bands[0]?.line).toBe('train');
    expect([...(bands[0]?.low ?? [])]).toEqual(new Array(10).fill(1));
    expect([...(bands[0]?.high ?? [])]).toEqual(new Array(10).fill(2));
  });

  test('the time axis grows in jumps', () => {
    const to = (epoch: number): number =>
      frameOf(curveOf(history({ step: [0, epoch], epoch: [0, epoch], train_loss: [1, 1] }, 2), rows(2), 1), true).x
        .high;
    expect([9, 11, 21, 51, 380].map(to)).toEqual([10, 15, 30, 60, 400]);
  });

  test('a step within an epoch lies between its records', () => {
    expect(timeOf(curve, 15)).toBe(1.5);
    expect(timeOf(curve, 999)).toBe(2);
  });
});

describe('what was changed', () => {
  test('in words', () => {
    expect(summary(mark(3, 0.03, 0.01))).toBe('Learning rate 0.03 → 0.01');
    expect(words({ path: ['training', 'optimizer'], old: { kind: 'sgd' }, new: { kind: 'adam' } })).toBe(
      'Optimizer SGD → Adam'
    );
    expect(words({ path: ['training', 'optimizer', 'beta1'], old: 0.9, new: 0.8 })).toBe('Optimizer, beta1 0.9 → 0.8');
    expect(words({ path: ['data', 'standardise'], old: false, new: true })).toBe('Standardise inputs off → on');
    expect(words({ path: ['examples', 4], old: 0.75, new: 0.5 })).toBe(
      'Step with example 5 alone, its loss 0.75 → 0.5'
    );
    expect(words({ path: ['network', 'nodes', 1, 'layer', 'units'], old: 4, new: 8 })).toBe('Network changed');
  });

  test('a dragged slider is one moment, from the first value to the last', () => {
    const marks = [
      { time: 1, mark: mark(10, 0.03, 0.02) },
      { time: 1.05, mark: mark(11, 0.02, 0.01) },
      { time: 4, mark: mark(40, 0.01, 0.1) }
    ];
    expect(moments(marks, 0.1)).toEqual([
      { time: 1.05, words: 'Learning rate 0.03 → 0.01' },
      { time: 4, words: 'Learning rate 0.01 → 0.1' }
    ]);
  });

  test('another name is no moment', () => {
    const renamed = { ...mark(1, 0, 0), changes: [{ path: ['name'], old: 'a', new: 'b' }] };
    expect(moments([{ time: 1, mark: renamed }], 1)).toEqual([]);
  });
});
