// A layer on its way from the palette to the canvas. The canvas says what lies under the pointer; this keeps what is dragged.

import { openLane } from '../../graph/empty';
import type { Position } from '../../graph/layout';
import { same } from '../../graph/network';
import type { Wire } from '../../state/types';
import type { Offer } from './offers';
import { scene } from './scene.svelte';

/** What lies under a point of the page: a wire, a place on the canvas, or (null) no canvas at all. */
export type Finder = (clientX: number, clientY: number) => { wire: Wire | null; position: Position } | null;

class PaletteDrag {
  entry = $state.raw<Offer | null>(null);
  /** The wire under the pointer. */
  over = $state.raw<Wire | null>(null);
  x = $state(0);
  y = $state(0);
  private find: Finder | null = null;

  /** The canvas that is on the page says what lies where. */
  attach(find: Finder): () => void {
    this.find = find;
    return () => {
      if (this.find === find) this.find = null;
    };
  }

  /** In an empty drawing there is one place to go, wherever on the canvas a layer is dropped. */
  private under(clientX: number, clientY: number): ReturnType<Finder> {
    const found = this.find?.(clientX, clientY) ?? null;
    return found && { ...found, wire: found.wire ?? openLane(scene.network) };
  }

  move(entry: Offer, clientX: number, clientY: number): void {
    this.entry = entry;
    this.x = clientX;
    this.y = clientY;
    const wire = this.under(clientX, clientY)?.wire ?? null;
    if (!(wire && this.over && same(wire, this.over))) this.over = wire;
  }

  drop(clientX: number, clientY: number): void {
    const { entry } = this;
    const found = this.under(clientX, clientY);
    this.cancel();
    if (!entry || !found) return;
    if (found.wire && entry.refusal(found.wire) === null) entry.onWire(found.wire);
    else entry.at(found.position);
  }

  cancel(): void {
    this.entry = null;
    this.over = null;
  }

  /** How a wire looks while something is dragged: it fits, it is the one under the pointer, or it refuses. */
  fitOf(wire: Wire): 'fits' | 'target' | 'refuses' | null {
    if (!this.entry) return null;
    const under = this.over !== null && same(this.over, wire);
    if (this.entry.refusal(wire) !== null) return under ? 'refuses' : null;
    return under ? 'target' : 'fits';
  }

  /** Why the wire under the pointer refuses what is dragged, as a message code. */
  get refusal(): string | null {
    return this.entry && this.over ? this.entry.refusal(this.over) : null;
  }

  /** The card that a dropped layer would come behind, by name. */
  get between(): { from: string; to: string } | null {
    return this.over ? { from: scene.name(this.over.source), to: scene.name(this.over.target) } : null;
  }
}

export const dragged = new PaletteDrag();
