// The unit in focus with its surroundings: what it weighs, what weighs it.

import { app } from '../../state/app.svelte';
import type { Hover } from '../../state/types';
import { scene } from '../canvas/scene.svelte';
import { unitName } from '../canvas/words';
import { activationOf } from '../output/head';
import { study } from './study.svelte';
import type { Unit } from './written';

const FUSED = new Set(['binary_cross_entropy', 'categorical_cross_entropy']);

/** Names of a card's units. */
export const namesOf = (id: string) => (unit: number) => {
  const card = scene.cards.get(id);
  return card ? unitName(card, unit) : String(unit + 1);
};

function activationKind(id: string): string {
  const node = scene.cards.get(id)?.node;
  if (!node) return 'linear';
  const { layer } = node;
  if (layer.kind === 'output')
    return activationOf(node, app.document.training.loss.kind, app.data?.classes.length ?? 0);
  return 'activation' in layer ? layer.activation : 'linear';
}

/** Null until its numbers are there. */
export function unitAround({ node: id, unit }: Hover): Unit | null {
  const node = study.nodes.get(id);
  const from = scene.wiresInto(id)[0]?.source;
  const before = from === undefined ? undefined : study.nodes.get(from);
  if (!node || from === undefined || !before) return null;
  const out = scene.wiresOutOf(id).map(({ target }) => ({ id: target, node: study.nodes.get(target) }));
  const weighted = out.flatMap(({ id: to, node: found }) =>
    found && found.weights.before.values.length > 0 ? [{ node: found, name: namesOf(to) }] : []
  );
  const others = out.filter(({ node: found }) => !found || found.weights.before.values.length === 0);
  const kind = activationKind(id);
  const answers = scene.cards.get(id)?.node.layer.kind === 'output';
  return {
    unit,
    node,
    source: node.weights.before.values.length > 0 ? { node: before, name: namesOf(from) } : null,
    targets: weighted,
    through: others.map(({ id: to }) => scene.name(to)),
    activation: kind,
    title: app.catalogue?.activations.find((entry) => entry.kind === kind)?.title ?? kind,
    fused: answers && FUSED.has(app.document.training.loss.kind),
    answers
  };
}
