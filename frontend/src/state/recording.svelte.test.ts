import { expect, test } from 'vitest';
import { branch, moment } from '../gallery/recorded';
import { hello } from '../gallery/scripted';
import { METRIC_COLUMNS } from '../wire/frame';
import type { BranchEvent, MomentEvent } from '../wire/types.generated';
import { History } from './history.svelte';
import { Recording } from './recording.svelte';

const branched = (...args: Parameters<typeof branch>): BranchEvent => ({ type: 'branch', ...branch(...args) });
const kept = (...args: Parameters<typeof moment>): MomentEvent => ({ type: 'moment', ...moment(...args) });

function records(history: History, first: number, steps: number[]): void {
  const columns = METRIC_COLUMNS.length;
  const values = new Float64Array(steps.length * columns);
  steps.forEach((step, row) => {
    values[row * columns] = step;
    values[row * columns + 2] = 1 / (step + 1);
  });
  history.append({ kind: 'metrics', first, rows: steps.length, columns, values });
}

/** A run to step 30, and what was asked of the server. */
function run(accepted = true): { recording: Recording; history: History; asked: number[] } {
  const history = new History();
  const asked: number[] = [];
  const recording = new Recording(history, (to) => {
    asked.push(to);
    return Promise.resolve(accepted);
  });
  recording.hello(hello());
  records(history, 0, [0, 10, 20, 30]);
  [0, 10, 20, 30].forEach((step, id) => {
    recording.event(kept(id, 0, step));
  });
  return { recording, history, asked };
}

test('one goto is on its way at a time, and the newest wish wins', () => {
  const { recording, asked } = run();
  recording.goto(2);
  recording.goto(1);
  recording.goto(0);
  expect(asked).toEqual([2]);
  expect(recording.target?.id).toBe(0);
  recording.event(branched(1, 0, 2, 20, 4));
  expect(asked, 'its state is not there yet').toEqual([2]);
  recording.stands();
  expect(asked).toEqual([2, 0]);
  recording.event(branched(2, 0, 0, 0, 5));
  recording.stands();
  expect(recording.target).toBeNull();
  expect(recording.standing?.id).toBe(0);
});

test('a refusal ends the journey', async () => {
  const { recording } = run(false);
  recording.goto(2);
  await Promise.resolve();
  expect(recording.target).toBeNull();
});

test('in the past the way goes on to where one came from, and the newest values are those of the past', () => {
  const { recording, history } = run();
  recording.goto(1);
  recording.event(branched(1, 0, 1, 10, 4));
  expect(recording.latest('step')).toBe(10);
  records(history, 4, [10]);
  recording.stands();
  expect([...recording.rows]).toEqual([0, 4]);
  expect(recording.stops.map((stop) => stop.id)).toEqual([0, 1, 2, 3]);
  expect(recording.abandoned).toEqual([]);
});

test('playing on makes what was ahead an abandoned future; going there makes it the way again', () => {
  const { recording, history } = run();
  recording.goto(1);
  recording.event(branched(1, 0, 1, 10, 4));
  records(history, 4, [10]);
  recording.stands();
  recording.event(kept(4, 1, 15));
  records(history, 5, [15]);
  expect(recording.stops.map((stop) => stop.id)).toEqual([0, 1, 4]);
  expect(recording.abandoned.map((tip) => tip.id)).toEqual([3]);
  expect(recording.standing).toBeNull();
  recording.goto(3);
  recording.event(branched(2, 0, 3, 30, 6));
  recording.stands();
  expect(recording.stops.map((stop) => stop.id)).toEqual([0, 1, 2, 3]);
  expect(recording.abandoned.map((tip) => tip.id)).toEqual([4]);
});

test('a branch that is forgotten takes its records with it', () => {
  const { recording, history } = run();
  recording.event(branched(1, 0, 1, 10, 4));
  records(history, 4, [10]);
  recording.event({ type: 'moments_gone', ids: [], branches: [1] });
  recording.event(branched(2, 0, 2, 20, 5));
  records(history, 5, [20]);
  expect(Array.from(history.columns.step.subarray(0, history.length))).toEqual([0, 10, 20, 30, 20]);
  expect([...recording.rows]).toEqual([0, 1, 4]);
  recording.event({ type: 'moments_gone', ids: [1], branches: [] });
  expect(recording.stops.map((stop) => stop.id)).toEqual([0, 2, 3]);
});

test('branches that went while we were away take their records with them, too', () => {
  const { recording, history } = run();
  recording.event(branched(1, 0, 1, 10, 4));
  records(history, 4, [10]);
  const root = { id: 0, parent: null, moment: null, step: 0, time: 0, first: 0 };
  recording.hello({ ...hello(), branches: [root, { ...root, id: 3, parent: 0, moment: 2, step: 20, first: 7 }] });
  expect(history.length).toBe(4);
  expect(history.received, 'the count goes on').toBe(5);
});
