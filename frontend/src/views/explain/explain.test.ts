import katex from 'katex';
import { describe, expect, test } from 'vitest';
import explain from '@messages/en/explain.json';
import { OPTIONS } from './formula';
import { placed } from './place';
import { explanationOf, inWords, loadWords } from './words';

const formulas = Object.entries(explain).filter(([code]) => code.endsWith('.formula'));

test.each(formulas)('%s can be set, and read out', (_, formula) => {
  const html = katex.renderToString(String(formula), OPTIONS);
  expect(html).toContain('<math');
  // A style in the markup of an SVG is the one thing that the Content-Security-Policy would refuse.
  expect(html).not.toMatch(/<svg[^>]*style=/);
});

test('a field is explained by its own words, or by those of the field of any kind', async () => {
  await loadWords();
  expect(explanationOf('training.learning_rate').sides.map(({ name }) => name)).toEqual(['Too little', 'Too much']);
  expect(explanationOf('optimizer.adam.epsilon')).toEqual(explanationOf('optimizer.rmsprop.epsilon'));
  expect(explanationOf('dataset.hills.noise')).not.toEqual(explanationOf('dataset.spiral.noise'));
  expect(explanationOf('nothing.at.all')).toEqual({ formula: null, sides: [] });
});

test('a formula is not said twice', () => {
  expect(inWords('A wave: f(z) = sin(z).', true)).toBe('A wave.');
  expect(inWords('A wave: f(z) = sin(z).', false)).toBe('A wave: f(z) = sin(z).');
  expect(inWords('Two arms wound around each other, one a class: the hardest of all.', true)).toContain('the hardest');
});

describe('an explanation', () => {
  const room = { width: 1440, height: 900 };
  const size = { width: 320, height: 400 };
  const control = { left: 1150, top: 700, right: 1400, bottom: 750 };

  test('stands beside the panel of its control, whole', () => {
    const panel = { left: 1104, top: 52, right: 1440, bottom: 900 };
    expect(placed(control, panel, size, room)).toEqual({ x: 1104 - 320 - 12, y: 900 - 400 - 8 });
  });

  test('stands to the right of what is on the left', () => {
    const rail = { left: 0, top: 52, right: 232, bottom: 900 };
    expect(placed({ left: 14, top: 300, right: 200, bottom: 340 }, rail, size, room)).toEqual({ x: 244, y: 284 });
  });

  test('without room on either side it stands below, else above', () => {
    const narrow = { width: 500, height: 900 };
    const low = { left: 100, top: 600, right: 300, bottom: 640 };
    expect(placed({ ...low, top: 100, bottom: 140 }, low, size, narrow)).toEqual({ x: 100, y: 146 });
    expect(placed(low, low, size, narrow)).toEqual({ x: 100, y: 600 - 400 - 6 });
  });
});
