// From a key press to its command. What the zones listen to themselves (canvas, timeline) is not taken from them.

import { chordOf } from './chord';
import { commandFor } from './registry';
import { shortcuts } from './shortcuts.svelte';

/** Where keys mean something else: text, choices, and Space on whatever it presses. */
const TAKES_KEYS = 'input, select, textarea, button, a, [contenteditable], [role="slider"], [role="dialog"]';
const ZONES = '[data-canvas], [data-timeline]';
/** Not one of those: what it takes it takes itself. */
const PLAYHEAD = '[data-timeline] [role="slider"]';

/** Whether single keys act with the focus there: in the network, in the timeline, or nowhere. */
export function isFree(target: EventTarget | null): boolean {
  if (!(target instanceof Element) || target === document.body) return true;
  if (target.matches(PLAYHEAD)) return true;
  return target.closest(ZONES) !== null && target.closest(TAKES_KEYS) === null;
}

/** Handles a key press of the page; true when it did. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const chord = chordOf(event);
  if (chord === 'Escape' && shortcuts.open) {
    shortcuts.open = false;
    return true;
  }
  const command = commandFor(chord, isFree(event.target), shortcuts.single);
  if (!command) return false;
  if (command.reason?.() === undefined) command.run?.();
  return true;
}
