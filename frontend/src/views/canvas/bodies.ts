// The live pictures in the cards: each look subscribes to its probe and paints the card's one canvas.

import { byteColours, drawTiles, signedByteColours, TilePainter } from '../../render/heatmaps';
import { drawHistograms } from '../../render/histograms';
import { colourAt } from '../../render/colours';
import type { Palette } from '../../render/colours';
import { drawAnswers } from '../../render/answers';
import { drawStrip } from '../../render/strip';
import { restingLimit } from '../../render/scale';
import { MOST_WHOLE } from '../../render/thumb';
import type { Place } from '../../render/tiles';
import { app } from '../../state/app.svelte';
import type { ProbeData } from '../../state/types';
import { overTime } from './overTime';
import { barLeft, barRight, pictureWidth } from './geometry';
import type { Look, Scale } from './look';
import type { Card } from './scene.svelte';

type Stop = () => void;
type Context = CanvasRenderingContext2D;

export interface Body {
  canvas: HTMLCanvasElement;
  card: Card;
  palette: Palette;
  /** Units whose output is the same everywhere and zero. */
  onDead: (unit: number, dead: boolean) => void;
  /** What the network says to the sample: the values, and the true class or number. */
  onAnswer: (values: ArrayLike<number>, truth: number) => void;
  /** A sequence: its tokens as they are written, "" where it has none, and the true class or number. */
  onWritten: (written: string, truth: number) => void;
}

/** Tiles stop a little short of the scale's ends, as the design draws them. */
const TILE_STRENGTH = 0.92;
const BINS = 16;

/** Sizes the canvas once and gives its context; its coordinates are CSS pixels of the card's body times `density`. */
function prepare({ canvas, card }: Body, density: number): Context | null {
  canvas.width = Math.round(card.width * density);
  canvas.height = Math.round((card.height - card.top) * density);
  return canvas.getContext('2d');
}

const density = () => Math.max(1, Math.min(3, window.devicePixelRatio));

/** Places from the body's top left. */
const inBody = (card: Card): Place[] => card.places.map((place) => ({ ...place, y: place.y - card.top }));

/** Colours of a map's bytes, which stand for ±`now`, on a scale that ends at `limit`. */
function mapColours(palette: Palette, scale: Scale, now: number, limit: number, target: Uint32Array): Uint32Array {
  if (scale === 'decision') return byteColours(palette.diverging, 2 * now * TILE_STRENGTH, -TILE_STRENGTH, target);
  const gain = limit > 0 ? now / limit : 0;
  if (scale === 'signed') return byteColours(palette.diverging, gain * TILE_STRENGTH, 0, target);
  return byteColours(palette.sequential, 2 * gain, -1, target);
}

function watchMaps(body: Body, scale: Scale): Stop {
  const { card, palette, canvas, onDead } = body;
  const places = inBody(card);
  const side = places[0]?.size ?? 0;
  const ctx = prepare(body, 1);
  if (!ctx || side < 2) return () => undefined;
  const painter = new TilePainter(side);
  const limits = new Float32Array(places.length);
  const dead = new Uint8Array(places.length);
  const colours = new Uint32Array(256);
  const draw = ({ parts: [maps, ranges] }: ProbeData) => {
    if (!maps || !ranges || maps.shape[1] !== side) return;
    const field = { values: maps.values, rows: side, columns: side };
    drawTiles(ctx, painter, field, places, 1, (unit) => {
      const now = ranges.values[unit * 2 + 1] ?? 0;
      const limit = restingLimit(limits[unit] ?? 0, now);
      limits[unit] = limit;
      if (Number(now === 0) !== dead[unit]) onDead(unit, now === 0);
      dead[unit] = Number(now === 0);
      return mapColours(palette, scale, now, limit, colours);
    });
  };
  return app.live.watch({ probe: 'maps', node: card.node.id, resolution: side }, draw, { element: canvas });
}

function watchKernels(body: Body, rows: number, columns: number): Stop {
  const { card, palette, canvas } = body;
  const places = inBody(card);
  const side = places[0]?.size ?? 0;
  const ctx = prepare(body, 1);
  if (!ctx || side < 2) return () => undefined;
  const painter = new TilePainter(side);
  let limit = 0;
  const draw = ({ parts: [weights] }: ProbeData) => {
    if (!weights) return;
    limit = restingLimit(limit, weights.hi);
    const colours = signedByteColours(palette.diverging, limit > 0 ? weights.hi / limit : 0);
    drawTiles(ctx, painter, { values: weights.values, rows, columns }, places, 1, () => colours);
  };
  return app.live.watch({ probe: 'weights', node: card.node.id }, draw, { element: canvas });
}

function watchSpread(body: Body, scale: Scale): Stop {
  const { card, palette, canvas } = body;
  const places = inBody(card);
  const k = density();
  const ctx = prepare(body, k);
  if (!ctx) return () => undefined;
  const bins = (places[0]?.size ?? 0) < 22 ? BINS / 2 : BINS;
  const colours = {
    negative: colourAt(palette.diverging, 0.12),
    positive: scale === 'signed' ? colourAt(palette.diverging, 0.88) : palette.css('--seq-4'),
    line: palette.css('--control'),
    mark: palette.css('--text-1'),
    ground: palette.css('--surface-1')
  };
  let marks: ArrayLike<number> = [];
  const draw = ({ parts: [counts, ranges] }: ProbeData) => {
    if (!counts || !ranges || counts.shape[1] !== bins) return;
    ctx.setTransform(k, 0, 0, k, 0, 0);
    ctx.clearRect(0, 0, card.width, card.height);
    drawHistograms(ctx, { counts: counts.values, bins, ranges: ranges.values, marks }, places, colours);
  };
  // Own input first: of one snapshot its values are there before the bars are drawn.
  const stopMarks = app.asked
    ? watchShown(card.node.id, canvas, ({ says }) => {
        marks = says ?? [];
      })
    : () => undefined;
  const stop = app.live.watch({ probe: 'histogram', node: card.node.id, bins }, draw, { element: canvas });
  return () => {
    stopMarks();
    stop();
  };
}

/** Bytes of values between 0 and the greatest (or ±, when any is negative), for a table's colours. */
function toBytes(values: ArrayLike<number>, signed: boolean): Uint8Array {
  let limit = 0;
  for (let i = 0; i < values.length; i++) limit = Math.max(limit, Math.abs(values[i] ?? 0));
  const scale = limit > 0 ? 1 / limit : 0;
  return Uint8Array.from({ length: values.length }, (_, i) => {
    const value = (values[i] ?? 0) * scale;
    return Math.round((signed ? (value + 1) / 2 : Math.max(0, value)) * 255);
  });
}

const anyNegative = (values: ArrayLike<number>) => {
  for (let i = 0; i < values.length; i++) if ((values[i] ?? 0) < 0) return true;
  return false;
};

/** All 256 bytes of a table from 0 to 1. */
const tableBytes = (table: Uint32Array) =>
  Uint32Array.from({ length: 256 }, (_, byte) => table[Math.round((byte / 255) * (table.length - 1))] ?? 0);

function watchImage(body: Body, rows: number, columns: number): Stop {
  const { card, palette, canvas, onAnswer } = body;
  const isInput = card.node.layer.kind === 'input';
  const [place] = inBody(card);
  const k = Math.max(1, Math.floor((place?.size ?? 0) / Math.max(rows, columns)));
  const ctx = prepare(body, 1);
  if (!ctx || !place) return () => undefined;
  const painter = new TilePainter(k * Math.max(rows, columns));
  const pixels = tableBytes(palette.pixels);
  const amounts = tableBytes(palette.sequential);
  return watchShown(card.node.id, canvas, ({ raw, truth, says }) => {
    const values = isInput ? raw : says;
    if (!values) return;
    const signed = !isInput && anyNegative(values);
    const colours = signed ? byteColours(palette.diverging) : isInput ? pixels : amounts;
    painter.draw(ctx, { values: toBytes(values, signed), rows, columns }, 0, colours, place.x, place.y);
    onAnswer([], truth);
  });
}

function watchTime(body: Body, look: Extract<Look, { kind: 'time' }>): Stop {
  const { card, palette, canvas, onWritten } = body;
  const [place] = inBody(card);
  const k = density();
  const ctx = prepare(body, k);
  if (!ctx || !place) return () => undefined;
  return watchShown(card.node.id, canvas, overTime(look, { ctx, density: k, place, palette }, onWritten));
}

/** What cards show where they show one input: its numbers, what it really is (NaN: nobody knows), what the node says. */
export interface Shown {
  raw: ArrayLike<number> | undefined;
  truth: number;
  says: ArrayLike<number> | undefined;
}

/** The person's own input, or else the example of the data that is chosen. */
function watchShown(node: string, element: Element, draw: (shown: Shown) => void): Stop {
  const { asked } = app;
  if (asked) {
    return app.live.watch(
      { probe: 'point', x: [...asked], nodes: [node] },
      ({ parts: [says] }) => {
        draw({ raw: asked, truth: Number.NaN, says: says?.values });
      },
      { element }
    );
  }
  return app.live.watch(
    { probe: 'example', ...app.sample, nodes: [node] },
    ({ parts: [raw, truth, says] }) => {
      draw({ raw: raw?.values, truth: truth?.values[0] ?? Number.NaN, says: says?.values });
    },
    { element }
  );
}

/** One scale for all channels of a card: what is pale says little beside the others. */
function watchFeatures(body: Body, rows: number, columns: number, scale: Scale): Stop {
  const { card, palette, canvas } = body;
  const places = inBody(card);
  const side = places[0]?.size ?? 0;
  const ctx = prepare(body, 1);
  if (!ctx || side < 2) return () => undefined;
  const painter = new TilePainter(side);
  const signed = scale === 'signed';
  const colours = signed ? byteColours(palette.diverging) : tableBytes(palette.sequential);
  return watchShown(card.node.id, canvas, ({ says }) => {
    if (!says) return;
    drawTiles(ctx, painter, { values: toBytes(says, signed), rows, columns }, places, 1, () => colours);
  });
}

function watchStrip(body: Body): Stop {
  const { card, palette, canvas } = body;
  const places = inBody(card);
  const k = density();
  const ctx = prepare(body, k);
  const [first] = places;
  if (!ctx || !first) return () => undefined;
  const width = pictureWidth(card.look, card.size, first);
  return watchShown(card.node.id, canvas, ({ says }) => {
    if (!says) return;
    const signed = anyNegative(says);
    const bytes = toBytes(says, signed);
    const table = signed ? palette.diverging : palette.pixels;
    ctx.setTransform(k, 0, 0, k, 0, 0);
    drawStrip(ctx, bytes, places, width, table, palette.css('--hairline-strong'));
  });
}

function watchBars(body: Body): Stop {
  const { card, palette, canvas, onAnswer } = body;
  const places = inBody(card);
  const k = density();
  const ctx = prepare(body, k);
  if (!ctx) return () => undefined;
  const style = {
    ground: palette.css('--surface-3'),
    bar: palette.css('--seq-4'),
    best: palette.css('--seq-6'),
    negative: palette.css('--div-n5')
  };
  return watchShown(card.node.id, canvas, ({ says, truth }) => {
    if (!says) return;
    ctx.setTransform(k, 0, 0, k, 0, 0);
    ctx.clearRect(0, 0, card.width, card.height);
    drawAnswers(ctx, says, places, barLeft(card.size), barRight(card.size), style);
    onAnswer(says, truth);
  });
}

/** Paint a card's body while it is on screen. Returns what stops it. */
export function watchBody(body: Body): Stop {
  const { look } = body.card;
  switch (look.kind) {
    case 'maps':
      return watchMaps(body, look.scale);
    case 'kernels':
      return look.units * look.rows * look.columns > MOST_WHOLE
        ? watchSpread(body, 'signed')
        : watchKernels(body, look.rows, look.columns);
    case 'spread':
      return watchSpread(body, look.scale);
    case 'features':
      return watchFeatures(body, look.rows, look.columns, look.scale);
    case 'image':
      return watchImage(body, look.rows, look.columns);
    case 'time':
      return watchTime(body, look);
    case 'strip':
      return watchStrip(body);
    case 'bars':
      return watchBars(body);
    case 'empty':
      return () => undefined;
  }
}
