// The weight whose little editor is open on the drawing.

import type { WeightPlace } from '../../state/types';

class Editing {
  place = $state.raw<WeightPlace | null>(null);
  /** Of the drawing's box. */
  x = $state(0);
  y = $state(0);

  open({ node, unit, input }: WeightPlace, x: number, y: number): void {
    this.place = { node, unit, input };
    this.x = x;
    this.y = y;
  }

  close(): void {
    this.place = null;
  }
}

export const editing = new Editing();
