// The drawing and what is done to it, on the page's own store, with a server that a test plays by hand.

import { flushSync } from 'svelte';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogue } from '../../gallery/catalogue';
import { chain } from '../../gallery/documents';
import { hello, ScriptedSocket, settled } from '../../gallery/scripted';
import { graphOf } from '../../gallery/synthetic';
import { app } from '../../state/app.svelte';
import { browser } from '../../state/environment';
import type { Document, LayerEntry, Network } from '../../state/types';
import { addAt, addByKey, addOnWire, addWire, configure, insertRefusal, move, swapRefusal, swapWith } from './actions';
import { neighbour } from './roving.svelte';
import { scene } from './scene.svelte';
import { remove } from './together';
import { spoken, wireText } from './words';
import { wireAt } from './zones';

let socket: ScriptedSocket;
const entry = (kind: string): LayerEntry => {
  const found = catalogue.layers.find((one) => one.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};
const wires = (network: Network) => network.wires.map((wire) => `${wire.source}→${wire.target}`);
const row = (step: number) => [step, step, 0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 1];

/** Opens a document: the store's way, with a server that answers at once. */
async function open(document: Document): Promise<void> {
  const session = { session: `s${Math.random()}`, document, revision: 1, state: 'idle', step: 0, epoch: 0 };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(session)));
  vi.stubGlobal('WebSocket', function open(url: string) {
    socket = new ScriptedSocket(url);
    return socket;
  });
  vi.spyOn(browser, 'soon').mockImplementation((action) => {
    action();
  });
  app.catalogue = catalogue;
  await app.openDocument(document);
  socket.says(hello({ document }));
  flushSync();
}

/** The server says what the drawing is now. */
function graph(): void {
  socket.says({ type: 'graph', ...graphOf(app.document, 2) });
  flushSync();
}

beforeEach(async () => {
  window.history.replaceState(null, '', '/');
  await open(chain(8, 6));
});

describe('what is derived', () => {
  test('a loss point, a snapshot, a changed learning rate or a moment with the same network re-runs nothing of the drawing', () => {
    const runs = { cards: 0, links: 0 };
    const stop = $effect.root(() => {
      $effect(() => {
        void [...scene.cards.values()].map((card) => card.places);
        runs.cards += 1;
      });
      $effect(() => {
        void scene.links;
        runs.links += 1;
      });
    });
    graph();
    runs.cards = runs.links = 0;
    for (let i = 0; i < 5; i++) {
      socket.records(i, [row(i)]);
      socket.streams({ number: i, step: i });
      app.change([{ path: ['training', 'learning_rate'], value: 0.1 + i / 100 }], { coalesce: 'rate' });
      // The server describes the drawing after every edit, also when it is the same.
      socket.says({ type: 'graph', ...graphOf(app.document, 3 + i) });
      flushSync();
    }
    const then = structuredClone(app.document);
    then.training.batch_size += 1;
    socket.says({ type: 'document', revision: 9, document: then, by: 'server', overwrote: false });
    flushSync();
    expect(runs).toEqual({ cards: 0, links: 0 });
    configure('dense_1', { units: 9 });
    graph();
    stop();
    expect(runs.cards).toBeGreaterThan(0);
  });

  test('cards of one row are equally tall, so that their middles lie on one line', () => {
    expect(new Set([...scene.cards.values()].map((card) => card.height)).size).toBe(1);
  });

  test('a card that stands alone is as tall as it needs', () => {
    move('output', 1200, 300);
    const heights = [...scene.cards.values()].map((card) => card.height);
    expect(heights.at(-1)).toBeLessThan(heights[0] ?? 0);
  });

  test('cards drawn on each other are shown in columns, and the first edit writes that down', async () => {
    const document = chain(8, 6);
    const heap = { ...document.network, nodes: document.network.nodes.map((node) => ({ ...node, x: 0, y: 0 })) };
    await open({ ...document, network: heap });
    const x = [...scene.cards.values()].map((card) => card.node.x);
    expect(x).toEqual(x.toSorted((a, b) => a - b));
    expect(new Set(x).size).toBe(4);
    expect(app.document.network.nodes[3]?.x).toBe(0);
    configure('dense_1', { units: 7 });
    expect(app.document.network.nodes[3]?.x).toBe(x[3]);
  });

  test('while the drawing is unfinished every card keeps its picture but the faulty one', () => {
    app.change([{ path: ['network', 'wires'], value: [{ source: 'input', target: 'dense_1' }] }]);
    graph();
    expect(app.graph?.valid).toBe(false);
    expect(scene.cards.get('dense_1')?.look.kind).toBe('maps');
    expect(scene.cards.get('output')?.look.kind).toBe('maps');
    expect(scene.cards.get('dense_2')?.problems).toHaveLength(1);
  });
});

describe('a layer', () => {
  test('put on a wire gets room, the first free name, and is selected', () => {
    addOnWire(entry('dense'), { source: 'dense_1', target: 'dense_2' });
    const { network } = app.document;
    expect(wires(network)).toContain('dense_1→dense_3');
    expect(network.nodes.at(-1)).toMatchObject({ id: 'dense_3', name: 'Dense 3', layer: { units: 4 } });
    const [added, next] = [network.nodes.at(-1)?.x ?? 0, network.nodes[2]?.x ?? 0];
    expect(next).toBeGreaterThanOrEqual(added + 136 + 46);
    expect(app.selection.nodeId).toBe('dense_3');
    expect(socket.newest('edit').changes[0]?.path).toEqual(['network']);
  });

  test('added by key goes behind the selected card; without one before the output', () => {
    app.selection.clear();
    addByKey(entry('dense'));
    expect(wires(app.document.network)).toContain('dense_2→dense_3');
    app.selection.node('input');
    addByKey(entry('dropout'));
    expect(wires(app.document.network)).toContain('input→dropout_1');
  });

  test('that has no place between two others is added beside them', () => {
    addByKey(entry('input'));
    expect(app.document.network.nodes).toHaveLength(5);
    expect(wires(app.document.network)).toHaveLength(3);
    expect(insertRefusal(entry('output'), { source: 'input', target: 'dense_1' })).toBe('canvas.insert.not_between');
  });

  test('dropped on another card goes to a free place', () => {
    addAt(entry('dense'), { x: 190, y: 10 });
    graph();
    const cards = [...scene.cards.values()];
    const added = cards.find((card) => card.node.id === 'dense_3');
    expect(added && cards.every((card) => card === added || apart(card, added))).toBe(true);
  });

  test('that is removed leaves no gap and no dangling wire', () => {
    const before = app.document.network.nodes.map((node) => node.x);
    remove('dense_1');
    expect(wires(app.document.network)).toEqual(['input→dense_2', 'dense_2→output']);
    expect(app.document.network.nodes[2]?.x).toBeLessThan(before[3] ?? 0);
  });

  test('that grows wider pushes what stands to its right', () => {
    const x = () => app.document.network.nodes[2]?.x ?? 0;
    const before = x();
    configure('dense_1', { units: 16 });
    expect(x()).toBeGreaterThan(before);
  });

  test('changes places with its neighbour, but not with an end', () => {
    expect(swapRefusal('dense_1', 1)).toBeNull();
    expect(swapRefusal('dense_2', 1)).toBe('canvas.swap.fixed');
    expect(swapRefusal('input', -1)).toBe('canvas.swap.no_neighbour');
    swapWith('dense_1', 1);
    expect(wires(app.document.network)).toEqual(['input→dense_2', 'dense_2→dense_1', 'dense_1→output']);
    const x = Object.fromEntries(app.document.network.nodes.map((node) => [node.id, node.x]));
    expect(x['dense_2']).toBeLessThan(x['dense_1'] ?? 0);
  });

  test('that makes no sense as a wire changes nothing', async () => {
    await settled();
    const before = socket.all('edit').length;
    addWire({ source: 'output', target: 'dense_1' });
    expect(socket.all('edit')).toHaveLength(before);
  });

  test('put down nearly level with others snaps to their line', () => {
    move('output', 900, 9);
    expect(app.document.network.nodes[3]?.y).toBe(0);
  });
});

type Box = { node: { x: number; y: number }; width: number; height: number };
const apart = (a: Box, b: Box) =>
  a.node.x + a.width <= b.node.x ||
  b.node.x + b.width <= a.node.x ||
  a.node.y + a.height <= b.node.y ||
  b.node.y + b.height <= a.node.y;

test('a point in the gap between two cards belongs to their wire, a point on a card to none', () => {
  const [first, second] = [scene.cards.get('dense_1'), scene.cards.get('dense_2')];
  if (!first || !second) throw new Error('both are there');
  const between = (first.node.x + first.width + second.node.x) / 2;
  expect(wireAt(between, 200)).toEqual({ source: 'dense_1', target: 'dense_2' });
  expect(wireAt(first.node.x + 60, 200)).toBeNull();
  expect(wireAt(between, 5000)).toBeNull();
});

test('arrow keys go from card to card, into the units, and to the unit at the same height', () => {
  expect(neighbour({ card: 'input', unit: null }, 'ArrowRight')).toEqual({ card: 'dense_1', unit: null });
  expect(neighbour({ card: 'input', unit: null }, 'ArrowLeft')).toBeNull();
  expect(neighbour({ card: 'dense_1', unit: null }, 'ArrowDown')).toEqual({ card: 'dense_1', unit: 0 });
  expect(neighbour({ card: 'dense_1', unit: 0 }, 'ArrowUp')).toEqual({ card: 'dense_1', unit: null });
  expect(neighbour({ card: 'dense_1', unit: 7 }, 'ArrowDown')).toBeNull();
  expect(neighbour({ card: 'dense_1', unit: 1 }, 'ArrowRight')).toEqual({ card: 'dense_2', unit: 0 });
});

test('a card says in one sentence what it is, what it gives, and what is wrong', () => {
  const card = scene.cards.get('dense_1');
  expect(card && spoken(card)).toBe('Dense 1, Dense, Tanh, gives 8, 64 parameters');
});

test('a wire says how many points of what shape travel on it', () => {
  const plain = (text: string) => text.replace(/\s/g, ' ');
  expect(plain(wireText([8], 10))).toBe('10 × 8');
  expect(plain(wireText([1, 8, 8], 32))).toBe('32 × 8 × 8');
  expect(plain(wireText([3, 8, 8], 32))).toBe('32 × 3 × 8 × 8');
});
