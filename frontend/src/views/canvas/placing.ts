/** Between what hangs over the drawing and the edges of its box. */
const MARGIN = 8;

/** Where something of that size begins that is wanted at `at`, so that nothing of it leaves the whole. */
export const within = (at: number, size: number, whole: number): number =>
  Math.max(MARGIN, Math.min(at, whole - size - MARGIN));
