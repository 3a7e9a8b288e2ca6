// What the transport does, for its buttons and for the keyboard.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import { toasts } from '../../ui/toasts.svelte';

interface Run {
  state: string;
  step: number;
}

/** Why training cannot begin, in words; undefined when it can. A drawing that never was valid has nothing to train. */
export function whyNotPlay(run: Run, graph: { valid: boolean } | null): string | undefined {
  if (run.state === 'diverged') return t('topbar.diverged');
  if (run.state === 'failed') return t('topbar.failed');
  if (graph && !graph.valid && run.step === 0 && run.state === 'idle') return t('topbar.connect');
  return undefined;
}

export function togglePlay(): void {
  if (app.run.state === 'running') void app.commands.pause();
  else if (whyNotPlay(app.run, app.graph) === undefined) void app.commands.play();
}

const SEEDS = 2 ** 16;

/** Other first weights and another order, and from the beginning again. Can be taken back. */
export function newSeed(): void {
  const old = app.document.training.seed;
  let seed = old;
  while (seed === old) seed = Math.floor(Math.random() * SEEDS);
  app.change([{ path: ['training', 'seed'], value: seed }]);
  void app.commands.reset();
  toasts.show(t('topbar.seed_is', { seed }), {
    label: t('common.undo'),
    run: () => {
      app.change([{ path: ['training', 'seed'], value: old }]);
      void app.commands.reset();
    }
  });
}
