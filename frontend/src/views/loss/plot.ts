// uPlot in the style of the design: no legend box, hairlines, 1.5 px lines, axes that are told where to put their ticks.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Palette } from '../../render/colours';
import { tick } from '../../ui/format';
import type { Drawn, Frame, Line } from './curve';
import type { Moment } from './changes';

export interface PlotOptions {
  host: HTMLElement;
  width: number;
  height: number;
  log: boolean;
  palette: Palette;
  lines: readonly Line[];
  frame: () => Frame;
  bands: () => Drawn['bands'];
  moments: () => readonly Moment[];
  /** The time that a person looks at, or null. */
  pointed: () => number | null;
}

const FONT = '11px "Inter Variable", Inter, system-ui, sans-serif';

export const LINE_STYLE: Record<Line, { token: string; dash: number[] }> = {
  train: { token: '--text-1', dash: [] },
  validation: { token: '--cat-4', dash: [5, 3] },
  penalty: { token: '--text-3', dash: [1.5, 2.5] }
};

/** A vertical line over the whole plot. */
function upright(u: uPlot, at: number, colour: string, dash: number[]): void {
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

/** Where a crowded curve runs between its least and its greatest values, lightly filled. */
function band(u: uPlot, { x, low, high }: Drawn['bands'][number], colour: string): void {
  if (x.length < 2) return;
  const { ctx } = u;
  const px = (i: number): number => u.valToPos(x[i] ?? 0, 'x', true);
  const py = (value: number | undefined): number => u.valToPos(value ?? 0, 'y', true);
  ctx.save();
  ctx.beginPath();
  for (let i = 0; i < x.length; i++) ctx.lineTo(px(i), py(high[i]));
  for (let i = x.length - 1; i >= 0; i--) ctx.lineTo(px(i), py(low[i]));
  ctx.closePath();
  ctx.globalAlpha = 0.16;
  ctx.fillStyle = colour;
  ctx.fill();
  ctx.restore();
}

function dot(u: uPlot, series: number, colour: string, ring: string): void {
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

export function createPlot({
  host,
  width,
  height,
  log,
  palette,
  lines,
  frame,
  bands,
  moments,
  pointed
}: PlotOptions): uPlot {
  // Where the ticks are is `frame`'s business: one increment that uPlot takes for any range (it knows none below 5 but its own).
  const incrs = (_: uPlot, __: number, min: number, max: number): number[] => [Math.max(10, max - min)];
  const axis: uPlot.Axis = { stroke: palette.css('--text-3'), font: FONT, incrs };
  return new uPlot(
    {
      width,
      height,
      padding: [8, 16, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [frame().x.low, frame().x.high] },
        y: { distr: log ? 3 : 1, range: () => [frame().y.low, frame().y.high] }
      },
      axes: [
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
      ],
      series: [
        {},
        ...lines.map((line) => ({
          stroke: palette.css(LINE_STYLE[line].token),
          dash: LINE_STYLE[line].dash,
          width: 1.5,
          points: { show: false },
          spanGaps: true
        }))
      ],
      hooks: {
        drawAxes: [
          (u) => {
            for (const one of bands()) band(u, one, palette.css(LINE_STYLE[one.line].token));
            for (const { time } of moments()) upright(u, time, palette.css('--control'), [2, 3]);
          }
        ],
        draw: [
          (u) => {
            lines.forEach((line, i) => {
              dot(u, i + 1, palette.css(LINE_STYLE[line].token), palette.css('--surface-1'));
            });
            const at = pointed();
            if (at !== null) upright(u, at, palette.css('--text-1'), []);
          }
        ]
      }
    },
    [[], ...lines.map(() => [])] as unknown as uPlot.AlignedData,
    host
  );
}
