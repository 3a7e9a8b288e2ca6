// The keys of the drawing. They act only while the focus is on it.

import { app } from '../../state/app.svelte';
import { shortcuts } from '../shortcuts/shortcuts.svelte';
import { removeWire } from './actions';
import { menu } from './menu/menu.svelte';
import { neighbour, roving } from './roving.svelte';
import { scene } from './scene.svelte';
import { duplicate, nudge, remove, tidyUp } from './together';
import type { View } from './view';

const MOVE = 20;
const MOVES: Record<string, [number, number]> = {
  ArrowLeft: [-MOVE, 0],
  ArrowRight: [MOVE, 0],
  ArrowUp: [0, -MOVE],
  ArrowDown: [0, MOVE]
};

/** Put the focus on the card or unit that has the tab stop. */
export function focusSpot(root: HTMLElement): void {
  const { spot } = roving;
  if (!spot) return;
  const card = root.querySelector<HTMLElement>(`[data-card="${CSS.escape(spot.card)}"]`);
  (spot.unit === null ? card : card?.querySelector<HTMLElement>(`[data-unit="${spot.unit}"]`))?.focus();
}

/** The layers that are meant: all that are selected, or else the one that has the focus (`onSpot`) or is looked into. */
function meant(onSpot: boolean): readonly string[] {
  const { nodeIds, nodeId } = app.selection;
  const spot = roving.spot?.card;
  if (nodeIds.length > 0 && (!onSpot || spot === undefined || nodeIds.includes(spot) || nodeIds.length === 1))
    return nodeIds;
  if (nodeId !== null) return [nodeId];
  return onSpot && spot !== undefined ? [spot] : [];
}

function deleteSelected(onSpot: boolean): boolean {
  const selection = app.selection.current;
  const layers = selection?.kind === 'wire' ? [] : meant(onSpot);
  if (selection?.kind === 'wire') removeWire(selection);
  else if (layers.length > 0) remove(...layers);
  else return false;
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
    nudge(app.selection.has(spot.card) ? app.selection.nodeIds : [spot.card], ...by);
    return true;
  }
  const next = neighbour(spot, event.key);
  if (next) roving.set(next.card, next.unit);
  return true;
}

/** Single characters can be turned off, for people who dictate. */
function character(key: string, view: View): boolean {
  if (key === '+' || key === '=') view.in();
  else if (key === '-') view.out();
  else if (key === '0') view.fit();
  else if (key === 'f') view.selection();
  else if (key === 'm') view.map();
  else if (key === 't') tidyUp();
  else return false;
  return true;
}

/** With Ctrl. Copy, cut and paste come as events of their own. */
function withControl(key: string, onSpot: boolean): boolean {
  if (key === 'a') app.selection.nodes(scene.order);
  else if (key === 'd') duplicate(meant(onSpot));
  else return false;
  return true;
}

/** The layers that a copy or cut by key means. */
export const chosen = (target: EventTarget | null): readonly string[] =>
  meant(target instanceof Element && target.matches('[data-card], [data-unit]'));

function openMenu(root: HTMLElement): void {
  const card = roving.spot?.card;
  const element = card === undefined ? null : root.querySelector(`[data-card="${CSS.escape(card)}"]`);
  if (card === undefined || !element) return;
  if (!app.selection.has(card)) app.selection.node(card);
  menu.openAt(app.selection.nodeIds, element);
}

/** Acts on a key; true when the key was ours. `root` holds the cards. */
export function onKey(event: KeyboardEvent, root: HTMLElement, view: View): boolean {
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (!target || target.closest('input, select, textarea') || event.altKey) return false;
  const onSpot = target.matches('[data-card], [data-unit]');
  const focusAfter = () => queueMicrotask(() => requestAnimationFrame(() => focusSpot(root)));
  if (event.ctrlKey || event.metaKey) return !event.shiftKey && withControl(event.key.toLowerCase(), onSpot);
  if (shortcuts.single && character(event.key, view)) return true;
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
      openMenu(root);
      return true;
    case 'Enter':
      if (!onSpot) return false;
      if (event.shiftKey && roving.spot) app.selection.toggle(roving.spot.card);
      else select();
      return true;
    default:
      if (!onSpot || !arrow(event)) return false;
      focusAfter();
      return true;
  }
}
