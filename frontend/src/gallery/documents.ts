// Documents for the gallery and the tests.

import { NOTHING_HELD } from '../graph/held';
import type { Document, Layer, Node } from '../wire/types.generated';

const init = { weight_init: { kind: 'auto' as const }, bias_init: { kind: 'zeros' as const } };

export const dense = (units: number): Layer => ({ kind: 'dense', units, activation: 'tanh', bias: true, ...init });
const input: Layer = { kind: 'input', columns: null };
const output: Layer = { kind: 'output', activation: 'auto', bias: true, ...init };

const node = (id: string, name: string, layer: Layer, column: number): Node => ({
  id,
  name,
  layer,
  x: column * 188,
  y: 0,
  held: NOTHING_HELD
});

/** A chain: an input, dense layers of these widths, an output. */
export function chain(...widths: number[]): Document {
  const nodes = [
    node('input', 'Features', input, 0),
    ...widths.map((units, i) => node(`dense_${i + 1}`, `Dense ${i + 1}`, dense(units), i + 1)),
    node('output', 'Output', output, widths.length + 1)
  ];
  return {
    version: 1,
    name: 'Two spirals',
    network: {
      nodes,
      wires: nodes.slice(1).map((one, i) => ({ source: nodes[i]?.id ?? '', target: one.id }))
    },
    data: {
      dataset: { kind: 'spiral', points: 500, noise: 0, turns: 1.75 },
      seed: 0,
      validation_share: 0.3,
      standardise: false,
      balance: false,
      features: ['x1', 'x2']
    },
    training: {
      loss: { kind: 'squared' },
      optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      schedule: { kind: 'constant' },
      learning_rate: 0.03,
      batch_size: 10,
      l1: 0,
      l2: 0,
      clip: { kind: 'none' },
      seed: 0,
      stop_after: null
    }
  };
}
