// Step, epoch and speed as text, refreshed four times a second so that they can be read; at once when training rests.

import { integer } from '../i18n/numbers';
import type { Environment } from './environment';

const REFRESH_MS = 250;

export class Counters {
  step = $state('0');
  epoch = $state('0');
  stepsPerSecond = $state('0');
  /** The newest values, not reactive: for whoever draws them in the animation frame. */
  readonly values = { step: 0, epoch: 0, stepsPerSecond: 0 };
  private printedAt = Number.NEGATIVE_INFINITY;
  private asked = false;

  constructor(private readonly environment: Environment) {}

  /** `stepsPerSecond` null: unknown, keep the last (zero when training rests). */
  see(step: number, epoch: number, stepsPerSecond: number | null, running: boolean): void {
    this.values.step = step;
    this.values.epoch = epoch;
    if (!running) this.values.stepsPerSecond = 0;
    else if (stepsPerSecond !== null) this.values.stepsPerSecond = stepsPerSecond;
    if (!running || this.environment.now() - this.printedAt >= REFRESH_MS) this.print();
    else this.ask();
  }

  private ask(): void {
    if (this.asked) return;
    this.asked = true;
    this.environment.setTimeout(
      () => {
        this.asked = false;
        this.print();
      },
      REFRESH_MS - (this.environment.now() - this.printedAt)
    );
  }

  private print(): void {
    this.printedAt = this.environment.now();
    this.step = integer(this.values.step);
    this.epoch = integer(this.values.epoch);
    this.stepsPerSecond = integer(this.values.stepsPerSecond);
  }
}
