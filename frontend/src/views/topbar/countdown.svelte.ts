// Whole seconds until a moment of `performance.now()`, counted down while someone shows them.

export function secondsUntil(moment: () => number | null): { readonly seconds: number } {
  let seconds = $state(0);
  $effect(() => {
    const at = moment();
    if (at === null) {
      seconds = 0;
      return undefined;
    }
    const count = (): void => {
      seconds = Math.max(0, Math.ceil((at - performance.now()) / 1000));
    };
    count();
    const timer = window.setInterval(count, 250);
    return () => {
      window.clearInterval(timer);
    };
  });
  return {
    get seconds() {
      return seconds;
    }
  };
}
