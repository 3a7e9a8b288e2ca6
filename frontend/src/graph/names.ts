// Ids and names that are not taken yet.

import type { Network } from '../wire/types.generated';

const never = () => false;

/**
 * `dense_1`, `dense_2`, …: the first that no node of the network has, and that nobody else has `reserved`. Ids are letters,
 * digits and `_`, at most 40.
 */
export function freeId(network: Network, kind: string, reserved: (id: string) => boolean = never): string {
  const taken = new Set(network.nodes.map((node) => node.id));
  const stem = kind.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 32);
  for (let number = 1; ; number++) {
    const id = `${stem}_${number}`;
    if (!taken.has(id) && !reserved(id)) return id;
  }
}

/** “Dense 1”, “Dense 2”, …: the first that no node of the network has. */
export function freeName(network: Network, title: string, from = 1): string {
  const taken = new Set(network.nodes.map((node) => node.name));
  for (let number = from; ; number++) {
    const name = `${title} ${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The name of a copy: the same where it is free, else its words with the first number that is. */
export function copyName(network: Network, name: string): string {
  if (!network.nodes.some((node) => node.name === name)) return name;
  const numbered = /^(.*\S)\s+\d+$/.exec(name);
  return numbered?.[1] === undefined ? freeName(network, name, 2) : freeName(network, numbered[1]);
}
