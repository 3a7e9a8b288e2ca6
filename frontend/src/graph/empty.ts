// An empty drawing: an input, an output, and room for a layer between them.

import type { Document, Network } from '../wire/types.generated';

/** The output stands far enough from the input for one card between them. */
const OUTPUT_X = 520;

interface Names {
  name: string;
  input: string;
  output: string;
}

/** A document to begin with: two spirals, settings that suit them, and no layers. */
export function emptyDocument({ name, input, output }: Names): Document {
  return {
    version: 1,
    name,
    network: {
      nodes: [
        { id: 'input', name: input, layer: { kind: 'input' }, x: 0, y: 0 },
        { id: 'output', name: output, layer: { kind: 'output' }, x: OUTPUT_X, y: 0 }
      ],
      wires: []
    },
    data: { dataset: { kind: 'spiral', noise: 0.1 }, features: ['x1', 'x2'] },
    training: {
      loss: { kind: 'binary_cross_entropy' },
      optimizer: { kind: 'adam' },
      schedule: { kind: 'constant' },
      learning_rate: 0.01,
      batch_size: 10
    }
  } as unknown as Document;
}

/** The one input and the one output of a drawing in which nothing leads from the one to the other yet; else null. */
export function openLane(network: Network): { source: string; target: string } | null {
  const [input, second] = network.nodes.filter((node) => node.layer.kind === 'input');
  const output = network.nodes.find((node) => node.layer.kind === 'output');
  const apart = network.nodes.length === 2 && network.wires.length === 0;
  return input && output && !second && apart ? { source: input.id, target: output.id } : null;
}
