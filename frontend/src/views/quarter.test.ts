import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { quarterly } from './quarter';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('prints the newest at most four times a second', () => {
  const printed: number[] = [];
  const print = quarterly();
  for (const value of [1, 2, 3]) print(() => printed.push(value));
  expect(printed).toEqual([1]);
  vi.advanceTimersByTime(300);
  expect(printed).toEqual([1, 3]);
});

it('goes on printing after it was stopped while something waited', () => {
  const printed: number[] = [];
  const print = quarterly();
  for (const value of [1, 2]) print(() => printed.push(value));
  print.stop();
  print(() => printed.push(3));
  vi.advanceTimersByTime(300);
  expect(printed).toEqual([1, 3]);
});
