import { describe, expect, test } from 'vitest';
import { loss, parse, short, tick } from './format';

describe('loss', () => {
  test.each([
    [0.0031, '0.0031'],
    [0.69314, '0.6931'],
    [12.3456, '12.346'],
    [123.456, '123.46'],
    [4321.09, '4321.1'],
    [0.000031, '3.1e−5'],
    [1.24e9, '1.2e9'],
    [0, '0.0000'],
    [-0.5, '−0.5000'],
    [null, '–'],
    [Number.NaN, '–'],
    [Infinity, '∞']
  ])('%s is printed as %s', (value, text) => {
    expect(loss(value)).toBe(text);
  });

  test('never takes more than seven characters while it falls', () => {
    for (let value = 1e5; value > 1e-9; value *= 0.83) expect(loss(value).length).toBeLessThanOrEqual(7);
  });
});

describe('short', () => {
  test.each([
    [0.0025, '0.0025'],
    [0.00001, '0.00001'],
    [0.000001, '1e−6'],
    [3, '3'],
    [0.1 + 0.2, '0.3'],
    [2140, '2\u202f140'],
    [-12345.5, '−12\u202f350'],
    [2.5e12, '2.5e12'],
    [0, '0']
  ])('%s is printed as %s', (value, text) => {
    expect(short(value)).toBe(text);
  });

  test('reads back what it prints', () => {
    for (const value of [0.0025, -3, 1e-6, 12_000, 0.5]) expect(parse(short(value))).toBe(value);
  });
});

describe('tick', () => {
  test.each([
    [0.0001, '0.0001'],
    [0.00001, '1e−5'],
    [20000, '20\u202f000'],
    [100000, '1e5'],
    [1.5e6, '1.5e6'],
    [1e36, '1e36']
  ])('%s at an axis is %s', (value, text) => {
    expect(tick(value)).toBe(text);
  });
});

describe('parse', () => {
  test.each([
    ['−0,5', -0.5],
    [' 2 140 ', 2140],
    ['1e-3', 0.001],
    ['', Number.NaN],
    ['many', Number.NaN]
  ])('%j means %s', (text, value) => {
    expect(parse(text)).toBe(value);
  });
});
