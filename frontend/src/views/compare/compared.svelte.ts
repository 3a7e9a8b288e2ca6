// A moment that was put aside to be compared with whatever is shown: its numbers and its document, as they were.

import { app } from '../../state/app.svelte';
import type { Document, MetricColumn } from '../../state/types';
import { curveOn, timeNow } from '../timeline/shown.svelte';

export interface Aside {
  session: string | null;
  /** Of the data that the numbers are about. */
  data: number;
  /** In epochs. */
  time: number;
  step: number;
  document: Document;
  numbers: Readonly<Record<MetricColumn, number>>;
}

let aside = $state.raw<Aside | null>(null);

/** Null: nothing is compared. What was put aside in another session is gone. */
export const compared = (): Aside | null => (aside?.session === app.session ? aside : null);

/** Puts what is shown aside, or lets go of what is. */
export function toggleCompare(): void {
  if (compared()) {
    aside = null;
    return;
  }
  const columns = Object.keys(app.history.columns) as MetricColumn[];
  aside = {
    session: app.session,
    data: app.data?.revision ?? 0,
    time: timeNow(curveOn(app.recording.rows)),
    step: app.live.counters.values.step,
    document: app.document,
    numbers: Object.fromEntries(columns.map((name) => [name, app.recording.latest(name)])) as Aside['numbers']
  };
}
