import { expect, test } from 'vitest';
import { score } from './fuzzy';

const best = (names: string[], typed: string): string[] =>
  names
    .map((name) => ({ name, points: score(name, typed) }))
    .filter((one) => one.points !== null)
    .sort((a, b) => (b.points ?? 0) - (a.points ?? 0))
    .map((one) => one.name);

const NAMES = ['Add Dense', 'Add Dropout', 'Batch size', 'Reset', 'Open the example Two spirals', 'Dense 1'];

test('words are found in any order, and a word that begins so comes first', () => {
  expect(best(NAMES, 'dense add')).toEqual(['Add Dense']);
  expect(best(NAMES, 'dense')).toEqual(['Dense 1', 'Add Dense']);
  expect(best(['Undress', 'Add Dense'], 'd')[0]).toBe('Add Dense');
});

test('letters may be left out, but not the first of a word, and not their order', () => {
  expect(best(NAMES, 'drpt')).toEqual(['Add Dropout']);
  expect(best(NAMES, 'tprd')).toEqual([]);
  expect(best(NAMES, 'rpout')).toEqual([]);
});

test('accents and capitals do not matter; nothing typed is answered by all, the shortest first', () => {
  expect(best(['Régler le débit'], 'REGLER debit')).toHaveLength(1);
  expect(best(NAMES, ' ')).toHaveLength(NAMES.length);
  expect(best(NAMES, '')[0]).toBe('Reset');
});
