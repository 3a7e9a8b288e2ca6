// Sizes and places on a card, in CSS pixels at zoom 1. They follow from the look alone: live values never move anything.

import { gridFor, gridHeight, gridWidth, onePlace, placesOf } from '../../render/tiles';
import type { Grid, Place } from '../../render/tiles';
import type { Size } from '../../graph/layout';
import type { Node } from '../../state/types';
import { unitsOf } from './look';
import type { LabelSide, Look } from './look';
import type { Card } from './scene.svelte';

export const HEADER = 46;
/** Height of the line on which wires run, below the card's top. */
export const WIRE_Y = 23;
const BODY_PAD = 12;
/** Of a map; one with more is as large as a tile can be, and its pixels need not come out whole. */
const FEW_PIXELS = 14;
const CARD_WIDTH = 136;
const LEAST_BODY = 3 * 62 + BODY_PAD;
const SINGLE = 92;
const IMAGE = 112;
const STRIP = 22;
const INPUT_WIDTH = 108;
/** Below and above tiles that are not all: room for the words that say so. */
const REST_LINE = 22;
const LABEL_BESIDE = 10;
export const LABEL_GAP = 8;
/** Room for the little square of the bias, left of a tile. */
const BIAS = 14;
/** Tallest column of labelled tiles. */
const LABELLED_HEIGHT = 496;

export interface Measure {
  width: number;
  /** Of the body, before cards of one row are made equally tall. */
  height: number;
  grid: Grid | null;
  /** Room for the names beside the tiles. */
  labelWidth: number;
  labelSide: LabelSide;
}

/** About how wide a name is at 12 px; the real font differs by a few pixels at most. */
const textWidth = (text: string) => Math.ceil(text.length * 6.4);

/** One column, since each tile has its name beside it; the tiles shrink until all fit. */
function labelledGrid(units: number): Grid {
  const pitch = Math.max(16, Math.min(62, Math.floor(LABELLED_HEIGHT / units)));
  const tile = pitch >= 62 ? 50 : Math.max(13, Math.round(pitch * 0.8));
  return { columns: 1, rows: units, tile, pitch, shown: units };
}

function gridOf(look: Look): Grid | null {
  if (look.kind === 'kernels') return gridFor(look.units, look.columns);
  if (look.kind === 'features') return gridFor(look.units, look.columns > FEW_PIXELS ? 1 : look.columns);
  if (look.kind !== 'maps' && look.kind !== 'spread') return null;
  if (look.single) return { columns: 1, rows: 1, tile: SINGLE, pitch: SINGLE + 18, shown: 1 };
  const many = look.labels.length !== look.units || look.units > 31;
  return many ? gridFor(look.units) : labelledGrid(look.units);
}

/** Of a bar card: the bar itself, and the room for the number at its right. */
const BAR = 60;
export const BAR_NUMBER = 62;

export const barLeft = (size: Measure) => LABEL_BESIDE + size.labelWidth + LABEL_GAP;
export const barRight = (size: Measure) => size.width - BAR_NUMBER;

function labelWidthOf(look: Look): number {
  if (look.kind === 'bars') return Math.min(84, Math.max(12, ...look.labels.map(textWidth)));
  if (look.kind !== 'maps' && look.kind !== 'spread') return 0;
  if (look.labels.length !== look.units || look.units > 31 || look.single) return 0;
  return Math.min(96, Math.max(...look.labels.map(textWidth)));
}

export function measure(look: Look, labelSide: LabelSide): Measure {
  const grid = gridOf(look);
  const labelWidth = labelWidthOf(look);
  const plain = { grid, labelWidth, labelSide };
  if (grid) {
    const bias = labelSide === 'right' ? BIAS : 0;
    const beside = labelWidth > 0 ? labelWidth + 2 * LABEL_BESIDE + LABEL_GAP + bias : 56;
    const least = labelWidth > 0 && labelSide === 'left' ? INPUT_WIDTH : CARD_WIDTH;
    return {
      width: Math.max(least, gridWidth(grid) + beside),
      height: Math.max(LEAST_BODY, gridHeight(grid) + BODY_PAD + (unitsOf(look) > grid.shown ? REST_LINE : 0)),
      ...plain
    };
  }
  switch (look.kind) {
    case 'image':
    case 'time':
      return { width: CARD_WIDTH, height: Math.max(LEAST_BODY, IMAGE + 64), ...plain };
    case 'strip':
      return { width: 104, height: LEAST_BODY, ...plain };
    case 'bars':
      return {
        width: Math.max(CARD_WIDTH, LABEL_BESIDE + labelWidth + LABEL_GAP + BAR + BAR_NUMBER),
        height: Math.max(LEAST_BODY, look.labels.length * 30 + BODY_PAD),
        ...plain
      };
    default:
      return { width: CARD_WIDTH, height: LEAST_BODY, ...plain };
  }
}

/** The middle of the tiles: of the card, or to one side where names stand beside them. */
function tilesAt(size: Measure, tile: number): number {
  if (size.labelWidth === 0) return size.width / 2;
  if (size.labelSide === 'left') return size.width - LABEL_BESIDE - tile / 2;
  const used = BIAS + tile + LABEL_GAP + size.labelWidth;
  return (size.width - used) / 2 + BIAS + tile / 2;
}

/** Where the tiles lie, from the card's top left, in a body of this height. */
export function cardPlaces(look: Look, size: Measure, body: number): Place[] {
  const middle = HEADER + body / 2;
  const centre = size.width / 2;
  if (size.grid) {
    return placesOf(size.grid, tilesAt(size, size.grid.tile), middle);
  }
  switch (look.kind) {
    case 'image':
    case 'time':
      return onePlace(centre, middle - 10, IMAGE);
    case 'strip': {
      const side = (body - 2 * BODY_PAD) / look.units;
      return Array.from({ length: look.units }, (_, i) => ({
        x: centre - STRIP / 2,
        y: HEADER + BODY_PAD + i * side,
        size: side
      }));
    }
    case 'bars': {
      const pitch = (body - BODY_PAD) / look.labels.length;
      return look.labels.map((_, i) => ({ x: 10, y: HEADER + BODY_PAD / 2 + (i + 0.5) * pitch - 11, size: 22 }));
    }
    default:
      return [];
  }
}

/** How wide the picture at a place is, where it is not a square. */
export function pictureWidth(look: Look, size: Measure, place: Place): number {
  if (look.kind === 'strip') return STRIP;
  if (look.kind === 'bars') return size.width - 20;
  return place.size;
}

export const NEW_WIDTH = CARD_WIDTH;
export const NEW_HEIGHT = HEADER + LEAST_BODY;

/** About how large a card will be that is not drawn yet: as others of its kind are here. */
export function sizeOfNew(node: Node, cards: ReadonlyMap<string, Card>): Size {
  const { layer } = node;
  const looks = [...cards.values()].filter((card) => card.node.layer.kind === layer.kind).map((card) => card.look);
  const like = looks.find((look) => 'units' in look);
  if (!like || !('units' in layer) || !('units' in like)) return { width: NEW_WIDTH, height: NEW_HEIGHT };
  const { width, height } = measure({ ...like, units: layer.units }, 'left');
  return { width, height: HEADER + height };
}
