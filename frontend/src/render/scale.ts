// Limits that rest: a picture whose scale follows every value would flicker with the scale, not with the data.

const OUT = 1.2;
const IN = 0.5;

/** The limit to draw with, given the last one: it moves only when the data leave it by 20 %, or fill less than half. */
export function restingLimit(last: number, now: number): number {
  if (!(now > 0)) return last;
  return now > last * OUT || now < last * IN ? now : last;
}
