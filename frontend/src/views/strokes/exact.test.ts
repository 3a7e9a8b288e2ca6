import { describe, expect, it } from 'vitest';
import { moved, placesFor, print, times, valueOf, weightedSum, worked } from './exact';

/** Numbers of many sizes, the same each time. */
function numbers(count: number, seed = 1): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return Math.fround((state / 2_147_483_647 - 0.5) * 4);
  });
}

describe('printed equations', () => {
  it('round half away from zero, without the error of binary fractions', () => {
    expect(print(-0.00004, 4).units).toBe(0);
    expect(times({ units: 5, places: 1 }, { units: 5, places: 2 }, 2)).toEqual({ units: 3, places: 2 });
    expect(times({ units: -5, places: 1 }, { units: 5, places: 2 }, 2)).toEqual({ units: -3, places: 2 });
    expect(times({ units: 12, places: 1 }, { units: 3, places: 0 }, 3)).toEqual({ units: 3600, places: 3 });
  });

  it('show four digits of the largest number', () => {
    expect(placesFor([0.0123, 0.5])).toBe(4);
    expect(placesFor([12.3])).toBe(2);
    expect(placesFor([0.00012])).toBe(7);
    expect(placesFor([0])).toBe(2);
  });

  it('add up to the last digit, whatever the numbers', () => {
    for (let seed = 1; seed < 40; seed++) {
      const all = numbers(13, seed);
      const pairs = all.slice(0, 6).map((w, i): [number, number] => [w, all[i + 6] ?? 0]);
      const bias = all[12] ?? 0;
      const total = pairs.reduce((sum, [w, x]) => sum + w * x, bias);
      const sum = weightedSum(pairs, bias, total, 4);
      if (!sum) throw new Error('finite');
      for (const { factors, product } of sum.terms) expect(times(...factors, sum.places)).toEqual(product);
      const listed = sum.terms.reduce((units, term) => units + term.product.units, 0);
      const units = listed + (sum.rest?.sum.units ?? 0) + (sum.extra?.units ?? 0) + sum.rounding.units;
      expect(units).toBe(sum.total.units);
      expect(sum.total.units).toBe(print(total, sum.places).units);
      expect(Math.abs(sum.rounding.units)).toBeLessThan(30);
      expect(sum.terms).toHaveLength(4);
      expect(sum.rest?.count).toBe(2);
    }
  });

  it('take as many digits of the inputs as the result needs', () => {
    for (const z of numbers(100)) {
      const found = worked(Math.tanh, [z], Math.fround(Math.tanh(z)));
      if (!found) throw new Error('found');
      const [input] = found.inputs;
      if (!input) throw new Error('one');
      expect(print(Math.tanh(valueOf(input)), found.result.places)).toEqual(found.result);
    }
    expect(worked(Math.tanh, [Number.NaN], 0)).toBeNull();
  });

  it('move a number by what is printed', () => {
    const all = numbers(200);
    all.forEach((before, i) => {
      const step = moved(before, before + (all[i + 1] ?? 0) * 1e-4);
      expect((step?.before.units ?? 0) + (step?.change.units ?? 1)).toBe(step?.after.units);
    });
    expect(moved(1, Infinity)).toBeNull();
  });
});
