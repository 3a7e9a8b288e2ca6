// What all charts share: axes that are told where to put their ticks, upright lines, the dot at a line's end.

import uPlot from 'uplot';
import type { Range } from '../render/axis';
import type { Palette } from '../render/colours';
import { tick } from '../ui/format';

/** Ends and ticks of both axes. */
export interface Frame {
  x: Range;
  y: Range;
  xTicks: number[];
  yTicks: number[];
}

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';

/** Where the ticks are is `frame`'s business: one increment that uPlot takes for any range (it knows none below 5 but its own). */
function axes(palette: Palette, frame: () => Frame): uPlot.Axis[] {
  const incrs = (_: uPlot, __: number, min: number, max: number): number[] => [Math.max(10, max - min)];
  const axis: uPlot.Axis = { stroke: palette.css('--text-3'), font: FONT, incrs };
  return [
    {
      ...axis,
      size: 20,
      gap: 3,
      splits: () => frame().xTicks,
      values: (_, splits) => splits.map(tick),
      grid: { show: false },
      ticks: { stroke: palette.css('--axis'), width: 1, size: 4 },
      border: { show: true, stroke: palette.css('--axis'), width: 1 }
    },
    {
      ...axis,
      size: 40,
      gap: 4,
      splits: () => frame().yTicks,
      filter: (_, splits) => splits,
      values: (_, splits) => splits.map(tick),
      grid: { stroke: palette.css('--hairline'), width: 1 },
      ticks: { show: false }
    }
  ];
}

interface Look {
  width: number;
  height: number;
  /** Room at the right end, px. */
  right: number;
  log: boolean;
  palette: Palette;
  frame: () => Frame;
}

/** A chart that stands still: no legend box, no cursor, ranges and ticks that it is told. */
export function still({ width, height, right, log, palette, frame }: Look): Omit<uPlot.Options, 'series'> {
  return {
    width,
    height,
    padding: [8, right, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    select: { show: false, left: 0, top: 0, width: 0, height: 0 },
    scales: {
      x: { time: false, range: () => [frame().x.low, frame().x.high] },
      y: { distr: log ? 3 : 1, range: () => [frame().y.low, frame().y.high] }
    },
    axes: axes(palette, frame)
  };
}

/** A vertical line over the whole plot. */
export function upright(u: uPlot, at: number, colour: string, dash: number[]): void {
  const { ctx, bbox } = u;
  const x = Math.round(u.valToPos(at, 'x', true)) + 0.5;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash(dash.map((length) => length * uPlot.pxRatio));
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** A ring at the last value of a line. */
export function dot(u: uPlot, series: number, colour: string, ring: string): void {
  const column = u.data[series];
  const times = u.data[0];
  let i = times.length - 1;
  while (i >= 0 && typeof column?.[i] !== 'number') i--;
  const [time, value] = [times[i], column?.[i]];
  if (time === undefined || typeof value !== 'number') return;
  const { ctx } = u;
  ctx.save();
  ctx.beginPath();
  ctx.arc(u.valToPos(time, 'x', true), u.valToPos(value, 'y', true), 3 * uPlot.pxRatio, 0, 2 * Math.PI);
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.strokeStyle = ring;
  ctx.setLineDash([]);
  ctx.lineWidth = 1.2 * uPlot.pxRatio;
  ctx.stroke();
  ctx.restore();
}
