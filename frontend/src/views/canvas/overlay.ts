// The one canvas between the background and the cards: the cards' grounds, the weights, the biases, and what travels in slow
// motion. Positions are the drawing's; the viewport's pan and zoom are the context's transform.

import { drawBias } from '../../render/biases';
import { boxOf, drawBundle, drawRibbon, drawThreads, hit, lookOf, MUTE, visible } from '../../render/edges';
import type { Box, Bundle, EdgeStyle, Ends, Way } from '../../render/edges';
import { blockOf, drawMatrix, MOST_WHOLE, thumbPlace, thumbSize } from '../../render/thumb';
import type { Matrix } from '../../render/thumb';
import type { Palette } from '../../render/colours';
import { drawPulses } from '../../render/pulses';
import type { Pulse } from '../../render/pulses';
import { restingLimit } from '../../render/scale';
import type { Held, ProbeData, Section } from '../../state/types';
import { pictureWidth } from './geometry';
import { biasPlace, drawBiasSigns, drawWeightSigns, isNearBias, isSilent } from './signs';
import type { Card, Link } from './scene.svelte';

export interface Viewport {
  x: number;
  y: number;
  zoom: number;
}

/**
 * A weight under the pointer; without an input, a bias. Of a picture of a large layer a block of them, `units` × `inputs`
 * from that one on.
 */
export interface WeightSpot {
  node: string;
  unit: number;
  input: number | null;
  units: number;
  inputs: number;
}

export interface Layout {
  cards: ReadonlyMap<string, Card>;
  links: readonly Link[];
  /** Where a card is now, also while it is dragged. */
  at: (id: string) => { x: number; y: number };
  down: boolean;
}

const LEAST_TILE_WITH_BIAS = 32;
/** Edges end a little before a class's name. */
const BEFORE_NAME = 4;
/** The scale's end for weights is at least this over the root of the inputs: initial weights are of that order and look small. */
const LEAST_LIMIT = 3;
const MOST_LEAST = 1.8;
const BIAS_LIMIT = 1.2;
/** A bias that moves by less keeps its colour. */
const BIAS_STEP = 0.02;
/** Around a bundle: half a wide edge, half a tile with its bias, the matrix of a small layer. */
const PAD_ALONG = 6;
const PAD_ACROSS = 50;

/** Whether its biases are drawn beside its tiles. */
export const hasBiases = ({ node: { layer }, size }: Card): boolean =>
  'bias' in layer && layer.bias && (size.grid?.tile ?? 0) >= LEAST_TILE_WITH_BIAS;

interface Known {
  weights: Section | undefined;
  biases: Section | undefined;
  limit: number;
  /** What of them can be seen. */
  edges: Uint8Array;
  biasSteps: Int32Array;
}

/** The block that a single weight is. */
const ONE = { units: 1, inputs: 1 };

const EVERYWHERE: Box = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

export class Overlay {
  private readonly known = new Map<string, Known>();
  /** Forward and backward pulses of the step that is being shown, by target node. */
  pulses: (bundle: Bundle, link: Link) => Pulse[] = () => [];
  highlight: WeightSpot | null = null;

  /** Takes in what a layer weighs; whether the picture of it is another one now. */
  receive(node: string, { parts: [weights, biases] }: ProbeData): boolean {
    const [units, inputs] = [weights?.shape[0] ?? 0, weights?.shape[1] ?? 1];
    const before = this.known.get(node);
    const least = Math.min(MOST_LEAST, LEAST_LIMIT / Math.sqrt(inputs));
    const limit = Math.max(least, restingLimit(before?.limit ?? least, weights?.hi ?? 0));
    const bytes = (weights?.values ?? new Int8Array()) as Int8Array;
    const edges = visible(bytes, { hi: weights?.hi ?? 1, limit }, lookOf(units, inputs));
    const step = (biases?.hi ?? 0) / 127 / BIAS_STEP;
    const biasSteps = Int32Array.from(biases?.values ?? [], (value) => Math.round(Number(value) * step));
    this.known.set(node, { weights, biases, limit, edges, biasSteps });
    return !before || !same(before.edges, edges) || !same(before.biasSteps, biasSteps);
  }

  forget(node: string): void {
    this.known.delete(node);
  }

  draw(ctx: CanvasRenderingContext2D, layout: Layout, viewport: Viewport, palette: Palette): void {
    const { canvas } = ctx;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    this.drawWithin(ctx, layout, viewport, palette, EVERYWHERE);
  }

  /** Draws again what lies before a layer: the rest of the picture stays as it is. */
  drawBefore(ctx: CanvasRenderingContext2D, layout: Layout, viewport: Viewport, palette: Palette, node: string): void {
    if (layout.down) {
      this.draw(ctx, layout, viewport, palette);
      return;
    }
    const k = densityOf(ctx);
    for (const link of layout.links) {
      const bundle = link.target === node ? this.bundle(layout, link) : null;
      if (!bundle) continue;
      const box = padded(boxOf(bundle));
      // Whole pixels of the canvas: half cleared ones would show as lines.
      const x = Math.floor(k * (box.left * viewport.zoom + viewport.x));
      const y = Math.floor(k * (box.top * viewport.zoom + viewport.y));
      const right = Math.ceil(k * (box.right * viewport.zoom + viewport.x));
      const bottom = Math.ceil(k * (box.bottom * viewport.zoom + viewport.y));
      ctx.save();
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.beginPath();
      ctx.rect(x, y, right - x, bottom - y);
      ctx.clip();
      ctx.clearRect(x, y, right - x, bottom - y);
      this.drawWithin(ctx, layout, viewport, palette, box);
      ctx.restore();
    }
  }

  private drawWithin(
    ctx: CanvasRenderingContext2D,
    layout: Layout,
    viewport: Viewport,
    palette: Palette,
    box: Box
  ): void {
    const k = densityOf(ctx);
    ctx.setTransform(k * viewport.zoom, 0, 0, k * viewport.zoom, k * viewport.x, k * viewport.y);
    this.drawGrounds(ctx, layout, palette);
    const style = styleOf(palette, layout.down ? 0.8 : 1);
    for (const link of layout.links) this.drawLink(ctx, layout, link, style, palette, k * viewport.zoom, box);
    this.drawBiases(ctx, layout, palette, box);
  }

  /** The weight nearest to a point of the drawing, and where its edge is. */
  weightAt(layout: Layout, x: number, y: number, reach: number): WeightSpot | null {
    let found: (WeightSpot & { distance: number }) | null = null;
    for (const link of layout.links) {
      const bundle = link.kind === 'weights' ? this.bundle(layout, link) : null;
      if (!bundle) continue;
      const edge = isRibbon(bundle, link) ? cellAt(bundle, this.matrix(link), link, x, y) : hit(bundle, x, y, reach);
      if (edge && (!found || edge.distance < found.distance)) found = { ...ONE, ...edge, node: link.target };
    }
    if (!found) return null;
    const { node, unit, input, units, inputs } = found;
    return { node, unit, input, units, inputs };
  }

  /** The bias at a point of the drawing. */
  biasAt(layout: Layout, x: number, y: number): WeightSpot | null {
    for (const [node, card] of layout.cards) {
      if (!this.known.get(node)?.biases || !card.size.grid || card.size.grid.tile < LEAST_TILE_WITH_BIAS) continue;
      const at = layout.at(node);
      const unit = card.places.findIndex((place) => isNearBias(place, x - at.x, y - at.y));
      if (unit >= 0) return { ...ONE, node, unit, input: null };
    }
    return null;
  }

  private drawGrounds(ctx: CanvasRenderingContext2D, layout: Layout, palette: Palette): void {
    if (layout.down) return;
    ctx.fillStyle = palette.css('--surface-0');
    ctx.beginPath();
    for (const [id, card] of layout.cards) {
      const { x, y } = layout.at(id);
      ctx.roundRect(x, y, card.width, card.height, 12);
    }
    ctx.fill();
  }

  private drawLink(
    ctx: CanvasRenderingContext2D,
    layout: Layout,
    link: Link,
    style: EdgeStyle,
    palette: Palette,
    scale: number,
    box: Box
  ): void {
    const bundle = this.bundle(layout, link);
    if (!bundle || !meets(padded(boxOf(bundle)), box)) return;
    if (link.kind === 'threads') drawThreads(ctx, bundle, style);
    else if (link.kind === 'band') drawRibbon(ctx, bundle, style);
    else if (isRibbon(bundle, link)) {
      drawRibbon(ctx, bundle, style);
      const matrix = this.matrix(link);
      if (matrix) drawMatrix(ctx, bundle, matrix, thumbSize(link.inputs, link.units), palette, scale);
    } else if (bundle.weights)
      drawBundle(ctx, heard(bundle, heldAt(layout, link.source), heldAt(layout, link.target)), style);
    const held = heldAt(layout, link.target);
    if (held && link.kind === 'weights') drawWeightSigns(ctx, bundle, held, link, signStyle(palette));
    drawPulses(ctx, bundle, this.pulses(bundle, link), palette);
    if (this.highlight?.node === link.target && link.kind === 'weights')
      drawHighlight(ctx, bundle, this.highlight, style);
  }

  private drawBiases(ctx: CanvasRenderingContext2D, layout: Layout, palette: Palette, box: Box): void {
    for (const [id, card] of layout.cards) {
      const known = this.known.get(id);
      const biases = known?.biases;
      if (!biases || !card.size.grid || card.size.grid.tile < LEAST_TILE_WITH_BIAS) continue;
      const { x, y } = layout.at(id);
      if (!meets({ left: x, top: y, right: x + card.width, bottom: y + card.height }, box)) continue;
      card.places.forEach((place, unit) => {
        const value = ((biases.values[unit] ?? 0) / 127) * biases.hi;
        const at = biasPlace(place);
        drawBias(ctx, palette, x + at.x, y + at.y, value, BIAS_LIMIT);
      });
      drawBiasSigns(ctx, card.places, card.node.held, x, y, signStyle(palette));
    }
  }

  private bundle(layout: Layout, link: Link): Bundle | null {
    const source = layout.cards.get(link.source);
    const target = layout.cards.get(link.target);
    if (!source || !target) return null;
    const known = this.known.get(link.target);
    const fits = known?.weights?.shape[0] === link.units && known.weights.shape[1] === link.inputs;
    return {
      ...endsOf(layout, link, source, target),
      weights: fits ? (known.weights?.values as Int8Array) : null,
      hi: known?.weights?.hi ?? 1,
      limit: known?.limit ?? 1
    };
  }

  /** The picture of what a link weighs, if it fits: a cell for each weight, or for a block of them. */
  private matrix({ target, inputs, units }: Link): Matrix | null {
    const weights = this.known.get(target)?.weights;
    const [rows = 0, columns = 0] = weights?.shape ?? [];
    const fits = rows === units && columns === inputs;
    const pools = inputs * units > MOST_WHOLE && rows * columns > 0 && rows <= units && columns <= inputs;
    return weights && (fits || pools) ? { values: weights.values as Int8Array, rows, columns } : null;
  }
}

/** Where the edges of a link begin and end; null while one of its cards is not there. */
export function wayOf(layout: Layout, link: Link): Way | null {
  const source = layout.cards.get(link.source);
  const target = layout.cards.get(link.target);
  return source && target ? endsOf(layout, link, source, target) : null;
}

const endsOf = (layout: Layout, link: Link, source: Card, target: Card): Way => ({
  from: ends(source, layout.at(link.source), 'out', layout.down),
  to: ends(target, layout.at(link.target), 'in', layout.down, link.kind === 'threads' ? link.offset : 0),
  down: layout.down
});

const densityOf = ({ canvas }: CanvasRenderingContext2D) => canvas.width / Math.max(1, canvas.clientWidth);

const same = (one: ArrayLike<number>, other: ArrayLike<number>): boolean => {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return true;
};

const padded = (box: Box): Box => ({
  left: box.left - PAD_ALONG,
  top: box.top - PAD_ACROSS,
  right: box.right + PAD_ALONG,
  bottom: box.bottom + PAD_ACROSS
});

const meets = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

const heldAt = (layout: Layout, node: string): Held | undefined => layout.cards.get(node)?.node.held;

/** What a silent unit would hand on, and what a silent weight would, is not heard. */
export function heard(bundle: Bundle, source: Held | undefined, target: Held | undefined): Bundle {
  const units = source && (source.silent || source.silent_units.length > 0) ? source : null;
  const single = target?.silent_weights ?? [];
  if (!bundle.weights || (!units && single.length === 0)) return bundle;
  const inputs = bundle.from.x.length;
  const weights = bundle.weights.map((weight, i) => (units && isSilent(units, i % inputs) ? MUTE : weight));
  for (const [unit, input] of single) if (input !== null && input < inputs) weights[unit * inputs + input] = MUTE;
  return { ...bundle, weights };
}

/** Too many to tell apart, or not every number has a tile of its own to begin or end at. */
const isRibbon = (bundle: Bundle, link: Link) => asRibbon({ from: bundle.from.x.length, to: bundle.to.x.length }, link);

export const asRibbon = (ends: { from: number; to: number }, { inputs, units }: Link) =>
  ends.from !== inputs || ends.to !== units || lookOf(units, inputs) === 'ribbon';

function cellAt(bundle: Bundle, matrix: Matrix | null, link: Link, x: number, y: number) {
  const { width, height } = thumbSize(link.inputs, link.units);
  const { left, top } = thumbPlace(bundle, width, height);
  const [across, down] = [(x - left) / width, (y - top) / height];
  if (!matrix || across < 0 || across >= 1 || down < 0 || down >= 1) return null;
  const unit = blockOf(Math.floor(down * matrix.rows), matrix.rows, link.units);
  const input = blockOf(Math.floor(across * matrix.columns), matrix.columns, link.inputs);
  return { unit: unit.first, units: unit.count, input: input.first, inputs: input.count, distance: 0 };
}

/** Where edges leave a card (`out`) or reach it (`in`): the middle of each picture's side. */
function ends(card: Card, at: { x: number; y: number }, way: 'in' | 'out', down: boolean, from = 0): Ends {
  const places = from > 0 ? card.places.slice(from) : card.places;
  if (places.length === 0) return middleOf(card, at, way, down);
  const x = new Float32Array(places.length);
  const y = new Float32Array(places.length);
  places.forEach((place, i) => {
    const width = way === 'out' ? pictureWidth(card.look, card.size, place) : 0;
    x[i] = at.x + place.x + (down ? place.size / 2 : width) - (card.look.kind === 'bars' && !down ? BEFORE_NAME : 0);
    y[i] = at.y + place.y + (down ? (way === 'out' ? place.size : 0) : place.size / 2);
  });
  return { x, y };
}

/** A card without pictures: the middle of its side. */
function middleOf(card: Card, at: { x: number; y: number }, way: 'in' | 'out', down: boolean): Ends {
  const out = way === 'out';
  const x = down ? at.x + card.width / 2 : at.x + (out ? card.width : 0);
  const y = down ? at.y + (out ? card.height : 0) : at.y + (card.height + card.top) / 2;
  return { x: new Float32Array([x]), y: new Float32Array([y]) };
}

const signStyle = (palette: Palette) => ({ ink: palette.css('--text-1'), ground: palette.css('--surface-0') });

function styleOf(palette: Palette, width: number): EdgeStyle {
  return {
    positive: palette.css('--div-p5'),
    negative: palette.css('--div-n5'),
    structure: palette.css('--hairline-strong'),
    width
  };
}

/** Of a single weight its edge; a block has none. */
function drawHighlight(ctx: CanvasRenderingContext2D, bundle: Bundle, spot: WeightSpot, style: EdgeStyle): void {
  if (spot.units * spot.inputs > 1) return;
  const one = (ends: Ends, index: number): Ends => ({
    x: ends.x.subarray(index, index + 1),
    y: ends.y.subarray(index, index + 1)
  });
  const { from, to } = bundle;
  if (spot.input === null || spot.input >= from.x.length || spot.unit >= to.x.length) return;
  const weight = bundle.weights?.[spot.unit * from.x.length + spot.input] ?? 0;
  const weights = new Int8Array([Math.sign(weight) * 127]);
  drawBundle(ctx, { ...bundle, from: one(from, spot.input), to: one(to, spot.unit), weights, hi: bundle.limit }, style);
}
