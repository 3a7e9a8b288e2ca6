import { describe, expect, test } from 'vitest';
import { chain, dense } from '../gallery/documents';
import type { Network, Node } from '../wire/types.generated';
import { NOTHING_HELD } from './held';
import { freeId, freeName } from './names';
import { addNode, connect, disconnect, flowOrder, insertOnWire, reaches, removeNodes, wireRefusal } from './network';

const { network } = chain(8, 6);
const fresh: Node = { id: 'new', name: 'Dense 3', layer: dense(4), x: 0, y: 0, held: NOTHING_HELD };
const wires = (one: Network) => one.wires.map((wire) => `${wire.source}→${wire.target}`);

test('a layer put on a wire is fed by its source and feeds its target, and no other wire changes', () => {
  const next = insertOnWire(network, fresh, { source: 'dense_1', target: 'dense_2' });
  expect(wires(next)).toEqual(['input→dense_1', 'dense_1→new', 'new→dense_2', 'dense_2→output']);
  expect(next.nodes).toHaveLength(5);
});

test('removing a layer from a chain bridges the gap, so that the data still flow', () => {
  expect(wires(removeNodes(network, ['dense_1']))).toEqual(['input→dense_2', 'dense_2→output']);
});

test('removing a layer whose neighbours are wired already makes no second wire', () => {
  const skip = connect(network, { source: 'input', target: 'dense_2' }, 'many');
  expect(wires(removeNodes(skip, ['dense_1']))).toEqual(['dense_2→output', 'input→dense_2']);
});

test('removing a layer with two ways in removes its wires and bridges nothing', () => {
  const merged = connect(network, { source: 'input', target: 'dense_2' }, 'many');
  expect(wires(removeNodes(merged, ['dense_2']))).toEqual(['input→dense_1']);
});

test('a layer that takes one input swaps its old wire for the new one; a merge keeps both', () => {
  const wire = { source: 'input', target: 'dense_2' };
  expect(wires(connect(network, wire, 'one'))).toEqual(['input→dense_1', 'dense_2→output', 'input→dense_2']);
  expect(wires(connect(network, wire, 'many'))).toHaveLength(4);
});

test('cutting a wire leaves the layers', () => {
  const next = disconnect(network, { source: 'dense_1', target: 'dense_2' });
  expect(wires(next)).toEqual(['input→dense_1', 'dense_2→output']);
  expect(next.nodes).toEqual(network.nodes);
});

describe('a wire that makes no sense is refused with the reason', () => {
  test.each([
    [{ source: 'dense_1', target: 'dense_1' }, 'one', 'canvas.wire.to_itself'],
    [{ source: 'input', target: 'dense_1' }, 'one', 'canvas.wire.there_already'],
    [{ source: 'dense_1', target: 'input' }, 'none', 'canvas.wire.takes_none'],
    [{ source: 'output', target: 'dense_1' }, 'one', 'canvas.wire.from_output'],
    [{ source: 'dense_2', target: 'dense_1' }, 'one', 'canvas.wire.circle'],
    [{ source: 'input', target: 'dense_2' }, 'one', null]
  ] as const)('%j', (wire, arity, code) => {
    expect(wireRefusal(network, wire, arity)).toBe(code);
  });
});

test('what can be reached follows the wires, not the order of the list', () => {
  expect(reaches(network, 'input', 'output')).toBe(true);
  expect(reaches(network, 'output', 'input')).toBe(false);
});

test('the order of the flow puts every layer behind what feeds it, and keeps a circle at the end', () => {
  const shuffled = { ...network, nodes: network.nodes.toReversed() };
  expect(flowOrder(shuffled).map((node) => node.id)).toEqual(['input', 'dense_1', 'dense_2', 'output']);
  const circle = { ...network, wires: [...network.wires, { source: 'dense_2', target: 'dense_1' }] };
  expect(flowOrder(circle)).toHaveLength(4);
});

test('new ids and names are the first free ones, and an id holds nothing but letters, digits and _', () => {
  expect(freeId(network, 'dense')).toBe('dense_3');
  expect(freeName(network, 'Dense')).toBe('Dense 3');
  expect(freeId(addNode(network, { ...fresh, id: 'dense_3' }), 'dense')).toBe('dense_4');
  expect(freeId(network, 'conv-2d')).toMatch(/^[A-Za-z0-9_]{1,40}$/);
});
