import { describe, expect, test } from 'vitest';
import { isHeld, isWithinHeld, NOTHING_HELD, withHeld } from './held';
import type { Holdable } from './held';

const layer: Holdable = {};
const unit: Holdable = { unit: 2 };
const weight: Holdable = { unit: 2, input: 0 };
const bias: Holdable = { unit: 2, input: null };

describe('what is held', () => {
  test.each([layer, unit, weight, bias])('%j is held and released by itself', (what) => {
    for (const kind of ['frozen', 'silent'] as const) {
      const held = withHeld(NOTHING_HELD, kind, what, true);
      expect([layer, unit, weight, bias].filter((one) => isHeld(held, kind, one))).toEqual([what]);
      expect(isHeld(held, kind === 'frozen' ? 'silent' : 'frozen', what)).toBe(false);
      expect(withHeld(held, kind, what, true)).toEqual(held);
      expect(withHeld(held, kind, what, false)).toEqual(NOTHING_HELD);
    }
  });

  test('with what it belongs to', () => {
    const held = withHeld(NOTHING_HELD, 'frozen', unit, true);
    expect([layer, unit, weight, bias, { unit: 1, input: 0 }].map((one) => isWithinHeld(held, 'frozen', one))).toEqual([
      false,
      false,
      true,
      true,
      false
    ]);
    expect(isWithinHeld(withHeld(NOTHING_HELD, 'silent', layer, true), 'silent', unit)).toBe(true);
  });

  test('units are told in their order', () => {
    const held = [5, 1, 3].reduce((one, at) => withHeld(one, 'silent', { unit: at }, true), NOTHING_HELD);
    expect(held.silent_units).toEqual([1, 3, 5]);
  });
});
