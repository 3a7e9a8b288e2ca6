// Freezing and silencing by name: what is selected is meant, layers or a unit.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Command } from '../shortcuts/command';
import { refusalOf, toggleOf } from './hold';
import type { Hold } from './hold';

function chosen(): { ids: readonly string[]; unit?: number } {
  const { current, nodeIds } = app.selection;
  return current?.kind === 'unit' ? { ids: [current.node], unit: current.unit } : { ids: nodeIds };
}

function run(hold: Hold): void {
  const { ids, unit } = chosen();
  toggleOf(ids, hold, unit)?.run();
}

function reason(hold: Hold): string | undefined {
  const { ids, unit } = chosen();
  return ids.length === 0 ? t('command.select_part') : refusalOf(ids, hold, unit);
}

const here = { group: 'network', scope: 'canvas' } as const;

export default [
  { ...here, id: 'network.freeze', icon: 'lock', run: () => run('frozen'), reason: () => reason('frozen') },
  { ...here, id: 'network.silence', icon: 'silent', run: () => run('silent'), reason: () => reason('silent') }
] satisfies Command[];
