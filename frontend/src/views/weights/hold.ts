// Freezing and silencing: what a person does to a layer, a unit or a weight, and what is known of it.

import { t } from '../../i18n/messages';
import { isHeld, isWithinHeld, withHeld } from '../../graph/held';
import type { Hold, Holdable } from '../../graph/held';
import { app } from '../../state/app.svelte';
import type { JsonValue, Node } from '../../state/types';

export type { Hold, Holdable };

const nodeAt = (id: string): [Node, number] | null => {
  const index = app.document.network.nodes.findIndex((node) => node.id === id);
  const node = app.document.network.nodes[index];
  return node ? [node, index] : null;
};

/** Holds or releases the same in several layers. */
export function hold(ids: readonly string[], kind: Hold, what: Holdable, on: boolean): void {
  app.change(
    ids.flatMap((id) => {
      const found = nodeAt(id);
      if (!found) return [];
      const [node, index] = found;
      const value = withHeld(node.held, kind, what, on) as unknown as JsonValue;
      return [{ path: ['network', 'nodes', index, 'held'], value }];
    })
  );
}

/** Whether this is held: itself, or with what it belongs to. */
export function holds(id: string, kind: Hold, what: Holdable): { itself: boolean; within: boolean } {
  const held = nodeAt(id)?.[0].held;
  if (!held) return { itself: false, within: false };
  return { itself: isHeld(held, kind, what), within: isWithinHeld(held, kind, what) };
}

/** Whether this can be held: frozen what has weights of its own, silent all but the answer and its units. */
export function canHold(id: string, kind: Hold, what: Holdable): boolean {
  if (kind === 'frozen') return (app.graph?.nodes[id]?.parameters ?? 0) > 0;
  return nodeAt(id)?.[0].layer.kind !== 'output' || (what.unit !== undefined && what.input !== undefined);
}

/** What a person does who holds, as the catalogue calls it. */
export const VERBS = { frozen: 'freeze', silent: 'silence' } as const;

/** Holds these layers, or this unit of them, or releases what is held already; null where nothing can be held so. */
export function toggleOf(ids: readonly string[], kind: Hold, unit?: number): { on: boolean; run: () => void } | null {
  const what: Holdable = unit === undefined ? {} : { unit };
  const able = ids.filter((id) => canHold(id, kind, what));
  if (able.length === 0) return null;
  const on = !able.every((id) => holds(id, kind, what).itself);
  return { on, run: () => hold(able, kind, what, on) };
}

/** Why these can't be held, in words; undefined when they can. */
export const refusalOf = (ids: readonly string[], kind: Hold, unit?: number): string | undefined =>
  toggleOf(ids, kind, unit) ? undefined : t(`held.never_${kind}`);
