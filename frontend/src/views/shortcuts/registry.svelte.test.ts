import { expect, test } from 'vitest';
import { has } from '../../i18n/messages';
import { chordOf, isSingle, printed } from './chord';
import type { Command } from './command';
import { clashes, commandFor, commands } from './registry';

const press = (key: string, held: Partial<KeyboardEventInit> = {}): string =>
  chordOf(new KeyboardEvent('keydown', { key, ...held }));

test('a key press has one chord, whatever the layout makes of it', () => {
  expect(press(' ')).toBe('Space');
  expect(press('z', { ctrlKey: true })).toBe('Ctrl+Z');
  expect(press('Z', { metaKey: true, shiftKey: true })).toBe('Ctrl+Shift+Z');
  expect(press('?', { shiftKey: true })).toBe('?');
  expect(press('>', { code: 'Period', shiftKey: true })).toBe('Shift+.');
  expect(press('F10', { shiftKey: true })).toBe('Shift+F10');
});

test('a chord is printed key by key', () => {
  expect(printed('Ctrl+Shift+Z')).toEqual(['Ctrl', 'Shift', 'Z']);
  expect(printed('+')).toEqual(['+']);
  expect(printed('-')).toEqual(['−']);
});

test('single characters are those that can be typed by accident', () => {
  expect(['.', '?', 'Shift+.', '0'].every(isSingle)).toBe(true);
  expect(['Space', 'Ctrl+K', 'Delete', 'Shift+F10'].some(isSingle)).toBe(false);
});

test('no key means two things at once, no command is there twice, and all have words', () => {
  expect(clashes()).toEqual([]);
  const ids = commands.map((command) => command.id);
  expect(ids).toEqual([...new Set(ids)]);
  expect(ids.filter((id) => !has(`command.${id}`))).toEqual([]);
});

test('the check for clashes finds one, and none between zones that never have the focus together', () => {
  const one = (id: string, scope: Command['scope']): Command => ({
    id,
    group: 'view',
    keys: ['X'],
    ...(scope && { scope })
  });
  expect(clashes([one('a', 'canvas'), one('b', 'timeline')])).toEqual([]);
  expect(clashes([one('a', 'canvas'), one('b', undefined)])).toEqual(['X: a, b']);
  expect(clashes([one('a', 'canvas'), one('b', 'anywhere')])).toHaveLength(1);
});

test('what the focus is on decides what a key does', () => {
  expect(commandFor('Ctrl+K', false, false)?.id).toBe('help.find');
  expect(commandFor('.', false, true)).toBeUndefined();
  expect(commandFor('.', true, true)?.id).toBe('training.step');
  expect(commandFor('.', true, false)).toBeUndefined();
  expect(commandFor('Space', true, false)?.id).toBe('training.play');
  expect(commandFor('Delete', true, true)).toBeUndefined();
});
