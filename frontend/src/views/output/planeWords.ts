// What a picture of the plane shows, in words and numbers, for whoever does not see it.

import { t } from '../../i18n/messages';
import { decimals, percent } from '../../i18n/numbers';
import type { DataInfo } from '../../state/types';
import type { Head } from './head';
import type { PlanePicture } from './plane';

/** How much of the plane is each class's; or, where heights say more, the highest and the lowest place. */
export function planeWords(picture: PlanePicture, data: DataInfo, head: Head | null): string {
  if (head && head.meaning !== 'number') {
    const parts = picture.parts(data.classes.length);
    const said = data.classes.map((name, k) => t('output.map_part', { name, share: percent(parts[k] ?? 0) }));
    return t('output.map_parts', { parts: said.join(', ') });
  }
  const { side } = picture;
  const heights = picture.heights(new Float32Array(side * side), null);
  let [low, high] = [0, 0];
  heights.forEach((z, i) => {
    if (z < (heights[low] ?? 0)) low = i;
    if (z > (heights[high] ?? 0)) high = i;
  });
  const extent = data.extent ?? 6;
  const place = (index: number): string => decimals((((index + 0.5) / side) * 2 - 1) * extent, 1);
  const at = (cell: number): { x1: string; x2: string; value: string } => ({
    x1: place(cell % side),
    x2: place(side - 1 - Math.floor(cell / side)),
    value: decimals(picture.valueOf(heights[cell] ?? 0), 2)
  });
  const [top, bottom] = [at(high), at(low)];
  return t('output.map_words', {
    high: top.value,
    high1: top.x1,
    high2: top.x2,
    low: bottom.value,
    low1: bottom.x1,
    low2: bottom.x2
  });
}
