// Weights as edges (DEFINITIONS, Edges): up to 256 between two layers by width and dash, up to 5,000 thin and bucketed,
// beyond that a ribbon with the matrix. Strokes of one look are one path: what costs is the number of strokes.

export interface Ends {
  x: Float32Array;
  y: Float32Array;
}

/** What lies between two cards. Edge (unit, input) goes from `from[input]` to `to[unit]`. */
export interface Bundle {
  from: Ends;
  to: Ends;
  /** units × inputs, signed bytes or `MUTE`; null until the first snapshot, or where there is nothing to weigh. */
  weights: Int8Array | null;
  /** What 127 stands for, and the end of the scale it is drawn with. */
  hi: number;
  limit: number;
  /** Down the page instead of to the right (phone). */
  down: boolean;
}

/** Where the edges of a bundle run. */
export type Way = Pick<Bundle, 'from' | 'to' | 'down'>;

export interface EdgeStyle {
  positive: string;
  negative: string;
  structure: string;
  /** Widths for `each`, as a share of the design's. */
  width: number;
}

export type Look = 'each' | 'thin' | 'ribbon';

export const MOST_STYLED = 256;
export const MOST_THIN = 5_000;

/** In the place of a weight's byte: nothing goes along this edge. Bytes of weights are −127 … 127. */
export const MUTE = -128;

const BEND = 0.46;
const WIDTH_STEPS = 12;
const ALPHA_STEPS = 8;
const DASH = [5, 2.5];
const DOTS = [1, 4];

export function lookOf(units: number, inputs: number): Look {
  const edges = units * inputs;
  return edges <= MOST_STYLED ? 'each' : edges <= MOST_THIN ? 'thin' : 'ribbon';
}

type Ctx = CanvasRenderingContext2D;

function curve(ctx: Ctx, bundle: Bundle, input: number, unit: number): void {
  const x0 = bundle.from.x[input] ?? 0;
  const y0 = bundle.from.y[input] ?? 0;
  const x1 = bundle.to.x[unit] ?? 0;
  const y1 = bundle.to.y[unit] ?? 0;
  ctx.moveTo(x0, y0);
  if (bundle.down) {
    const bend = (y1 - y0) * BEND;
    ctx.bezierCurveTo(x0, y0 + bend, x1, y1 - bend, x1, y1);
  } else {
    const bend = (x1 - x0) * BEND;
    ctx.bezierCurveTo(x0 + bend, y0, x1 - bend, y1, x1, y1);
  }
}

/** Edges sorted into `steps` classes of size and two of sign: the index of an edge's class, by its weight's byte. */
function classes({ hi, limit }: Pick<Bundle, 'hi' | 'limit'>, steps: number): Uint8Array {
  const byByte = new Uint8Array(256);
  for (let value = -127; value <= 127; value++) {
    const size = Math.min(1, ((Math.abs(value) / 127) * hi) / limit);
    byByte[value & 255] = Math.min(steps - 1, Math.floor(size * steps)) * 2 + (value < 0 ? 1 : 0);
  }
  return byByte;
}

/** What of these weights can be seen: while it stays the same, so does the picture. A matrix shows all there is. */
export function visible(weights: Int8Array, scale: Pick<Bundle, 'hi' | 'limit'>, look: Look): Uint8Array {
  if (look === 'ribbon') return Uint8Array.from(weights);
  const byByte = classes(scale, look === 'each' ? WIDTH_STEPS : ALPHA_STEPS);
  return Uint8Array.from(weights, (weight) => byByte[weight & 255] ?? 0);
}

/** In few strokes; edges along which nothing goes are dotted and grey, as they have neither a size nor a sign. */
function strokeClasses(
  ctx: Ctx,
  bundle: Bundle,
  weights: Int8Array,
  steps: number,
  style: EdgeStyle,
  prepare: (size: number, negative: boolean) => void
): void {
  const inputs = bundle.from.x.length;
  const byByte = classes(bundle, steps);
  const members: number[][] = Array.from({ length: steps * 2 }, () => []);
  const mute: number[] = [];
  const count = Math.min(weights.length, inputs * bundle.to.x.length);
  for (let edge = 0; edge < count; edge++) {
    const weight = weights[edge] ?? 0;
    (weight === MUTE ? mute : members[byByte[weight & 255] ?? 0])?.push(edge);
  }
  const stroke = (edges: readonly number[]): void => {
    ctx.beginPath();
    for (const edge of edges) curve(ctx, bundle, edge % inputs, Math.floor(edge / inputs));
    ctx.stroke();
  };
  members.forEach((edges, index) => {
    if (edges.length === 0) return;
    prepare((Math.floor(index / 2) + 0.5) / steps, index % 2 === 1);
    stroke(edges);
  });
  ctx.setLineDash([]);
  if (mute.length === 0) return;
  ctx.strokeStyle = style.structure;
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1;
  ctx.setLineDash(DOTS);
  stroke(mute);
  ctx.setLineDash([]);
}

function drawEach(ctx: Ctx, bundle: Bundle, weights: Int8Array, style: EdgeStyle): void {
  strokeClasses(ctx, bundle, weights, WIDTH_STEPS, style, (size, negative) => {
    ctx.strokeStyle = negative ? style.negative : style.positive;
    ctx.globalAlpha = 0.16 + 0.74 * size ** 0.8;
    ctx.lineWidth = (0.6 + 3.6 * size) * style.width;
    ctx.setLineDash(negative ? DASH : []);
  });
}

/** The more edges, the fainter each: what stands out is what is large. */
function drawThin(ctx: Ctx, bundle: Bundle, weights: Int8Array, style: EdgeStyle): void {
  const crowd = Math.max(0.45, Math.min(1, Math.sqrt(1_000 / weights.length)));
  ctx.lineWidth = 1;
  strokeClasses(ctx, bundle, weights, ALPHA_STEPS, style, (size, negative) => {
    ctx.strokeStyle = negative ? style.negative : style.positive;
    ctx.globalAlpha = crowd * (0.04 + 0.8 * size ** 1.8);
  });
}

function span(values: Float32Array): [number, number] {
  let least = Infinity;
  let greatest = -Infinity;
  for (const value of values) {
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  return [least, greatest];
}

/** A grey band from all of one side to all of the other. */
export function drawRibbon(ctx: Ctx, bundle: Bundle, style: EdgeStyle): void {
  const [across, along] = bundle.down ? (['x', 'y'] as const) : (['y', 'x'] as const);
  const [a0, a1] = span(bundle.from[across]);
  const [b0, b1] = span(bundle.to[across]);
  const start = span(bundle.from[along])[1];
  const end = span(bundle.to[along])[0];
  const bend = (end - start) * 0.5;
  const point = (l: number, a: number): [number, number] => (bundle.down ? [a, l] : [l, a]);
  ctx.fillStyle = style.structure;
  ctx.globalAlpha = 0.35;
  ctx.beginPath();
  ctx.moveTo(...point(start, a0));
  ctx.bezierCurveTo(...point(start + bend, a0), ...point(end - bend, b0), ...point(end, b0));
  ctx.lineTo(...point(end, b1));
  ctx.bezierCurveTo(...point(end - bend, b1), ...point(start + bend, a1), ...point(start, a1));
  ctx.closePath();
  ctx.fill();
  ctx.globalAlpha = 1;
}

/** Unit to unit, grey: an operation without weights hands each value on. */
export function drawThreads(ctx: Ctx, bundle: Bundle, style: EdgeStyle): void {
  const count = Math.min(bundle.from.x.length, bundle.to.x.length);
  ctx.strokeStyle = style.structure;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (let unit = 0; unit < count; unit++) curve(ctx, bundle, unit, unit);
  ctx.stroke();
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Where the curves of a bundle run. */
export function boxOf({ from, to }: Pick<Bundle, 'from' | 'to'>): Box {
  const [x0, x1, y0, y1] = [span(from.x), span(to.x), span(from.y), span(to.y)];
  return {
    left: Math.min(x0[0], x1[0]),
    top: Math.min(y0[0], y1[0]),
    right: Math.max(x0[1], x1[1]),
    bottom: Math.max(y0[1], y1[1])
  };
}

/** The weights between two cards. */
export function drawBundle(ctx: Ctx, bundle: Bundle, style: EdgeStyle): void {
  const look = lookOf(bundle.to.x.length, bundle.from.x.length);
  if (look === 'ribbon' || !bundle.weights) drawRibbon(ctx, bundle, style);
  else if (look === 'each') drawEach(ctx, bundle, bundle.weights, style);
  else drawThin(ctx, bundle, bundle.weights, style);
  ctx.globalAlpha = 1;
}

/** The point of edge (unit, input) at `t` in [0, 1]. */
export function pointOn(bundle: Way, unit: number, input: number, t: number): [number, number] {
  const x0 = bundle.from.x[input] ?? 0;
  const y0 = bundle.from.y[input] ?? 0;
  const x1 = bundle.to.x[unit] ?? 0;
  const y1 = bundle.to.y[unit] ?? 0;
  const s = t * t * (3 - 2 * t);
  const along = 3 * (1 - t) ** 2 * t * BEND + 3 * (1 - t) * t * t * (1 - BEND) + t ** 3;
  return bundle.down ? [x0 + (x1 - x0) * s, y0 + (y1 - y0) * along] : [x0 + (x1 - x0) * along, y0 + (y1 - y0) * s];
}

export interface Hit {
  unit: number;
  input: number;
  /** In the units of the coordinates. */
  distance: number;
}

/** The edge nearest to a point, when one is within `reach`. Nearer to the eye wins: the larger of two equal ones. */
export function hit(bundle: Bundle, x: number, y: number, reach: number): Hit | null {
  const inputs = bundle.from.x.length;
  const units = bundle.to.x.length;
  if (lookOf(units, inputs) === 'ribbon' || !bundle.weights) return null;
  let best: Hit | null = null;
  for (let input = 0; input < inputs; input++) {
    for (let unit = 0; unit < units; unit++) {
      const distance = distanceTo(bundle, unit, input, x, y);
      if (distance <= reach && (best === null || distance < best.distance)) best = { unit, input, distance };
    }
  }
  return best;
}

/** Roughly how far a point is from an edge, measured across at the same progress; infinite beyond its ends. */
function distanceTo(bundle: Bundle, unit: number, input: number, x: number, y: number): number {
  const { from, to, down } = bundle;
  const [a0, a1] = down ? [from.y[input] ?? 0, to.y[unit] ?? 0] : [from.x[input] ?? 0, to.x[unit] ?? 0];
  const progress = ((down ? y : x) - a0) / (a1 - a0);
  if (!(progress >= 0 && progress <= 1)) return Infinity;
  const t = solveAlong(progress);
  const [px, py] = pointOn(bundle, unit, input, t);
  const [qx, qy] = pointOn(bundle, unit, input, Math.min(1, t + 0.01));
  const across = Math.abs(down ? x - px : y - py);
  const slope = down ? (qx - px) / (qy - py || 1) : (qy - py) / (qx - px || 1);
  return across / Math.hypot(1, slope);
}

/** The `t` at which the curve has gone `progress` of its way along; the curve never turns back. */
function solveAlong(progress: number): number {
  let low = 0;
  let high = 1;
  for (let i = 0; i < 12; i++) {
    const t = (low + high) / 2;
    const along = 3 * (1 - t) ** 2 * t * BEND + 3 * (1 - t) * t * t * (1 - BEND) + t ** 3;
    if (along < progress) low = t;
    else high = t;
  }
  return (low + high) / 2;
}
