// Weights that a person sets. What is dragged is sent one value at a time, the latest winning.

import type { MarkInfo } from '../wire/types.generated';

export interface WeightPlace {
  node: string;
  unit: number;
  /** Null: the unit's bias. */
  input: number | null;
}

export class Weights {
  private readonly underWay = new Set<string>();
  private readonly waiting = new Map<string, () => Promise<unknown>>();

  constructor(private readonly send: (place: WeightPlace, value: number) => Promise<unknown>) {}

  /** Puts a number in the place of a weight, between two steps of the training. */
  set({ node, unit, input }: WeightPlace, value: number): void {
    const key = `${node} ${unit} ${input}`;
    this.waiting.set(key, () => this.send({ node, unit, input }, value));
    if (!this.underWay.has(key)) void this.pump(key);
  }

  private async pump(key: string): Promise<void> {
    this.underWay.add(key);
    for (let next = this.waiting.get(key); next; next = this.waiting.get(key)) {
      this.waiting.delete(key);
      await next();
    }
    this.underWay.delete(key);
  }
}

const only = ({ branch, moment, step, changes }: MarkInfo) =>
  JSON.stringify([branch, moment, step, changes.map(({ path }) => path)]);

/** With one more. A weight that is dragged while training rests has one mark between two moments, from where it was to where it is. */
export function withMark(marks: readonly MarkInfo[], mark: MarkInfo): MarkInfo[] {
  const last = marks.at(-1);
  const again = last && mark.changes[0]?.path[0] === 'weights' && only(last) === only(mark);
  return [...(again ? marks.slice(0, -1) : marks), mark];
}
