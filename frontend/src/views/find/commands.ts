import type { Command } from '../shortcuts/command';
import { finder } from './finder.svelte';

export default [
  {
    id: 'help.find',
    group: 'help',
    keys: ['Ctrl+K'],
    scope: 'anywhere',
    icon: 'search',
    run: () => (finder.open ? finder.close(true) : finder.show(false))
  },
  { id: 'network.find_layer', group: 'network', keys: ['/'], icon: 'search', run: () => finder.show(true) }
] satisfies Command[];
