// The tree of the recording: which moments and which records led to a point of it. Plain functions.

import type { BranchInfo, MarkInfo, MomentInfo } from '../wire/types.generated';

/** A branch up to where another one leaves it: after `until`, and of the moments at that step, after `moment`. */
export interface Stretch {
  branch: BranchInfo;
  until: number;
  moment: number;
}

/** A way through the tree, from its root on. */
export type Way = readonly Stretch[];

/** All that led to the end of a branch. */
export function wayTo(branches: readonly BranchInfo[], leaf: number): Way {
  const known = new Map(branches.map((branch) => [branch.id, branch]));
  const way: Stretch[] = [];
  let [until, moment] = [Infinity, Infinity];
  for (let branch = known.get(leaf); branch; branch = branch.parent === null ? undefined : known.get(branch.parent)) {
    way.unshift({ branch, until, moment });
    if (branch.step < until) [until, moment] = [branch.step, branch.moment ?? Infinity];
    else moment = Math.min(moment, branch.moment ?? Infinity);
  }
  return way;
}

const includes = (way: Way, branch: number, step: number, moment: number): boolean =>
  way.some((one) => one.branch.id === branch && (step < one.until || (step === one.until && moment <= one.moment)));

/** Whether a moment lies on a way. */
export const isOn = (way: Way, moment: MomentInfo): boolean => includes(way, moment.branch, moment.step, moment.id);

/** Whether a change lies on a way: of those at the very step at which a branch was left, what that moment holds does. */
const wasMade = (way: Way, { branch, step, moment }: MarkInfo): boolean =>
  way.some((one) => one.branch.id === branch && (step < one.until || (step === one.until && moment <= one.moment)));

/** The changes on a way. */
export const marksOn = (marks: readonly MarkInfo[], way: Way): MarkInfo[] => marks.filter((mark) => wasMade(way, mark));

/** The steps at which one with a single example was made between two of the epoch. */
export const lessons = (marks: readonly MarkInfo[]): number[] =>
  marks.filter(({ changes }) => changes.some(({ path }) => path[0] === 'examples')).map(({ step }) => step);

/** The moments of a way, in the order in which training came by. */
export const momentsOn = (moments: readonly MomentInfo[], way: Way): MomentInfo[] =>
  way.flatMap(({ branch }) => moments.filter((moment) => moment.branch === branch.id && isOn(way, moment)));

/** The last moment of every branch that has one. */
export function tips(moments: readonly MomentInfo[]): Map<number, MomentInfo> {
  return new Map(moments.map((moment) => [moment.branch, moment]));
}

/**
 * The branch whose end lies ahead: the present one, if anything happened on it, else the one among those that pass through
 * where it stands on which training got last; `preferred`, if that is one of them.
 */
export function ahead(
  branches: readonly BranchInfo[],
  moments: readonly MomentInfo[],
  preferred: number | null
): number | null {
  const present = branches.at(-1);
  if (!present) return null;
  const ends = tips(moments);
  const { parent } = present;
  if (parent === null || ends.has(present.id)) return present.id;
  const passing = [...ends].filter(([branch]) =>
    includes(wayTo(branches, branch), parent, present.step, present.moment ?? 0)
  );
  const newest = passing.sort((a, b) => a[1].id - b[1].id).at(-1);
  return passing.find(([branch]) => branch === preferred)?.[0] ?? newest?.[0] ?? present.id;
}

/** Index of the first number that is not less; `numbers` rise. */
function lowerBound(numbers: ArrayLike<number>, length: number, least: number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

export interface Numbered {
  /** Number of each record; `length` of them count. */
  numbers: Float64Array;
  columns: { step: Float64Array };
  length: number;
}

/** From which row to which (not included) the records of a branch are. */
export function rowsOf(history: Numbered, branches: readonly BranchInfo[], branch: BranchInfo): [number, number] {
  const next = branches.find((other) => other.id > branch.id);
  const end = next ? lowerBound(history.numbers, history.length, next.first) : history.length;
  return [Math.min(lowerBound(history.numbers, history.length, branch.first), end), end];
}

/** The rows of a way, each later than the one before it. */
export function rowsOn(history: Numbered, branches: readonly BranchInfo[], way: Way): Int32Array {
  const rows = new Int32Array(history.length);
  const { step } = history.columns;
  let count = 0;
  for (const { branch, until } of way) {
    const [from, end] = rowsOf(history, branches, branch);
    const begin = step[from] ?? Infinity;
    while (from < end && count > 0 && (step[rows[count - 1] ?? 0] ?? 0) >= begin) count -= 1;
    for (let row = from; row < end && (step[row] ?? 0) <= until; row++) rows[count++] = row;
  }
  return rows.subarray(0, count);
}
