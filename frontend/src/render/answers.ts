// What the network answers to one example: a bar for each class.

import type { Place } from './tiles';

export interface AnswerStyle {
  ground: string;
  bar: string;
  best: string;
  negative: string;
}

const HEIGHT = 10;

/** Index of the greatest value. */
export function best(values: ArrayLike<number>): number {
  let at = 0;
  for (let i = 1; i < values.length; i++) if ((values[i] ?? -Infinity) > (values[at] ?? -Infinity)) at = i;
  return at;
}

/** Bars between `left` and `right`. A full bar is 1; outputs that are no shares may be negative (orange, hatched by half height). */
export function drawAnswers(
  ctx: CanvasRenderingContext2D,
  values: ArrayLike<number>,
  places: readonly Place[],
  left: number,
  right: number,
  style: AnswerStyle
): void {
  const winner = best(values);
  places.forEach((place, unit) => {
    const value = values[unit] ?? 0;
    const middle = place.y + place.size / 2;
    ctx.fillStyle = style.ground;
    ctx.beginPath();
    ctx.roundRect(left, middle - HEIGHT / 2, right - left, HEIGHT, 2);
    ctx.fill();
    const width = Math.min(1, Math.abs(value)) * (right - left);
    if (width < 0.5) return;
    const height = value < 0 ? HEIGHT / 2 : HEIGHT;
    ctx.fillStyle = value < 0 ? style.negative : unit === winner ? style.best : style.bar;
    ctx.beginPath();
    ctx.roundRect(left, middle - height / 2, Math.max(2, width), height, 2);
    ctx.fill();
  });
}
