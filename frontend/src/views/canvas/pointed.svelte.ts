// The weight (or the block of weights) under the pointer, and where the pointer is.

import type { WeightSpot } from './overlay';

class Pointed {
  weight = $state.raw<WeightSpot | null>(null);
  x = $state(0);
  y = $state(0);

  at(weight: WeightSpot | null, x: number, y: number): void {
    this.x = x;
    this.y = y;
    const known = this.weight;
    const same =
      weight?.node === known?.node &&
      weight?.unit === known?.unit &&
      weight?.input === known?.input &&
      weight?.units === known?.units &&
      weight?.inputs === known?.inputs;
    if (!same) this.weight = weight;
  }
}

export const pointed = new Pointed();
