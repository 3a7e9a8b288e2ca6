// Tidying what a person has drawn: columns in the order the data flow, in which everything keeps the order it was given.
// Idempotent: a tidy drawing stays as it is. (docs/decisions/0046)

import type { Network, Node } from '../wire/types.generated';
import { depths, GAP_X, GAP_Y, settle } from './layout';
import type { Position, Sizes } from './layout';
import { flowOrder } from './network';

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The last column in which each card can stand and still be left of everything that it feeds. */
function latest(network: Network, depth: ReadonlyMap<string, number>): Map<string, number> {
  const last = Math.max(0, ...depth.values());
  const result = new Map<string, number>();
  for (const node of flowOrder(network).reverse()) {
    const after = network.wires
      .filter((wire) => wire.source === node.id)
      .map((wire) => result.get(wire.target) ?? last);
    result.set(node.id, after.length > 0 ? Math.max(depth.get(node.id) ?? 0, Math.min(...after) - 1) : last);
  }
  return result;
}

/** The column of each card: of those in which it can stand, the one it was put nearest to. */
function columnsOf(network: Network, depth: ReadonlyMap<string, number>): Map<string, number> {
  const bound = latest(network, depth);
  // On the longest way there is no choice: those cards say where a column is.
  const fixed = network.nodes.filter((node) => bound.get(node.id) === depth.get(node.id));
  const middle = (column: number) => mean(fixed.filter((node) => depth.get(node.id) === column).map((node) => node.x));
  const result = new Map<string, number>();
  for (const node of flowOrder(network)) {
    const before = network.wires.filter((wire) => wire.target === node.id).map((wire) => result.get(wire.source) ?? 0);
    const first = before.length > 0 ? Math.max(...before) + 1 : 0;
    const choices = Array.from({ length: Math.max(1, (bound.get(node.id) ?? 0) - first + 1) }, (_, i) => first + i);
    const away = (column: number) => Math.abs(middle(column) - node.x);
    result.set(
      node.id,
      choices.reduce((best, column) => (away(column) < away(best) ? column : best), first)
    );
  }
  return result;
}

/**
 * Where each column's cards stand, about the middle of the row. Cards alone in their column share the row's height; two cards
 * at one height grow to the taller, so others keep a hair's breadth apart where that would make one of them grow.
 */
function heights(columns: readonly Node[][], sizes: Sizes): Map<string, number> {
  const tall = (column: readonly Node[]) =>
    column.reduce((sum, { id }) => sum + sizes(id).height, (column.length - 1) * GAP_Y);
  const alone = columns.filter((column) => column.length === 1);
  const row = Math.max(0, ...alone.map(tall));
  const result = new Map<string, number>();
  const taken = new Map<number, number>([[Math.round(-row / 2), row]]);
  for (const column of columns) {
    if (column.length === 1) {
      for (const { id } of column) result.set(id, Math.round(-row / 2));
      continue;
    }
    let y = -tall(column) / 2;
    for (const { id } of column) {
      const { height } = sizes(id);
      let at = Math.round(y);
      while (taken.has(at) && taken.get(at) !== height) at += 1;
      taken.set(at, height);
      result.set(id, at);
      y = at + height + GAP_Y;
    }
  }
  return result;
}

/** A tidy place for every card. `sizes` are those of the cards by themselves, before cards of one row are made equally tall. */
export function arrange(network: Network, sizes: Sizes): Map<string, Position> {
  const wired = network.nodes.filter(({ id }) =>
    network.wires.some((wire) => wire.source === id || wire.target === id)
  );
  const drawn = { ...network, nodes: wired.length > 0 ? wired : network.nodes };
  const column = columnsOf(drawn, depths(drawn));
  const columns: Node[][] = [];
  const middle = (node: Node) => node.y + sizes(node.id).height / 2;
  for (const node of [...drawn.nodes].sort((a, b) => middle(a) - middle(b)))
    (columns[column.get(node.id) ?? 0] ??= []).push(node);
  const filled = columns.filter((one) => one.length > 0);
  const y = heights(filled, sizes);
  // The top left corner of the drawing stays where it is.
  const top = Math.min(...drawn.nodes.map((node) => node.y)) - Math.min(...y.values());
  let x = Math.min(...drawn.nodes.map((node) => node.x));
  const result = new Map<string, Position>();
  for (const nodes of filled) {
    for (const { id } of nodes) result.set(id, { x, y: (y.get(id) ?? 0) + top });
    x += Math.max(...nodes.map(({ id }) => sizes(id).width)) + GAP_X;
  }
  return withLoose(network, result, sizes);
}

/** What is not wired stays where somebody put it, or goes to the nearest place that is free. */
function withLoose(network: Network, placed: Map<string, Position>, sizes: Sizes): Map<string, Position> {
  for (const node of network.nodes) {
    if (placed.has(node.id)) continue;
    const there = network.nodes.flatMap((one) => (placed.has(one.id) ? [{ ...one, ...placed.get(one.id) }] : []));
    placed.set(node.id, settle({ nodes: there, wires: [] }, node.id, node, sizes));
  }
  return placed;
}
