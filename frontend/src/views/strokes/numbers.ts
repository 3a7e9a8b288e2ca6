// Which numbers stand on the edges, by stroke: what comes into the unit in focus, what comes back to it, or by how much its weights
// move. The same as in its equations.

import type { Hover } from '../../state/types';
import { moved } from './exact';
import { text } from './formula';
import type { Stroke } from './one.svelte';
import { cell } from './study.svelte';
import type { NodeStrokes } from './study.svelte';
import { arrivingSum, forwardSum } from './written';
import type { Unit } from './written';

export interface EdgeNumber {
  source: string;
  target: string;
  unit: number;
  input: number;
  text: string;
}

/** More edges than these have no room for numbers: then those that the equation lists have one. */
export const MOST_NUMBERS = 16;

/** `source` and `targets` are the ids of the layers around it, `targets` in the order of the unit's. */
export function edgeNumbers(
  stroke: Stroke,
  focus: Hover,
  of: Unit,
  ids: { source: string; targets: readonly string[] }
): EdgeNumber[] {
  const into = { source: ids.source, target: focus.node, unit: focus.unit };
  switch (stroke) {
    case 'forward':
      return (forwardSum(of)?.terms ?? []).map((term) => ({ ...into, input: term.index, text: text(term.product) }));
    case 'backward': {
      const places = of.targets.flatMap(({ node }, i) =>
        Array.from(node.gradients, (_, unit) => ({ target: ids.targets[i] ?? '', unit }))
      );
      return (arrivingSum(of)?.terms ?? []).flatMap((term) => {
        const place = places[term.index];
        return place ? [{ source: focus.node, input: focus.unit, ...place, text: text(term.product) }] : [];
      });
    }
    case 'update':
      return changes(of.node, focus.unit).map(([input, words]) => ({ ...into, input, text: words }));
    case 'loss':
      return [];
  }
}

function changes(node: NodeStrokes, unit: number): [number, string][] {
  const { before, after } = node.weights;
  if (before.columns > MOST_NUMBERS) return [];
  return Array.from({ length: before.columns }, (_, input): [number, string] => {
    const step = moved(cell(before, node.first, unit, input) ?? NaN, cell(after, node.first, unit, input) ?? NaN);
    const plus = step && step.change.units > 0 ? '+' : '';
    return [input, step ? plus + text(step.change) : ''];
  });
}
