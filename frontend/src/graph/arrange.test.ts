import { describe, expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import type { Network } from '../wire/types.generated';
import { arrange } from './arrange';
import { crowded, GAP_X, place, settleAll } from './layout';
import type { Sizes } from './layout';
import { connect, moveNode, nodeOf } from './network';

const { network } = chain(8, 6, 4);
const sizes: Sizes = () => ({ width: 136, height: 300 });
const arranged = (one: Network, size = sizes) => place(one, arrange(one, size));
const columns = (one: Network) =>
  [...one.nodes].sort((a, b) => a.x - b.x).map((node) => [node.id, Math.round(node.x / (136 + GAP_X))]);
const at = (one: Network, id: string) => nodeOf(one, id) ?? { x: Number.NaN, y: Number.NaN };

/** Two layers side by side between the input and the join. */
const branched: Network = {
  ...network,
  wires: [
    { source: 'input', target: 'dense_1' },
    { source: 'input', target: 'dense_2' },
    { source: 'dense_1', target: 'dense_3' },
    { source: 'dense_2', target: 'dense_3' },
    { source: 'dense_3', target: 'output' }
  ]
};

test('a drawing in disorder becomes columns in the order of the flow, in one row', () => {
  const messy = ['dense_1', 'dense_2', 'output'].reduce(
    (one, id, i) => moveNode(one, id, 700 - 300 * i, 130 * (i + 1)),
    network
  );
  const tidy = arranged(messy);
  expect(columns(tidy).map(([id]) => id)).toEqual(['input', 'dense_1', 'dense_2', 'dense_3', 'output']);
  expect(new Set(tidy.nodes.map((node) => node.y)).size).toBe(1);
  expect(crowded(tidy, sizes)).toBe(false);
});

test.each([
  ['a chain', network],
  ['branches', branched],
  ['a disorder', moveNode(moveNode(branched, 'dense_1', 500, 40), 'output', 3, 77)]
])('tidying twice is tidying once: %s', (_, one) => {
  const once = arranged(one);
  expect(arranged(once)).toEqual(once);
});

describe('what a person placed', () => {
  test.each([
    [-400, 400],
    [400, -400]
  ])('keeps its order from top to bottom: %i, %i', (first, second) => {
    const drawn = moveNode(moveNode(branched, 'dense_1', 188, first), 'dense_2', 188, second);
    const tidy = arranged(drawn);
    expect(Math.sign(at(tidy, 'dense_1').y - at(tidy, 'dense_2').y)).toBe(Math.sign(first - second));
    expect(at(tidy, 'dense_1').x).toBe(at(tidy, 'dense_2').x);
    expect(crowded(tidy, sizes)).toBe(false);
  });

  test('stays in the column it was put nearest to, where the wires leave a choice', () => {
    // dense_3 takes nothing but the input and could stand in any of three columns.
    const free = {
      ...network,
      wires: [
        { source: 'input', target: 'dense_1' },
        { source: 'dense_1', target: 'dense_2' },
        { source: 'dense_2', target: 'output' },
        { source: 'input', target: 'dense_3' },
        { source: 'dense_3', target: 'output' }
      ]
    };
    for (const column of [1, 2]) {
      const tidy = arranged(moveNode(free, 'dense_3', column * 188 + 30, 700));
      expect(Object.fromEntries(columns(tidy))['dense_3']).toBe(column);
      expect(at(tidy, 'dense_3').y).toBeGreaterThan(at(tidy, 'dense_1').y);
    }
  });

  test('holds the drawing where it was', () => {
    const away = place(network, new Map(network.nodes.map(({ id, x }) => [id, { x: x + 1000, y: -500 }])));
    const tidy = arranged(away);
    expect(at(tidy, 'input')).toMatchObject({ x: 1000, y: -500 });
  });

  test('and is not wired stays where it is while there is room, else goes beside', () => {
    const loose = { ...nodeOf(network, 'dense_1')!, id: 'loose', x: 40, y: 1200 };
    expect(at(arranged({ ...network, nodes: [...network.nodes, loose] }), 'loose')).toMatchObject({ x: 40, y: 1200 });
    const inTheWay = { ...loose, y: 10 };
    const tidy = arranged({ ...network, nodes: [...network.nodes, inTheWay] });
    expect(crowded(tidy, sizes)).toBe(false);
  });
});

test('cards of one row share their height: none of a column grows into the next', () => {
  const tall: Sizes = (id) => ({ width: 136, height: id === 'dense_1' ? 200 : id === 'dense_3' ? 640 : 200 });
  const tidy = arranged(branched, tall);
  const grown: Sizes = (id) => ({
    width: 136,
    height: Math.max(...tidy.nodes.filter((node) => node.y === at(tidy, id).y).map((node) => tall(node.id).height))
  });
  expect(crowded(tidy, grown)).toBe(false);
});

test('a drawing that goes in a circle is tidied all the same', () => {
  const circle = connect(network, { source: 'dense_2', target: 'dense_1' }, 'many');
  expect(crowded(arranged(circle), sizes)).toBe(false);
});

test('cards put down together keep their distances, and none lies on another', () => {
  const moved = new Map([
    ['dense_1', { x: 380, y: 10 }],
    ['dense_2', { x: 568, y: 10 }]
  ]);
  const free = settleAll(network, moved, sizes);
  expect(crowded(place(network, free), sizes)).toBe(false);
  const [first, second] = [free.get('dense_1'), free.get('dense_2')];
  expect([(second?.x ?? 0) - (first?.x ?? 0), (second?.y ?? 0) - (first?.y ?? 0)]).toEqual([188, 0]);
  const clear = new Map([['dense_1', { x: 0, y: 900 }]]);
  expect(settleAll(network, clear, sizes)).toBe(clear);
});
