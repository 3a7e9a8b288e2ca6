// The body of a card whose value runs over time: of one example, as a strip for each feature, a line, or written tokens.

import type { Palette } from '../../render/colours';
import { restingLimit } from '../../render/scale';
import { drawLine, drawStrips, drawTokens } from '../../render/sequence';
import type { Place } from '../../render/tiles';
import type { Shown } from './bodies';
import type { Look } from './look';

type TimeLook = Extract<Look, { kind: 'time' }>;

export interface Surface {
  ctx: CanvasRenderingContext2D;
  /** Device pixels to a CSS pixel. */
  density: number;
  place: Place;
  palette: Palette;
}

/** What paints one example; `told` hears of it in words: what is written, and the true class or number. */
export function overTime(
  look: TimeLook,
  { ctx, density, place, palette }: Surface,
  told: (written: string, truth: number) => void
): (shown: Shown) => void {
  let limit = 0;
  return ({ raw, truth, says }) => {
    const values = look.input ? raw : says;
    if (!values) return;
    ctx.setTransform(density, 0, 0, density, 0, 0);
    ctx.clearRect(place.x - 2, place.y - 2, place.size + 4, place.size + 4);
    const tokens = look.tokens && Array.from(values, (id) => look.tokens?.[id] ?? '');
    if (tokens) drawTokens(ctx, tokens, place, palette);
    else if (look.rows === 1) drawLine(ctx, values, place, palette);
    else {
      limit = restingLimit(limit, Math.max(...Array.from(values, Math.abs)));
      drawStrips(ctx, values, look, limit, place, palette);
    }
    told(tokens?.join('').trim() ?? '', truth);
  };
}
