// Undo and redo by name. Their keys are heard in keys.ts, which leaves a field its own undo while one types.

import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Command } from '../shortcuts/command';
import { doAgain, takeBack } from './undo';

const here = { group: 'network', scope: 'anywhere', own: true } as const;

export default [
  {
    ...here,
    id: 'network.undo',
    keys: ['Ctrl+Z'],
    icon: 'undo',
    run: () => takeBack(),
    reason: () => (app.undoing.canUndo ? undefined : t('undo.nothing'))
  },
  {
    ...here,
    id: 'network.redo',
    keys: ['Ctrl+Shift+Z', 'Ctrl+Y'],
    icon: 'redo',
    run: doAgain,
    reason: () => (app.undoing.canRedo ? undefined : t('undo.nothing_again'))
  }
] satisfies Command[];
