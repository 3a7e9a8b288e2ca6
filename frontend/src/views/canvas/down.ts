// The drawing turned to flow down a phone's page: a row a layer, in the order the data flow.

import { openLane } from '../../graph/empty';
import { flowOrder } from '../../graph/network';
import type { Network } from '../../state/types';
import type { Place } from '../../render/tiles';
import type { Card } from './scene.svelte';

export const ROW_HEADER = 32;
const SIDE = 16;
/** Room between a row's tiles and the next row's header, for the weights to be seen: as much as the screen has to spare. */
const BETWEEN = { least: 26, most: 56 };
const END = 24;
const TILE = 36;
const PITCH = 44.6;
const LARGE_TILE = 64;
const SMALL_TILE = 24;
const SMALL_PITCH = 29;
const SINGLE = 148;
/** Room for the names: above what goes in and below what comes out, where no edges run. */
const NAME = 18;

/** Side and distance of a row's tiles: what comes out is shown as large as it fits. */
function tileSize(units: number, width: number, output: boolean): [tile: number, pitch: number] {
  if (units > Math.floor((width - 2 * SIDE + PITCH - TILE) / PITCH)) return [SMALL_TILE, SMALL_PITCH];
  const large = Math.min(LARGE_TILE, Math.floor((width - 2 * SIDE) / units) - 10);
  return output && large > TILE ? [large, large + 10] : [TILE, PITCH];
}

function rowPlaces(units: number, width: number, output: boolean) {
  const [tile, pitch] = tileSize(units, width, output);
  const columns = Math.max(1, Math.floor((width - 2 * SIDE + pitch - tile) / pitch));
  const rows = Math.ceil(units / columns);
  const perRow = Math.ceil(units / rows);
  const places: Place[] = Array.from({ length: units }, (_, unit) => {
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

/** Room for the first layer, and what is left free above and below it. */
const LANE = { height: 96, margin: 16 };

export interface Downward {
  rows: ReadonlyMap<string, Card>;
  height: number;
  /** Where the first layer goes while there is none. */
  lane: { left: number; top: number; width: number; height: number } | null;
}

/** A card as a row; its height is that of what it shows. */
function rowOf(card: Card, width: number): Card {
  const single = 'single' in card.look && card.look.single;
  const { places, tile, height } = single
    ? { places: [{ x: (width - SINGLE) / 2, y: ROW_HEADER, size: SINGLE }], tile: SINGLE, height: ROW_HEADER + SINGLE }
    : rowPlaces(card.places.length, width, card.node.layer.kind === 'output');
  const input = card.node.layer.kind === 'input';
  const named = 'labels' in card.look && card.look.labels.length === card.places.length;
  return {
    ...card,
    width,
    height: card.places.length === 0 ? ROW_HEADER + TILE : height + (named ? NAME : 0),
    top: ROW_HEADER,
    places: named && input ? places.map((place) => ({ ...place, y: place.y + NAME })) : places,
    // A narrow grid has no biases between its tiles: they are in the inspector.
    size: {
      ...card.size,
      labelWidth: 0,
      labelSide: input ? 'above' : 'below',
      grid: card.size.grid && { ...card.size.grid, tile: Math.min(tile, 23) }
    }
  };
}

/** The cards as rows of this width, each below the one before, spread over the height that there is. */
export function downward(
  cards: ReadonlyMap<string, Card>,
  network: Network,
  room: { width: number; height: number }
): Downward {
  const rows = flowOrder(network).flatMap(({ id }) => {
    const card = cards.get(id);
    return card ? [rowOf(card, room.width)] : [];
  });
  const empty = openLane(network) !== null;
  const least = rows.reduce((sum, row) => sum + row.height, END);
  const spare = (room.height - least) / Math.max(1, rows.length - 1);
  const spread = Math.round(Math.min(BETWEEN.most, Math.max(BETWEEN.least, spare)));
  const between = empty ? LANE.height + 2 * LANE.margin : spread;
  let y = 0;
  const placed = rows.map((row): [string, Card] => {
    const at = y;
    y += row.height + between;
    return [row.node.id, { ...row, node: { ...row.node, x: 0, y: at } }];
  });
  const lane = empty && {
    left: SIDE,
    top: (rows[0]?.height ?? 0) + LANE.margin,
    width: room.width - 2 * SIDE,
    height: LANE.height
  };
  return { rows: new Map(placed), height: Math.max(0, y - between) + END, lane: lane || null };
}
