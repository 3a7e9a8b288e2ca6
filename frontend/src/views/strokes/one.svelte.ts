// One example at a time: training rests, and one point of the data goes through the four strokes. This is the switch; what is shown
// comes with the panel, when it is needed.

import { app } from '../../state/app.svelte';
import type { Hover } from '../../state/types';

export const STROKES = ['forward', 'loss', 'backward', 'update'] as const;
export type Stroke = (typeof STROKES)[number];

class OneExample {
  on = $state(false);
  stroke = $state<Stroke>('forward');
  /** The unit whose numbers are written out, while the pointer is on no other. */
  chosen = $state.raw<Hover | null>(null);
  private resume = false;
  private before = app.sample;

  /** Why there is nothing to look at, or undefined. */
  get reason(): string | undefined {
    return app.trained ? undefined : 'strokes.nothing';
  }

  enter(): void {
    if (this.on || this.reason !== undefined) return;
    this.resume = app.run.state === 'running';
    if (this.resume) void app.commands.pause();
    this.before = app.sample;
    if (app.sample.split !== 'train') app.sample = { split: 'train', index: 0 };
    this.stroke = 'forward';
    this.on = true;
  }

  /** `quietly`: training has been started from elsewhere, or what was looked at is gone. */
  leave(quietly = false): void {
    if (!this.on) return;
    this.on = false;
    this.chosen = null;
    if (quietly) return;
    app.sample = this.before;
    if (this.resume) void app.commands.play();
  }

  toggle(): void {
    if (this.on) this.leave();
    else this.enter();
  }

  /** The next stroke, or the one before; they do not go round. */
  go(by: -1 | 1): void {
    this.stroke = STROKES[STROKES.indexOf(this.stroke) + by] ?? this.stroke;
  }

  /** Points of the split that the example is from. */
  get count(): number {
    return (app.sample.split === 'train' ? app.data?.train : app.data?.validation) ?? 1;
  }

  other(by: number): void {
    const { split, index } = app.sample;
    app.sample = { split, index: (index + by + this.count) % this.count };
  }

  random(): void {
    if (this.count > 1) this.other(1 + Math.floor(Math.random() * (this.count - 1)));
  }

  /** The point of plane data nearest to a place. */
  pick([x1, x2]: readonly [number, number]): void {
    const points = app.data?.points;
    if (!this.on || !points) return;
    let nearest = 0;
    const far = (i: number): number => Math.hypot((points.x[i]?.[0] ?? 0) - x1, (points.x[i]?.[1] ?? 0) - x2);
    for (let i = 1; i < points.x.length; i++) if (far(i) < far(nearest)) nearest = i;
    app.sample =
      nearest < points.train
        ? { split: 'train', index: nearest }
        : { split: 'validation', index: nearest - points.train };
  }

  /** Where the example lies on the plane. */
  get place(): readonly [number, number] | null {
    const points = this.on ? app.data?.points : null;
    const { split, index } = app.sample;
    return points?.x[split === 'train' ? index : index + points.train] ?? null;
  }
}

export const one = new OneExample();
