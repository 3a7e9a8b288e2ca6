import { describe, expect, test } from 'vitest';
import { applyChanges } from '../../graph/changes';
import type { Catalogue, DatasetEntry, Document } from '../../state/types';
import { choose } from './choose';

const spiral = {
  version: 1,
  name: 'Two spirals',
  network: {
    nodes: [
      { id: 'input', name: 'Input', layer: { kind: 'input', columns: ['x1'] }, x: 0, y: 0 },
      { id: 'dense_1', name: 'Dense 1', layer: { kind: 'dense', units: 8 }, x: 200, y: 40 },
      { id: 'output', name: 'Output', layer: { kind: 'output' }, x: 400, y: 0 }
    ],
    wires: [
      { source: 'input', target: 'dense_1' },
      { source: 'dense_1', target: 'output' }
    ]
  },
  data: { dataset: { kind: 'spiral' }, seed: 0, standardise: false },
  training: { loss: { kind: 'binary_cross_entropy' } }
} as unknown as Document;

const kind = (name: string, title: string) => ({ kind: name, title, defaults: { kind: name } });
const catalogue = {
  losses: [kind('squared', 'Squared error'), kind('categorical_cross_entropy', 'Categorical cross-entropy')],
  layers: [kind('flatten', 'Flatten')]
} as unknown as Catalogue;
const dataset = (over: Partial<DatasetEntry>): DatasetEntry =>
  ({
    kind: 'moons',
    title: 'Moons',
    modality: 'plane',
    task: 'classification',
    classes: 2,
    defaults: { kind: 'moons', points: 500 },
    ...over
  }) as DatasetEntry;
const chosen = (over: Partial<DatasetEntry>) => {
  const { changes, also } = choose(spiral, dataset(over), catalogue);
  return { after: applyChanges(spiral, changes), also: also.map(({ code }) => code), changes };
};

describe('choosing a dataset', () => {
  test('of the same kind changes the dataset, and inputs take all of its columns', () => {
    const { after, also } = chosen({});
    expect(after.data.dataset).toEqual({ kind: 'moons', points: 500 });
    expect(after.training.loss.kind).toBe('binary_cross_entropy');
    expect(after.network.nodes[0]?.layer).toEqual({ kind: 'input', columns: null });
    expect(also).toEqual([]);
  });

  test('of numbers takes a loss for numbers', () => {
    const { after, also } = chosen({ kind: 'hills', task: 'regression', classes: 0, defaults: { kind: 'hills' } });
    expect(after.training.loss.kind).toBe('squared');
    expect(also).toEqual(['data.also_loss']);
  });

  test('of many classes takes a loss for many classes', () => {
    expect(chosen({ classes: 3 }).after.training.loss.kind).toBe('categorical_cross_entropy');
    expect(chosen({ defaults: { kind: 'rings', classes: 2 } }).after.training.loss.kind).toBe('binary_cross_entropy');
  });

  test('of a table standardises', () => {
    const { after, also } = chosen({ modality: 'table' });
    expect(after.data.standardise).toBe(true);
    expect(also).toEqual(['data.also_standardise']);
  });

  test('of images puts Flatten after the input', () => {
    const { after, also } = chosen({ kind: 'digits', modality: 'image', classes: 10, defaults: { kind: 'digits' } });
    expect(after.network.wires).toEqual([
      { source: 'input', target: 'flatten_1' },
      { source: 'flatten_1', target: 'dense_1' },
      { source: 'dense_1', target: 'output' }
    ]);
    expect(also).toEqual(['data.also_loss', 'data.also_flatten']);
  });
});
