// Layers in the clipboard, as text: from one document, tab or window to another. Without leave to read the clipboard (or
// without one: a page that is not served securely has none) the last copy made on this page serves.

import { t } from '../../i18n/messages';
import { pieceFrom, pieceOf, pieceText, withoutOutputs } from '../../graph/pieces';
import type { Piece } from '../../graph/pieces';
import type { Position } from '../../graph/layout';
import { app } from '../../state/app.svelte';
import { toasts } from '../../ui/toasts.svelte';
import { scene } from './scene.svelte';
import { insert, remove } from './together';

let last: string | null = null;
/** A paste on top of what it is a copy of goes a little aside. */
const ASIDE: Position = { x: 40, y: 40 };

function say(code: string, count: number): void {
  toasts.show(t(code, { count }));
}

/** The text of these layers, remembered for a paste without a clipboard; null when there is none of them. */
export function copied(ids: readonly string[]): string | null {
  const piece = pieceOf(scene.network, ids);
  if (piece.nodes.length === 0) return null;
  last = pieceText(piece);
  return last;
}

/** By button: the clipboard if the browser gives it. */
export async function copy(ids: readonly string[]): Promise<void> {
  const text = copied(ids);
  if (text === null) return;
  await (navigator.clipboard as Clipboard | undefined)?.writeText(text).catch(() => undefined);
  say('canvas.copied', ids.length);
}

export async function cut(ids: readonly string[]): Promise<void> {
  await copy(ids);
  remove(...ids);
}

function fitting(piece: Piece): Piece {
  const has = scene.network.nodes.some((node) => node.layer.kind === 'output');
  return has ? withoutOutputs(piece) : piece;
}

/** Puts what the text holds about the middle of what is in sight. Says why, when it holds nothing that can be pasted. */
export function paste(text: string, middle: Position): void {
  const found = pieceFrom(text);
  const piece = found && fitting(found);
  if (!piece || piece.nodes.length === 0) {
    toasts.show(t(piece ? 'canvas.one_output' : 'canvas.nothing_to_paste'));
    return;
  }
  const { nodes } = piece;
  const left = Math.min(...nodes.map((node) => node.x));
  const top = Math.min(...nodes.map((node) => node.y));
  const here = nodes.every((node) => scene.network.nodes.some(({ id }) => id === node.id));
  const by = here ? ASIDE : { x: Math.round(middle.x - left), y: Math.round(middle.y - top) };
  const [first] = nodes;
  const one = first && nodes.length === 1 ? first.name : undefined;
  insert(
    piece,
    by,
    one === undefined
      ? { code: 'undo.paste_several', params: { count: nodes.length } }
      : { code: 'undo.paste_one', params: { layer: one } }
  );
}

/** By button. */
export async function pasteFromClipboard(middle: Position): Promise<void> {
  const read = (navigator.clipboard as Clipboard | undefined)?.readText();
  const text = await read?.catch(() => null);
  paste(text && pieceFrom(text) ? text : (last ?? ''), middle);
}

/** The drawing has the focus, or nothing has; and no words are marked. */
function meant(target: EventTarget | null): boolean {
  const at = target instanceof Element ? target : document.body;
  if (at.closest('input, textarea, select, [contenteditable]')) return false;
  const inDrawing = at === document.body || at.closest('[data-canvas]') !== null;
  return inDrawing && (window.getSelection()?.isCollapsed ?? true);
}

/** The browser's own copy and cut: true when they were for layers. */
export function onCopy(event: ClipboardEvent, ids: readonly string[]): boolean {
  const text = meant(event.target) ? copied(ids) : null;
  if (text === null) return false;
  event.clipboardData?.setData('text/plain', text);
  event.preventDefault();
  if (event.type === 'cut') remove(...ids);
  else say('canvas.copied', ids.length);
  return true;
}

export function onPaste(event: ClipboardEvent, middle: Position): void {
  if (app.phase !== 'ready' || !meant(event.target)) return;
  event.preventDefault();
  paste(event.clipboardData?.getData('text/plain') ?? '', middle);
}
