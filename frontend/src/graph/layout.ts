// Where cards go: room for a new one, and a whole drawing in columns. Sizes come from whoever draws the cards.

import type { Network, Node } from '../wire/types.generated';
import { flowOrder } from './network';

export interface Size {
  width: number;
  height: number;
}
export type Sizes = (id: string) => Size;

export interface Position {
  x: number;
  y: number;
}

/** Between two cards side by side, and one above the other. */
export const GAP_X = 52;
export const GAP_Y = 40;
/** Room that a wire's label needs at least. */
const LEAST_GAP = 46;
const MARGIN = 4;

function rectangle(node: Node, sizes: Sizes) {
  const { width, height } = sizes(node.id);
  return { left: node.x, top: node.y, right: node.x + width, bottom: node.y + height };
}

type Rectangle = ReturnType<typeof rectangle>;

/** Whether two cards lie on each other, or so near side by side that their wire has no room for its label. */
const crowd = (a: Rectangle, b: Rectangle) =>
  a.left < b.right + LEAST_GAP &&
  b.left < a.right + LEAST_GAP &&
  a.top < b.bottom - MARGIN &&
  b.top < a.bottom - MARGIN;

/** Whether any two cards crowd each other. */
export function crowded(network: Network, sizes: Sizes): boolean {
  const all = network.nodes.map((node) => rectangle(node, sizes));
  return all.some((a, i) => all.slice(i + 1).some((b) => crowd(a, b)));
}

/**
 * The free places nearest to where cards were put down together, at the distances they have from each other: beside, above or
 * below what one of them would lie on.
 */
export function settleAll(
  network: Network,
  at: ReadonlyMap<string, Position>,
  sizes: Sizes
): ReadonlyMap<string, Position> {
  const others = network.nodes.filter((node) => !at.has(node.id)).map((node) => rectangle(node, sizes));
  const block = [...at].map(([id, { x, y }]) => ({
    left: x,
    top: y,
    right: x + sizes(id).width,
    bottom: y + sizes(id).height
  }));
  const free = ({ x, y }: Position) =>
    block.every((card) => {
      const there = { left: card.left + x, top: card.top + y, right: card.right + x, bottom: card.bottom + y };
      return !others.some((other) => crowd(there, other));
    });
  if (free({ x: 0, y: 0 })) return at;
  const shifts = others.flatMap((other) =>
    block.flatMap((card) => [
      { x: other.right + GAP_X - card.left, y: 0 },
      { x: other.left - GAP_X - card.right, y: 0 },
      { x: 0, y: other.bottom + GAP_Y - card.top },
      { x: 0, y: other.top - GAP_Y - card.bottom }
    ])
  );
  const nearest = shifts.filter(free).sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y))[0];
  return nearest ? shifted(at, nearest) : at;
}

const shifted = (at: ReadonlyMap<string, Position>, by: Position) =>
  new Map([...at].map(([id, { x, y }]) => [id, { x: x + by.x, y: y + by.y }]));

/** The free place nearest to where a card was put down: beside, above or below what it would lie on. */
export function settle(network: Network, id: string, at: Position, sizes: Sizes): Position {
  return settleAll(network, new Map([[id, at]]), sizes).get(id) ?? at;
}

/** Longest way from an input to each node, in wires. */
export function depths(network: Network): Map<string, number> {
  const depth = new Map<string, number>();
  for (const node of flowOrder(network)) {
    const before = network.wires.filter((wire) => wire.target === node.id).map((wire) => depth.get(wire.source) ?? 0);
    depth.set(node.id, before.length > 0 ? Math.max(...before) + 1 : 0);
  }
  return depth;
}

/** A place for every card: columns in the order the data flow, each column centred about one line. */
export function tidy(network: Network, sizes: Sizes): Map<string, Position> {
  const depth = depths(network);
  const columns: Node[][] = [];
  for (const node of flowOrder(network)) (columns[depth.get(node.id) ?? 0] ??= []).push(node);
  const heightOf = (column: Node[]) =>
    column.reduce((sum, node) => sum + sizes(node.id).height, (column.length - 1) * GAP_Y);
  const tallest = Math.max(0, ...columns.map(heightOf));
  const positions = new Map<string, Position>();
  let x = 0;
  for (const column of columns) {
    let y = (tallest - heightOf(column)) / 2;
    for (const node of column) {
      positions.set(node.id, { x, y: Math.round(y) });
      y += sizes(node.id).height + GAP_Y;
    }
    x += Math.max(...column.map((node) => sizes(node.id).width)) + GAP_X;
  }
  return positions;
}

/** The network with its cards at these places. */
export function place(network: Network, positions: ReadonlyMap<string, Position>): Network {
  return { ...network, nodes: network.nodes.map((node) => ({ ...node, ...positions.get(node.id) })) };
}

/** Push everything from `x` on to the right by `by` (to the left when negative). */
export function shiftFrom(network: Network, x: number, by: number, except: string): Network {
  if (by === 0) return network;
  return {
    ...network,
    nodes: network.nodes.map((node) => (node.id !== except && node.x >= x ? { ...node, x: node.x + by } : node))
  };
}

/** Room for a card of this width between two cards: where it goes, and the network with the rest pushed aside. */
export function roomBetween(
  network: Network,
  source: Node,
  target: Node,
  width: number,
  sizes: Sizes
): { network: Network; position: Position } {
  const x = source.x + sizes(source.id).width + GAP_X;
  const wanted = x + width + GAP_X;
  const by = Math.max(0, wanted - target.x);
  return { network: shiftFrom(network, target.x, by, source.id), position: { x, y: source.y } };
}

/** Close the gap that a removed card leaves, when nothing else stands in its column. */
export function closeGap(before: Network, after: Network, removed: Node, sizes: Sizes): Network {
  const { left, right } = rectangle(removed, sizes);
  const inColumn = after.nodes.some((node) => {
    const other = rectangle(node, sizes);
    return other.left < right && left < other.right;
  });
  const bridged = after.wires.length === before.wires.length - 1;
  return inColumn || !bridged ? after : shiftFrom(after, right, -(right - left + GAP_X), removed.id);
}

/** A free place to the right of everything, at the height of the first card. */
export function roomAtEnd(network: Network, sizes: Sizes): Position {
  const first = network.nodes[0];
  const right = Math.max(0, ...network.nodes.map((node) => node.x + sizes(node.id).width + GAP_X));
  return { x: right, y: first?.y ?? 0 };
}
