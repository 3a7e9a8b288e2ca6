// The signs of single weights that are held: a lock on what is frozen, a cross in a ring on what is silent.

export type HeldSign = 'frozen' | 'silent';

export interface SignStyle {
  ink: string;
  ground: string;
}

type Ctx = CanvasRenderingContext2D;

/** How much room a sign takes, in every direction from its middle. */
export const SIGN_REACH = 6;

export function drawSign(ctx: Ctx, sign: HeldSign, x: number, y: number, { ink, ground }: SignStyle): void {
  ctx.save();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1.2;
  ctx.strokeStyle = ink;
  ctx.fillStyle = ground;
  ctx.beginPath();
  ctx.arc(x, y, SIGN_REACH, 0, 2 * Math.PI);
  ctx.fill();
  if (sign === 'silent') {
    ctx.stroke();
    ctx.beginPath();
    for (const side of [-1, 1]) {
      ctx.moveTo(x - 2.5, y - 2.5 * side);
      ctx.lineTo(x + 2.5, y + 2.5 * side);
    }
    ctx.stroke();
  } else {
    ctx.beginPath();
    ctx.arc(x, y - 0.8, 2.3, Math.PI, 2 * Math.PI);
    ctx.stroke();
    ctx.fillStyle = ink;
    ctx.fillRect(x - 3.5, y - 0.8, 7, 5);
  }
  ctx.restore();
}
