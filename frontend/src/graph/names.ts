// Ids and names that are not taken yet.

import type { Network } from '../wire/types.generated';

/** `dense_1`, `dense_2`, …: the first that no node of the network has. Ids are letters, digits and `_`, at most 40. */
export function freeId(network: Network, kind: string): string {
  const taken = new Set(network.nodes.map((node) => node.id));
  const stem = kind.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 32);
  for (let number = 1; ; number++) {
    const id = `${stem}_${number}`;
    if (!taken.has(id)) return id;
  }
}

/** “Dense 1”, “Dense 2”, …: the first that no node of the network has. */
export function freeName(network: Network, title: string): string {
  const taken = new Set(network.nodes.map((node) => node.name));
  for (let number = 1; ; number++) {
    const name = `${title} ${number}`;
    if (!taken.has(name)) return name;
  }
}
