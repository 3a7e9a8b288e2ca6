// Marking several layers with a frame: while Shift is held, or for as long as the tool is on (touch has no Shift).

import { scene } from './scene.svelte';
import type { Card } from './scene.svelte';

export interface Frame {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

class Marking {
  /** The tool is on. */
  on = $state(false);
  /** Shift is down. */
  held = $state(false);

  get active(): boolean {
    return this.on || this.held;
  }
}

export const marking = new Marking();

const meets = (frame: Frame, { node, width, height }: Card) =>
  node.x < frame.right && node.x + width > frame.left && node.y < frame.bottom && node.y + height > frame.top;

/** The cards that a frame of the drawing touches, in the order of the arrow keys. */
export function inFrame(frame: Frame): string[] {
  return scene.order.filter((id) => {
    const card = scene.cards.get(id);
    return card !== undefined && meets(frame, card);
  });
}
