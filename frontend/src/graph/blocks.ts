// Groups of layers that are put down together, wired among themselves. Once there, each is a layer like any other.

import type { Layer, Network, Node, Wire } from '../wire/types.generated';
import { NOTHING_HELD } from './held';
import { GAP_X, GAP_Y } from './layout';
import type { Position, Size } from './layout';
import { same } from './network';
import { insertPiece } from './pieces';
import type { Inserted, Piece } from './pieces';

export interface Block extends Piece {
  /** What comes in goes to all of these. */
  entries: readonly string[];
  /** What comes out of this one is what the block gives. */
  exit: string;
}

/** A fresh layer of a kind, as the palette has it: its title and its settings. */
export type Fresh = (kind: string) => { title: string; layer: Layer };

const MOST_HEADS = 4;
/** The dense layers between the attentions widen every step so many times (Vaswani et al. 2017). */
const WIDENING = 4;

/** As many heads as come out even, up to four. */
function headsFor(features: number): number {
  let heads = MOST_HEADS;
  while (features % heads !== 0) heads -= 1;
  return heads;
}

/**
 * A block of a Transformer over sequences of so many features: attention and two dense layers, each with a way past it. The
 * ways past run in the upper row. `card` is about as large as one will be.
 */
export function transformer(features: number, fresh: Fresh, card: Size): Block {
  const nodes: Node[] = [];
  const put = (id: string, kind: string, settings: object, column: number, row: number): void => {
    const { title, layer } = fresh(kind);
    const x = column * (card.width + GAP_X);
    const y = row * (card.height + GAP_Y);
    nodes.push({ id, name: title, layer: { ...layer, ...settings }, held: NOTHING_HELD, x, y });
  };
  put('attention', 'attention', { heads: headsFor(features) }, 0, 1);
  put('attended', 'add', {}, 1, 0);
  put('wide', 'time_dense', { units: WIDENING * features, activation: 'gelu' }, 2, 1);
  put('narrow', 'time_dense', { units: features, activation: 'linear' }, 3, 1);
  put('worked', 'add', {}, 4, 0);
  const wires = [
    { source: 'attention', target: 'attended' },
    { source: 'attended', target: 'wide' },
    { source: 'wide', target: 'narrow' },
    { source: 'narrow', target: 'worked' },
    { source: 'attended', target: 'worked' }
  ];
  return { nodes, wires, entries: ['attention', 'attended'], exit: 'worked' };
}

/** How wide a block lies. */
export const widthOf = (block: Block, card: Size): number =>
  Math.max(...block.nodes.map((node) => node.x)) + card.width;

/** Puts a block down at these places, by its own ids; on a wire, if one is given, and in place of it. */
export function insertBlock(
  network: Network,
  block: Block,
  at: ReadonlyMap<string, Position>,
  wire: Wire | null,
  reserved: (id: string) => boolean
): Inserted {
  const inserted = insertPiece(network, block, at, reserved);
  if (!wire) return inserted;
  const named = (id: string) => inserted.ids[block.nodes.findIndex((node) => node.id === id)] ?? id;
  // In place, so that the order in which the layer behind joins its inputs stays.
  const wires = inserted.network.wires.map((one) => (same(one, wire) ? { ...one, source: named(block.exit) } : one));
  const into = block.entries.map((entry) => ({ source: wire.source, target: named(entry) }));
  return { ...inserted, network: { ...inserted.network, wires: [...wires, ...into] } };
}
