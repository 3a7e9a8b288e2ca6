// The entries of a layer's menu that freeze and silence: the layers themselves, or the unit that has the focus.

import { t } from '../../../i18n/messages';
import { refusalOf, toggleOf, VERBS } from '../../weights/hold';
import type { Hold } from '../../weights/hold';
import { roving } from '../roving.svelte';
import type { Entry } from './entry';

export const ofLayers = (hold: Hold, order: number): Entry => ({
  order,
  hint: t(`held.${hold}.description`),
  label: (ids) => t(`held.${toggleOf(ids, hold)?.on === false ? 'un' : ''}${VERBS[hold]}`),
  reason: (ids) => refusalOf(ids, hold),
  run: (ids) => toggleOf(ids, hold)?.run()
});

/** The unit that is meant: the menu was asked for there. */
const meant = ([id, ...others]: readonly string[]): number | null =>
  others.length === 0 && roving.spot?.card === id ? (roving.spot?.unit ?? null) : null;

const toggle = (ids: readonly string[], hold: Hold) => {
  const unit = meant(ids);
  return unit === null ? null : toggleOf(ids, hold, unit);
};

export const ofUnit = (hold: Hold, order: number): Entry => ({
  order,
  hint: t(`held.${hold}.description`),
  label: (ids) =>
    t(`held.${toggle(ids, hold)?.on === false ? 'un' : ''}${VERBS[hold]}_unit`, { unit: (meant(ids) ?? 0) + 1 }),
  shown: (ids) => toggle(ids, hold) !== null,
  run: (ids) => toggle(ids, hold)?.run()
});
