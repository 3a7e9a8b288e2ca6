import { describe, expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import type { Document, Network } from '../wire/types.generated';
import { applyChanges } from './changes';
import { changesBetween, Conflict, led } from './merge';
import { connect, disconnect, moveNode, removeNodes, renameNode, setLayer } from './network';

const first = chain(8, 6, 4);
const withNetwork = (document: Document, network: Network): Document => ({ ...document, network });
const draw = (document: Document, change: (network: Network) => Network) =>
  withNetwork(document, change(document.network));
const rate = (document: Document, value: number) =>
  applyChanges(document, [{ path: ['training', 'learning_rate'], value }]);
const without = draw(first, (network) => removeNodes(network, ['dense_2']));
const ids = (document: Document) => document.network.nodes.map((node) => node.id);

describe('taking a change back', () => {
  test('that nobody built upon gives exactly the document before', () => {
    expect(led(without, without, first)).toEqual(first);
    expect(led(rate(first, 0.5), rate(first, 0.5), first)).toEqual(first);
  });

  test('of a deletion brings the layer back to its place in the list, and keeps what others did since', () => {
    const others = rate(
      draw(without, (network) => renameNode(network, 'dense_1', 'Theirs')),
      0.5
    );
    const back = led(others, without, first);
    expect(ids(back)).toEqual(ids(first));
    expect(back.network.nodes[1]?.name).toBe('Theirs');
    expect(back.training.learning_rate).toBe(0.5);
    expect(new Set(back.network.wires)).toEqual(new Set(first.network.wires));
  });

  test('keeps a layer that somebody else has added', () => {
    const added = { ...first.network.nodes[1]!, id: 'theirs', name: 'Theirs' };
    const others = draw(without, (network) => ({ ...network, nodes: [added, ...network.nodes] }));
    expect(ids(led(others, without, first))).toEqual(['theirs', ...ids(first)]);
  });

  test('of a setting that somebody else changed since is a conflict; of another setting of that layer it is none', () => {
    const units = (document: Document, count: number) =>
      draw(document, (network) => setLayer(network, 'dense_1', { ...chain(count).network.nodes[1]!.layer }));
    const mine = units(first, 9);
    expect(() => led(units(mine, 12), mine, first)).toThrow(Conflict);
    const others = draw(mine, (network) => renameNode(network, 'dense_1', 'Theirs'));
    expect(led(others, mine, first).network.nodes[1]).toMatchObject({ name: 'Theirs', layer: { units: 8 } });
  });

  test('where only a card was moved since, the deed is taken back and the card stays where it was put', () => {
    const others = draw(without, (network) => moveNode(network, 'dense_1', 5, 500));
    const shifted = draw(first, (network) => moveNode(network, 'dense_1', 20, 0));
    expect(led(others, without, shifted).network.nodes[1]).toMatchObject({ id: 'dense_1', x: 5, y: 500 });
    const movedAway = draw(first, (network) => moveNode(network, 'dense_2', 0, 900));
    expect(ids(led(movedAway, first, without)), 'a layer that was only moved goes all the same').toEqual(ids(without));
  });

  test('never leaves a wire with one end', () => {
    const wired = draw(first, (network) => connect(network, { source: 'dense_2', target: 'output' }, 'many'));
    expect(() => led(wired, first, without)).toThrow(Conflict);
  });

  test('of another kind of thing in that place is a conflict', () => {
    const adam = applyChanges(first, [{ path: ['training', 'optimizer', 'beta1'], value: 0.5 }]);
    const sgd = applyChanges(adam, [{ path: ['training', 'optimizer'], value: { kind: 'sgd' } }]);
    expect(() => led(sgd, adam, first)).toThrow(Conflict);
  });

  test('of wires cut brings back those that are still missing', () => {
    const cut = draw(first, (network) => disconnect(network, { source: 'dense_1', target: 'dense_2' }));
    const others = draw(cut, (network) => disconnect(network, { source: 'dense_3', target: 'output' }));
    const { wires } = led(others, cut, first).network;
    expect(wires.map(({ source, target }) => `${source}→${target}`)).toEqual([
      'input→dense_1',
      'dense_1→dense_2',
      'dense_2→dense_3'
    ]);
  });
});

describe('the changes from one document to another', () => {
  test.each([
    ['nothing', first, []],
    ['a setting', rate(first, 0.5), ['training.learning_rate']],
    [
      'a moved card',
      draw(first, (network) => moveNode(network, 'dense_1', 7, 8)),
      ['network.nodes.1.x', 'network.nodes.1.y']
    ],
    ['a deletion', without, ['network']],
    ['wires', draw(first, (network) => ({ ...network, wires: [] })), ['network']],
    ['features', { ...first, data: { ...first.data, features: ['x1' as const] } }, ['data.features']]
  ])('%s', (_, to, paths) => {
    const changes = changesBetween(first, to);
    expect(changes.map(({ path }) => path.join('.'))).toEqual(paths);
    expect(applyChanges(first, changes)).toEqual(to);
  });

  test('another optimizer goes as a whole: its settings are others', () => {
    const to = applyChanges(first, [{ path: ['training', 'optimizer'], value: { kind: 'sgd' } }]);
    expect(changesBetween(first, to).map(({ path }) => path.join('.'))).toEqual(['training.optimizer']);
  });
});
