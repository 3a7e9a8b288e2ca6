// A small chart of several named lines; what was measured lies faint behind what was smoothed.

import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Palette } from '../../render/colours';
import { dot, still, upright, type Frame } from '../plotting';
import { styleOf } from './series';

interface Options {
  host: HTMLElement;
  width: number;
  height: number;
  log: boolean;
  palette: Palette;
  /** Lines; `smooth`: each is there twice, first as measured. */
  lines: number;
  smooth: boolean;
  frame: () => Frame;
  pointed: () => number | null;
}

export function createPlot({ host, width, height, log, palette, lines, smooth, frame, pointed }: Options): uPlot {
  const numbers = Array.from({ length: lines }, (_, i) => i);
  const line = (i: number, faint: boolean): uPlot.Series => ({
    stroke: palette.css(styleOf(i).token),
    dash: faint ? [] : styleOf(i).dash,
    width: faint ? 1 : 1.5,
    alpha: faint ? 0.3 : 1,
    points: { show: false },
    spanGaps: true
  });
  return new uPlot(
    {
      ...still({ width, height, right: 8, log, palette, frame }),
      series: [{}, ...(smooth ? numbers.map((i) => line(i, true)) : []), ...numbers.map((i) => line(i, false))],
      hooks: {
        draw: [
          (u) => {
            for (const i of numbers) {
              dot(u, i + 1 + (smooth ? lines : 0), palette.css(styleOf(i).token), palette.css('--surface-1'));
            }
            const at = pointed();
            if (at !== null) upright(u, at, palette.css('--text-1'), []);
          }
        ]
      }
    },
    [[], ...Array.from({ length: smooth ? 2 * lines : lines }, () => [])] as unknown as uPlot.AlignedData,
    host
  );
}
