// Puts whole blocks onto the drawing: one change, which one undo takes back.

import { insertBlock, transformer, widthOf } from '../../graph/blocks';
import type { Block, Fresh } from '../../graph/blocks';
import { roomAtEnd, roomBetween, settleAll } from '../../graph/layout';
import type { Position } from '../../graph/layout';
import { flowOrder, nodeOf } from '../../graph/network';
import { t } from '../../i18n/messages';
import { app } from '../../state/app.svelte';
import type { Layer, Network, Wire } from '../../state/types';
import { changeNetwork, reserved } from './actions';
import { NEW_HEIGHT, NEW_WIDTH } from './geometry';
import { roving } from './roving.svelte';
import { scene } from './scene.svelte';
import { featuresOf } from './words';

/** Cards of sequences are larger than those of a few units. */
const CARD = { width: NEW_WIDTH * 1.5, height: NEW_HEIGHT * 1.5 };
/** Of what comes in where no sequence is near. */
const FEATURES = 16;

const fresh: Fresh = (kind) => {
  const entry = app.catalogue?.layers.find((one) => one.kind === kind);
  return { title: entry?.title ?? kind, layer: { ...entry?.defaults, kind } as unknown as Layer };
};

function put(network: Network, block: Block, start: Position, wire: Wire | null): void {
  const wanted = new Map(block.nodes.map(({ id, x, y }) => [`new ${id}`, { x: x + start.x, y: y + start.y }]));
  const sizes = (id: string) => (wanted.has(id) ? CARD : scene.sizes(id));
  const found = settleAll(network, wanted, sizes);
  const at = new Map(block.nodes.map(({ id, x, y }) => [id, found.get(`new ${id}`) ?? { x, y }]));
  const { network: grown, ids } = insertBlock(network, block, at, wire, reserved);
  changeNetwork(grown, { words: { code: 'undo.add_one', params: { layer: t('block.transformer.title') } } });
  app.selection.nodes(ids);
  const [first] = ids;
  if (first !== undefined) roving.set(first, null);
}

export function blockAt(position: Position): void {
  put(scene.network, transformer(FEATURES, fresh, CARD), position, null);
}

export function blockOnWire(wire: Wire): void {
  const source = nodeOf(scene.network, wire.source);
  const target = nodeOf(scene.network, wire.target);
  const features = featuresOf(wire.source);
  if (!source || !target || features === null) return;
  const block = transformer(features, fresh, CARD);
  const { network, position } = roomBetween(scene.network, source, target, widthOf(block, CARD), scene.sizes);
  put(network, block, position, wire);
}

/** Without a pointer: behind the selected card if it gives a sequence, else behind the last that does, else apart. */
export function blockByKey(): void {
  const chosen = app.selection.nodeId;
  const after = [
    ...(chosen === null ? [] : [chosen]),
    ...flowOrder(scene.network)
      .reverse()
      .map((node) => node.id)
  ];
  const wire = after.flatMap((id) => scene.wiresOutOf(id)).find((one) => featuresOf(one.source) !== null);
  if (wire) blockOnWire(wire);
  else blockAt(roomAtEnd(scene.network, scene.sizes));
}
