// The keys of the drawing. They act only while the focus is on it.

import { app } from '../../state/app.svelte';
import { shortcuts } from '../shortcuts/shortcuts.svelte';
import { nudge, remove, removeWire } from './actions';
import { neighbour, roving } from './roving.svelte';

const MOVE = 20;
const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-MOVE, 0],
  ArrowRight: [MOVE, 0],
  ArrowUp: [0, -MOVE],
  ArrowDown: [0, MOVE]
};

export interface Zoom {
  in(): void;
  out(): void;
  fit(): void;
  /** Focus the actions of the selected card. */
  actions(): void;
}

/** Put the focus on the card or unit that has the tab stop. */
export function focusSpot(root: HTMLElement): void {
  const { spot } = roving;
  if (!spot) return;
  const card = root.querySelector<HTMLElement>(`[data-card="${CSS.escape(spot.card)}"]`);
  (spot.unit === null ? card : card?.querySelector<HTMLElement>(`[data-unit="${spot.unit}"]`))?.focus();
}

/** `onSpot`: the focus is on a card or unit, which then needs no selection to be meant. */
function deleteSelected(onSpot: boolean): boolean {
  const selection = app.selection.current;
  if (selection?.kind === 'wire') removeWire(selection);
  else {
    const card = selection?.node ?? (onSpot ? roving.spot?.card : undefined);
    if (card === undefined) return false;
    remove(card);
  }
  return true;
}

function select(): void {
  const { spot } = roving;
  if (!spot) return;
  if (spot.unit === null) app.selection.node(spot.card);
  else app.selection.unit(spot.card, spot.unit);
}

/** Leave what was entered last: the selection with its inspector, then the unit. */
function escape(): void {
  const { spot } = roving;
  if (app.selection.current) app.selection.clear();
  else if (spot && spot.unit !== null) roving.set(spot.card, null);
}

function arrow(event: KeyboardEvent): boolean {
  const { spot } = roving;
  const by = MOVES[event.key];
  if (!spot || !by) return false;
  if (event.shiftKey) {
    nudge(spot.card, ...by);
    return true;
  }
  const next = neighbour(spot, event.key);
  if (next) roving.set(next.card, next.unit);
  return true;
}

/** Single characters can be turned off, for people who dictate. */
function character(key: string, zoom: Zoom): boolean {
  if (key === '+' || key === '=') zoom.in();
  else if (key === '-') zoom.out();
  else if (key === '0') zoom.fit();
  else return false;
  return true;
}

/** Acts on a key; true when the key was ours. `root` holds the cards. */
export function onKey(event: KeyboardEvent, root: HTMLElement, zoom: Zoom): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target || target.closest('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey)
    return false;
  const onSpot = target.matches('[data-card], [data-unit]');
  const focusAfter = () => queueMicrotask(() => requestAnimationFrame(() => focusSpot(root)));
  if (shortcuts.single && character(event.key, zoom)) return true;
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      if (!deleteSelected(onSpot)) return false;
      focusAfter();
      return true;
    case 'Escape':
      escape();
      focusAfter();
      return true;
    case 'ContextMenu':
    case 'F10':
      if (event.key === 'F10' && !event.shiftKey) return false;
      select();
      requestAnimationFrame(() => zoom.actions());
      return true;
    case 'Enter':
      if (!onSpot) return false;
      select();
      return true;
    default:
      if (!onSpot || !arrow(event)) return false;
      focusAfter();
      return true;
  }
}
