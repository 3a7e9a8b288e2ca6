// What the probes of judging say, as the views need it: plain numbers, kept.

import type { ProbeData, Section } from '../../state/types';
import type { Head } from './head';
import { valuesOf } from './read';

/** A curve in the unit square, the limits at its points, and what was worked out of it. */
export interface Judged {
  points: Float32Array;
  limits: number[];
  told: number[];
}

/** A u16 section as the numbers that it stands for. */
export function fine(section: Section): Float32Array {
  const { values, lo, hi } = section;
  const scale = (hi - lo) / 65_535;
  return Float32Array.from(values, (q) => lo + q * scale);
}

export function judgedOf({ parts: [curve, limits, told] }: ProbeData): Judged | null {
  return curve ? { points: fine(curve), limits: valuesOf(limits), told: valuesOf(told) } : null;
}

/** Index of the point that is picked where the network itself decides between two classes, or −1 for many. */
export function ownPoint({ limits }: Judged, head: Head): number {
  if (head.meaning !== 'two' || head.units !== 1) return -1;
  let at = 0;
  for (let i = 1; i < limits.length; i++) if ((limits[i] ?? 0) > head.limit) at = i;
  return at;
}
