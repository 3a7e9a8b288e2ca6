/**
 * At most one call an animation frame, with the newest argument: for a slider that sends while it is dragged.
 * `flush` calls at once when something waits.
 */
export function perFrame<T>(call: (value: T) => void): { (value: T): void; flush: () => void } {
  let waiting: { value: T } | null = null;
  const flush = (): void => {
    const next = waiting;
    waiting = null;
    if (next) call(next.value);
  };
  const send = (value: T): void => {
    const first = waiting === null;
    waiting = { value };
    if (first) requestAnimationFrame(flush);
  };
  return Object.assign(send, { flush });
}
