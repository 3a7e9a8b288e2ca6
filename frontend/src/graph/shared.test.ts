import { expect, test } from 'vitest';
import { chain } from '../gallery/documents';
import { shared } from './shared';

const again = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test('an equal value is the old one', () => {
  const old = chain(8, 6);
  expect(shared(old, again(old))).toBe(old);
});

test('of another document the parts that are the same are the old ones', () => {
  const old = chain(8, 6);
  const next = again(old);
  next.training.learning_rate *= 2;
  const both = shared(old, next);
  expect(both).toEqual(next);
  expect(both.network).toBe(old.network);
  expect(both.training).not.toBe(old.training);
  expect(both.training.loss).toBe(old.training.loss);
});

test('what was added, taken out or put elsewhere is seen', () => {
  const old = { list: [{ a: 1 }, { b: 2 }], kind: 'x', gone: null };
  for (const next of [
    { list: [{ a: 1 }], kind: 'x', gone: null },
    { list: [{ b: 2 }, { a: 1 }], kind: 'x', gone: null },
    { list: [{ a: 1 }, { b: 2 }], kind: 'x' },
    { list: { 0: { a: 1 }, 1: { b: 2 } }, kind: 'x', gone: null }
  ]) {
    expect(shared(old, again(next))).toEqual(next);
    expect(shared(old, again(next))).not.toBe(old);
  }
  expect(shared({ a: undefined }, { b: undefined })).toEqual({ b: undefined });
  expect(shared(null, { a: 1 })).toEqual({ a: 1 });
  expect(shared({ a: 1 }, null)).toBeNull();
});
