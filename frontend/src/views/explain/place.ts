// Where an explanation stands: beside its control, on the side where there is room, so that it covers neither the control nor
// what lies beside it in the same panel. Pure.

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

const GAP = 12;
const MARGIN = 8;

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(value, most));

/** The top left corner, in the window. `beside` is what it stands next to: the control's panel, or the control. */
export function placed(control: Box, beside: Box, size: Size, window: Size): { x: number; y: number } {
  const top = clamp(control.top - 16, MARGIN, window.height - size.height - MARGIN);
  if (beside.left >= size.width + GAP + MARGIN) return { x: beside.left - size.width - GAP, y: top };
  if (window.width - beside.right >= size.width + GAP + MARGIN) return { x: beside.right + GAP, y: top };
  const x = clamp(control.left, MARGIN, window.width - size.width - MARGIN);
  const below = control.bottom + GAP / 2;
  const fits = below + size.height <= window.height - MARGIN;
  return { x, y: fits ? below : Math.max(MARGIN, control.top - size.height - GAP / 2) };
}

/** On a phone: above or below the control, where there is more room, and how high it may be there. */
export function opposite(control: Box, height: number): { low: boolean; height: number } {
  const [above, below] = [control.top - 2 * MARGIN, height - control.bottom - 2 * MARGIN];
  return { low: below > above, height: Math.max(above, below) };
}
