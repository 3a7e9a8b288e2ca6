// How long to wait before the next attempt: doubling up to a limit, with a little chance so that forty pages that lost
// the same server do not come back in the same instant.

const FIRST_MS = 250;
const LONGEST_MS = 8000;

/** Milliseconds before attempt number `attempt` (0 = the first after a loss). `chance` is in [0, 1). */
export function delay(attempt: number, chance: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full * (0.75 + 0.5 * chance));
}
