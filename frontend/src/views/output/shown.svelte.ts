// What the pictures of the plane show besides the output, shared by all of them: the unit under the pointer, and which
// points.

import { app } from '../../state/app.svelte';
import { scene } from '../canvas/scene.svelte';
import type { Head } from './head';

export interface Hovered {
  node: string;
  unit: number;
  name: string;
  /** The unit's own name (a class, a feature), where it has one. */
  label: string | null;
  units: number;
  /** Never negative. */
  amount: boolean;
  /** Its weights are an image. */
  image: boolean;
  /** Of a channel of an image: the size of what it says. */
  map: { rows: number; columns: number } | null;
  /** Looks through kernels. */
  kernels: boolean;
}

class Shown {
  validation = $state(true);

  // By value: every change makes a new document, but what hangs on this begins anew only when it says something else.
  private readonly key = $derived.by(() => JSON.stringify(this.find()));
  readonly hovered = $derived(JSON.parse(this.key) as Hovered | null);

  /** The unit to show in place of the output; a single output is the output. */
  unit(head: Head | null): Hovered | null {
    const { hovered } = this;
    return hovered && (hovered.node !== head?.node || head.units > 1) ? hovered : null;
  }

  private find(): Hovered | null {
    const { hover } = app;
    const node = hover && app.document.network.nodes.find((one) => one.id === hover.node);
    if (!hover || !node) return null;
    const look = scene.cards.get(hover.node)?.look;
    const labels = look && 'labels' in look ? look.labels : [];
    return {
      node: hover.node,
      unit: hover.unit,
      name: node.name,
      label: labels[hover.unit] ?? null,
      units: app.graph?.nodes[hover.node]?.shape?.at(-1) ?? 0,
      amount: look !== undefined && 'scale' in look && look.scale === 'amount',
      image: look?.kind === 'kernels',
      map: look?.kind === 'features' ? { rows: look.rows, columns: look.columns } : null,
      kernels: 'kernel' in node.layer
    };
  }
}

export const shown = new Shown();
