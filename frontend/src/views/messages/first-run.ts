// What a newcomer is told, one sentence at a time, each until it was done. Pure: facts in, a code of the catalogue out.

import type { Modality } from '../../state/types';

/** Seconds of training after which there is something to compare with. */
const LONG_ENOUGH_S = 10;

export interface FirstRunFacts {
  state: 'idle' | 'running' | 'paused' | 'diverged' | 'failed';
  step: number;
  /** How to begin, as a code, while nothing lies between the input and the output; else null. */
  empty: string | null;
  modality: Modality | null;
  /** Seconds of training since the page was opened. */
  trained: number;
  movedRate: boolean;
  editedNetwork: boolean;
}

/** How an empty drawing is begun. */
export function beginning({ empty, step }: FirstRunFacts): string | null {
  return step === 0 ? empty : null;
}

/** Press play; then move the rate; then, at rest, add a layer. */
export function firstRun(facts: FirstRunFacts): string | null {
  const { state, step, modality, trained, movedRate, editedNetwork } = facts;
  if (step === 0 && state !== 'running') return `message.first_${modality ?? 'plane'}`;
  if (trained < LONG_ENOUGH_S) return null;
  if (state === 'running' && !movedRate) return 'message.try_rate';
  if (state === 'paused' && !editedNetwork) return 'message.try_layer';
  return null;
}
