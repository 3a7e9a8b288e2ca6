// Pictures that judge answers: curves in the unit square, a reliability diagram, residuals and their histogram.

type Context = CanvasRenderingContext2D;

/** A curve through points of the unit square, x and y in turn; (0, 0) is the lower left corner. */
export interface Curve {
  points: ArrayLike<number>;
  /** Level until the next point, then straight up or down: as precision is counted. */
  steps?: boolean;
}

export interface LineStyle {
  colour: string;
  dash: readonly number[];
  width?: number;
}

export function strokeCurve(ctx: Context, curve: Curve, width: number, height: number, style: LineStyle): void {
  const { points } = curve;
  ctx.strokeStyle = style.colour;
  ctx.lineWidth = style.width ?? 1.5;
  ctx.lineJoin = 'round';
  ctx.setLineDash([...style.dash]);
  ctx.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = (points[i] ?? 0) * width;
    const y = (1 - (points[i + 1] ?? 0)) * height;
    if (curve.steps && i > 0) ctx.lineTo((points[i - 2] ?? 0) * width, y);
    ctx.lineTo(x, y);
  }
  ctx.stroke();
  ctx.setLineDash([]);
}

/** A straight line of comparison from one place of the unit square to another. */
export function strokeGuide(
  ctx: Context,
  from: readonly [number, number],
  to: readonly [number, number],
  width: number,
  height: number,
  colour: string
): void {
  const points = [...from, ...to];
  strokeCurve(ctx, { points }, width, height, { colour, dash: [4, 3], width: 1 });
}

/** Thin lines at these shares of both axes. */
export function strokeGrid(
  ctx: Context,
  across: readonly number[],
  up: readonly number[],
  width: number,
  height: number,
  colour: string
): void {
  ctx.fillStyle = colour;
  for (const at of across) if (at > 0 && at < 1) ctx.fillRect(Math.round(at * width), 0, 1, height);
  for (const at of up) if (at > 0 && at < 1) ctx.fillRect(0, Math.round((1 - at) * height), width, 1);
}

export function drawDot(ctx: Context, x: number, y: number, fill: string, ring: string, radius = 4): void {
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fillStyle = fill;
  ctx.fill();
  ctx.strokeStyle = ring;
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

/** Index of the point of a curve (x and y in turn, x rising) that is nearest to `at`; of several the last. */
export function nearestPoint(points: ArrayLike<number>, at: number): number {
  let best = 0;
  for (let i = 0; 2 * i + 1 < points.length; i++) {
    if (Math.abs((points[2 * i] ?? 0) - at) <= Math.abs((points[2 * best] ?? 0) - at)) best = i;
  }
  return best;
}

export interface Reliability {
  /** Mean share said and share that is true, in turn, for each bin. */
  means: ArrayLike<number>;
  counts: ArrayLike<number>;
}

export interface ReliabilityStyle {
  bar: string;
  gap: string;
  dot: string;
  ring: string;
  /** The bin that is looked at, or −1. */
  pointed: number;
}

/** For each bin a bar as high as what is true; hatched, the gap to what was said; a dot where both meet. */
export function drawReliability(
  ctx: Context,
  { means, counts }: Reliability,
  width: number,
  height: number,
  style: ReliabilityStyle
): void {
  const bins = counts.length;
  const step = width / bins;
  for (let bin = 0; bin < bins; bin++) {
    if ((counts[bin] ?? 0) === 0) continue;
    const [said, isTrue] = [means[2 * bin] ?? 0, means[2 * bin + 1] ?? 0];
    const [left, wide] = [bin * step + 1, step - 2];
    ctx.fillStyle = style.bar;
    ctx.globalAlpha = style.pointed === bin ? 1 : 0.72;
    ctx.fillRect(left, (1 - isTrue) * height, wide, isTrue * height);
    ctx.globalAlpha = 1;
    hatch(ctx, left, (1 - Math.max(said, isTrue)) * height, wide, Math.abs(said - isTrue) * height, style.gap);
    drawDot(ctx, said * width, (1 - isTrue) * height, style.dot, style.ring, style.pointed === bin ? 5 : 3.5);
  }
}

function hatch(ctx: Context, x: number, y: number, width: number, height: number, colour: string): void {
  if (height < 1) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, y, width, height);
  ctx.clip();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1;
  ctx.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  ctx.beginPath();
  for (let at = -height; at < width; at += 5) {
    ctx.moveTo(x + at, y + height);
    ctx.lineTo(x + at + height, y);
  }
  ctx.stroke();
  ctx.restore();
}

/** Bars of counts as a share of `most`, from below. */
export function drawCounts(
  ctx: Context,
  counts: ArrayLike<number>,
  most: number,
  width: number,
  height: number,
  colour: (bin: number) => string
): void {
  const step = width / counts.length;
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin] ?? 0;
    if (count === 0) continue;
    const tall = Math.max(1, (count / (most || 1)) * height);
    ctx.fillStyle = colour(bin);
    ctx.fillRect(bin * step + 0.5, height - tall, Math.max(1, step - 1), tall);
  }
}

export interface ResidualStyle {
  zero: string;
  dot: string;
  ring: string;
  hollow: boolean;
}

/** Residuals above what is predicted, both as shares of their axes. What lies beyond stands at the edge. */
export function drawResiduals(
  ctx: Context,
  predicted: ArrayLike<number>,
  residuals: ArrayLike<number>,
  width: number,
  height: number,
  style: ResidualStyle
): void {
  strokeGuide(ctx, [0, 0.5], [1, 0.5], width, height, style.zero);
  const within = (share: number): number => Math.min(Math.max(share, 0), 1);
  ctx.globalAlpha = 0.85;
  ctx.lineWidth = style.hollow ? 1.3 : 0.8;
  ctx.fillStyle = style.hollow ? style.ring : style.dot;
  ctx.strokeStyle = style.hollow ? style.dot : style.ring;
  for (let i = 0; i < predicted.length; i++) {
    ctx.beginPath();
    ctx.arc(within(predicted[i] ?? 0) * width, (1 - within(residuals[i] ?? 0)) * height, 2.4, 0, 2 * Math.PI);
    ctx.fill();
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}
