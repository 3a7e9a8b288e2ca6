// What is held in a layer: frozen (training leaves it as it is) or silent (it acts as zero). Pure.

import type { Held, Node } from '../wire/types.generated';

export const NOTHING_HELD: Held = {
  frozen: false,
  silent: false,
  frozen_units: [],
  silent_units: [],
  frozen_weights: [],
  silent_weights: []
};

/** A layer, one of its units, or one of a unit's weights (`input` null: its bias). */
export type Holdable = { unit?: undefined } | { unit: number; input?: number | null | undefined };

export type Hold = 'frozen' | 'silent';

const hasPlace = (places: Held['frozen_weights'], unit: number, input: number | null) =>
  places.some(([row, column]) => row === unit && column === input);

/** Whether this itself is held, apart from what it belongs to. */
export function isHeld(held: Held, hold: Hold, what: Holdable): boolean {
  if (what.unit === undefined) return held[hold];
  if (what.input === undefined) return held[`${hold}_units`].includes(what.unit);
  return hasPlace(held[`${hold}_weights`], what.unit, what.input);
}

/** Whether what this belongs to is held: a weight's unit or layer, a unit's layer. */
export function isWithinHeld(held: Held, hold: Hold, what: Holdable): boolean {
  if (what.unit === undefined) return false;
  return held[hold] || (what.input !== undefined && held[`${hold}_units`].includes(what.unit));
}

/** The same with this held or released. */
export function withHeld(held: Held, hold: Hold, what: Holdable, on: boolean): Held {
  const { unit, input } = what as { unit?: number; input?: number | null };
  if (unit === undefined) return { ...held, [hold]: on };
  if (input === undefined) {
    const others = held[`${hold}_units`].filter((one) => one !== unit);
    return { ...held, [`${hold}_units`]: on ? [...others, unit].sort((a, b) => a - b) : others };
  }
  const others = held[`${hold}_weights`].filter(([row, column]) => row !== unit || column !== input);
  return { ...held, [`${hold}_weights`]: on ? [...others, [unit, input]] : others };
}

/** The card with other things held. */
export const holding = (node: Node, held: Held): Node => ({ ...node, held });
