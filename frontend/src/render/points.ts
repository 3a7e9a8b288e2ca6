// Points of the plane on a map: which part of the plane a picture shows, and the points in it.

import { drawMarker } from './markers';

/** A square part of the plane and the picture of it, in CSS pixels; row 0 of the picture is the largest x2. */
export interface View {
  /** The plane from −extent to +extent on both axes. */
  extent: number;
  size: number;
}

export const toPixel = (view: View, x1: number, x2: number): [number, number] => [
  ((x1 + view.extent) / (2 * view.extent)) * view.size,
  ((view.extent - x2) / (2 * view.extent)) * view.size
];

export const toPlane = (view: View, px: number, py: number): [number, number] => [
  (px / view.size) * 2 * view.extent - view.extent,
  view.extent - (py / view.size) * 2 * view.extent
];

export interface Points {
  x: readonly (readonly [number, number])[];
  y: readonly number[];
  /** The first so many are training points, the rest validation. */
  train: number;
}

export interface PointStyle {
  ring: string;
  ringWidth?: number;
  radius: number;
  /** Marker (1 …) and colour of a point by what it is. */
  of: (y: number) => { marker: number; fill: string };
  validation: boolean;
}

/** Validation points first, so that training points lie on top. */
export function drawPoints(ctx: CanvasRenderingContext2D, points: Points, view: View, style: PointStyle): void {
  const draw = (i: number): void => {
    const at = points.x[i];
    const y = points.y[i];
    if (!at || y === undefined) return;
    const [px, py] = toPixel(view, at[0], at[1]);
    const { marker, fill } = style.of(y);
    drawMarker(ctx, marker, px, py, style.radius, {
      fill,
      ring: style.ring,
      hollow: i >= points.train,
      ...(style.ringWidth === undefined ? {} : { ringWidth: style.ringWidth })
    });
  };
  if (style.validation) for (let i = points.train; i < points.x.length; i++) draw(i);
  for (let i = 0; i < points.train; i++) draw(i);
}

/** Index of the point nearest to a pixel, within `reach` pixels; −1 when none is. */
export function nearest(points: Points, view: View, px: number, py: number, reach: number): number {
  let best = -1;
  let least = reach * reach;
  points.x.forEach(([x1, x2], i) => {
    const [qx, qy] = toPixel(view, x1, x2);
    const distance = (qx - px) ** 2 + (qy - py) ** 2;
    if (distance <= least) {
      least = distance;
      best = i;
    }
  });
  return best;
}
