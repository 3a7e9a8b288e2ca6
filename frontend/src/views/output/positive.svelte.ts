// The class that curves and calibration ask about, the same in all of them while the data stay.

import type { DataInfo } from '../../state/types';

type Classes = Pick<DataInfo, 'classes'>;

class Positive {
  private chosen = $state<number | null>(null);

  /** Of two classes the second, which is what a single output stands for, else the first, until one is chosen. */
  of({ classes }: Classes): number {
    const first = classes.length === 2 ? 1 : 0;
    return this.chosen !== null && this.chosen < classes.length ? this.chosen : first;
  }

  choose(k: number): void {
    this.chosen = k;
  }
}

export const positive = new Positive();
