// What a control hands to its explanation: its name in the catalogue and its first sentence.

import { has, t } from '../../i18n/messages';
import type { About } from '../../ui/about.svelte';

type More = Omit<About, 'key' | 'says'>;

/** A setting of a model (`training.batch_size`, `layer.dense.units`) or a control of the page (`transport.reset`). */
export function about(key: string, more: More = {}): About {
  return { key, says: t(`${key}.description`), ...more };
}

/** A choice of a kind: the setting, and the kind that is chosen. */
export function aboutKind(key: string, family: string, kind: string, more: More = {}): About {
  const named = `${family}.${kind}`;
  return about(key, has(`${named}.title`) ? { kind: named, ...more } : more);
}
