// The picture of the plane: a field, a contour, and over it the points. Keeps what it was told last, so that it can be drawn again at any
// time (another theme, another size) without asking anyone.

import { steadyLimit } from '../../render/axis';
import { classColour, classMarker, classTables } from '../../render/classes';
import { signedColour, type Palette } from '../../render/colours';
import {
  contour,
  margin,
  paintAmounts,
  paintClasses,
  paintSigned,
  smoothed,
  strokeSegments,
  winners
} from '../../render/field';
import { drawPoints, type PointStyle, type View } from '../../render/points';
import type { DataInfo } from '../../state/types';
import type { Head } from './head';
import type { Maps } from './read';

const POINT_RADIUS = 3;
const SMALL_RADIUS = 2.2;
const CROWD = 700;
/** By how much predictions may go beyond the numbers of the data before the scale follows them. */
const SPARE = 1.2;

/** Where the output is 90 % sure, as 2 p − 1. */
const SURE = 0.8;

/** Every other stretch of a line that is in pieces of a cell each. */
function dashed(segments: readonly number[]): number[] {
  const kept: number[] = [];
  for (let k = 0; k + 3 < segments.length; k += 4) {
    const cell = Math.floor(segments[k] ?? 0) + Math.floor(segments[k + 1] ?? 0);
    if (cell % 4 < 2) kept.push(...segments.slice(k, k + 4));
  }
  return kept;
}

/** The largest magnitude of the numbers of the plane's points, in two digits; 0 for classes. */
export function truthOf(data: DataInfo): number {
  if (data.task !== 'regression') return 0;
  const most = Math.max(0, ...(data.points?.y ?? []).map(Math.abs));
  return Number(most.toPrecision(2));
}

export class PlanePicture {
  /** Where the scale of a signed field ends. */
  limit = 1;
  private readonly field: Float32Array;
  private readonly spare: Float32Array;
  private readonly winner: Uint8Array;
  private readonly lead: Float32Array;
  private scores: Float32Array[] = [];
  /** The largest magnitude of the numbers in the data, 0 where there are none. */
  truth = 0;
  private shares = false;
  /** One bounded number tells two classes apart. */
  private decides = false;
  private shows: 'nothing' | 'signed' | 'amount' | 'classes' = 'nothing';
  private readonly image: HTMLCanvasElement;
  private readonly pixels: ImageData;
  private tables: { of: Palette; tables: Uint32Array[] } | null = null;

  constructor(readonly side: number) {
    const cells = side * side;
    this.field = new Float32Array(cells);
    this.spare = new Float32Array(cells);
    this.winner = new Uint8Array(cells);
    this.lead = new Float32Array(cells);
    this.image = document.createElement('canvas');
    this.image.width = side;
    this.image.height = side;
    this.pixels = new ImageData(side, side);
  }

  clear(): void {
    this.shows = 'nothing';
    this.limit = 1;
  }

  /** Take in the maps of the output. */
  seeOutput(maps: Maps, head: Head): void {
    if (head.meaning === 'many') this.seeClasses(maps, head);
    else this.seeSigned(maps, head, 0);
  }

  /** Take in the map of one unit; `amount`: it is never negative. */
  seeUnit(maps: Maps, unit: number, amount: boolean): void {
    if (!amount) {
      this.seeSigned(maps, null, unit);
      return;
    }
    maps.decode(unit, this.field);
    this.limit = steadyLimit(this.shows === 'amount' ? this.limit : 0, maps.limit(unit));
    this.shows = 'amount';
  }

  private seeClasses(maps: Maps, head: Head): void {
    const first = this.shows !== 'classes';
    this.shares = head.range === 'share';
    while (this.scores.length < maps.units) this.scores.push(new Float32Array(this.side * this.side));
    this.scores.length = maps.units;
    let most = 0;
    this.scores.forEach((score, unit) => {
      maps.decode(unit, score);
      most = Math.max(most, maps.limit(unit));
    });
    this.limit =
      head.range === 'share' ? 1 : head.range === 'signed' ? 2 : steadyLimit(first ? 0 : this.limit, 2 * most);
    winners(this.scores, this.limit, this.winner, this.lead);
    this.shows = 'classes';
  }

  private seeSigned(maps: Maps, head: Head | null, unit: number): void {
    const first = this.shows !== 'signed';
    const { field, spare } = this;
    if (head?.meaning === 'two' && head.units === 2) {
      maps.decode(0, spare);
      maps.decode(1, field);
      for (let i = 0; i < field.length; i++) field[i] = (field[i] ?? 0) - (spare[i] ?? 0);
    } else {
      maps.decode(unit, field);
      if (head?.meaning === 'two' && head.range === 'share') {
        for (let i = 0; i < field.length; i++) field[i] = 2 * (field[i] ?? 0) - 1;
      } else if (head?.meaning === 'two' && head.limit !== 0) {
        for (let i = 0; i < field.length; i++) field[i] = (field[i] ?? 0) - head.limit;
      }
    }
    this.decides = head?.meaning === 'two' && head.range !== 'free';
    // Numbers of the data tell how far the scale of their predictions should go.
    const known = head?.meaning === 'number' ? this.truth : 0;
    const most = Math.max(known, maps.limit(unit));
    if (this.decides) this.limit = 1;
    else if (known > 0 && most <= known * SPARE) this.limit = known;
    else this.limit = steadyLimit(first ? 0 : this.limit, most);
    this.shows = 'signed';
  }

  draw(ctx: CanvasRenderingContext2D, palette: Palette, size: number): void {
    ctx.fillStyle = palette.css('--surface-2');
    ctx.fillRect(0, 0, size, size);
    if (this.shows === 'nothing') return;
    this.paint(palette);
    ctx.imageSmoothingQuality = 'high';
    ctx.drawImage(this.image, 0, 0, size, size);
    this.outline(ctx, palette, size);
  }

  /** Every cell's colour, packed. */
  shade(palette: Palette): Uint32Array {
    const pixels = new Uint32Array(this.pixels.data.buffer);
    if (this.shows === 'amount') {
      paintAmounts(this.field, this.limit, palette.fieldStrength, palette.sequential, pixels);
    } else if (this.shows === 'signed') {
      paintSigned(this.field, this.limit, palette.fieldStrength, palette.diverging, pixels);
    } else {
      if (this.tables?.of !== palette) this.tables = { of: palette, tables: classTables(palette) };
      paintClasses(this.winner, this.lead, palette.fieldStrength, this.tables.tables, pixels);
    }
    return pixels;
  }

  private paint(palette: Palette): void {
    this.shade(palette);
    this.image.getContext('2d')?.putImageData(this.pixels, 0, 0);
  }

  /** Every cell's height, −1 … 1: of the class `of`, or of whichever wins, where there are many. */
  heights(into: Float32Array, of: number | null): Float32Array {
    const scores = of === null ? this.scores : this.scores.slice(of, of + 1);
    for (let i = 0; i < into.length; i++) {
      let value = (this.field[i] ?? 0) / this.limit;
      if (this.shows === 'amount') value = 2 * value - 1;
      else if (this.shows === 'classes') {
        let most = -Infinity;
        for (const score of scores) most = Math.max(most, score[i] ?? -Infinity);
        value = this.shares ? 2 * most - 1 : most / (this.limit / 2);
      }
      into[i] = this.shows === 'nothing' ? -1 : Math.min(Math.max(value, -1), 1);
    }
    return into;
  }

  /** What a height of −1 … 1 of a signed value or an amount stands for. */
  valueOf(height: number): number {
    return this.shows === 'amount' ? ((height + 1) / 2) * this.limit : height * this.limit;
  }

  /** Whether there is a line where the sign changes. */
  get signed(): boolean {
    return this.shows === 'signed';
  }

  private outline(ctx: CanvasRenderingContext2D, palette: Palette, size: number): void {
    ctx.strokeStyle = palette.css('--text-1');
    ctx.globalAlpha = 0.55;
    ctx.lineWidth = 1;
    const { side } = this;
    const line = (field: Float32Array, level = 0): number[] =>
      contour(smoothed(field, side, side, this.spare), side, side, level);
    if (this.shows === 'signed') strokeSegments(ctx, line(this.field), side, side, size);
    else if (this.shows === 'classes') {
      // The border between two classes is on the margin of either: the first class needs none of its own.
      for (let k = 1; k < this.scores.length; k++) {
        strokeSegments(ctx, line(margin(this.scores, k, this.field)), side, side, size);
      }
    }
    if (this.tellsShares) {
      for (const level of this.shows === 'signed' ? [-SURE, SURE] : [SURE]) {
        strokeSegments(ctx, dashed(line(this.confidence(), level)), side, side, size);
      }
    }
    ctx.globalAlpha = 1;
  }

  /** Whether it is known how sure the output is of its answer. */
  private get tellsShares(): boolean {
    return this.shows === 'classes' ? this.shares : this.shows === 'signed' && this.decides;
  }

  /** 2 p − 1 of the class that wins, with the sign of the class where there are two. */
  private confidence(): Float32Array {
    if (this.shows === 'signed') return this.field;
    for (let i = 0; i < this.field.length; i++) {
      let most = 0;
      for (const score of this.scores) most = Math.max(most, score[i] ?? 0);
      this.field[i] = 2 * most - 1;
    }
    return this.field;
  }

  /** Share of the plane that is each class's: two where one number decides, by its sign. */
  parts(classes: number): number[] {
    const counts = new Array<number>(classes).fill(0);
    for (let i = 0; i < this.field.length; i++) {
      const k = this.shows === 'classes' ? (this.winner[i] ?? 0) : Number((this.field[i] ?? 0) > 0);
      counts[k] = (counts[k] ?? 0) + 1;
    }
    return counts.map((count) => count / this.field.length);
  }
}

/** How the points of the data are marked, on the plane and on a surface. */
export function pointStyle(palette: Palette, data: DataInfo): Omit<PointStyle, 'validation'> {
  const numbers = data.task === 'regression';
  const points = data.points ?? { x: [], y: [] };
  const most = points.y.reduce((limit, y) => Math.max(limit, Math.abs(y)), 1e-9);
  return {
    ring: palette.css('--surface-1'),
    // Of numbers there is one at every place: thin rings, so that the field shows between them.
    ...(numbers ? { ringWidth: 1 } : {}),
    radius: points.x.length > CROWD || numbers ? SMALL_RADIUS : POINT_RADIUS,
    of: (y) =>
      numbers
        ? { marker: 1, fill: signedColour(palette, y, most) }
        : { marker: classMarker(y), fill: classColour(palette, y) }
  };
}

/** The points of the data, on a transparent ground: they change with the data, not with every picture. */
export function drawPlanePoints(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  view: View,
  data: DataInfo,
  validation: boolean
): void {
  ctx.clearRect(0, 0, view.size, view.size);
  if (data.points) drawPoints(ctx, data.points, view, { ...pointStyle(palette, data), validation });
}
