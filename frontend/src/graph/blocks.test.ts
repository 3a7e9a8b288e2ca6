import { expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import type { Layer } from '../wire/types.generated';
import { insertBlock, transformer, widthOf } from './blocks';
import { GAP_X } from './layout';

const { network } = chain(8, 6);
const card = { width: 100, height: 200 };
const fresh = (kind: string) => ({ title: kind.toUpperCase(), layer: { kind, bias: true } as unknown as Layer });
const block = transformer(6, fresh, card);
const at = new Map(block.nodes.map(({ id, x, y }) => [id, { x, y }]));
const none = () => false;

test('a block on a wire takes its place: what came in goes into all of its entries, and out of its end', () => {
  const wire = { source: 'dense_1', target: 'dense_2' };
  const { network: grown, ids } = insertBlock(network, block, at, wire, none);
  expect(ids).toEqual(['attention_1', 'add_1', 'time_dense_1', 'time_dense_2', 'add_2']);
  expect(grown.wires.map(({ source, target }) => `${source}→${target}`)).toEqual([
    'input→dense_1',
    'add_2→dense_2',
    'dense_2→output',
    'attention_1→add_1',
    'add_1→time_dense_1',
    'time_dense_1→time_dense_2',
    'time_dense_2→add_2',
    'add_1→add_2',
    'dense_1→attention_1',
    'dense_1→add_1'
  ]);
  expect(grown.nodes.slice(0, 4)).toEqual(network.nodes);
});

test('its layers are those of the palette, as wide as what comes in', () => {
  const layers = block.nodes.map(({ layer }) => layer);
  expect(layers).toEqual([
    { kind: 'attention', bias: true, heads: 3 },
    { kind: 'add', bias: true },
    { kind: 'time_dense', bias: true, units: 24, activation: 'gelu' },
    { kind: 'time_dense', bias: true, units: 6, activation: 'linear' },
    { kind: 'add', bias: true }
  ]);
});

test('no two of its cards lie on each other, and it is as wide as it says', () => {
  const places = block.nodes.map(({ x, y }) => `${x} ${y}`);
  expect(new Set(places).size).toBe(5);
  expect(widthOf(block, card)).toBe(5 * card.width + 4 * GAP_X);
});

test('two blocks have names and ids of their own', () => {
  const once = insertBlock(network, block, at, null, none).network;
  const twice = insertBlock(once, block, at, null, none);
  expect(twice.ids).toEqual(['attention_2', 'add_3', 'time_dense_3', 'time_dense_4', 'add_4']);
  const names = twice.network.nodes.map((node) => node.name);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toContain('ATTENTION 2');
});
