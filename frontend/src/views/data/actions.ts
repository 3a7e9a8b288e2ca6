// What the data panel does beyond setting a value.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { DatasetEntry } from '../../state/types';
import { offerUndo } from '../undo/undo';
import { choose } from './choose';

const SEEDS = 2 ** 16;

/** Another dataset, with what has to change with it; the rest of the page says what that was and how to go back. */
export function chooseDataset(entry: DatasetEntry): void {
  if (!app.catalogue || entry.kind === app.document.data.dataset.kind) return;
  const { changes, also } = choose(app.document, entry, app.catalogue);
  app.change(changes);
  if (also.length === 0) return;
  const words = also.map(({ code, params }) => t(code, params)).join(' ');
  offerUndo(`${entry.title}: ${words}`);
}

/** Other points, or another split of real ones. */
export function newDataSeed(): void {
  const old = app.document.data.seed;
  let seed = old;
  while (seed === old) seed = Math.floor(Math.random() * SEEDS);
  app.change([{ path: ['data', 'seed'], value: seed }]);
}
