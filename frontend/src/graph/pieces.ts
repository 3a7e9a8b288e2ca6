// Pieces of a drawing: copied, put elsewhere under new names, or behind what they were copied from.

import type { Layer, Network, Node, Wire } from '../wire/types.generated';
import { NOTHING_HELD } from './held';
import type { Position } from './layout';
import { copyName, freeId } from './names';

/** Some layers and the wires between them. */
export interface Piece {
  nodes: Node[];
  wires: Wire[];
}

/** Whether an id is taken by something that is not in the drawing now. */
type Reserved = (id: string) => boolean;

const MOST_TEXT = 1_000_000;

export function pieceOf(network: Network, ids: readonly string[]): Piece {
  const inside = new Set(ids);
  return {
    nodes: network.nodes.filter((node) => inside.has(node.id)),
    wires: network.wires.filter((wire) => inside.has(wire.source) && inside.has(wire.target))
  };
}

/** A piece without its outputs: a network has one. */
export function withoutOutputs({ nodes, wires }: Piece): Piece {
  const kept = nodes.filter((node) => node.layer.kind !== 'output');
  const ids = new Set(kept.map((node) => node.id));
  return { nodes: kept, wires: wires.filter((wire) => ids.has(wire.source) && ids.has(wire.target)) };
}

/** For the clipboard. */
export function pieceText(piece: Piece): string {
  return JSON.stringify({ descent: 'layers', ...piece }, null, 1);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function nodeFrom(value: unknown): Node | null {
  if (!isRecord(value) || !isRecord(value['layer'])) return null;
  const { id, name, layer, x, y } = value;
  const named = typeof id === 'string' && typeof name === 'string' && typeof layer['kind'] === 'string';
  const placed = typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y);
  // What a layer's settings may be is the server's to say: it refuses what it does not know.
  return named && placed ? { id, name, layer: layer as unknown as Layer, x, y, held: NOTHING_HELD } : null;
}

function wireFrom(value: unknown): Wire | null {
  if (!isRecord(value)) return null;
  const { source, target } = value;
  return typeof source === 'string' && typeof target === 'string' ? { source, target } : null;
}

/** What somebody copied, here or in another document; null where the text is something else. */
export function pieceFrom(text: string): Piece | null {
  if (text.length > MOST_TEXT || !text.trimStart().startsWith('{')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['descent'] !== 'layers') return null;
  if (!Array.isArray(value['nodes']) || !Array.isArray(value['wires'])) return null;
  const nodes = value['nodes'].map(nodeFrom).filter((node) => node !== null);
  const ids = new Set(nodes.map((node) => node.id));
  const whole = nodes.length === value['nodes'].length && ids.size === nodes.length;
  if (!whole || nodes.length === 0) return null;
  const wires = value['wires'].map(wireFrom).filter((wire) => wire !== null);
  return { nodes, wires: wires.filter((wire) => ids.has(wire.source) && ids.has(wire.target)) };
}

/** A copy under ids and names that the network has free; `renamed` leads from old ids to new. */
function copied(network: Network, piece: Piece, reserved: Reserved): Piece & { renamed: ReadonlyMap<string, string> } {
  const renamed = new Map<string, string>();
  let grown = network;
  const nodes = piece.nodes.map((node) => {
    const id = freeId(grown, node.layer.kind, reserved);
    // What is held are weights of the original; the copy has its own.
    const copy = { ...node, id, name: copyName(grown, node.name), held: NOTHING_HELD };
    renamed.set(node.id, id);
    grown = { ...grown, nodes: [...grown.nodes, copy] };
    return copy;
  });
  const end = (id: string) => renamed.get(id) ?? id;
  return {
    nodes,
    wires: piece.wires.map(({ source, target }) => ({ source: end(source), target: end(target) })),
    renamed
  };
}

export interface Inserted {
  network: Network;
  /** Of what came new. */
  ids: string[];
}

/** Puts a copy of the piece beside the rest, unwired, its cards at the places given by their old ids. */
export function insertPiece(
  network: Network,
  piece: Piece,
  at: ReadonlyMap<string, Position>,
  reserved: Reserved
): Inserted {
  const placed = { ...piece, nodes: piece.nodes.map((node) => ({ ...node, ...at.get(node.id) })) };
  const { nodes, wires } = copied(network, placed, reserved);
  return {
    network: { nodes: [...network.nodes, ...nodes], wires: [...network.wires, ...wires] },
    ids: nodes.map((node) => node.id)
  };
}

/** The one element that all are, or null. */
const theOne = (values: readonly string[]): string | null =>
  values.length > 0 && new Set(values).size === 1 ? (values[0] ?? null) : null;

/**
 * Where the data go into these layers from one place and come out of them at one: a copy of them goes behind, wired in, its
 * cards `by` further right. Null where there is no such way through.
 */
export function duplicateBehind(
  network: Network,
  ids: readonly string[],
  by: number,
  reserved: Reserved
): Inserted | null {
  const inside = new Set(ids);
  const into = network.wires.filter((wire) => !inside.has(wire.source) && inside.has(wire.target));
  const out = network.wires.filter((wire) => inside.has(wire.source) && !inside.has(wire.target));
  const end = theOne(out.map((wire) => wire.source));
  if (theOne(into.map((wire) => wire.source)) === null || end === null) return null;
  const piece = pieceOf(network, ids);
  const shifted = { ...piece, nodes: piece.nodes.map((node) => ({ ...node, x: node.x + by })) };
  const { nodes, wires, renamed } = copied(network, shifted, reserved);
  const renew = (id: string) => renamed.get(id) ?? id;
  const entries = into.map((wire) => ({ source: end, target: renew(wire.target) }));
  return {
    network: {
      nodes: [...network.nodes, ...nodes],
      // In place, so that the order in which a layer joins its inputs stays.
      wires: [
        ...network.wires.map((wire) => (out.includes(wire) ? { ...wire, source: renew(wire.source) } : wire)),
        ...entries,
        ...wires
      ]
    },
    ids: nodes.map((node) => node.id)
  };
}
