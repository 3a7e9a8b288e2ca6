// What the layers went through, asked for twice a second while somebody looks and something has changed.

import { app } from '../../state/app.svelte';
import { problemsOf } from '../../state/problems';
import type { Quantity, SpreadReply, TrailReply } from '../../state/types';

const PERIOD_MS = 500;

/** Runs `ask` now and whenever training has gone on, one at a time; returns the function that ends it. */
function whileLooking<T>(ask: () => Promise<T>, tell: (answer: T) => void): () => void {
  let asked = '';
  let over = false;
  let busy = false;
  const look = async (): Promise<void> => {
    const { step, epoch } = app.live.counters.values;
    const now = JSON.stringify([app.session, app.revision, step, epoch]);
    if (busy || now === asked || document.hidden || app.connection.state !== 'live') return;
    busy = true;
    try {
      const answer = await ask();
      if (!over) tell(answer);
      asked = now;
    } catch (error) {
      problemsOf(error); // No answer now (the worker is another one): the next time will do. A fault of ours is thrown on.
    } finally {
      busy = false;
    }
  };
  void look();
  const timer = window.setInterval(() => void look(), PERIOD_MS);
  return () => {
    over = true;
    window.clearInterval(timer);
  };
}

export function watchLayers(tell: (answer: TrailReply) => void): () => void {
  return whileLooking(app.trail.curves, tell);
}

export function watchSpread(node: string, of: Quantity, tell: (answer: SpreadReply) => void): () => void {
  return whileLooking(() => app.trail.spread(node, of), tell);
}
