// What a person does to the drawing, however they do it (pointer, key, menu, inspector): one function each.

import { openLane } from '../../graph/empty';
import { NOTHING_HELD } from '../../graph/held';
import { GAP_X, roomAtEnd, roomBetween, settle, shiftFrom } from '../../graph/layout';
import type { Position } from '../../graph/layout';
import { freeId, freeName } from '../../graph/names';
import {
  addNode,
  connect,
  disconnect,
  insertOnWire,
  moveNode,
  nodeOf,
  renameNode,
  setLayer,
  wireRefusal
} from '../../graph/network';
import { app } from '../../state/app.svelte';
import type { ChangeOptions } from '../../state/undoing.svelte';
import type { JsonValue, Layer, LayerEntry, Network, Node, Wire } from '../../state/types';
import { measure } from './geometry';
import { neverNegative } from './look';
import { scene } from './scene.svelte';

const NEW_CARD_WIDTH = 136;
const NEW_CARD_HEIGHT = 244;
/** A new layer takes on the width of what comes in up to so many units. */
const MOST_SUITED = 64;
/** Cards this near in height stand in one row. */
const SNAP = 16;

/** Structural edits send the whole network, so that no index can mean another layer by the time it arrives. */
export function changeNetwork(network: Network, options: ChangeOptions = {}): void {
  app.change([{ path: ['network'], value: network as unknown as JsonValue }], options);
}

/** A new layer gets an id that no undo brings back: else it would get the weights that belong to that one. */
export const reserved = (id: string): boolean => app.undoing.knows(id);

function fresh(entry: LayerEntry, position: Position): Node {
  const { network } = scene;
  return {
    id: freeId(network, entry.kind, reserved),
    name: freeName(network, entry.title),
    layer: { ...entry.defaults, kind: entry.kind } as unknown as Layer,
    held: NOTHING_HELD,
    ...position
  };
}

/** Behind numbers that are never negative a dense layer of as many ReLU units begins as the identity: nothing is lost with it. */
function suited(node: Node, source: Node): Node {
  const shape = app.shapeOf(source.id);
  const [units] = shape ?? [];
  if (node.layer.kind !== 'dense' || shape?.length !== 1 || units === undefined) return node;
  if (units > MOST_SUITED || !neverNegative(source, scene.network)) return node;
  return { ...node, layer: { ...node.layer, units, activation: 'relu' } };
}

/** Why a layer of this kind can't go on a wire, as a message code; null when it can. */
export function insertRefusal(entry: LayerEntry, wire: Wire): string | null {
  if (entry.arity === 'none' || entry.kind === 'output') return 'canvas.insert.not_between';
  const shape = app.graph?.nodes[wire.source]?.shape;
  if (entry.kind === 'dense' && shape && shape.length !== 1) return 'canvas.insert.needs_vector';
  return null;
}

export function addOnWire(entry: LayerEntry, wire: Wire): void {
  const source = nodeOf(scene.network, wire.source);
  const target = nodeOf(scene.network, wire.target);
  if (!source || !target) return;
  const { network, position } = roomBetween(scene.network, source, target, NEW_CARD_WIDTH, scene.sizes);
  const node = suited(fresh(entry, position), source);
  // In an empty drawing the wire is only meant yet.
  const wired = network.wires.length === 0 ? { ...network, wires: [wire] } : network;
  changeNetwork(insertOnWire(wired, node, wire));
  app.selection.node(node.id);
}

export function addAt(entry: LayerEntry, position: Position): void {
  const node = fresh(entry, position);
  const size = (id: string) => (id === node.id ? { width: NEW_CARD_WIDTH, height: NEW_CARD_HEIGHT } : scene.sizes(id));
  changeNetwork(addNode(scene.network, { ...node, ...settle(scene.network, node.id, position, size) }));
  app.selection.node(node.id);
}

/** The wire on which a layer added by key goes: behind the selected card, else before the output. */
function wireForAdding(): Wire | undefined {
  const selected = app.selection.nodeId;
  const after = selected === null ? undefined : (scene.wiresOutOf(selected)[0] ?? scene.wiresInto(selected)[0]);
  const output = scene.network.nodes.find((node) => node.layer.kind === 'output');
  return after ?? (output ? scene.wiresInto(output.id)[0] : undefined) ?? openLane(scene.network) ?? undefined;
}

/** Add without a pointer: on the wire behind the selected card if it fits there, else behind everything, connected. */
export function addByKey(entry: LayerEntry): void {
  const wire = wireForAdding();
  if (wire && insertRefusal(entry, wire) === null) {
    addOnWire(entry, wire);
    return;
  }
  const node = fresh(entry, roomAtEnd(scene.network, scene.sizes));
  const selected = app.selection.nodeId;
  const extended = addNode(scene.network, node);
  const from = selected !== null && entry.arity !== 'none' ? { source: selected, target: node.id } : null;
  const fits = from !== null && wireRefusal(extended, from, entry.arity) === null;
  changeNetwork(fits ? connect(extended, from, entry.arity) : extended);
  app.selection.node(node.id);
}

const arityOf = (id: string) => scene.cards.get(id)?.entry?.arity ?? 'one';

/** Why two cards can't be wired, as a message code; null when they can. */
export function refusal(wire: Wire): string | null {
  return wireRefusal(scene.network, wire, arityOf(wire.target));
}

export function addWire(wire: Wire): void {
  if (refusal(wire) === null) changeNetwork(connect(scene.network, wire, arityOf(wire.target)));
}

export function removeWire(wire: Wire): void {
  changeNetwork(disconnect(scene.network, wire));
  app.selection.clear();
}

/** Put a card down. It snaps to the height of others nearby, so that they share a line, and never lies on one. */
export function move(id: string, x: number, y: number): void {
  const level = scene.network.nodes.find((node) => node.id !== id && Math.abs(node.y - y) < SNAP)?.y ?? Math.round(y);
  const free = settle(scene.network, id, { x: Math.round(x), y: level }, scene.sizes);
  // Named, since the others may have been shown in columns until now.
  const words = { code: 'undo.move_one', params: { layer: scene.name(id) } };
  changeNetwork(moveNode(scene.network, id, free.x, free.y), { coalesce: `move ${id}`, words });
}

export function rename(id: string, name: string): void {
  changeNetwork(renameNode(scene.network, id, name), { coalesce: `rename ${id}` });
}

/** Change settings of a layer. Where the card grows wider or narrower, what stands to its right keeps its distance. */
export function configure(id: string, settings: { [name: string]: JsonValue }, coalesce?: string): void {
  const card = scene.cards.get(id);
  if (!card) return;
  const changed = setLayer(scene.network, id, { ...card.node.layer, ...settings } as Layer);
  const { units } = settings;
  const grown =
    typeof units === 'number' && 'units' in card.look
      ? measure({ ...card.look, units }, card.size.labelSide).width - card.width
      : 0;
  changeNetwork(shiftFrom(changed, card.node.x + 1, grown, id), coalesce === undefined ? {} : { coalesce });
}

/** Neighbours in the order of the flow change places: the way without a pointer to put a layer elsewhere. */
export function swapWith(id: string, direction: -1 | 1): void {
  const wire = direction < 0 ? scene.wiresInto(id)[0] : scene.wiresOutOf(id)[0];
  if (wire) changeNetwork(swapped(scene.network, wire));
}

/** Why a layer can't change places with its neighbour, as a message code; null when it can. */
export function swapRefusal(id: string, direction: -1 | 1): string | null {
  const wires = direction < 0 ? scene.wiresInto(id) : scene.wiresOutOf(id);
  const [wire] = wires;
  if (!wire || wires.length !== 1) return 'canvas.swap.no_neighbour';
  const other = scene.cards.get(direction < 0 ? wire.source : wire.target);
  if (!other || other.entry?.arity !== 'one' || other.node.layer.kind === 'output') return 'canvas.swap.fixed';
  const simple = (one: string) => scene.wiresInto(one).length === 1 && scene.wiresOutOf(one).length === 1;
  return simple(id) && simple(other.node.id) ? null : 'canvas.swap.branches';
}

/** a → S → T → b becomes a → T → S → b, and the two cards trade places. */
function swapped(network: Network, { source, target }: Wire): Network {
  const first = nodeOf(network, source);
  const second = nodeOf(network, target);
  if (!first || !second) return network;
  const width = (id: string) => scene.sizes(id).width;
  const rename = (id: string) => (id === source ? target : id === target ? source : id);
  return {
    wires: network.wires.map((wire) => ({ source: rename(wire.source), target: rename(wire.target) })),
    nodes: network.nodes.map((node) => {
      if (node.id === target) return { ...node, x: first.x, y: first.y };
      if (node.id === source) return { ...node, x: first.x + width(target) + GAP_X, y: second.y };
      return node;
    })
  };
}
