import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decimals, integer, percent, significant } from './numbers';
import { has, t } from './messages';

const MINUS = '\u2212';

test('parameters are filled in, and one that is missing stays visible', () => {
  expect(t('canvas.insert.between', { from: 'a', to: 'b' })).toBe('between a and b');
  expect(t('canvas.insert.between', { from: 'a' })).toBe('between a and {to}');
});

test('the plural form follows the count', () => {
  expect(t('canvas.units.count', { count: 1, number: '1' })).toBe('1 unit');
  expect(t('canvas.units.count', { count: 8, number: '8' })).toBe('8 units');
});

test('an unknown code is shown rather than nothing', () => {
  expect(t('a.code.from.the.future')).toBe('a.code.from.the.future');
});

test('every code that the page writes out is in the catalogue', () => {
  const source = join(import.meta.dirname, '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf-8' }).filter(
    (file) => /\.(svelte|ts)$/.test(file) && !file.endsWith('.test.ts')
  );
  const missing = files.flatMap((file) =>
    [...readFileSync(join(source, file), 'utf-8').matchAll(/\b(?:t|problemOf)\(\s*'([a-z0-9_.]+)'/g)]
      .map((match) => match[1] ?? '')
      .filter((code) => !has(code))
      .map((code) => `${file}: ${code}`)
  );
  expect(missing).toEqual([]);
});

test('numbers have a true minus, thin spaces and fixed decimals', () => {
  expect(integer(12345)).toBe('12\u202f345');
  expect(integer(-999)).toBe(`${MINUS}999`);
  expect(decimals(-0.5, 3)).toBe(`${MINUS}0.500`);
  expect(decimals(-0.0001, 2)).toBe('0.00');
  expect(significant(0.000012345)).toBe(`1.23e${MINUS}5`);
  expect(significant(1234567)).toBe('1.23e6');
  expect(percent(0.958, 1)).toBe('95.8\u202f%');
});

test('what is no number says so', () => {
  expect([integer(Number.NaN), decimals(Infinity), decimals(-Infinity)]).toEqual(['NaN', '∞', `${MINUS}∞`]);
});
