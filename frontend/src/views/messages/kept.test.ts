import { describe, expect, test } from 'vitest';
import { NOTHING_HELD } from '../../graph/held';
import { t } from '../../i18n/messages';
import type { JsonValue, Layer, MarkInfo, Node } from '../../state/types';
import { keptBy } from './kept';

const dense = { kind: 'dense', units: 4 } as unknown as Layer;
const nodes: Node[] = ['one', 'two', 'three'].map((id, i) => ({
  id,
  name: `Dense ${i + 1}`,
  layer: dense,
  x: 0,
  y: 0,
  held: NOTHING_HELD
}));
const all = nodes.flatMap(({ id }) => [`${id}.weight`, `${id}.bias`]);

const mark = (over: Partial<MarkInfo>): MarkInfo => ({
  branch: 0,
  moment: 0,
  revision: 1,
  step: 0,
  epoch: 0,
  changes: [{ path: ['network'], old: null, new: null }],
  kept: all,
  fresh: [],
  split: [],
  grown: [],
  identity: [],
  returned: [],
  ...over
});
const said = (over: Partial<MarkInfo>, drawn = nodes): string | null => {
  const found = keptBy(mark(over), drawn);
  return found && t(found.code, found.params);
};

describe('what an edit of the network did', () => {
  test('kept everything, or nothing', () => {
    expect(said({})).toBe('All weights were kept.');
    expect(said({ kept: [], fresh: ['one.weight'] })).toBe('Dense 1 begins with fresh weights.');
  });

  test('split what is handed on, and the function stays', () => {
    expect(said({ split: ['one'] })).toBe(
      'The new units of Dense 1 are copies, with which the others share what they hand on. What the network says stays the same.'
    );
  });

  test('begins as the identity, and the function stays', () => {
    expect(said({ identity: ['two'] })).toBe(
      'Dense 2 begins by handing on what it gets. What the network says stays the same.'
    );
  });

  test('begins afresh where mathematics allows no identity', () => {
    expect(said({ kept: ['one.weight'], fresh: ['two.weight', 'two.bias'] })).toBe(
      'Dense 2 begins afresh, the other weights were kept.'
    );
    expect(said({ grown: ['three'] })).toBe('What is new in Dense 3 begins afresh, the rest was kept.');
  });

  test('says all of it where several things happened, and no more than is true', () => {
    expect(said({ grown: ['three'], split: ['one'] })).toBe(
      'What is new in Dense 3 begins afresh, the rest was kept. ' +
        'The new units of Dense 1 are copies, with which the others share what they hand on.'
    );
  });

  test('brought weights back', () => {
    expect(said({ returned: ['one', 'two'] })).toBe('Dense 1, Dense 2 have the weights back that they had.');
  });

  test('a new layer that bends what it gets acts at once', () => {
    const bend: Node = {
      ...nodes[0],
      id: 'bend',
      name: 'Activation 1',
      layer: { kind: 'activation' } as Layer
    } as Node;
    const came = [{ path: ['network', 'nodes', 3], old: null, new: { id: 'bend' } as JsonValue }];
    expect(said({ changes: came }, [...nodes, bend])).toBe('Activation 1 acts at once; all weights were kept.');
    expect(said({ changes: came, identity: ['bend'] }, [...nodes, bend])).toContain('begins by handing on');
  });

  test('another learning rate is no news', () => {
    expect(said({ changes: [{ path: ['training', 'learning_rate'], old: 1, new: 2 }], kept: [] })).toBeNull();
  });
});

describe('what was held', () => {
  const held = (field: string, old: JsonValue, now: JsonValue) =>
    said({ kept: [], changes: [{ path: ['network', 'nodes', 1, 'held', field], old, new: now }] });

  test('a layer', () => {
    expect(held('frozen', false, true)).toBe('Dense 2 is frozen: training leaves it as it is.');
    expect(held('frozen', true, false)).toBe('Dense 2 learns again.');
    expect(held('silent', false, true)).toBe('Dense 2 is silent: it acts as zero until it is released.');
    expect(held('silent', true, false)).toBe('Dense 2 is heard again, as it was.');
  });

  test('a unit, a weight, a bias', () => {
    expect(held('frozen_units', [1], [1, 2])).toBe('Unit 3 of Dense 2 is frozen: training leaves it as it is.');
    expect(held('silent_weights', [[0, 1]], [])).toBe('A weight of unit 1 of Dense 2 is heard again, as it was.');
    expect(held('frozen_weights', [], [[3, null]])).toBe(
      'The bias of unit 4 of Dense 2 is frozen: training leaves it as it is.'
    );
  });
});
