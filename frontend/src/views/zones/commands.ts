import { view } from '../canvas/view';
import type { Command } from '../shortcuts/command';

async function toNetwork(): Promise<void> {
  const { places } = await import('./places.svelte');
  await places.network();
  view.current?.fit();
}

export default [
  { id: 'view.network', group: 'view', keys: ['1'], icon: 'focus', run: () => void toNetwork() }
] satisfies Command[];
