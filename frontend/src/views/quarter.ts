// Printed numbers change four times a second, so that they can be read; the last value always arrives.

const PERIOD_MS = 250;

export interface Quarterly {
  (write: () => void): void;
  stop(): void;
}

/** Runs the newest `write` at most four times a second, or as often as another period says. */
export function quarterly(period = PERIOD_MS): Quarterly {
  let last = Number.NEGATIVE_INFINITY;
  let timer: number | null = null;
  let waiting: (() => void) | null = null;
  const run = () => {
    timer = null;
    last = performance.now();
    waiting?.();
    waiting = null;
  };
  const ask = (write: () => void) => {
    waiting = write;
    if (timer !== null) return;
    const left = period - (performance.now() - last);
    if (left <= 0) run();
    else timer = window.setTimeout(run, left);
  };
  return Object.assign(ask, {
    stop: () => {
      if (timer !== null) window.clearTimeout(timer);
      // Whoever goes on with it, watching something else, is not kept waiting for a timer that was taken away.
      timer = waiting = null;
    }
  });
}
