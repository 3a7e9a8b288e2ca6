// Pure operations on the drawing. Each takes a network and gives a new one; none decides whether it can be trained.

import type { Layer, LayerEntry, Network, Node, Wire } from '../wire/types.generated';

/** How many wires may come in: some is one or more, many two or more. */
type Arity = LayerEntry['arity'];

export const same = (a: Wire, b: Wire) => a.source === b.source && a.target === b.target;

export function nodeOf(network: Network, id: string): Node | undefined {
  return network.nodes.find((node) => node.id === id);
}

export function addNode(network: Network, node: Node): Network {
  return { ...network, nodes: [...network.nodes, node] };
}

/** Put a node in the middle of a wire. The order of the target's inputs stays. */
export function insertOnWire(network: Network, node: Node, wire: Wire): Network {
  return {
    nodes: [...network.nodes, node],
    wires: network.wires.flatMap((one) =>
      same(one, wire)
        ? [
            { source: wire.source, target: node.id },
            { source: node.id, target: wire.target }
          ]
        : [one]
    )
  };
}

/** Whether `to` can be reached from `from` along the wires. */
export function reaches(network: Network, from: string, to: string): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    for (const wire of network.wires) if (wire.source === id) open.push(wire.target);
  }
  return false;
}

/** Why a wire can't be drawn, as a code of the message catalogue, or null when it can. */
export function wireRefusal(network: Network, wire: Wire, arity: Arity): string | null {
  if (wire.source === wire.target) return 'canvas.wire.to_itself';
  if (network.wires.some((one) => same(one, wire))) return 'canvas.wire.there_already';
  if (arity === 'none') return 'canvas.wire.takes_none';
  if (nodeOf(network, wire.source)?.layer.kind === 'output') return 'canvas.wire.from_output';
  if (reaches(network, wire.target, wire.source)) return 'canvas.wire.circle';
  return null;
}

/** Draw a wire. Where the target takes only one, the new wire replaces the old; else it comes behind those there are. */
export function connect(network: Network, wire: Wire, arity: Arity): Network {
  const several = arity === 'many' || arity === 'some';
  const wires = several ? network.wires : network.wires.filter((one) => one.target !== wire.target);
  return { ...network, wires: [...wires.filter((one) => !same(one, wire)), wire] };
}

export function disconnect(network: Network, wire: Wire): Network {
  return { ...network, wires: network.wires.filter((one) => !same(one, wire)) };
}

/** Remove nodes with their wires. A node with one way in and one way out is bridged, so that the data still flow. */
export function removeNodes(network: Network, ids: readonly string[]): Network {
  return ids.reduce(removeNode, network);
}

function removeNode(network: Network, id: string): Network {
  const into = network.wires.filter((wire) => wire.target === id);
  const out = network.wires.filter((wire) => wire.source === id);
  const [before, ...othersIn] = into;
  const [after, ...othersOut] = out;
  const bridge =
    before && after && othersIn.length === 0 && othersOut.length === 0
      ? { source: before.source, target: after.target }
      : null;
  const twice = bridge !== null && network.wires.some((wire) => same(wire, bridge));
  return {
    nodes: network.nodes.filter((node) => node.id !== id),
    wires: network.wires.flatMap((wire) => {
      if (wire.source === id) return bridge && !twice ? [bridge] : [];
      return wire.target === id ? [] : [wire];
    })
  };
}

function edit(network: Network, id: string, change: (node: Node) => Node): Network {
  return { ...network, nodes: network.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

export function moveNode(network: Network, id: string, x: number, y: number): Network {
  return edit(network, id, (node) => ({ ...node, x, y }));
}

export function renameNode(network: Network, id: string, name: string): Network {
  return edit(network, id, (node) => ({ ...node, name }));
}

export function setLayer(network: Network, id: string, layer: Layer): Network {
  return edit(network, id, (node) => ({ ...node, layer }));
}

/** Nodes in the order the data flow; nodes of a circle come last, as drawn. */
export function flowOrder(network: Network): Node[] {
  const waiting = new Map(network.nodes.map((node) => [node.id, 0]));
  for (const wire of network.wires) waiting.set(wire.target, (waiting.get(wire.target) ?? 0) + 1);
  const ready = network.nodes.filter((node) => waiting.get(node.id) === 0);
  const order: Node[] = [];
  for (let node = ready.shift(); node; node = ready.shift()) {
    order.push(node);
    for (const wire of network.wires) {
      if (wire.source !== node.id) continue;
      const left = (waiting.get(wire.target) ?? 0) - 1;
      waiting.set(wire.target, left);
      const target = nodeOf(network, wire.target);
      if (left === 0 && target) ready.push(target);
    }
  }
  return [...order, ...network.nodes.filter((node) => !order.includes(node))];
}
