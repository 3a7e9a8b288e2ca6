// What a change of the document was, in a few words: "delete Dense 2", "learning rate".

import { has, t } from '../i18n/messages';
import type { Hold } from '../graph/held';
import { alike } from '../graph/merge';
import type { Document, JsonValue, Network, Node, Wire } from '../wire/types.generated';

/** A code of the message catalogue with its parameters. */
export interface Words {
  code: string;
  params: { [name: string]: string | number };
}

const words = (code: string, params: Words['params'] = {}): Words => ({ code: `undo.${code}`, params });
const equal = (a: unknown, b: unknown) => alike(a as JsonValue, b as JsonValue);

/** The layer by its name, or how many they are. */
function layers(doing: string, nodes: readonly Node[]): Words {
  const [first] = nodes;
  if (first && nodes.length === 1) return words(`${doing}_one`, { layer: first.name });
  return words(`${doing}_several`, { count: nodes.length });
}

function ofWires(before: Network, after: Network): Words {
  const name = (id: string) => [...after.nodes, ...before.nodes].find((node) => node.id === id)?.name ?? id;
  const without = (one: readonly Wire[], other: readonly Wire[]) =>
    one.filter((wire) => !other.some((two) => equal(wire, two)));
  const [drawn] = without(after.wires, before.wires);
  if (drawn) return words('connect', { from: name(drawn.source), to: name(drawn.target) });
  const [cut] = without(before.wires, after.wires);
  return cut ? words('disconnect', { from: name(cut.source), to: name(cut.target) }) : words('wires');
}

const bare = ({ x: _x, y: _y, ...rest }: Node) => rest;

/** How much of a layer is held, by way of holding. */
const extent = ({ held }: Node, hold: Hold) =>
  Number(held[hold]) + held[`${hold}_units`].length + held[`${hold}_weights`].length;

function ofHeld(before: Node, after: Node): Words {
  const more = (['frozen', 'silent'] as const).find((hold) => extent(after, hold) > extent(before, hold));
  return words(more ?? 'release', { layer: after.name });
}

/** Which setting of a layer: its title where there is one. */
function ofLayer(before: Node, after: Node): Words {
  if (before.name !== after.name) return words('rename', { layer: before.name });
  if (!equal(before.held, after.held)) return ofHeld(before, after);
  const kind = after.layer.kind;
  const [field, ...others] = changed({ ...before.layer }, { ...after.layer });
  const title = `layer.${kind}.${field ?? ''}.title`;
  if (others.length > 0 || !has(title)) return words('layer', { layer: after.name });
  return words('layer_setting', { layer: after.name, setting: t(title) });
}

function ofNetwork(before: Network, after: Network): Words {
  const without = (one: Network, other: Network) =>
    one.nodes.filter((node) => !other.nodes.some(({ id }) => id === node.id));
  const [gone, come] = [without(before, after), without(after, before)];
  if (gone.length > 0 && come.length > 0) return words('network');
  if (gone.length > 0) return layers('delete', gone);
  if (come.length > 0) return layers('add', come);
  const pairs = after.nodes.flatMap((node): [Node, Node][] => {
    const old = before.nodes.find(({ id }) => id === node.id);
    return old && !equal(old, node) ? [[old, node]] : [];
  });
  const changedOnes = pairs.filter(([old, node]) => !equal(bare(old), bare(node)));
  const [first] = changedOnes;
  if (first && changedOnes.length === 1) return ofLayer(...first);
  if (changedOnes.length > 1) return words('layers', { count: changedOnes.length });
  if (!equal(before.wires, after.wires)) return ofWires(before, after);
  return layers(
    'move',
    pairs.map(([, node]) => node)
  );
}

const changed = (before: object, after: object): string[] => {
  const [old, now] = [before as Record<string, unknown>, after as Record<string, unknown>];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !equal(old[key], now[key]));
};

/** What led from one document to the other. */
export function deed(before: Document, after: Document): Words {
  const areas = changed(before, after);
  if (areas.includes('data') && !equal(before.data.dataset.kind, after.data.dataset.kind)) {
    return words('dataset', { dataset: t(`dataset.${after.data.dataset.kind}.title`) });
  }
  const [area, ...others] = areas;
  if (area === 'network' && others.length === 0) return ofNetwork(before.network, after.network);
  if (area === 'name' && others.length === 0) return words('name');
  if ((area !== 'data' && area !== 'training') || others.length > 0) return words('settings');
  const [field, ...more] = changed(before[area], after[area]);
  const title = `${area === 'data' ? 'data' : 'learning'}.${field ?? ''}`;
  return more.length === 0 && has(title) ? words('setting', { setting: t(title) }) : words('settings');
}
