import { expect, test } from 'vitest';
import { differences } from './differences';

test('documents differ in settings; a kind is one change, and so is the network', () => {
  const one = {
    network: { nodes: [1] },
    training: { learning_rate: 0.1, optimizer: { kind: 'sgd' }, l2: 0 },
    data: { noise: 0.1 }
  };
  const other = {
    network: { nodes: [1, 2] },
    training: { learning_rate: 0.3, optimizer: { kind: 'adam', beta1: 0.9 }, l2: 0 },
    data: { noise: 0.1 }
  };
  expect(differences(one, one)).toEqual([]);
  expect(differences(one, other)).toEqual([
    { path: ['network'], old: one.network, new: other.network },
    { path: ['training', 'learning_rate'], old: 0.1, new: 0.3 },
    { path: ['training', 'optimizer'], old: { kind: 'sgd' }, new: { kind: 'adam', beta1: 0.9 } }
  ]);
});

test('a setting that only one of them has differs from none', () => {
  const [one, other] = [{ training: { clip: null } }, { training: { clip: { kind: 'norm' }, rest: 1 } }];
  expect(differences(one, other).map(({ path, old }) => [path.join('.'), old])).toEqual([
    ['training.clip', null],
    ['training.rest', null]
  ]);
});
