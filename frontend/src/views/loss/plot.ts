// uPlot in the style of the design: no legend box, hairlines, 1.5 px lines, axes that are told where to put their ticks.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Palette } from '../../render/colours';
import { LINE_STYLE } from '../lines';
import { dot, still, upright, type Frame } from '../plotting';
import type { Beside, Drawn, Line } from './curve';
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
  /** What did not lead here: faint. */
  beside: () => readonly Beside[];
  moments: () => readonly Moment[];
  /** The time that a person looks at, or null. */
  pointed: () => number | null;
  /** What the coach means, in epochs, or null. */
  stretch: () => { from: number; to: number } | null;
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

/** A line that did not lead here. Points that have no place on the scale are left out. */
function faint(u: uPlot, { times, losses }: Beside, log: boolean, colour: string): void {
  const { ctx } = u;
  ctx.save();
  ctx.beginPath();
  for (let i = 0; i < times.length; i++) {
    const loss = losses[i] ?? Number.NaN;
    if (!Number.isFinite(loss) || (log && loss <= 0)) continue;
    ctx.lineTo(u.valToPos(times[i] ?? 0, 'x', true), u.valToPos(loss, 'y', true));
  }
  ctx.strokeStyle = colour;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([1.5 * uPlot.pxRatio, 2.5 * uPlot.pxRatio]);
  ctx.stroke();
  ctx.restore();
}

/** A stretch of the time axis: shaded, between dashed ends. */
function shade(u: uPlot, { from, to }: { from: number; to: number }, fill: string, edge: string): void {
  const { ctx, bbox } = u;
  const [left, right] = [u.valToPos(from, 'x', true), u.valToPos(to, 'x', true)];
  ctx.save();
  ctx.fillStyle = fill;
  ctx.fillRect(left, bbox.top, right - left, bbox.height);
  ctx.restore();
  for (const time of [from, to]) upright(u, time, edge, [5, 3]);
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
  beside,
  moments,
  pointed,
  stretch
}: PlotOptions): uPlot {
  return new uPlot(
    {
      ...still({ width, height, right: 16, log, palette, frame }),
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
            const meant = stretch();
            if (meant) shade(u, meant, palette.css('--accent-wash'), palette.css('--text-2'));
            for (const one of beside()) faint(u, one, log, palette.css('--text-3'));
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
