// What the palette offers: single layers, and blocks of several. Each knows where it can go, and goes there.

import { t } from '../../i18n/messages';
import type { Position } from '../../graph/layout';
import { app } from '../../state/app.svelte';
import type { LayerEntry, Wire } from '../../state/types';
import { addAt, addByKey, addOnWire, insertRefusal } from './actions';
import { featuresOf } from './words';

export interface Offer {
  kind: string;
  title: string;
  description: string;
  /** Its heading in the palette. */
  group: string;
  /** Name of its explanation. */
  about: string;
  /** Why it can't go on a wire, as a message code; null when it can. */
  refusal: (wire: Wire) => string | null;
  onWire: (wire: Wire) => void;
  at: (position: Position) => void;
  /** Adds it where it fits, without a pointer. */
  byKey: () => void;
}

const ofLayer = (entry: LayerEntry): Offer => ({
  kind: entry.kind,
  title: entry.title,
  description: entry.description,
  group: entry.group,
  about: `layer.${entry.kind}`,
  refusal: (wire) => insertRefusal(entry, wire),
  onWire: (wire) => {
    addOnWire(entry, wire);
  },
  at: (position) => {
    addAt(entry, position);
  },
  byKey: () => {
    addByKey(entry);
  }
});

const TRANSFORMER = 'transformer_block';

/** Loaded when the first block is put down. */
const blocks = () => import('./blocks');

const transformer = (): Offer => ({
  kind: TRANSFORMER,
  title: t('block.transformer.title'),
  description: t('block.transformer.description'),
  group: 'attention',
  about: 'block.transformer',
  refusal: (wire) => (featuresOf(wire.source) === null ? 'canvas.insert.needs_sequence' : null),
  onWire: (wire) =>
    void blocks().then(({ blockOnWire }) => {
      blockOnWire(wire);
    }),
  at: (position) =>
    void blocks().then(({ blockAt }) => {
      blockAt(position);
    }),
  byKey: () =>
    void blocks().then(({ blockByKey }) => {
      blockByKey();
    })
});

/** Everything that can be added now: while a network has its one output, no second one is offered. */
export function offers(): Offer[] {
  const complete = app.document.network.nodes.some((node) => node.layer.kind === 'output');
  const layers = (app.catalogue?.layers ?? []).filter((entry) => !(complete && entry.kind === 'output'));
  const kinds = new Set(layers.map((entry) => entry.kind));
  return [...layers.map(ofLayer), ...(kinds.has('attention') ? [transformer()] : [])];
}
