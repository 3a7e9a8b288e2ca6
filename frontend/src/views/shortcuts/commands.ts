import type { Command } from './command';
import { shortcuts } from './shortcuts.svelte';

export default [
  { id: 'help.keys', group: 'help', keys: ['?'], icon: 'keyboard', run: () => shortcuts.toggle() },
  { id: 'help.single', group: 'help', icon: 'keyboard', run: () => shortcuts.allowSingle(!shortcuts.single) }
] satisfies Command[];
