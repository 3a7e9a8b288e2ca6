// A small catalogue in the server's shape, for the gallery and the tests.

import type { Catalogue, KindEntry, LayerEntry } from '../wire/types.generated';

const kinds = (...names: string[]): KindEntry[] =>
  names.map((kind) => ({
    kind,
    title: kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll('_', ' '),
    description: '',
    defaults: { kind },
    schema: { properties: {} }
  }));

const layer = (kind: string, group: string, arity: LayerEntry['arity'], settings: object = {}): LayerEntry => ({
  kind,
  title: kind.charAt(0).toUpperCase() + kind.slice(1),
  description: `What ${kind} does.`,
  defaults: { kind, ...settings },
  schema: {
    properties: Object.fromEntries(
      Object.entries(settings).map(([name, value]) => [
        name,
        typeof value === 'number'
          ? { type: Number.isInteger(value) ? 'integer' : 'number', minimum: 1, maximum: 4096, default: value }
          : { enum: ['tanh', 'relu', 'sigmoid'], default: String(value) }
      ])
    )
  },
  group,
  arity
});

export const catalogue: Catalogue = {
  version: '0',
  layers: [
    layer('input', 'core', 'none'),
    layer('dense', 'core', 'one', { units: 4, activation: 'tanh' }),
    layer('activation', 'core', 'one', { activation: 'tanh' }),
    layer('dropout', 'core', 'one'),
    layer('output', 'core', 'one'),
    layer('flatten', 'shape', 'one'),
    layer('add', 'joins', 'many'),
    layer('concatenate', 'joins', 'many')
  ],
  activations: kinds('tanh', 'relu', 'sigmoid', 'linear', 'softmax'),
  initialisers: kinds('auto', 'zeros'),
  datasets: [],
  losses: kinds('squared', 'binary_cross_entropy'),
  optimizers: kinds('sgd', 'adam'),
  schedules: kinds('constant'),
  training: {},
  data: {},
  limits: {}
};
