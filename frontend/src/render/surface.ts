// A surface over the plane, seen from anywhere above: cells are painted from the farthest to the nearest, each with the
// points that stand on it, so that what is nearer hides what is behind it. Parallel projection: nothing shrinks with
// distance, and heights can be compared.

export interface Camera {
  /** Around the vertical, in degrees: 0 looks along x2. */
  turn: number;
  /** Above the ground, in degrees, 10 … 90. */
  lift: number;
  zoom: number;
}

export const FRONT: Camera = { turn: -28, lift: 34, zoom: 1 };
const [LOWEST, HIGHEST] = [10, 90];
const [SMALLEST, LARGEST] = [0.6, 3];
/** Height of the box as a share of half its width. */
const TALL = 0.62;
/** So that the box fits whichever way it is turned. */
const FIT = 0.335;
/** Room for the numbers of the scale. */
const MARGIN = 28;

/** The camera moved, kept where there is something to see. */
export function moved(camera: Camera, by: Partial<Camera>): Camera {
  const turn = camera.turn + (by.turn ?? 0);
  return {
    turn: turn - 360 * Math.round(turn / 360),
    lift: Math.min(Math.max(camera.lift + (by.lift ?? 0), LOWEST), HIGHEST),
    zoom: Math.min(Math.max(camera.zoom * (by.zoom ?? 1), SMALLEST), LARGEST)
  };
}

export type Projection = (x: number, y: number, z: number) => [number, number];

/** Of the box −1 … 1 on all axes to pixels of a picture. */
export function projection(camera: Camera, width: number, height: number): Projection {
  const [a, e] = [(camera.turn * Math.PI) / 180, (camera.lift * Math.PI) / 180];
  const [cos, sin, rise, sink] = [Math.cos(a), Math.sin(a), Math.cos(e), Math.sin(e)];
  const scale = Math.min(width - MARGIN, height * 1.06) * FIT * camera.zoom;
  return (x, y, z) => [
    (width + MARGIN / 2) / 2 + scale * (x * cos - y * sin),
    height / 2 - scale * (z * TALL * rise + (x * sin + y * cos) * sink)
  ];
}

export interface Surface {
  /** Rows and columns; row 0 is the largest x2. */
  side: number;
  /** −1 … 1. */
  heights: Float32Array;
  /** The colour of each cell. */
  colour: (cell: number) => string;
  /** Draw the line where the height is 0. */
  border: boolean;
}

export interface Standing {
  /** −1 … 1. */
  x: number;
  y: number;
  /** Of a point that hangs at a height of its own, with a pin to the surface; else it stands on the surface. */
  z: number | null;
  draw: (ctx: CanvasRenderingContext2D, px: number, py: number) => void;
}

export interface SurfaceStyle {
  floor: string;
  line: string;
  mesh: string;
  border: string;
  pin: string;
}

/** The height of the surface at a place, between the four cells around it. */
export function heightAt({ side, heights }: Pick<Surface, 'side' | 'heights'>, x: number, y: number): number {
  const [u, v] = [((x + 1) / 2) * side - 0.5, ((1 - y) / 2) * side - 0.5];
  const [i, j] = [Math.min(Math.max(Math.floor(u), 0), side - 2), Math.min(Math.max(Math.floor(v), 0), side - 2)];
  const [s, t] = [Math.min(Math.max(u - i, 0), 1), Math.min(Math.max(v - j, 0), 1)];
  const at = (row: number, column: number): number => heights[row * side + column] ?? 0;
  return (1 - t) * ((1 - s) * at(j, i) + s * at(j, i + 1)) + t * ((1 - s) * at(j + 1, i) + s * at(j + 1, i + 1));
}

/** Rows and columns of cells from the farthest to the nearest. */
export function farToNear(side: number, camera: Camera): { rows: number[]; columns: number[] } {
  const a = (camera.turn * Math.PI) / 180;
  const upwards = Array.from({ length: side - 1 }, (_, i) => i);
  const downwards = [...upwards].reverse();
  // Farther is where x sin a + y cos a is larger; a row's y falls with its number, a column's x rises.
  return { rows: Math.cos(a) >= 0 ? upwards : downwards, columns: Math.sin(a) >= 0 ? downwards : upwards };
}

const MESH = 4;

export function drawSurface(
  ctx: CanvasRenderingContext2D,
  surface: Surface,
  points: readonly Standing[],
  camera: Camera,
  width: number,
  height: number,
  style: SurfaceStyle
): void {
  const project = projection(camera, width, height);
  const { side, heights } = surface;
  drawFloor(ctx, project, style);
  const across = Float32Array.from({ length: side }, (_, i) => ((i + 0.5) / side) * 2 - 1);
  const corners =
    heights.length === side * side
      ? Array.from(heights, (z, k) => project(across[k % side] ?? 0, -(across[Math.floor(k / side)] ?? 0), z))
      : [];
  if (corners.length === 0) return;
  const standing = byCell(points, side);
  const { rows, columns } = farToNear(side, camera);
  for (const row of rows) {
    for (const column of columns) {
      const k = row * side + column;
      const quad = [k, k + 1, k + side + 1, k + side];
      const path = quad.map((corner) => corners[corner] ?? [0, 0]) as [number, number][];
      const colour = surface.colour(k);
      ctx.beginPath();
      path.forEach(([px, py]) => {
        ctx.lineTo(px, py);
      });
      ctx.closePath();
      ctx.fillStyle = colour;
      ctx.fill();
      // In its own colour, to close the seams between neighbours.
      ctx.strokeStyle = colour;
      ctx.lineWidth = 0.7;
      ctx.stroke();
      meshLines(ctx, path, row % MESH === 0, column % MESH === 0, style.mesh);
      if (surface.border)
        borderLine(
          ctx,
          path,
          quad.map((corner) => heights[corner] ?? 0),
          style.border
        );
      for (const point of standing.get(k) ?? []) stand(ctx, point, surface, project, style);
    }
  }
}

function drawFloor(ctx: CanvasRenderingContext2D, project: Projection, style: SurfaceStyle): void {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1]
  ] as const;
  ctx.beginPath();
  for (const [x, y] of corners) ctx.lineTo(...project(x, y, -1));
  ctx.closePath();
  ctx.fillStyle = style.floor;
  ctx.fill();
  ctx.strokeStyle = style.line;
  ctx.lineWidth = 1;
  ctx.stroke();
}

function meshLines(
  ctx: CanvasRenderingContext2D,
  [a, b, , d]: readonly [number, number][],
  alongRow: boolean,
  alongColumn: boolean,
  colour: string
): void {
  if (!a || !b || !d || !(alongRow || alongColumn)) return;
  ctx.beginPath();
  if (alongRow) {
    ctx.moveTo(...a);
    ctx.lineTo(...b);
  }
  if (alongColumn) {
    ctx.moveTo(...a);
    ctx.lineTo(...d);
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = 0.6;
  ctx.stroke();
}

function borderLine(
  ctx: CanvasRenderingContext2D,
  path: readonly [number, number][],
  heights: readonly number[],
  colour: string
): void {
  if (heights.every((z) => z > 0) || heights.every((z) => z <= 0)) return;
  const crossings: [number, number][] = [];
  path.forEach((from, i) => {
    const next = (i + 1) % path.length;
    const [z, w] = [heights[i] ?? 0, heights[next] ?? 0];
    const to = path[next];
    if (!to || z > 0 === w > 0) return;
    const t = z / (z - w);
    crossings.push([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
  });
  ctx.strokeStyle = colour;
  ctx.lineWidth = 1.2;
  ctx.beginPath();
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    ctx.moveTo(...(crossings[i] ?? [0, 0]));
    ctx.lineTo(...(crossings[i + 1] ?? [0, 0]));
  }
  ctx.stroke();
}

/** The points of each cell, by the number of its upper left corner. */
function byCell(points: readonly Standing[], side: number): Map<number, Standing[]> {
  const cells = new Map<number, Standing[]>();
  const within = (share: number): number => Math.min(Math.max(Math.floor(share * side - 0.5), 0), side - 2);
  for (const point of points) {
    const cell = within((1 - point.y) / 2) * side + within((point.x + 1) / 2);
    const there = cells.get(cell);
    if (there) there.push(point);
    else cells.set(cell, [point]);
  }
  return cells;
}

function stand(
  ctx: CanvasRenderingContext2D,
  { x, y, z, draw }: Standing,
  surface: Surface,
  project: Projection,
  style: SurfaceStyle
): void {
  const ground = heightAt(surface, x, y);
  const top = project(x, y, z ?? ground);
  if (z !== null) {
    ctx.beginPath();
    ctx.moveTo(...project(x, y, ground));
    ctx.lineTo(...top);
    ctx.strokeStyle = style.pin;
    ctx.lineWidth = 1;
    ctx.stroke();
  }
  draw(ctx, ...top);
}

export interface ScaleStyle {
  text: string;
  line: string;
  font: string;
}

/** The vertical scale at the box's leftmost edge, its bottom, middle and top named; and the names of the plane's axes. */
export function drawScale(
  ctx: CanvasRenderingContext2D,
  camera: Camera,
  width: number,
  height: number,
  ticks: readonly [string, string, string],
  style: ScaleStyle
): void {
  const project = projection(camera, width, height);
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1]
  ] as const;
  const edges = corners.map(
    ([x, y]) =>
      (z: number) =>
        project(x, y, z)
  );
  const left = edges.reduce((best, edge) => (edge(0)[0] < best(0)[0] ? edge : best));
  ctx.strokeStyle = style.line;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(...left(-1));
  ctx.lineTo(...left(1));
  ctx.stroke();
  ctx.fillStyle = style.text;
  ctx.font = style.font;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  // Seen from above the scale has no length that numbers could stand along.
  if (camera.lift < 70)
    ticks.forEach((tick, i) => {
      const [px, py] = left(i - 1);
      ctx.fillText(tick, px - 5, py);
    });
  ctx.textAlign = 'center';
  const near = Math.cos((camera.turn * Math.PI) / 180) >= 0 ? -1.18 : 1.18;
  const beside = Math.sin((camera.turn * Math.PI) / 180) >= 0 ? -1.18 : 1.18;
  nameAxis(ctx, '1', project(0, near, -1));
  nameAxis(ctx, '2', project(beside, 0, -1));
}

function nameAxis(ctx: CanvasRenderingContext2D, index: string, [px, py]: [number, number]): void {
  const { font } = ctx;
  ctx.font = `italic ${font}`;
  ctx.fillText('x', px - 2, py);
  ctx.font = font.replace(/[\d.]+px/, '9px');
  ctx.fillText(index, px + 4, py + 3);
  ctx.font = font;
}
