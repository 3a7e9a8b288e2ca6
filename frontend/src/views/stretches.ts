// The parts of the recording that did not lead to the present: what lies ahead of it, and what was abandoned.

import { epochsOf, take } from '../render/chart';
import type { BranchInfo, MetricColumn, Way } from '../state/types';

export interface Line {
  branch: number;
  /** On the way that the playhead moves on. */
  ahead: boolean;
  times: Float64Array;
  losses: Float64Array;
}

interface Record {
  columns: globalThis.Record<MetricColumn, Float64Array>;
}

interface Tree {
  branches: readonly BranchInfo[];
  lineage: Way;
  track: Way;
  rowsOf(branch: BranchInfo): [number, number];
}

/** Training loss by time of every branch beyond where the present left it, from the record before on. */
export function linesBeside(tree: Tree, history: Record, stepsPerEpoch: number): Line[] {
  const { step, train_loss } = history.columns;
  return tree.branches.flatMap((branch) => {
    const own = tree.lineage.find((one) => one.branch.id === branch.id);
    const onTrack = tree.track.find((one) => one.branch.id === branch.id);
    const [from, end] = tree.rowsOf(branch);
    let begin = from;
    if (own) while (begin < end && (step[begin] ?? 0) <= own.until) begin += 1;
    if (begin === end) return [];
    const rows = Int32Array.from({ length: end - from }, (_, i) => from + i);
    const times = epochsOf(history.columns, rows, stepsPerEpoch);
    times[0] = branch.time;
    const first = Math.max(begin - from - 1, 0);
    return [
      {
        branch: branch.id,
        ahead: onTrack !== undefined && onTrack.until > (own?.until ?? -1),
        times: times.subarray(first),
        losses: take(train_loss, rows).subarray(first)
      }
    ];
  });
}

/** Index of the last value that is not greater; 0 of none. `values` rise. */
export function indexAt(values: ArrayLike<number>, at: number): number {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((values[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
