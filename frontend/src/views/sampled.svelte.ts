// Printed numbers change four times a second, so that they can be read. Whatever `read` depends on may change as often
// as it likes.

import { untrack } from 'svelte';

const PERIOD_MS = 250;

/** Call while a component is being made; `.value` is reactive. The first value and the last one of a burst always show. */
export function sampled<T>(read: () => T): { readonly value: T } {
  let value = $state.raw(untrack(read));
  let printedAt = performance.now();
  $effect(() => {
    const next = read();
    const wait = printedAt + PERIOD_MS - performance.now();
    const print = (): void => {
      value = next;
      printedAt = performance.now();
    };
    if (wait <= 0) {
      print();
      return undefined;
    }
    const timer = window.setTimeout(print, wait);
    return () => {
      window.clearTimeout(timer);
    };
  });
  return {
    get value() {
      return value;
    }
  };
}
