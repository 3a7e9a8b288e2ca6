import { expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import { nodeOf } from './network';
import { closeGap, crowded, GAP_X, place, roomBetween, settle, tidy } from './layout';
import { insertOnWire, removeNodes } from './network';

const { network } = chain(8, 6);
const sizes = () => ({ width: 136, height: 500 });
const xOf = (one: typeof network) => Object.fromEntries(one.nodes.map((node) => [node.id, node.x]));

test('cards that lie on each other, or leave no room for a label, crowd each other', () => {
  expect(crowded(network, sizes)).toBe(false);
  expect(crowded(network, () => ({ width: 160, height: 500 }))).toBe(true);
  expect(crowded(place(network, new Map([['dense_1', { x: 10, y: 0 }]])), sizes)).toBe(true);
  expect(crowded(place(network, new Map([['dense_1', { x: 10, y: 600 }]])), sizes)).toBe(false);
});

test('a tidy drawing has one column a step of the flow, and branches above each other', () => {
  const branched = {
    ...network,
    wires: [
      { source: 'input', target: 'dense_1' },
      { source: 'input', target: 'dense_2' },
      { source: 'dense_1', target: 'output' }
    ]
  };
  const positions = tidy(branched, sizes);
  expect(positions.get('dense_1')?.x).toBe(136 + GAP_X);
  expect(positions.get('dense_2')?.x).toBe(136 + GAP_X);
  expect(positions.get('dense_1')?.y).not.toBe(positions.get('dense_2')?.y);
  expect(crowded(place(branched, positions), sizes)).toBe(false);
});

test('a layer put between two pushes what is behind it aside, and removing it closes the gap again', () => {
  const [source, target] = [nodeOf(network, 'dense_1'), nodeOf(network, 'dense_2')];
  if (!source || !target) throw new Error('the chain has both');
  const room = roomBetween(network, source, target, 136, sizes);
  const node = { ...source, id: 'new', ...room.position };
  const grown = insertOnWire(room.network, node, { source: 'dense_1', target: 'dense_2' });
  expect(crowded(grown, sizes)).toBe(false);
  expect(xOf(grown)['output']).toBe((nodeOf(network, 'output')?.x ?? 0) + 136 + GAP_X);

  const back = closeGap(grown, removeNodes(grown, ['new']), node, sizes);
  expect(xOf(back)).toEqual(xOf(network));
});

test('a card put down on another goes to the nearest free place beside it', () => {
  const free = settle(network, 'dense_1', { x: 380, y: 0 }, sizes);
  expect(crowded(place(network, new Map([['dense_1', free]])), sizes)).toBe(false);
  expect(settle(network, 'dense_1', { x: 188, y: 900 }, sizes)).toEqual({ x: 188, y: 900 });
});
