// The strokes of the example as the server worked them out, and the unit whose numbers are written out.

import { flowOrder } from '../../graph/network';
import { app } from '../../state/app.svelte';
import type { Hover, ProbeData, Section } from '../../state/types';
import { scene } from '../canvas/scene.svelte';
import { one } from './one.svelte';

/** The numbers of a matrix's row. */
export interface Rows {
  values: Float32Array;
  columns: number;
}

export interface NodeStrokes {
  sums: Float32Array;
  slopes: Float32Array;
  values: Float32Array;
  arriving: Float32Array;
  gradients: Float32Array;
  /** The unit that the first row of weights and biases is of. */
  first: number;
  weights: { before: Rows; raw: Rows; taken: Rows; after: Rows };
  biases: { before: Rows; raw: Rows; taken: Rows; after: Rows };
}

export interface Judgement {
  targets: Float32Array;
  answers: Float32Array;
  errors: Float32Array;
  loss: number;
  rate: number;
}

/** A copy: arrays of a frame are views that do not last. */
const copy = (section: Section | undefined): Float32Array => Float32Array.from(section?.values ?? []);

function stages(parts: ProbeData['parts'], from: number): NodeStrokes['weights'] {
  const rows = (part: number): Rows => ({ values: copy(parts[part]), columns: parts[part]?.shape[1] ?? 1 });
  return { before: rows(from), raw: rows(from + 1), taken: rows(from + 2), after: rows(from + 3) };
}

export function readNode({ parts }: ProbeData): NodeStrokes {
  return {
    sums: copy(parts[0]),
    slopes: copy(parts[1]),
    values: copy(parts[2]),
    arriving: copy(parts[3]),
    gradients: copy(parts[4]),
    first: Number(parts[5]?.values[0] ?? 0),
    weights: stages(parts, 6),
    biases: stages(parts, 10)
  };
}

/** A number of a unit's row; undefined where that row was not sent. */
export function cell(rows: Rows, first: number, unit: number, column = 0): number | undefined {
  const row = unit - first;
  return row < 0 ? undefined : rows.values[row * rows.columns + column];
}

class Study {
  nodes = $state.raw<ReadonlyMap<string, NodeStrokes>>(new Map());
  judgement = $state.raw<Judgement | null>(null);

  /** Units with sums, in the order in which data flow: what up and down walk through. */
  readonly layers = $derived(
    flowOrder(scene.network)
      .map(({ id }) => ({ node: id, units: this.nodes.get(id)?.sums.length ?? 0 }))
      .filter(({ units }) => units > 0)
  );

  /** The unit whose numbers are written out. */
  readonly focus: Hover | null = $derived.by(() => {
    for (const unit of [app.hover, one.chosen]) {
      if (unit && unit.unit < (this.nodes.get(unit.node)?.sums.length ?? 0)) return unit;
    }
    const first = this.layers[0];
    return first ? { node: first.node, unit: 0 } : null;
  });

  /** The unit before or after, through all layers. */
  walk(by: -1 | 1): void {
    const { focus, layers } = this;
    if (!focus) return;
    const all = layers.flatMap(({ node, units }) => Array.from({ length: units }, (_, unit) => ({ node, unit })));
    const at = all.findIndex(({ node, unit }) => node === focus.node && unit === focus.unit);
    app.hover = null;
    one.chosen = all[at + by] ?? focus;
  }

  receive(node: string, data: ProbeData): void {
    this.nodes = new Map(this.nodes).set(node, readNode(data));
  }

  judge({ parts }: ProbeData): void {
    const [loss = Number.NaN, rate = Number.NaN] = copy(parts[3]);
    this.judgement = { targets: copy(parts[0]), answers: copy(parts[1]), errors: copy(parts[2]), loss, rate };
  }

  clear(): void {
    this.nodes = new Map();
    this.judgement = null;
  }
}

export const study = new Study();
