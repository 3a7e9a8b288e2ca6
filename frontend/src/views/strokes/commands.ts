import { t } from '../../i18n/messages';
import type { Command } from '../shortcuts/command';
import { one } from './one.svelte';

export default [
  {
    id: 'view.example',
    group: 'view',
    keys: ['S'],
    icon: 'step',
    run: () => {
      one.toggle();
    },
    reason: () => (one.reason === undefined ? undefined : t(one.reason))
  }
] satisfies Command[];
