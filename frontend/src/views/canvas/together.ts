// What is done to one layer or several at once: moved, duplicated, deleted, tidied.

import { t } from '../../i18n/messages';
import { arrange } from '../../graph/arrange';
import { closeGap, GAP_X, GAP_Y, place, settleAll, shiftFrom } from '../../graph/layout';
import type { Position } from '../../graph/layout';
import { nodeOf, removeNodes } from '../../graph/network';
import { duplicateBehind, insertPiece, pieceOf, withoutOutputs } from '../../graph/pieces';
import type { Inserted, Piece } from '../../graph/pieces';
import { app } from '../../state/app.svelte';
import type { Network } from '../../state/types';
import type { Words } from '../../state/undoing.svelte';
import { offerUndo } from '../undo/undo';
import { changeNetwork, reserved } from './actions';
import { sizeOfNew } from './geometry';
import { glide } from './glide.svelte';
import { roving } from './roving.svelte';
import { scene } from './scene.svelte';

const known = (ids: readonly string[]) => ids.filter((id) => scene.cards.has(id));

/** “Dense 2”, or how many they are. */
function counted(code: string, ids: readonly string[]): Words {
  const [first] = ids;
  return first !== undefined && ids.length === 1
    ? { code: `${code}_one`, params: { layer: scene.name(first) } }
    : { code: `${code}_several`, params: { count: ids.length } };
}

export function remove(...ids: string[]): void {
  const gone = known(ids);
  if (gone.length === 0) return;
  const words = counted('canvas.deleted', gone);
  const network = gone.reduce((before: Network, id) => {
    const node = nodeOf(before, id);
    return node ? closeGap(before, removeNodes(before, [id]), node, scene.sizes) : before;
  }, scene.network);
  // The focus stays where the layer was: on what is left of it.
  const beside = scene.order[scene.order.findIndex((id) => gone.includes(id)) - 1];
  if (beside !== undefined && gone.includes(roving.spot?.card ?? '')) roving.set(beside, null);
  changeNetwork(network);
  app.selection.clear();
  app.hover = null;
  offerUndo(t(words.code, words.params));
}

/** Put cards down together; none of them lies on another. */
export function moveAll(at: ReadonlyMap<string, Position>): void {
  const rounded = new Map([...at].map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]));
  changeNetwork(place(scene.network, settleAll(scene.network, rounded, scene.sizes)), {
    coalesce: `move ${[...at.keys()].join(' ')}`,
    words: counted('undo.move', [...at.keys()])
  });
}

/** A little aside, by key: exactly so far, unless another card is there. */
export function nudge(ids: readonly string[], dx: number, dy: number): void {
  const nodes = known(ids).flatMap((id) => nodeOf(scene.network, id) ?? []);
  if (nodes.length > 0) moveAll(new Map(nodes.map(({ id, x, y }) => [id, { x: x + dx, y: y + dy }])));
}

function show({ network, ids }: Inserted, words: Words): void {
  changeNetwork(network, { words });
  app.selection.nodes(ids);
  const [first] = ids;
  if (first !== undefined) roving.set(first, null);
}

/** Why these can't be duplicated, as a message code; null when they can. */
export function duplicateRefusal(ids: readonly string[]): string | null {
  return withoutOutputs(pieceOf(scene.network, ids)).nodes.length === 0 ? 'canvas.one_output' : null;
}

/** A copy behind what it is a copy of, wired in, where the data pass through it; else below it. */
export function duplicate(ids: readonly string[]): void {
  const piece = withoutOutputs(pieceOf(scene.network, ids));
  if (piece.nodes.length === 0) return;
  const names = piece.nodes.map((node) => node.id);
  const boxes = names.map((id) => ({ ...scene.sizes(id), x: nodeOf(scene.network, id)?.x ?? 0 }));
  const left = Math.min(...boxes.map((box) => box.x));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const by = right - left + GAP_X;
  const opened = shiftFrom(scene.network, right, by, '');
  const behind = duplicateBehind(opened, names, by, reserved);
  const words = counted('undo.duplicate', names);
  if (behind) show(behind, words);
  else insert(piece, { x: 0, y: Math.max(...names.map((id) => scene.sizes(id).height)) + GAP_Y }, words);
}

/** A piece `by` away from where its cards say they were, or as near to there as there is room. */
export function insert(piece: Piece, by: Position, words: Words): void {
  const { network } = scene;
  const start = new Map(piece.nodes.map(({ id, x, y }) => [`new ${id}`, { x: x + by.x, y: y + by.y }]));
  const layers = new Map(piece.nodes.map((node) => [`new ${node.id}`, node]));
  const sizes = (id: string) => {
    const node = layers.get(id);
    return node ? sizeOfNew(node, scene.cards) : scene.sizes(id);
  };
  const found = settleAll(network, start, sizes);
  const at = new Map(piece.nodes.map(({ id, x, y }) => [id, found.get(`new ${id}`) ?? { x, y }]));
  show(insertPiece(network, piece, at, reserved), words);
}

/** Columns in the order of the flow, everything in the order it was given. */
export function tidyUp(): void {
  glide.begin();
  changeNetwork(place(scene.network, arrange(scene.network, scene.ownSizes)), {
    words: { code: 'undo.tidy', params: {} }
  });
}
