// The weight under the pointer, and where the pointer is.

import type { WeightSpot } from './overlay';

class Pointed {
  weight = $state.raw<WeightSpot | null>(null);
  x = $state(0);
  y = $state(0);

  at(weight: WeightSpot | null, x: number, y: number): void {
    this.x = x;
    this.y = y;
    const same =
      weight?.node === this.weight?.node && weight?.unit === this.weight?.unit && weight?.input === this.weight?.input;
    if (!same) this.weight = weight;
  }
}

export const pointed = new Pointed();
