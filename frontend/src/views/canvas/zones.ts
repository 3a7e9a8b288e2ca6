// Where a dragged layer can be dropped: the gap between two wired cards, or near the wire where it runs past others.

import { openLane } from '../../graph/empty';
import type { Wire } from '../../state/types';
import { WIRE_Y } from './geometry';
import { scene } from './scene.svelte';
import type { Card } from './scene.svelte';

export interface Zone {
  wire: Wire;
  left: number;
  top: number;
  width: number;
  height: number;
}

const NEAR = 24;
const OVERLAP = 10;

function gap(source: Card, target: Card): Omit<Zone, 'wire'> {
  const left = source.node.x + source.width;
  const width = target.node.x - left;
  const top = Math.min(source.node.y, target.node.y);
  const bottom = Math.max(source.node.y + source.height, target.node.y + target.height);
  return { left, top, width, height: bottom - top };
}

const crosses = (zone: Omit<Zone, 'wire'>, card: Card) =>
  card.node.x < zone.left + zone.width &&
  card.node.x + card.width > zone.left &&
  card.node.y < zone.top + zone.height &&
  card.node.y + card.height > zone.top;

/** The part of the drawing that belongs to a wire, or null when it leads backwards. */
function zoneOf(wire: Wire): Zone | null {
  const source = scene.cards.get(wire.source);
  const target = scene.cards.get(wire.target);
  if (!source || !target) return null;
  const whole = gap(source, target);
  if (whole.width <= 0) return null;
  const free = ![...scene.cards.values()].some((card) => crosses(whole, card));
  if (free) return { wire, ...whole };
  const y = (source.node.y + target.node.y) / 2 + WIRE_Y;
  const spread = Math.abs(source.node.y - target.node.y) / 2 + NEAR;
  return { wire, left: whole.left, width: whole.width, top: y - spread, height: 2 * spread };
}

/** Where there is nothing between the input and the output yet, the room between them. */
export function laneZone(): Zone | null {
  const lane = openLane(scene.network);
  return lane && zoneOf(lane);
}

export const zones = (): Zone[] => {
  const lane = laneZone();
  return [...scene.network.wires.flatMap((wire) => zoneOf(wire) ?? []), ...(lane ? [lane] : [])];
};

/** The wire whose zone holds a point of the drawing; of several, the smallest zone. */
export function wireAt(x: number, y: number): Wire | null {
  const inside = zones().filter(
    (zone) =>
      x > zone.left - OVERLAP && x < zone.left + zone.width + OVERLAP && y > zone.top && y < zone.top + zone.height
  );
  inside.sort((a, b) => a.width * a.height - b.width * b.height);
  return inside[0]?.wire ?? null;
}
