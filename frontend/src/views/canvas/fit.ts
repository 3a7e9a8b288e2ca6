// The viewport that shows the whole drawing: as large as it fits, below the tools and above the legend.

import type { Viewport } from './overlay';
import type { Card } from './scene.svelte';

const SIDE = 14;
const TOP = 62;
const BOTTOM = 56;
export const LEAST_ZOOM = 0.2;
export const MOST_ZOOM = 2.5;
const MOST_FIT = 1.1;

/** For a part of the drawing that somebody wants to see large. */
export const MOST_CLOSE = 1.6;

/** `tall`: as large as the height allows, beginning at the left; the rest is a swipe away (phone). */
export function fitted(
  cards: Iterable<Card>,
  width: number,
  height: number,
  tall: boolean,
  most = MOST_FIT
): Viewport | null {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { node, ...card } of cards) {
    left = Math.min(left, node.x);
    top = Math.min(top, node.y);
    right = Math.max(right, node.x + card.width);
    bottom = Math.max(bottom, node.y + card.height);
  }
  if (!(right > left) || width <= 0 || height <= 0) return null;
  const room = { width: width - 2 * SIDE, height: height - TOP - BOTTOM };
  const across = tall ? most : room.width / (right - left);
  const zoom = Math.max(LEAST_ZOOM, Math.min(tall ? 1 : most, across, room.height / (bottom - top)));
  const spare = width - (right - left) * zoom;
  return {
    zoom,
    x: Math.round((tall && spare < 0 ? SIDE : spare / 2) - left * zoom),
    y: Math.round(TOP + Math.max(0, (room.height - (bottom - top) * zoom) / 2) - top * zoom)
  };
}
