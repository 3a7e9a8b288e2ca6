// The drawing turned to flow down a phone's page: a row a layer, in the order the data flow.

import { flowOrder } from '../../graph/network';
import type { Network } from '../../state/types';
import type { Place } from '../../render/tiles';
import type { Card } from './scene.svelte';

export const ROW_HEADER = 32;
const SIDE = 16;
/** Room between a row's tiles and the next row's header, for the weights to be seen. */
const BETWEEN = 26;
const TILE = 36;
const PITCH = 44.6;
const SMALL_TILE = 24;
const SMALL_PITCH = 29;
const SINGLE = 148;

function rowPlaces(units: number, width: number): { places: Place[]; tile: number; height: number } {
  const many = units > Math.floor((width - 2 * SIDE + PITCH - TILE) / PITCH);
  const [tile, pitch] = many ? [SMALL_TILE, SMALL_PITCH] : [TILE, PITCH];
  const columns = Math.max(1, Math.floor((width - 2 * SIDE + pitch - tile) / pitch));
  const rows = Math.ceil(units / columns);
  const perRow = Math.ceil(units / rows);
  const places = Array.from({ length: units }, (_, unit) => {
    const row = Math.floor(unit / perRow);
    const inRow = Math.min(perRow, units - row * perRow);
    return {
      x: width / 2 + ((unit % perRow) - (inRow - 1) / 2) * pitch - tile / 2,
      y: ROW_HEADER + row * pitch,
      size: tile
    };
  });
  return { places, tile, height: ROW_HEADER + (rows - 1) * pitch + tile };
}

/** The cards as rows of this width, each below the one before. */
export function downward(cards: ReadonlyMap<string, Card>, network: Network, width: number): Map<string, Card> {
  const rows = new Map<string, Card>();
  let y = 0;
  for (const { id } of flowOrder(network)) {
    const card = cards.get(id);
    if (!card) continue;
    const single = 'single' in card.look && card.look.single;
    const { places, tile, height } = single
      ? {
          places: [{ x: (width - SINGLE) / 2, y: ROW_HEADER, size: SINGLE }],
          tile: SINGLE,
          height: ROW_HEADER + SINGLE
        }
      : rowPlaces(card.places.length, width);
    rows.set(id, {
      ...card,
      node: { ...card.node, x: 0, y },
      width,
      height: card.places.length === 0 ? ROW_HEADER + TILE : height,
      top: ROW_HEADER,
      places,
      // A narrow grid has no biases between its tiles: they are in the inspector.
      size: { ...card.size, labelWidth: 0, grid: card.size.grid && { ...card.size.grid, tile: Math.min(tile, 23) } }
    });
    y += (rows.get(id)?.height ?? 0) + BETWEEN;
  }
  return rows;
}
