// The remedy for "needs a vector": Flatten on the wire, in one click.

import { NOTHING_HELD } from '../../graph/held';
import { freeId, freeName } from '../../graph/names';
import { insertOnWire, nodeOf } from '../../graph/network';
import { app } from '../../state/app.svelte';
import type { JsonValue, Problem } from '../../state/types';

export function putFlatten(problem: Problem): void {
  const { network } = app.document;
  const wire = network.wires.find((one) => one.target === problem.node);
  const [source, target] = [wire && nodeOf(network, wire.source), wire && nodeOf(network, wire.target)];
  if (!wire || !source || !target) return;
  const title = app.catalogue?.layers.find((one) => one.kind === 'flatten')?.title ?? 'Flatten';
  const node = {
    id: freeId(network, 'flatten'),
    name: freeName(network, title),
    layer: { kind: 'flatten' as const },
    x: (source.x + target.x) / 2,
    y: (source.y + target.y) / 2,
    held: NOTHING_HELD
  };
  app.change([{ path: ['network'], value: insertOnWire(network, node, wire) as unknown as JsonValue }]);
}
