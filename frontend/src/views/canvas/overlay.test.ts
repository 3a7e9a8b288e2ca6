import { beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_HELD } from '../../graph/held';
import { Recorder } from '../../gallery/record';
import type { Palette } from '../../render/colours';
import type { Held, ProbeData } from '../../state/types';
import { MUTE } from '../../render/edges';
import { Encoding } from '../../wire/frame';
import type { Section } from '../../wire/frame';
import { heard, Overlay } from './overlay';
import type { Layout } from './overlay';
import type { Card } from './scene.svelte';

/** Three cards 200 apart, two units each. */
const card = { look: { kind: 'maps' }, size: { grid: { tile: 24 } }, width: 60, height: 120, top: 0 };
const places = [0, 60].map((y) => ({ x: 18, y, size: 24 }));
const ids = ['a', 'b', 'c'];
const layout: Layout = {
  cards: new Map(ids.map((id) => [id, { ...card, places, node: { held: NOTHING_HELD } } as unknown as Card])),
  links: [
    { source: 'a', target: 'b', kind: 'weights', offset: 0, inputs: 2, units: 2 },
    { source: 'b', target: 'c', kind: 'weights', offset: 0, inputs: 2, units: 2 }
  ],
  at: (id) => ({ x: 200 * ids.indexOf(id), y: 0 }),
  down: false
};
const viewport = { x: 10, y: 0.3, zoom: 1 };
const palette = { css: (name: string) => name, diverging: new Uint32Array(512) } as unknown as Palette;

const section = (hi: number, shape: number[], values: number[]): Section => ({
  slot: 1,
  part: 0,
  encoding: Encoding.I8,
  lo: -hi,
  hi,
  shape,
  values: Int8Array.from(values)
});

const weights = (values: number[], bias = 0): ProbeData => ({
  parts: [section(1, [2, 2], values), section(1, [2], [bias, 0])],
  number: 1,
  step: 1,
  epoch: 0,
  revision: 1
});

let overlay: Overlay;
beforeEach(() => {
  overlay = new Overlay();
});

describe('what comes of the weights', () => {
  test('is another picture only when an edge or a bias can be told from what it was', () => {
    expect(overlay.receive('b', weights([127, 60, -60, 9]))).toBe(true);
    expect(overlay.receive('b', weights([127, 61, -60, 8]))).toBe(false);
    expect(overlay.receive('b', weights([127, 90, -60, 8]))).toBe(true);
    expect(overlay.receive('b', weights([127, 90, -60, 8], 1))).toBe(false);
    expect(overlay.receive('b', weights([127, 90, -60, 8], 20))).toBe(true);
  });
});

const painted = (draw: (context: CanvasRenderingContext2D) => void) => {
  const recorder = new Recorder();
  Object.assign(recorder, { canvas: { width: 1200, height: 400, clientWidth: 600 } });
  draw(recorder.context);
  return recorder;
};

describe('single weights that are held', () => {
  const drawn = (held: Partial<Held>) => {
    overlay.receive('b', weights([127, 60, -60, 9]));
    const cards = new Map(layout.cards);
    cards.set('b', { ...cards.get('b'), node: { held: { ...NOTHING_HELD, ...held } } } as unknown as Card);
    return painted((context) => {
      overlay.draw(context, { ...layout, cards }, viewport, palette);
    }).of('arc');
  };

  test('have a sign near the unit whose weight it is, and it is not the same for both', () => {
    expect(drawn({})).toHaveLength(0);
    const [ground, shackle] = drawn({ frozen_weights: [[1, 0]] });
    const [x = 0, y = 0] = (ground?.args ?? []) as number[];
    // From (42, 12) to (218, 72): nearer to where it ends.
    expect(x).toBeGreaterThan(130);
    expect(x).toBeLessThan(218);
    expect(y).toBeGreaterThan(42);
    expect(shackle).toBeDefined();
    expect(drawn({ silent_weights: [[1, 0]] })).toHaveLength(1);
    expect(
      drawn({
        silent_weights: [
          [7, 0],
          [0, 9]
        ]
      })
    ).toHaveLength(0);
  });
});

describe('a bias under the pointer', () => {
  test('is that of the unit beside which it stands', () => {
    overlay.receive('b', weights([127, 60, -60, 9]));
    const wide = new Map(layout.cards);
    wide.set('b', { ...wide.get('b'), size: { grid: { tile: 50 } } } as unknown as Card);
    const at = (x: number, y: number) => overlay.biasAt({ ...layout, cards: wide }, x, y);
    expect(at(200 + 18 - 9, 60 + 14)).toEqual({ node: 'b', unit: 1, input: null, units: 1, inputs: 1 });
    expect(at(200 + 18 + 4, 60 + 14)).toBeNull();
    expect(overlay.biasAt(layout, 200 + 18 - 9, 60 + 14)).toBeNull();
  });
});

describe('drawing what lies before one layer', () => {
  beforeEach(() => {
    overlay.receive('b', weights([127, 60, -60, 9]));
    overlay.receive('c', weights([127, 60, -60, 9]));
  });

  test('clears whole pixels around it, and clips to them', () => {
    const recorder = painted((context) => {
      overlay.drawBefore(context, layout, viewport, palette, 'c');
    });
    const [x = 0, y = 0, width = 0, height = 0] = (recorder.of('clearRect')[0]?.args ?? []) as number[];
    // From the middle of b's right sides to c's left sides, 6 beside and 50 above and below, at twice the density.
    expect([x, x + width]).toEqual([2 * (10 + 242 - 6), 2 * (10 + 418 + 6)]);
    expect([y, y + height]).toEqual([Math.floor(2 * (12 - 50 + 0.3)), Math.ceil(2 * (72 + 50 + 0.3))]);
    expect(recorder.of('rect').map((call) => call.args)).toContainEqual([x, y, width, height]);
    expect(recorder.of('clip')).toHaveLength(1);
  });

  test('draws the edges that are there, and those alone', () => {
    const all = painted((context) => {
      overlay.draw(context, layout, viewport, palette);
    });
    const one = painted((context) => {
      overlay.drawBefore(context, layout, viewport, palette, 'c');
    });
    expect(all.of('bezierCurveTo')).toHaveLength(8);
    expect(one.of('bezierCurveTo')).toEqual(all.of('bezierCurveTo').slice(4));
  });
});

describe('a layer with more weights than are sent', () => {
  /** 600 × 600 weights in 4 × 2 cells, between two cards without pictures. */
  const large: Layout = {
    ...layout,
    cards: new Map(ids.map((id) => [id, { ...card, places: [] } as unknown as Card])),
    links: [{ source: 'a', target: 'b', kind: 'weights', offset: 0, inputs: 600, units: 600 }]
  };
  /** The picture is 44 × 44, in the middle between the cards at 60 and 200, half of their height down. */
  const [left, top] = [130 - 22, 60 - 22];
  const at = (x: number, y: number) => overlay.weightAt(large, left + x, top + y, 6);
  const pooled = (shape: number[]): ProbeData => ({
    ...weights([]),
    parts: [section(1, shape, new Array<number>((shape[0] ?? 0) * (shape[1] ?? 0)).fill(1))]
  });

  test('says which block of weights a cell of its picture stands for', () => {
    expect(at(1, 1)).toBeNull();
    overlay.receive('b', pooled([4, 2]));
    expect(at(1, 1)).toEqual({ node: 'b', unit: 0, units: 150, input: 0, inputs: 300 });
    expect(at(43, 23)).toEqual({ node: 'b', unit: 300, units: 150, input: 300, inputs: 300 });
    expect(at(45, 23)).toBeNull();
    expect(at(23, -1)).toBeNull();
  });

  test('shows no picture that is of another layer', () => {
    overlay.receive('b', pooled([601, 2]));
    expect(at(1, 1)).toBeNull();
  });

  test('of few weights, cells that do not fit them are of a layer that is gone', () => {
    const few: Layout = { ...large, links: [{ ...large.links[0], inputs: 100, units: 60 } as Layout['links'][number]] };
    overlay.receive('b', pooled([4, 2]));
    expect(overlay.weightAt(few, left + 5, top + 20, 6)).toBeNull();
    overlay.receive('b', pooled([60, 100]));
    expect(overlay.weightAt(few, left + 5, top + 20, 6)).toMatchObject({ node: 'b', units: 1, inputs: 1 });
  });
});

describe('what a silent unit would hand on', () => {
  const ends = { x: new Float32Array(2), y: new Float32Array(2) };
  const bundle = { from: ends, to: ends, weights: Int8Array.of(1, 2, 3, 4), hi: 1, limit: 1, down: false };

  const single = {
    ...NOTHING_HELD,
    silent_weights: [[1, 0] as [number, number], [0, null] as [number, null], [0, 7] as [number, number]]
  };

  test('is mute, not a small weight', () => {
    const unit = heard(bundle, { ...NOTHING_HELD, silent_units: [1] }, NOTHING_HELD);
    expect(unit.weights).toEqual(Int8Array.of(1, MUTE, 3, MUTE));
    expect(heard(bundle, { ...NOTHING_HELD, silent: true }, undefined).weights).toEqual(new Int8Array(4).fill(MUTE));
    expect(heard(bundle, NOTHING_HELD, single).weights).toEqual(Int8Array.of(1, 2, MUTE, 4));
  });

  test('is drawn as it weighs while nothing is silent', () => {
    expect(heard(bundle, NOTHING_HELD, NOTHING_HELD)).toBe(bundle);
    const frozen = { ...NOTHING_HELD, frozen: true, frozen_units: [0] };
    expect(heard(bundle, frozen, frozen)).toBe(bundle);
  });

  test('has neither colour nor line of a positive or a negative weight', () => {
    overlay.receive('b', weights([127, 60, -60, 9]));
    const cards = new Map(layout.cards);
    cards.set('a', { ...cards.get('a'), node: { held: { ...NOTHING_HELD, silent: true } } } as unknown as Card);
    const strokes = painted((context) => {
      overlay.draw(context, { ...layout, cards }, viewport, palette);
    }).of('stroke');
    expect(strokes.map(({ style }) => style.strokeStyle)).toEqual(['--hairline-strong']);
    expect(strokes[0]?.style.dash).toEqual([1, 4]);
  });
});
