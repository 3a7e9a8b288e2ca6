// The one input that cards and panels show where they show one: a point of the data, or one of a person's own.

import type { SplitName } from '../wire/types.generated';

/** A point of the data. */
export interface Sample {
  split: SplitName;
  index: number;
}

export const FIRST: Sample = { split: 'validation', index: 0 };

export class ShownInput {
  /** Raw numbers of a person's own, which cards show in place of the sample; null: there are none. */
  asked = $state.raw<readonly number[] | null>(null);
  private point = $state.raw<Sample>(FIRST);

  /** The point of the data. Choosing another one shows it, whatever was asked before. */
  get sample(): Sample {
    return this.point;
  }

  set sample(sample: Sample) {
    this.point = sample;
    this.asked = null;
  }
}
