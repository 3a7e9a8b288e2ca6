// What a person can have done by key or by name. Each feature declares its own in a `commands.ts` in its folder.

import type { IconName } from '../../ui/icons';

/** In the order of the lists. */
export const GROUPS = ['training', 'recording', 'network', 'view', 'files', 'help'] as const;

/**
 * Where its keys act. `anywhere`: in text fields, too. `page`: with the focus in the network, in the timeline or nowhere.
 * `canvas`, `timeline`: with the focus there; that zone listens itself.
 */
export type Scope = 'anywhere' | 'page' | 'canvas' | 'timeline';

export interface Command {
  /** Its words are `command.<id>`. */
  readonly id: string;
  readonly group: (typeof GROUPS)[number];
  /** Chords that all do it. */
  readonly keys?: readonly string[];
  readonly scope?: Scope;
  readonly icon?: IconName;
  /** Without it the keys mean something only where the focus is: they are listed, and nothing can be run by name. */
  readonly run?: () => void;
  /** Why it cannot be done just now, in words. */
  readonly reason?: () => string | undefined;
  /** Whether there is anything that it could act on. */
  readonly there?: () => boolean;
  /** A listener of the feature's own takes the keys: they mean more there than one call. */
  readonly own?: true;
}
