// A canvas sized in CSS pixels times the device's ratio, whose context draws in CSS pixels. Null when the canvas has
// left the page before the frame in which it would have been drawn.

export function sized(
  canvas: HTMLCanvasElement | null | undefined,
  width: number,
  height = width
): CanvasRenderingContext2D | null {
  if (!canvas) return null;
  const ratio = window.devicePixelRatio || 1;
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  const ctx = canvas.getContext('2d');
  ctx?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return ctx;
}
