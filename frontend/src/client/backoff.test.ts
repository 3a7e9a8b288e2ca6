import { expect, test } from 'vitest';
import { delay } from './backoff';

test('the wait doubles up to a limit, and chance spreads forty pages apart', () => {
  expect([0, 1, 2].map((attempt) => delay(attempt, 0.5))).toEqual([250, 500, 1000]);
  expect(delay(30, 0.5)).toBe(8000);
  expect(delay(2, 0)).toBe(750);
  expect(delay(2, 0.999)).toBeLessThan(1251);
});
