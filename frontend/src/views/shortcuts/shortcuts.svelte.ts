// The keys of the whole page (those of the canvas are the canvas's own). Single characters act only while the focus is in
// the canvas or nowhere, and can be turned off.

import { app } from '../../state/app.svelte';
import { togglePlay } from '../topbar/transport';

const KEY = 'descent.single_keys';

class Shortcuts {
  /** Whether the list is in the panel. */
  open = $state(false);
  single = $state(localStorage.getItem(KEY) !== 'off');

  allowSingle(on: boolean): void {
    this.single = on;
    localStorage.setItem(KEY, on ? 'on' : 'off');
  }
}

export const shortcuts = new Shortcuts();

/** Where keys mean something else: text, choices, and Space on whatever it presses. */
const TAKES_KEYS = 'input, select, textarea, button, a, [contenteditable], [role="slider"]';

function mayAct(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return true;
  return target === document.body || (target.closest('[data-canvas]') !== null && !target.closest(TAKES_KEYS));
}

/** Handles a key of the page; true when it did. */
export function handleKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (event.key === 'Escape' && shortcuts.open) {
    shortcuts.open = false;
    return true;
  }
  if (!mayAct(event.target)) return false;
  if (event.key === ' ') {
    togglePlay();
    return true;
  }
  if (!shortcuts.single) return false;
  // Shift and the full stop, whatever the layout makes of them.
  if (event.key === '.' || (event.code === 'Period' && event.shiftKey)) {
    void app.commands.step(event.shiftKey ? 'epoch' : 'step');
    return true;
  }
  if (event.key !== '?') return false;
  shortcuts.open = !shortcuts.open;
  return true;
}
