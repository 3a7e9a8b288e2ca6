import { describe, expect, test } from 'vitest';
import { chain } from '../../gallery/documents';
import type { Change, Evidence } from '../../state/types';
import { fitting } from './fitting';
import { placed } from './placed';
import { pointing } from './pointing.svelte';

const document = chain(8, 6);

describe('the places of a remedy', () => {
  const activation = (card: string | number): Change => ({
    path: ['network', 'nodes', card, 'layer', 'activation'],
    value: 'relu'
  });

  test('cards are found by their id, wherever they stand', () => {
    const id = document.network.nodes[2]?.id ?? '';
    expect(placed(document, [activation(id)])).toEqual([activation(2)]);
  });

  test('settings are where they are', () => {
    const change = { path: ['training', 'l2'], value: 0.01 };
    expect(placed(document, [change])).toEqual([change]);
  });

  test('a remedy for a card that is gone does not fit any more', () => {
    expect(placed(document, [activation('gone'), { path: ['training', 'l2'], value: 1 }])).toBeNull();
  });
});

describe('what the coach points at', () => {
  const evidence: Evidence = {
    outlined: [
      { node: 'dense_1', units: [0, 3] },
      { node: 'output', units: [] }
    ],
    stretch: { curve: 'train', first: 10, last: 20 },
    settings: [['training', 'learning_rate']]
  };

  test('units, whole cards, settings and a stretch, until it points at nothing', () => {
    pointing.at(evidence);
    expect([pointing.unit('dense_1', 3), pointing.unit('dense_1', 1), pointing.unit('output', 0)]).toEqual([
      true,
      false,
      false
    ]);
    expect([pointing.card('output'), pointing.card('dense_1')]).toEqual([true, false]);
    expect([pointing.setting('training.learning_rate'), pointing.setting('training.l2')]).toEqual([true, false]);
    expect(pointing.stretch?.last).toBe(20);
    pointing.at(null);
    expect(pointing.unit('dense_1', 3) || pointing.card('output') || pointing.setting('training.learning_rate')).toBe(
      false
    );
    expect(pointing.stretch).toBeNull();
  });
});

describe('the remedies beside the sentence', () => {
  const labels = ['Start again at a rate of 0.03', 'Set the rate to 0.03'];

  test('all of them, one, or none: as the line has room', () => {
    expect([840, 640, 390].map((line) => fitting(labels, 117, line))).toEqual([2, 1, 0]);
  });

  test('a longer sentence or a longer label takes the room', () => {
    expect(fitting(labels, 200, 840)).toBe(1);
    expect(fitting(['Use ReLU in Dense 1, Dense 2, Dense 3 …'], 150, 640)).toBe(0);
  });
});
