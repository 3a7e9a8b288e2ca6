// Another dataset is more than one setting: what would not fit it any more is changed with it, in one go, and said.

import { NOTHING_HELD } from '../../graph/held';
import { freeId, freeName } from '../../graph/names';
import { insertOnWire, nodeOf } from '../../graph/network';
import type { Catalogue, Change, DatasetEntry, Document, JsonValue, LayerEntry, Network } from '../../state/types';

export interface Choice {
  changes: Change[];
  /** Codes of what else was changed, to be said. */
  also: { code: string; params: Record<string, string> }[];
}

const FOR_CLASSES = new Set(['binary_cross_entropy', 'categorical_cross_entropy', 'hinge']);
/** Groups of layers that take what has several axes. */
const TAKES_AXES = new Set(['shape', 'images', 'sequences', 'normalising', 'attention']);

const json = (value: unknown): JsonValue => value as JsonValue;

/** Classes of a dataset with its default settings: known here only as far as the choice of a loss needs it. */
function manyClasses(entry: DatasetEntry): boolean {
  const { classes } = entry.defaults;
  if (typeof classes === 'number') return classes > 2;
  return entry.classes > 2;
}

function fittingLoss(document: Document, entry: DatasetEntry): string {
  const { kind } = document.training.loss;
  if (entry.task === 'regression') return FOR_CLASSES.has(kind) ? 'squared' : kind;
  if (manyClasses(entry) && kind === 'binary_cross_entropy') return 'categorical_cross_entropy';
  return kind;
}

/** Flatten on every wire from an input to a layer that takes one axis only. */
function withFlatten(network: Network, layers: readonly LayerEntry[], title: string): Network {
  const takes = new Set(layers.filter(({ group }) => TAKES_AXES.has(group)).map(({ kind }) => kind));
  let result = network;
  for (const wire of network.wires) {
    const [source, target] = [nodeOf(network, wire.source), nodeOf(network, wire.target)];
    if (source?.layer.kind !== 'input' || !target || takes.has(target.layer.kind)) continue;
    const node = {
      id: freeId(result, 'flatten'),
      name: freeName(result, title),
      layer: { kind: 'flatten' as const },
      x: (source.x + target.x) / 2,
      y: (source.y + target.y) / 2,
      held: NOTHING_HELD
    };
    result = insertOnWire(result, node, wire);
  }
  return result;
}

/** Inputs that named columns of other data take all of this one's. */
function withAllColumns(network: Network): Network {
  const nodes = network.nodes.map((node) =>
    node.layer.kind === 'input' && node.layer.columns !== null
      ? { ...node, layer: { ...node.layer, columns: null } }
      : node
  );
  return { ...network, nodes };
}

/** Everything that choosing this dataset changes. */
export function choose(document: Document, entry: DatasetEntry, catalogue: Catalogue): Choice {
  const changes: Change[] = [{ path: ['data', 'dataset'], value: json({ ...entry.defaults, kind: entry.kind }) }];
  const also: Choice['also'] = [];
  const standardise = entry.modality === 'table';
  if (document.data.standardise !== standardise) {
    changes.push({ path: ['data', 'standardise'], value: standardise });
    if (standardise) also.push({ code: 'data.also_standardise', params: {} });
  }
  const loss = catalogue.losses.find((one) => one.kind === fittingLoss(document, entry));
  if (loss && loss.kind !== document.training.loss.kind) {
    changes.push({ path: ['training', 'loss'], value: json({ ...loss.defaults, kind: loss.kind }) });
    also.push({ code: 'data.also_loss', params: { loss: loss.title } });
  }
  let network = withAllColumns(document.network);
  if (entry.modality === 'image' || (entry.modality === 'sequence' && entry.tokens.length === 0)) {
    const flatten = catalogue.layers.find((one) => one.kind === 'flatten')?.title ?? 'Flatten';
    const before = network.nodes.length;
    network = withFlatten(network, catalogue.layers, flatten);
    if (network.nodes.length > before) also.push({ code: 'data.also_flatten', params: { layer: flatten } });
  }
  if (JSON.stringify(network) !== JSON.stringify(document.network)) {
    changes.push({ path: ['network'], value: json(network) });
  }
  return { changes, also };
}
