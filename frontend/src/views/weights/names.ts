// What a weight is called: "weight from x1 to unit 3 of Dense 1", "bias of unit 3 of Dense 1".

import { t } from '../../i18n/messages';
import type { WeightPlace } from '../../state/types';
import { scene } from '../canvas/scene.svelte';
import { unitName } from '../canvas/words';

/** Names of both ends; null for what is not in the drawing any more. */
export function endsOf({ node, unit, input }: WeightPlace): { from: string; to: string } | null {
  const target = scene.cards.get(node);
  if (!target) return null;
  const to = unitName(target, unit);
  if (input === null) return { from: '', to };
  const source = scene.cards.get(scene.wiresInto(node)[0]?.source ?? '');
  return source ? { from: unitName(source, input), to } : null;
}

export function nameOf(place: WeightPlace): string {
  const ends = endsOf(place);
  if (!ends) return '';
  return place.input === null ? t('weight.bias', { unit: ends.to }) : t('weight.name', ends);
}
