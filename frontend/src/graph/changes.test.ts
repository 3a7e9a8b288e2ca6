import { expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import { applyChanges, PathError, valueAt } from './changes';

const document = chain(8, 6);

test('a value is put at its path, and what did not change is shared with the old document', () => {
  const next = applyChanges(document, [{ path: ['training', 'learning_rate'], value: 0.1 }]);
  expect(next.training.learning_rate).toBe(0.1);
  expect(document.training.learning_rate).toBe(0.03);
  expect(next.network).toBe(document.network);
});

test('changes are made in order, also into a list', () => {
  const next = applyChanges(document, [
    { path: ['network', 'nodes', 1, 'layer', 'units'], value: 9 },
    { path: ['network', 'nodes', 1, 'layer', 'units'], value: 10 }
  ]);
  expect(valueAt(next, ['network', 'nodes', 1, 'layer', 'units'])).toBe(10);
  expect(next.network.nodes[2]).toBe(document.network.nodes[2]);
});

test.each([[['network', 'nodes', 99, 'x']], [['training', 'loss', 'kind', 'deeper']], [['nowhere', 'at', 'all']]])(
  'a place that does not exist is refused: %j',
  (path) => {
    expect(() => applyChanges(document, [{ path, value: 1 }])).toThrow(PathError);
    expect(valueAt(document, path)).toBeUndefined();
  }
);
