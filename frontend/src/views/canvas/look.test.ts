import { describe, expect, test } from 'vitest';
import { chain, dense } from '../../gallery/documents';
import { planeData } from '../../gallery/synthetic';
import { NOTHING_HELD } from '../../graph/held';
import type { DataInfo, Network, Node } from '../../state/types';
import { measure } from './geometry';
import { lookOf } from './look';

const plane = planeData();
const iris: DataInfo = { ...plane, modality: 'table', features: ['a', 'b'], classes: ['x', 'y', 'z'], points: null };
const digits: DataInfo = { ...iris, modality: 'image', shape: [1, 8, 8], classes: [...'0123456789'] };
const price: DataInfo = { ...iris, task: 'regression', classes: [] };
const { network } = chain(8, 6);

const node = (id: string): Node => {
  const found = network.nodes.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};
const look = (one: Node, shape: number[] | null, data: DataInfo | null, loss = 'squared', drawn: Network = network) =>
  lookOf(one, shape, { network: drawn, loss, data });

describe('plane data', () => {
  test('every layer shows a map for each unit, the output one large map', () => {
    expect(look(node('dense_1'), [8], plane)).toMatchObject({ kind: 'maps', units: 8, single: false, scale: 'signed' });
    expect(look(node('output'), [1], plane)).toMatchObject({ kind: 'maps', single: true });
    expect(look(node('input'), [7], plane)).toMatchObject({ kind: 'maps', labels: plane.features });
  });

  test('shares of two classes are coloured about one half, of many by how much', () => {
    expect(look(node('output'), [1], plane, 'binary_cross_entropy')).toMatchObject({ scale: 'decision' });
    expect(look(node('output'), [2], plane, 'categorical_cross_entropy')).toMatchObject({
      scale: 'amount',
      labels: plane.classes
    });
  });

  test('what is never negative is violet, also behind a dropout', () => {
    const relu: Node = { ...node('dense_1'), layer: { ...dense(8), activation: 'relu' } as Node['layer'] };
    const dropout: Node = { ...node('dense_2'), layer: { kind: 'dropout', rate: 0.5 } };
    const drawn = { ...network, nodes: [node('input'), relu, dropout, node('output')] };
    expect(look(relu, [8], plane, 'squared', drawn)).toMatchObject({ scale: 'amount' });
    expect(look(dropout, [8], plane, 'squared', drawn)).toMatchObject({ scale: 'amount' });
  });
});

describe('sequences', () => {
  const waves: DataInfo = { ...iris, modality: 'sequence', shape: [1, 12] };
  const strings: DataInfo = { ...waves, shape: [12], tokens: [' ', '(', ')'] };

  test('what has features and time is shown over time', () => {
    expect(look(node('dense_1'), [8, 12], waves)).toEqual({
      kind: 'time',
      rows: 8,
      steps: 12,
      tokens: null,
      input: false
    });
    expect(look(node('input'), [1, 12], waves)).toMatchObject({ kind: 'time', rows: 1, steps: 12, input: true });
  });

  test('tokens are written at the input alone', () => {
    expect(look(node('input'), [12], strings)).toMatchObject({ kind: 'time', steps: 12, tokens: [' ', '(', ')'] });
    expect(look(node('dense_1'), [12], strings)).toMatchObject({ kind: 'spread', units: 12 });
  });
});

describe('images', () => {
  const flatten: Node = { id: 'flat', name: 'Flatten', layer: { kind: 'flatten' }, x: 0, y: 0, held: NOTHING_HELD };
  const drawn: Network = {
    nodes: [node('input'), flatten, node('dense_1'), node('dense_2'), node('output')],
    wires: [
      { source: 'input', target: 'flat' },
      { source: 'flat', target: 'dense_1' },
      { source: 'dense_1', target: 'dense_2' },
      { source: 'dense_2', target: 'output' }
    ]
  };
  const of = (id: string, shape: number[]) =>
    look(drawn.nodes.find((one) => one.id === id) ?? flatten, shape, digits, 'categorical_cross_entropy', drawn);

  test('the input is a picture, its line a strip, and the first dense layer shows its weights as pictures', () => {
    expect(of('input', [1, 8, 8])).toEqual({ kind: 'image', rows: 8, columns: 8 });
    expect(of('flat', [64])).toEqual({ kind: 'strip', units: 64 });
    expect(of('dense_1', [8])).toEqual({ kind: 'kernels', units: 8, rows: 8, columns: 8 });
  });

  test('behind it weights are no pictures any more: layers show how their values are spread', () => {
    expect(of('dense_2', [6])).toMatchObject({ kind: 'spread', units: 6 });
    expect(of('output', [10])).toEqual({ kind: 'bars', labels: digits.classes });
  });
});

test('tables show the spread of every column and unit, and the answer as bars', () => {
  expect(look(node('input'), [2], iris)).toMatchObject({ kind: 'spread', labels: ['a', 'b'] });
  expect(look(node('output'), [3], iris)).toMatchObject({ kind: 'bars' });
  expect(look(node('output'), [1], price)).toMatchObject({ kind: 'spread', single: true });
});

test('a card whose shape is unknown says what it waits for', () => {
  const lonely = { ...network, wires: [] };
  expect(look(node('dense_1'), null, plane)).toEqual({ kind: 'empty', words: 'canvas.card.waiting' });
  expect(look(node('dense_1'), null, plane, 'squared', lonely)).toEqual({
    kind: 'empty',
    words: 'canvas.card.connect'
  });
});

test('a card is as tall as a card of eight units at most, whatever it holds', () => {
  for (const units of [1, 8, 16, 64, 256, 4096]) {
    const size = measure({ kind: 'maps', units, labels: [], single: false, scale: 'signed' }, 'left');
    expect(size.height).toBeLessThanOrEqual(530);
    expect(size.width).toBeLessThanOrEqual(330);
  }
  const columns = Array.from({ length: 30 }, (_, i) => `column ${i}`);
  expect(
    measure({ kind: 'spread', units: 30, labels: columns, single: false, scale: 'signed' }, 'left').height
  ).toBeLessThanOrEqual(512);
});

describe('images within the network', () => {
  const conv = (activation: 'relu' | 'tanh'): Node => ({
    ...node('dense_1'),
    layer: { kind: 'conv2d', activation } as Node['layer']
  });
  const drawn = (of: Node): Network => ({ ...network, nodes: [node('input'), of, node('output')] });

  test('every channel is a map of the chosen example, whatever the data', () => {
    for (const data of [digits, iris]) {
      const relu = conv('relu');
      expect(look(relu, [16, 6, 5], data, 'squared', drawn(relu))).toEqual({
        kind: 'features',
        ...{ units: 16, rows: 6, columns: 5, scale: 'amount' }
      });
    }
    const tanh = conv('tanh');
    expect(look(tanh, [2, 6, 6], digits, 'squared', drawn(tanh))).toMatchObject({ scale: 'signed' });
  });

  test('what has one channel is one large image', () => {
    const relu = conv('relu');
    expect(look(relu, [1, 6, 6], digits, 'squared', drawn(relu))).toMatchObject({ kind: 'image', rows: 6 });
  });

  test('sixteen channels have a tile each', () => {
    expect(measure({ kind: 'features', units: 16, rows: 8, columns: 8, scale: 'amount' }, 'left').grid?.shown).toBe(16);
  });
});
