// How the drawing is looked at, for keys, menus and tools: the canvas that is on screen says so.

import type { Position } from '../../graph/layout';

export interface View {
  in(): void;
  out(): void;
  /** The whole drawing. */
  fit(): void;
  /** What is selected, as large as it fits; of nothing, the card that has the focus. */
  selection(): void;
  /** These cards, as large as they fit. */
  show(ids: readonly string[]): void;
  /** By so many pixels of the screen. */
  pan(dx: number, dy: number): void;
  /** What is in the middle of the screen, on the drawing. */
  middle(): Position;
  /** Shows the map, or puts it away. */
  map(): void;
}

/** Null where nothing is panned or zoomed (a phone's rows). */
export const view: { current: View | null } = { current: null };
