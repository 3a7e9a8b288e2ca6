// Which signs held units have, and where those of held weights and biases stand on the drawing.

import { BIAS_WIDTH } from '../../render/biases';
import { drawSign } from '../../render/held';
import type { HeldSign, SignStyle } from '../../render/held';
import { lookOf, pointOn } from '../../render/edges';
import type { Bundle } from '../../render/edges';
import { thumbPlace, thumbSize } from '../../render/thumb';
import type { Held } from '../../state/types';
import type { Place } from '../../render/tiles';

/** Along an edge: near the unit whose weight it is, before edges meet. */
const ALONG = 0.72;
/** The line on which a bias stands, above the lower end of its tile, and how far left of it. */
const BIAS_ABOVE = 10;
const BIAS_LEFT = 12;
/** How near to a bias the pointer has to be. */
const BIAS_NEAR = { across: 14, along: 14 };

type Ctx = CanvasRenderingContext2D;

const KINDS: readonly HeldSign[] = ['frozen', 'silent'];

/** What a unit says of itself; what the whole layer is stands in its header. */
export function signsOf({ frozen_units, silent_units }: Held, unit: number): readonly HeldSign[] {
  if (silent_units.includes(unit)) return ['silent'];
  return frozen_units.includes(unit) ? ['frozen'] : [];
}

export const isSilent = (held: Held, unit: number): boolean => held.silent || held.silent_units.includes(unit);

/** Left end of a bias's line, from the card's top left. */
export const biasPlace = (place: Place) => ({ x: place.x - BIAS_LEFT, y: place.y + place.size - BIAS_ABOVE });

export function isNearBias(place: Place, x: number, y: number): boolean {
  const at = biasPlace(place);
  const dx = Math.abs(x - at.x - BIAS_WIDTH / 2);
  return dx <= BIAS_NEAR.across && Math.abs(y - at.y) <= BIAS_NEAR.along && x < place.x;
}

/** On the edges, or on the cells of a matrix, that are held by themselves. */
export function drawWeightSigns(
  ctx: Ctx,
  bundle: Bundle,
  held: Held,
  size: { inputs: number; units: number },
  style: SignStyle
): void {
  const { inputs, units } = size;
  const ribbon = lookOf(units, inputs) === 'ribbon' || bundle.from.x.length !== inputs || bundle.to.x.length !== units;
  for (const kind of KINDS) {
    for (const [unit, input] of held[`${kind}_weights`]) {
      if (input === null || unit >= units || input >= inputs) continue;
      const [x, y] = ribbon ? cell(bundle, unit, input, size) : pointOn(bundle, unit, input, ALONG);
      drawSign(ctx, kind, x, y, style);
    }
  }
}

function cell(bundle: Bundle, unit: number, input: number, { inputs, units }: { inputs: number; units: number }) {
  const { width, height } = thumbSize(inputs, units);
  const { left, top } = thumbPlace(bundle, width, height);
  return [left + ((input + 0.5) / inputs) * width, top + ((unit + 0.5) / units) * height] as const;
}

/** At the biases of a card that are held by themselves; `x`, `y`: the card's top left. */
export function drawBiasSigns(
  ctx: Ctx,
  places: readonly Place[],
  held: Held,
  x: number,
  y: number,
  style: SignStyle
): void {
  for (const kind of KINDS) {
    for (const [unit, input] of held[`${kind}_weights`]) {
      const place = places[unit];
      if (input !== null || !place) continue;
      const at = biasPlace(place);
      drawSign(ctx, kind, x + at.x + BIAS_WIDTH / 2, y + at.y - 15, style);
    }
  }
}
