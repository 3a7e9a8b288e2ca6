// The weight (or the block of weights) under the pointer, and where the pointer is.

import type { WeightSpot } from './overlay';

type Meant = Pick<WeightSpot, 'unit' | 'input'>;

const same = (one: WeightSpot | null, other: WeightSpot | null): boolean =>
  one?.node === other?.node &&
  one?.unit === other?.unit &&
  one?.input === other?.input &&
  one?.units === other?.units &&
  one?.inputs === other?.inputs;

export const isSingle = (spot: WeightSpot): boolean => spot.units * spot.inputs === 1;

class Pointed {
  weight = $state.raw<WeightSpot | null>(null);
  x = $state(0);
  y = $state(0);
  /** The largest weight of the block that was pointed at last, once the engine has said which it is. */
  private largest = $state.raw<{ of: WeightSpot; weight: Meant } | null>(null);

  at(weight: WeightSpot | null, x: number, y: number): void {
    this.x = x;
    this.y = y;
    if (!same(weight, this.weight)) this.weight = weight;
  }

  /** Where a click was: browsers round its place, and a cell of a picture may be no wider than that. */
  exact(x: number, y: number): [number, number] {
    return Math.hypot(x - this.x, y - this.y) < 1.5 ? [this.x, this.y] : [x, y];
  }

  found(of: WeightSpot, weight: Meant): void {
    this.largest = { of, weight };
  }

  /** The weight itself, or the largest of a block; null before that is known. */
  meant(spot: WeightSpot): Meant | null {
    if (isSingle(spot)) return { unit: spot.unit, input: spot.input };
    return this.largest && same(this.largest.of, spot) ? this.largest.weight : null;
  }
}

export const pointed = new Pointed();
