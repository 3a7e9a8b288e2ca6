// The settings that can be found by name: where each stands, by the words that it has there.

import type { Tab } from '../zones/places.svelte';

interface Setting {
  tab: Tab;
  /** Codes of the words of its section and of its label. */
  section: string;
  label: string;
}

const learning = (name: string): Setting => ({ tab: 'learning', section: 'learning.title', label: `learning.${name}` });
const data = (name: string): Setting => ({ tab: 'data', section: 'zones.data', label: `data.${name}` });

/** Parts of the page: their first control has the focus then. */
export const PARTS: readonly Omit<Setting, 'label'>[] = [
  { tab: 'output', section: 'output.title' },
  { tab: 'loss', section: 'chart.title' },
  { tab: 'learning', section: 'learning.title' },
  { tab: 'data', section: 'zones.data' },
  { tab: 'data', section: 'zones.layers' }
];

export const SETTINGS: readonly Setting[] = [
  ...['learning_rate', 'optimizer', 'schedule', 'loss', 'batch_size', 'l1', 'l2', 'clip', 'stop_after', 'seed'].map(
    learning
  ),
  ...['validation_share', 'seed', 'standardise'].map(data),
  { tab: 'loss', section: 'chart.title', label: 'chart.log' },
  { tab: 'output', section: 'output.title', label: 'output.show_validation' }
];
