// What the numbers of the output mean: which of them stands for which class, and where the decision changes.

import type { DataInfo, Document, GraphInfo, Node } from '../../state/types';

/** sigmoid and the like: 0 … 1; tanh and the like: −1 … 1; free: anything, scaled by what occurs. */
export type Range = 'share' | 'signed' | 'free';

export interface Head {
  node: string;
  name: string;
  /** Units of the output layer. */
  units: number;
  range: Range;
  /** `two`: one signed number decides; `many`: the largest unit; `number`: a value. */
  meaning: 'two' | 'many' | 'number';
  classes: readonly string[];
  /** Of two classes told by one unit: from which value on it means the second. */
  limit: number;
}

const SHARES = new Set(['sigmoid', 'hard_sigmoid', 'softmax']);
/** Outputs whose “no” is 0, as the engine has it; of all others it is −1, and “yes” is always 1. */
const FROM_ZERO = new Set([...SHARES, 'relu', 'relu6', 'softplus']);
const SIGNED = new Set(['tanh', 'hard_tanh', 'softsign', 'sine']);

/** Losses of shares, and losses of answers without a bend, by what the engine's `Loss.activations` says. */
const SHARED = new Set(['categorical_cross_entropy', 'focal', 'kl_divergence']);
const UNBENT = new Set(['hinge', 'squared_hinge', 'cosine']);

function automatic(loss: string, classes: number): string {
  if (loss === 'binary_cross_entropy') return 'sigmoid';
  if (SHARED.has(loss)) return 'softmax';
  if (classes === 0 || UNBENT.has(loss)) return 'linear';
  return classes > 2 ? 'softmax' : 'tanh';
}

/** The activation that a document's output has, `auto` resolved as the engine resolves it (docs/architecture.md). */
export function activationOf(node: Node, loss: string, classes: number): string {
  const chosen = node.layer.kind === 'output' ? node.layer.activation : 'linear';
  return chosen === 'auto' ? automatic(loss, classes) : chosen;
}

/** The document's output, or null while there is none that works. */
export function headOf(document: Document, graph: GraphInfo | null, data: DataInfo | null): Head | null {
  const outputs = document.network.nodes.filter((node) => node.layer.kind === 'output');
  const node = outputs.length === 1 ? outputs[0] : undefined;
  if (!node || !graph || !data) return null;
  const units = graph.nodes[node.id]?.shape?.[0];
  if (units === undefined) return null;
  const activation = activationOf(node, document.training.loss.kind, data.classes.length);
  return {
    node: node.id,
    name: node.name,
    units,
    range: SHARES.has(activation) ? 'share' : SIGNED.has(activation) ? 'signed' : 'free',
    meaning: data.task === 'regression' ? 'number' : data.classes.length === 2 ? 'two' : 'many',
    classes: data.classes,
    limit: document.training.loss.kind !== 'hinge' && FROM_ZERO.has(activation) ? 0.5 : 0
  };
}

/**
 * The one signed number that decides between two classes, −1 … +1 for bounded outputs: below zero the first class, above
 * zero the second. `values(unit)` is what a unit says.
 */
export function decision(head: Pick<Head, 'units' | 'range' | 'limit'>, values: (unit: number) => number): number {
  if (head.units === 2) return values(1) - values(0);
  return (head.range === 'share' ? 2 : 1) * (values(0) - head.limit);
}

export interface Verdict {
  /** Index of the class, or null for a number. */
  winner: number | null;
  /** What to print: a share, the deciding number, or the value. */
  value: number;
  kind: 'share' | 'number';
}

/** What the output says, in short. `says` are the values of its units. */
export function verdict(head: Head, says: ArrayLike<number>): Verdict {
  const at = (unit: number): number => says[unit] ?? Number.NaN;
  if (head.meaning === 'number') return { winner: null, value: at(0), kind: 'number' };
  if (head.meaning === 'two' && head.units === 1) {
    const d = decision(head, at);
    const winner = d > 0 ? 1 : 0;
    if (head.range === 'share') return { winner, value: winner === 1 ? at(0) : 1 - at(0), kind: 'share' };
    return { winner, value: at(0), kind: 'number' };
  }
  let winner = 0;
  for (let unit = 1; unit < says.length; unit++) if (at(unit) > at(winner)) winner = unit;
  return { winner, value: at(winner), kind: head.range === 'share' ? 'share' : 'number' };
}

export interface Bar {
  /** What is printed: a share, or what the unit says. */
  value: number;
  /** Of the bar, 0 … 1. */
  length: number;
}

/** A bar for each class. One output for two classes speaks for the second, and mirrored for the first. */
export function barsOf(head: Head, says: ArrayLike<number>): Bar[] {
  const at = (k: number): number => {
    if (head.units > 1) return says[k] ?? Number.NaN;
    const second = says[0] ?? Number.NaN;
    return k === 1 ? second : 2 * head.limit - second;
  };
  const length = (value: number): number =>
    (head.limit === 0 && head.units === 1) || head.range === 'signed' ? (value + 1) / 2 : value;
  return head.classes.map((_, k) => ({ value: at(k), length: Math.min(Math.max(length(at(k)), 0), 1) }));
}
