// What a card's body shows, decided from the document, the shapes and the data. Nothing here depends on live values.

import type { DataInfo, Network, Node } from '../../state/types';
import { activationOf } from '../output/head';

/** How values are coloured: by their sign, by how much there is, or by the side of ½ they are on. */
export type Scale = 'signed' | 'amount' | 'decision';

export type Look =
  /** A map of the plane for each unit. `single`: the one map of an output, larger. */
  | { kind: 'maps'; units: number; labels: string[]; single: boolean; scale: Scale }
  /** Each unit's weights as an image of the input's rows × columns. */
  | { kind: 'kernels'; units: number; rows: number; columns: number }
  /** What each channel of an image says to the chosen example, as an image of rows × columns. */
  | { kind: 'features'; units: number; rows: number; columns: number; scale: Scale }
  /** A sample image of the data. */
  | { kind: 'image'; rows: number; columns: number }
  /** The values of an image laid out in a line. */
  | { kind: 'strip'; units: number }
  /** One example over time: its tokens, a line, or a strip for each of its `rows` features. `input`: it is the data's own. */
  | { kind: 'time'; rows: number; steps: number; tokens: string[] | null; input: boolean }
  /** What the network answers to the sample: a bar for each class. */
  | { kind: 'bars'; labels: string[] }
  /** How each unit's values are spread over the training points. */
  | { kind: 'spread'; units: number; labels: string[]; single: boolean; scale: Scale }
  /** Nothing to show yet; `words` is a message code. */
  | { kind: 'empty'; words: string };

/** Names stand where no edges run: left of what goes in, right of what comes out; above and below where layers flow down. */
export type LabelSide = 'left' | 'right' | 'above' | 'below';

export const unitsOf = (look: Look): number =>
  look.kind === 'bars'
    ? look.labels.length
    : 'units' in look
      ? look.units
      : look.kind === 'image' || look.kind === 'time'
        ? 1
        : 0;

const product = (shape: readonly number[]) => shape.reduce((all, axis) => all * axis, 1);

/** Layers that hand each value on in its place, so that an image is still an image behind them. */
const KEEPS_PLACES = new Set(['flatten', 'reshape', 'dropout', 'activation']);

/** Whether what comes into the node is the input's image, value by value. */
function seesTheImage(network: Network, node: Node): boolean {
  let id = node.id;
  for (let hops = 0; hops < network.nodes.length; hops++) {
    const into = network.wires.filter((wire) => wire.target === id);
    const source = network.nodes.find((one) => one.id === into[0]?.source);
    if (into.length !== 1 || !source) return false;
    if (source.layer.kind === 'input') return true;
    if (!KEEPS_PLACES.has(source.layer.kind)) return false;
    id = source.id;
  }
  return false;
}

/** Names beside the units: the columns of an input, the classes of an output. */
function labelsOf(node: Node, data: DataInfo, units: number): string[] {
  if (node.layer.kind === 'input') return node.layer.columns ?? data.features;
  if (node.layer.kind === 'output' && units === data.classes.length) return data.classes;
  return [];
}

function ofImage(node: Node, network: Network, data: DataInfo, shape: number[]): Look | null {
  const [, rows = 1, columns = 1] = data.shape;
  const units = product(shape);
  if (units === product(data.shape) && node.layer.kind === 'flatten') return { kind: 'strip', units };
  if (node.layer.kind === 'dense' && seesTheImage(network, node)) return { kind: 'kernels', units, rows, columns };
  return null;
}

/** Two axes are features and time; of a sequence of tokens the input has time alone. */
function overTime({ layer }: Node, shape: number[], data: DataInfo): Look | null {
  const input = layer.kind === 'input';
  const [rows = 1, steps = 1] = shape.length === 1 ? [1, ...shape] : shape;
  if (input && data.tokens.length > 0 && layer.columns === null)
    return { kind: 'time', rows, steps, tokens: data.tokens, input };
  return shape.length === 2 ? { kind: 'time', rows, steps, tokens: null, input } : null;
}

const SHARES = new Set(['sigmoid', 'hard_sigmoid', 'softmax']);
const NEVER_NEGATIVE = new Set([...SHARES, 'relu', 'relu6', 'softplus']);
const HANDS_ON = new Set([
  ...['dropout', 'flatten', 'reshape', 'spatial_dropout', 'upsample', 'zero_pad', 'crop'],
  ...['max_pool', 'average_pool', 'global_max_pool', 'global_average_pool']
]);

/** The node whose activation decides the sign of what a node hands on. */
function origin(node: Node, network: Network): Node {
  let at = node;
  for (let hops = 0; HANDS_ON.has(at.layer.kind) && hops < network.nodes.length; hops++) {
    const wire = network.wires.find((one) => one.target === at.id);
    const source = network.nodes.find((one) => one.id === wire?.source);
    if (!source) break;
    at = source;
  }
  return at;
}

/** Whether what a card hands on has no sign: its layer cuts, squashes or shares. */
export function neverNegative(node: Node, network: Network): boolean {
  const { layer } = origin(node, network);
  return 'activation' in layer && NEVER_NEGATIVE.has(layer.activation);
}

function scaleOf(node: Node, network: Network, units: number, loss: string, data: DataInfo): Scale {
  const from = origin(node, network);
  const { layer } = from;
  const activation =
    layer.kind === 'output'
      ? activationOf(from, loss, data.classes.length)
      : 'activation' in layer
        ? layer.activation
        : 'linear';
  if (layer.kind === 'output' && units === 1 && SHARES.has(activation)) return 'decision';
  return NEVER_NEGATIVE.has(activation) ? 'amount' : 'signed';
}

export interface Surroundings {
  network: Network;
  /** Kind of the loss. */
  loss: string;
  data: DataInfo | null;
}

/** `shape`: of what the node hands on, without the batch axis; null while it is unknown. */
export function lookOf(node: Node, shape: number[] | null, { network, loss, data }: Surroundings): Look {
  if (!shape || !data) {
    const fed = node.layer.kind === 'input' || network.wires.some((wire) => wire.target === node.id);
    return { kind: 'empty', words: fed ? 'canvas.card.waiting' : 'canvas.card.connect' };
  }
  const units = product(shape);
  const labels = labelsOf(node, data, units);
  const single = node.layer.kind === 'output' && units === 1;
  const scale = scaleOf(node, network, units, loss, data);
  if (data.modality === 'plane') return { kind: 'maps', units, labels, single, scale };
  if (node.layer.kind === 'output' && labels.length > 0) return { kind: 'bars', labels };
  if (shape.length === 3) {
    const [channels = 1, rows = 1, columns = 1] = shape;
    const pixels = node.layer.kind === 'input' || channels === 1;
    return pixels ? { kind: 'image', rows, columns } : { kind: 'features', units: channels, rows, columns, scale };
  }
  const time = overTime(node, shape, data);
  if (time) return time;
  const image = data.modality === 'image' ? ofImage(node, network, data, shape) : null;
  return image ?? { kind: 'spread', units, labels, single, scale };
}
