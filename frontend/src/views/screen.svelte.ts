// How much room there is. The widths are the design's.

import { MediaQuery } from 'svelte/reactivity';
import { language } from '../i18n/language';

/** Words of other languages are longer than English ones: what folds, folds earlier. */
const wordy = language() === 'en' ? 1 : 1.25;
const under = (width: number): MediaQuery => new MediaQuery(`(max-width: ${width * wordy - 0.02}px)`, false);

const phone = new MediaQuery('(max-width: 719.98px)', false);
const tight = under(1000);
const narrow = new MediaQuery('(max-width: 1099.98px)', false);
const compact = under(1340);
const folded = under(1400);

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
