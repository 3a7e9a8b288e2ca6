// The ten markers: class k has colour k and marker k, so that colour is never the only sign. A ring of the surface
// around each separates points that overlap; validation points are hollow.

/** Corner points of marker k (1 … 10) for radius 1, or null for the circle. Further classes begin again. */
export function outline(k: number): readonly (readonly [number, number])[] | null {
  return OUTLINES[(k - 1) % OUTLINES.length] ?? null;
}

export const MARKERS = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'cross',
  'triangle-down',
  'bar',
  'plus',
  'star',
  'hexagon'
] as const;

type Point = readonly [number, number];

/** n corners from angle a0 (radians, y down), on circles of radius r0 and, every second one, r1. */
function polygon(n: number, a0: number, r0: number, r1 = r0): Point[] {
  return Array.from({ length: n }, (_, i) => {
    const angle = a0 + (i / n) * 2 * Math.PI;
    const radius = i % 2 ? r1 : r0;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}

function plus(angle: number): Point[] {
  const t = 0.42;
  const corners: Point[] = [
    [-t, -1],
    [t, -1],
    [t, -t],
    [1, -t],
    [1, t],
    [t, t],
    [t, 1],
    [-t, 1],
    [-t, t],
    [-1, t],
    [-1, -t],
    [-t, -t]
  ];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return corners.map(([x, y]) => [x * cos - y * sin, x * sin + y * cos]);
}

const box = (w: number, h: number): Point[] => [
  [-w, -h],
  [w, -h],
  [w, h],
  [-w, h]
];

const OUTLINES: readonly (readonly Point[] | null)[] = [
  null,
  box(0.88, 0.88),
  polygon(3, -Math.PI / 2, 1.2),
  polygon(4, -Math.PI / 2, 1.25),
  plus(Math.PI / 4),
  polygon(3, Math.PI / 2, 1.2),
  box(1.15, 0.5),
  plus(0),
  polygon(10, -Math.PI / 2, 1.3, 0.58),
  polygon(6, 0, 1.1)
];

/** The marker as SVG path data around (x, y), for legends. */
export function markerPath(k: number, x: number, y: number, r: number): string {
  const corners = outline(k);
  if (!corners) return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  const at = (v: number): string => String(Number(v.toFixed(2)));
  return `M${corners.map(([cx, cy]) => `${at(x + cx * r)} ${at(y + cy * r)}`).join('L')}z`;
}

export interface MarkerStyle {
  fill: string;
  /** Colour of the ring (and of the inside of a hollow marker). */
  ring: string;
  hollow: boolean;
  ringWidth?: number;
}

/** Marker k around (x, y), `r` in the units of the context. */
export function drawMarker(
  ctx: CanvasRenderingContext2D,
  k: number,
  x: number,
  y: number,
  r: number,
  style: MarkerStyle
): void {
  const corners = outline(k);
  ctx.beginPath();
  if (corners) {
    corners.forEach(([cx, cy], i) => {
      if (i === 0) ctx.moveTo(x + cx * r, y + cy * r);
      else ctx.lineTo(x + cx * r, y + cy * r);
    });
    ctx.closePath();
  } else ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.lineJoin = 'round';
  ctx.strokeStyle = style.ring;
  ctx.lineWidth = (style.ringWidth ?? 2.4) + (style.hollow ? 1.2 : 0);
  ctx.stroke();
  ctx.fillStyle = style.hollow ? style.ring : style.fill;
  ctx.fill();
  if (style.hollow) {
    ctx.strokeStyle = style.fill;
    ctx.lineWidth = 1.5;
    ctx.stroke();
  }
}
