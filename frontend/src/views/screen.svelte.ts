// How much room there is. The widths are the design's.

import { MediaQuery } from 'svelte/reactivity';

const phone = new MediaQuery('(max-width: 719.98px)', false);
const tight = new MediaQuery('(max-width: 999.98px)', false);
const narrow = new MediaQuery('(max-width: 1099.98px)', false);
const compact = new MediaQuery('(max-width: 1339.98px)', false);
const folded = new MediaQuery('(max-width: 1399.98px)', false);

export const screen = {
  /** Under 720: transport and tabs at the bottom. */
  get phone(): boolean {
    return phone.current;
  },
  /** Under 1000: speed is with the learning settings, and the bar counts epochs only. */
  get tight(): boolean {
    return tight.current;
  },
  /** Under 1100: the rail is shut. */
  get narrow(): boolean {
    return narrow.current;
  },
  /** Under 1340: a new seed is under More, and steps are not counted. */
  get compact(): boolean {
    return compact.current;
  },
  /** Under 1400: Share and Export are under More. */
  get folded(): boolean {
    return folded.current;
  }
};
