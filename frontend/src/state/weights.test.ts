import { expect, test } from 'vitest';
import { Weights } from './weights';

const place = { node: 'dense_1', unit: 2, input: 0 };

test('of a weight that is dragged one value is under way at a time, and the newest comes next', async () => {
  const sent: [number | null, number][] = [];
  const answers: (() => void)[] = [];
  const weights = new Weights(({ input }, value) => {
    sent.push([input, value]);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  for (const value of [0.1, 0.2, 0.3]) weights.set(place, value);
  weights.set({ ...place, input: null }, 7);
  expect(sent).toEqual([
    [0, 0.1],
    [null, 7]
  ]);
  answers[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(sent.slice(2)).toEqual([[0, 0.3]]);
  answers[2]?.();
  await Promise.resolve();
  await Promise.resolve();
  weights.set(place, 0.4);
  expect(sent).toHaveLength(4);
});
