import { describe, expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import type { Network } from '../wire/types.generated';
import { copyName } from './names';
import { connect, nodeOf } from './network';
import { duplicateBehind, insertPiece, pieceFrom, pieceOf, pieceText, withoutOutputs } from './pieces';

const { network } = chain(8, 6, 4);
const none = () => false;
const wires = (one: Pick<Network, 'wires'>) => one.wires.map(({ source, target }) => `${source}→${target}`);
const places = (ids: readonly string[]) => new Map(ids.map((id, i) => [id, { x: i, y: 900 }]));

test('a piece is its layers and the wires between them, none of those that lead elsewhere', () => {
  const piece = pieceOf(network, ['dense_2', 'dense_1']);
  expect(piece.nodes.map((node) => node.id)).toEqual(['dense_1', 'dense_2']);
  expect(wires(piece)).toEqual(['dense_1→dense_2']);
  expect(wires(withoutOutputs(pieceOf(network, ['dense_3', 'output'])))).toEqual([]);
});

test('a piece goes through the clipboard and comes back', () => {
  const piece = pieceOf(network, ['dense_1', 'dense_2']);
  expect(pieceFrom(pieceText(piece))).toEqual(piece);
});

describe('text that holds no layers is none', () => {
  const piece = { descent: 'layers', ...pieceOf(network, ['dense_1', 'dense_2']) };
  test.each([
    ['words', 'Copy me'],
    ['other JSON', '{"nodes": []}'],
    ['broken JSON', '{"descent": "layers", '],
    ['nothing in it', JSON.stringify({ ...piece, nodes: [] })],
    ['a layer without a kind', JSON.stringify({ ...piece, nodes: [{ ...piece.nodes[0], layer: {} }] })],
    ['a place that is no number', JSON.stringify({ ...piece, nodes: [{ ...piece.nodes[0], x: 'left' }] })],
    ['two layers of one id', JSON.stringify({ ...piece, nodes: [piece.nodes[0], piece.nodes[0]] })],
    ['far too much', `{${' '.repeat(1_000_001)}`]
  ])('%s', (_, text) => {
    expect(pieceFrom(text)).toBeNull();
  });

  test('wires to layers that are not in it are left out', () => {
    const more = { ...piece, wires: [...piece.wires, { source: 'dense_1', target: 'elsewhere' }] };
    expect(wires(pieceFrom(JSON.stringify(more)) ?? { wires: [] })).toEqual(['dense_1→dense_2']);
  });
});

test('what is pasted has ids and names of its own, its inner wires, and holds nothing', () => {
  const piece = pieceOf(network, ['dense_1', 'dense_2']);
  const frozen = piece.nodes.map((node) => ({ ...node, held: { ...node.held, frozen: true } }));
  const at = places(['dense_1', 'dense_2']);
  const { network: grown, ids } = insertPiece(network, { ...piece, nodes: frozen }, at, (id) => id === 'dense_4');
  expect(ids).toEqual(['dense_5', 'dense_6']);
  expect(ids.map((id) => nodeOf(grown, id)?.name)).toEqual(['Dense 4', 'Dense 5']);
  expect(wires(grown)).toEqual([...wires(network), 'dense_5→dense_6']);
  expect(ids.map((id) => nodeOf(grown, id))).toMatchObject([
    { x: 0, y: 900, held: { frozen: false } },
    { x: 1, y: 900 }
  ]);
});

describe('a duplicate', () => {
  test('of a layer in a chain goes behind it, wired in', () => {
    const result = duplicateBehind(network, ['dense_2'], 188, none);
    expect(result?.ids).toEqual(['dense_4']);
    expect(wires(result?.network ?? network)).toEqual([
      'input→dense_1',
      'dense_1→dense_2',
      'dense_4→dense_3',
      'dense_3→output',
      'dense_2→dense_4'
    ]);
    expect(nodeOf(result?.network ?? network, 'dense_4')?.x).toBe((nodeOf(network, 'dense_2')?.x ?? 0) + 188);
  });

  test('of a block with a shortcut around it goes behind the block as a whole', () => {
    const add = { ...nodeOf(network, 'dense_3')!, id: 'add', name: 'Sum', layer: { kind: 'add' as const } };
    const block: Network = {
      nodes: [...network.nodes.filter(({ id }) => id !== 'dense_3'), add],
      wires: [
        { source: 'input', target: 'dense_1' },
        { source: 'dense_1', target: 'dense_2' },
        { source: 'dense_1', target: 'add' },
        { source: 'dense_2', target: 'add' },
        { source: 'add', target: 'output' }
      ]
    };
    const result = duplicateBehind(block, ['dense_2', 'add'], 400, none);
    expect(new Set(wires(result?.network ?? network))).toEqual(
      new Set([
        ...['input→dense_1', 'dense_1→dense_2', 'dense_1→add', 'dense_2→add'],
        ...['add→dense_3', 'add→add_1', 'dense_3→add_1', 'add_1→output']
      ])
    );
  });

  test('keeps the order in which a layer joins its inputs', () => {
    const joined = connect(network, { source: 'input', target: 'output' }, 'many');
    const result = duplicateBehind(joined, ['dense_3'], 188, none);
    const into = (result?.network ?? network).wires.filter(({ target }) => target === 'output');
    expect(into.map(({ source }) => source)).toEqual(['dense_4', 'input']);
  });

  test.each([
    ['nothing leads to it', ['input']],
    ['nothing leads on', ['dense_3', 'output']]
  ])('has no way through where %s', (_, ids) => {
    expect(duplicateBehind(network, ids, 188, none)).toBeNull();
  });
});

test.each([
  ['Dense 2', 'Dense 4'],
  ['Bend', 'Bend'],
  ['Output', 'Output 2']
])('a copy of “%s” is called “%s”', (name, copy) => {
  expect(copyName(network, name)).toBe(copy);
});
