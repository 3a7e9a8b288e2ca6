import { expect, test } from 'vitest';
import { chain, dense } from '../gallery/documents';
import { applyChanges } from '../graph/changes';
import { holding, NOTHING_HELD } from '../graph/held';
import { addNode, connect, disconnect, moveNode, removeNodes, renameNode, setLayer } from '../graph/network';
import { t } from '../i18n/messages';
import type { Document, Held, JsonValue, Network } from '../wire/types.generated';
import { deed } from './deeds';

const document = chain(8, 6);
const draw = (change: (network: Network) => Network): Document => ({ ...document, network: change(document.network) });
const put = (value: JsonValue, ...path: string[]) => applyChanges(document, [{ path, value }]);
const fresh = { id: 'new', name: 'Dense 3', layer: dense(4), x: 0, y: 0, held: NOTHING_HELD };
const hold = (network: Network, held: Partial<Held>) => ({
  ...network,
  nodes: network.nodes.map((node) => (node.id === 'dense_1' ? holding(node, { ...NOTHING_HELD, ...held }) : node))
});

test('releasing is said, too', () => {
  const held = draw((one) => hold(one, { frozen: true }));
  const { code, params } = deed(held, document);
  expect(t(code, params)).toBe('release Dense 1');
});

test.each([
  ['delete Dense 1', draw((one) => removeNodes(one, ['dense_1']))],
  ['delete 2 layers', draw((one) => removeNodes(one, ['dense_1', 'dense_2']))],
  ['add Dense 3', draw((one) => addNode(one, fresh))],
  ['move Dense 2', draw((one) => moveNode(one, 'dense_2', 1, 2))],
  ['move 2 layers', draw((one) => moveNode(moveNode(one, 'dense_2', 1, 2), 'dense_1', 1, 2))],
  ['rename Dense 2', draw((one) => renameNode(one, 'dense_2', 'Bend'))],
  ['Units of Dense 1', draw((one) => moveNode(setLayer(one, 'dense_1', dense(9)), 'dense_2', 300, 0))],
  ['freeze in Dense 1', draw((one) => hold(one, { frozen: true }))],
  ['silence in Dense 1', draw((one) => hold(one, { silent_units: [2] }))],
  ['connect Features to Output', draw((one) => connect(one, { source: 'input', target: 'output' }, 'one'))],
  ['disconnect Dense 1 from Dense 2', draw((one) => disconnect(one, { source: 'dense_1', target: 'dense_2' }))],
  ['Learning rate', put(1, 'training', 'learning_rate')],
  ['Validation share', put(0.1, 'data', 'validation_share')],
  ['dataset Moons', put({ kind: 'moons', points: 500, noise: 0 }, 'data', 'dataset')],
  ['rename the document', put('Other', 'name')],
  ['change several settings', applyChanges(put(1, 'training', 'l2'), [{ path: ['data', 'seed'], value: 4 }])]
])('%s', (words, after) => {
  const { code, params } = deed(document, after);
  expect(t(code, params)).toBe(words);
});
