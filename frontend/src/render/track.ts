// The track of the recording: the loss over time in a well, faint where it was abandoned, diamonds where something changed.

import type { Palette } from './colours';

/** A line in pixels of the canvas: x and y in turn. */
export type Points = ArrayLike<number>;

export interface TrackLook {
  width: number;
  /** Left and right end of the well. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The way that led to the present. */
  present: Points;
  /** What lies ahead of it on its way. */
  future: Points;
  /** What was abandoned elsewhere. */
  others: readonly Points[];
  /** Where something changed, what in words, and whether that lies ahead. */
  marks: readonly { x: number; words: string; ahead: boolean }[];
  /** Where the playhead stands: words under it are left out. */
  head: number;
  ticks: readonly { x: number; text: string }[];
  /** Name of the axis, at its right end; "" where there is no room for an axis. */
  axis: string;
}

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';
/** Between a diamond and its words, and between words and the next diamond. */
const GAP = 9;
const LOOKAHEAD = 14;
export const DIAMOND = 4;

function line(ctx: CanvasRenderingContext2D, points: Points): void {
  ctx.beginPath();
  for (let i = 0; i + 1 < points.length; i += 2) ctx.lineTo(points[i] ?? 0, points[i + 1] ?? 0);
}

function fill(ctx: CanvasRenderingContext2D, points: Points, bottom: number): void {
  if (points.length < 4) return;
  line(ctx, points);
  ctx.lineTo(points[points.length - 2] ?? 0, bottom);
  ctx.lineTo(points[0] ?? 0, bottom);
  ctx.closePath();
  ctx.fill();
}

function curves(ctx: CanvasRenderingContext2D, look: TrackLook, palette: Palette): void {
  ctx.lineJoin = 'round';
  ctx.lineWidth = 1.4;
  ctx.strokeStyle = palette.css('--cat-4');
  ctx.setLineDash([4, 2.5]);
  for (const points of look.others) {
    line(ctx, points);
    ctx.stroke();
  }
  ctx.strokeStyle = palette.css('--text-3');
  ctx.setLineDash([1.5, 2.5]);
  line(ctx, look.future);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.fillStyle = palette.css('--text-1');
  ctx.globalAlpha = 0.08;
  fill(ctx, look.present, look.bottom);
  ctx.globalAlpha = 1;
  ctx.strokeStyle = palette.css('--text-1');
  line(ctx, look.present);
  ctx.stroke();
}

function axis(ctx: CanvasRenderingContext2D, look: TrackLook, palette: Palette): void {
  if (look.axis === '') return;
  ctx.strokeStyle = palette.css('--axis');
  ctx.fillStyle = palette.css('--text-3');
  ctx.textBaseline = 'alphabetic';
  ctx.lineWidth = 1;
  const end = look.right - ctx.measureText(look.axis).width - GAP;
  for (const { x, text } of look.ticks) {
    const at = Math.round(x) + 0.5;
    ctx.beginPath();
    ctx.moveTo(at, look.bottom);
    ctx.lineTo(at, look.bottom + 3);
    ctx.stroke();
    ctx.textAlign = 'center';
    if (x + ctx.measureText(text).width / 2 < end) ctx.fillText(text, x, look.bottom + 15);
  }
  ctx.textAlign = 'right';
  ctx.fillText(look.axis, look.right, look.bottom + 15);
}

/** Diamonds over the well; their words where there is room before the next one. */
function marks(ctx: CanvasRenderingContext2D, look: TrackLook, palette: Palette): void {
  ctx.textAlign = 'left';
  ctx.textBaseline = 'alphabetic';
  look.marks.forEach(({ x, words, ahead }, i) => {
    ctx.lineWidth = 1;
    ctx.strokeStyle = palette.css('--control');
    ctx.beginPath();
    ctx.moveTo(Math.round(x) + 0.5, look.top - 3);
    ctx.lineTo(Math.round(x) + 0.5, look.bottom);
    ctx.stroke();
    const y = look.top - 3 - 2 * DIAMOND;
    ctx.beginPath();
    ctx.moveTo(x, y - 0.5);
    ctx.lineTo(x + DIAMOND, y + DIAMOND - 0.5);
    ctx.lineTo(x, y + 2 * DIAMOND - 0.5);
    ctx.lineTo(x - DIAMOND, y + DIAMOND - 0.5);
    ctx.closePath();
    ctx.fillStyle = palette.css('--surface-1');
    ctx.fill();
    ctx.lineWidth = 1.3;
    ctx.strokeStyle = palette.css(ahead ? '--text-3' : '--text-1');
    ctx.stroke();
    const room = (look.marks[i + 1]?.x ?? look.right + LOOKAHEAD) - LOOKAHEAD - (x + GAP);
    const end = x + GAP + ctx.measureText(words).width;
    const covered = look.head > x + GAP / 2 && look.head < end + GAP;
    ctx.fillStyle = palette.css(ahead ? '--text-3' : '--text-2');
    if (look.axis !== '' && end <= x + GAP + room && !covered) ctx.fillText(words, x + GAP, look.top - 4);
  });
}

export function drawTrack(ctx: CanvasRenderingContext2D, look: TrackLook, height: number, palette: Palette): void {
  ctx.clearRect(0, 0, look.width, height);
  ctx.font = FONT;
  ctx.fillStyle = palette.css('--surface-2');
  ctx.beginPath();
  ctx.roundRect(look.left, look.top, look.right - look.left, look.bottom - look.top, 4);
  ctx.fill();
  ctx.save();
  ctx.clip();
  curves(ctx, look, palette);
  ctx.restore();
  axis(ctx, look, palette);
  marks(ctx, look, palette);
}
