import { expect, test } from 'vitest';
import { branch, moment } from '../gallery/recorded';
import type { MarkInfo } from '../wire/types.generated';
import { ahead, isOn, lessons, marksOn, momentsOn, rowsOf, rowsOn, wayTo } from './ways';

// A run to 30, from 10 on another one to 25, and from that one's 20 a third.
const branches = [branch(0, null, null, 0, 0), branch(1, 0, 1, 10, 4), branch(2, 1, 5, 20, 7)];
const moments = [
  moment(0, 0, 0),
  moment(1, 0, 10),
  moment(2, 0, 20),
  moment(3, 0, 30),
  moment(4, 1, 15),
  moment(5, 1, 20),
  moment(6, 1, 25),
  moment(7, 2, 22)
];
// Records at each tenth step, and where branches begin.
const steps = [0, 10, 20, 30, 10, 20, 25, 20, 22];
const history = {
  numbers: Float64Array.from(steps, (_, i) => i),
  columns: { step: Float64Array.from(steps) },
  length: steps.length
};
const on = (leaf: number): number[] => momentsOn(moments, wayTo(branches, leaf)).map((one) => one.id);

test('a way is what led to the end of a branch', () => {
  expect(on(0)).toEqual([0, 1, 2, 3]);
  expect(on(1)).toEqual([0, 1, 4, 5, 6]);
  expect(on(2)).toEqual([0, 1, 4, 5, 7]);
});

test('of two moments at the very step at which a branch was left, only the one before it is on the way', () => {
  const twice = [moment(0, 0, 0), moment(1, 0, 10), moment(2, 0, 10), moment(3, 0, 20)];
  const way = wayTo([branch(0, null, null, 0, 0), branch(1, 0, 1, 10, 2)], 1);
  expect(momentsOn(twice, way).map((one) => one.id)).toEqual([0, 1]);
  expect(isOn(wayTo([branch(0, null, null, 0, 0), branch(1, 0, null, 10, 2)], 1), moment(2, 0, 10))).toBe(true);
});

test('of two changes at the very step at which a branch was left, only the one that its moment holds is on the way', () => {
  const mark = (on: number, step: number, first: number) => ({ branch: on, step, moment: first }) as MarkInfo;
  const marks = [mark(0, 10, 1), mark(0, 10, 2), mark(0, 12, 2), mark(1, 10, 4), mark(1, 30, 6)];
  const way = (leaf: number) => marksOn(marks, wayTo(branches, leaf)).map((one) => marks.indexOf(one));
  expect(way(0)).toEqual([0, 1, 2]);
  expect(way(1)).toEqual([0, 3, 4]);
  expect(way(2)).toEqual([0, 3]);
});

test('a branch that leaves at the beginning of its parent keeps nothing of it', () => {
  const early = [...branches, branch(3, 2, null, 12, 9)];
  expect(momentsOn(moments, wayTo(early, 3)).map((one) => one.id)).toEqual([0, 1]);
});

test('the records of a way are each later than the one before', () => {
  const rows = (leaf: number): number[] =>
    [...rowsOn(history, branches, wayTo(branches, leaf))].map((row) => steps[row] ?? -1);
  expect(rows(0)).toEqual([0, 10, 20, 30]);
  expect(rows(1)).toEqual([0, 10, 20, 25]);
  expect(rows(2)).toEqual([0, 10, 20, 22]);
  expect([...rowsOn(history, branches, wayTo(branches, 2))]).toEqual([0, 4, 7, 8]);
});

test('a branch without a record yet ends with its parent’s', () => {
  const young = [...branches, branch(3, 0, 2, 20, 9)];
  expect([...rowsOn(history, young, wayTo(young, 3))]).toEqual([0, 1, 2]);
});

test('records that were thinned away leave every other with its branch', () => {
  const thinned = {
    numbers: Float64Array.from([2, 3, 6, 7, 8]),
    columns: { step: Float64Array.from([0, 30, 25, 20, 22]) },
    length: 5
  };
  expect(branches.map((one) => rowsOf(thinned, branches, one))).toEqual([
    [0, 2],
    [2, 3],
    [3, 5]
  ]);
});

test('ahead is the present; in the past, what was come from, or what training got to last', () => {
  expect(ahead(branches, moments, null)).toBe(2);
  const past = [...branches, branch(3, 0, 1, 10, 9)];
  expect(ahead(past, moments, 0)).toBe(0);
  expect(ahead(past, moments, 1)).toBe(1);
  expect(ahead(past, moments, null), 'the moment with the largest number').toBe(2);
  expect(ahead([...branches, branch(3, 0, 3, 30, 9)], moments, 1), 'branch 1 does not pass there').toBe(0);
  expect(ahead([], [], null)).toBeNull();
});

test('steps with one example alone are known by their marks', () => {
  const mark = (step: number, ...path: string[]) => ({ step, changes: [{ path }] }) as unknown as MarkInfo;
  expect(lessons([mark(4, 'training', 'l2'), mark(7, 'examples', '3'), mark(9, 'network')])).toEqual([7]);
});
