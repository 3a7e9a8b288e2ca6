// Cards that go to new places together (tidied, or an undo of it) glide there, so that the eye can follow.

import type { Position } from '../../graph/layout';

const DURATION = 380;
type Places = ReadonlyMap<string, Position>;

const ease = (share: number) => 1 - (1 - share) ** 3;

/** Between two drawings: what is not in the first is where it will be. */
function between(from: Places, to: Places, share: number): Places {
  return new Map(
    [...to].map(([id, end]) => {
      const start = from.get(id) ?? end;
      return [id, { x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share }];
    })
  );
}

class Glide {
  /** Where the cards are on their way; null at rest. */
  places = $state.raw<Places | null>(null);
  private asked = false;
  private shown: Places = new Map();
  private frame = 0;

  /** The next change of places is a glide. */
  begin(): void {
    this.asked = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    // Whoever asked has changed the document by now; what others change later is none of it.
    queueMicrotask(() => requestAnimationFrame(() => (this.asked = false)));
  }

  /** The cards belong at these places. */
  to(end: Places): void {
    const start = this.places ?? this.shown;
    this.shown = end;
    const moves = [...end].some(
      ([id, { x, y }]) => start.has(id) && (start.get(id)?.x !== x || start.get(id)?.y !== y)
    );
    if (this.asked && moves) this.run(start, end);
    else if (moves) this.stop();
  }

  stop(): void {
    cancelAnimationFrame(this.frame);
    this.places = null;
  }

  private run(start: Places, end: Places): void {
    cancelAnimationFrame(this.frame);
    this.asked = false;
    this.places = start;
    const began = performance.now();
    const next = (now: number) => {
      const share = Math.min(1, Math.max(0, (now - began) / DURATION));
      this.places = share < 1 ? between(start, end, ease(share)) : null;
      if (share < 1) this.frame = requestAnimationFrame(next);
    };
    this.frame = requestAnimationFrame(next);
  }
}

export const glide = new Glide();
