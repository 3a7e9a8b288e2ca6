import { describe, expect, test } from 'vitest';
import { kindOf, viewFor, viewsOf } from './views';

const plane = { modality: 'plane', task: 'classification' } as const;
const hills = { modality: 'plane', task: 'regression' } as const;
const iris = { modality: 'table', task: 'classification' } as const;
const diabetes = { modality: 'table', task: 'regression' } as const;
const digits = { modality: 'image', task: 'classification', shape: [1, 8, 8] } satisfies Parameters<typeof viewsOf>[0];

describe('views of the output', () => {
  test('classes are judged by curves and calibration, numbers by their residuals', () => {
    expect(viewsOf(iris)).toEqual(['confusion', 'curves', 'calibration', 'worst', 'own']);
    expect(viewsOf(diabetes)).toEqual(['scatter', 'residuals', 'worst', 'own']);
    expect(viewsOf(digits)).toEqual(viewsOf(iris));
    expect(viewsOf({ ...digits, shape: [1, 28, 28] })).not.toContain('own');
  });

  test('the plane has maps and a surface besides, for numbers too', () => {
    expect(viewsOf(plane)).toEqual(['map', 'surface', ...viewsOf(iris)]);
    expect(viewsOf(hills)).toEqual(['map', 'surface', ...viewsOf(diabetes)]);
  });

  test('a sequence of one’s own cannot be given yet', () => {
    expect(viewsOf({ modality: 'sequence', task: 'regression' })).toEqual(['scatter', 'residuals', 'worst']);
  });

  test('the first is shown until another is chosen for this kind of data', () => {
    const remembered = { [kindOf(iris)]: 'curves' };
    expect(viewFor(iris, remembered)).toBe('curves');
    expect(viewFor(plane, remembered)).toBe('map');
  });

  test('what is remembered and does not exist is not shown', () => {
    expect(viewFor(diabetes, { [kindOf(diabetes)]: 'confusion' })).toBe('scatter');
    expect(viewFor(diabetes, { [kindOf(diabetes)]: 'nonsense' })).toBe('scatter');
  });
});
