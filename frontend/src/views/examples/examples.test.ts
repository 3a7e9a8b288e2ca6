import { describe, expect, test } from 'vitest';
import { emptyDocument, openLane } from '../../graph/empty';
import { connect } from '../../graph/network';
import { bytes } from '../../render/picture';
import { next } from './walk';

describe('arrow keys among cards', () => {
  // Three columns, the last row with two cards.
  const places = [0, 1, 2, 3, 4, 5, 6, 7].map((i) => ({ left: (i % 3) * 100, top: Math.floor(i / 3) * 80 }));

  test('go along a row and on to the next', () => {
    expect(next(places, 0, 'ArrowRight')).toBe(1);
    expect(next(places, 2, 'ArrowRight')).toBe(3);
    expect(next(places, 7, 'ArrowRight')).toBeNull();
    expect(next(places, 0, 'ArrowLeft')).toBeNull();
  });

  test('go up and down in a column, to the nearest card where it ends', () => {
    expect(next(places, 1, 'ArrowDown')).toBe(4);
    expect(next(places, 5, 'ArrowDown')).toBe(7);
    expect(next(places, 4, 'ArrowUp')).toBe(1);
    expect(next(places, 1, 'ArrowUp')).toBeNull();
  });

  test('go to either end, and leave other keys alone', () => {
    expect(next(places, 4, 'Home')).toBe(0);
    expect(next(places, 4, 'End')).toBe(7);
    expect(next(places, 4, 'a')).toBeNull();
    expect(next(places, -1, 'ArrowDown')).toBeNull();
  });
});

describe('an empty drawing', () => {
  const { network } = emptyDocument({ name: 'Untitled', input: 'Input', output: 'Output' });

  test('has a lane between its two cards', () => {
    expect(openLane(network)).toEqual({ source: 'input', target: 'output' });
  });

  test('is empty no more once there is a wire or another card', () => {
    expect(openLane(connect(network, { source: 'input', target: 'output' }, 'one'))).toBeNull();
    expect(openLane({ ...network, nodes: network.nodes.slice(1) })).toBeNull();
    const dense = { ...network.nodes[1]!, id: 'dense', layer: { kind: 'flatten' as const } };
    expect(openLane({ ...network, nodes: [...network.nodes, dense] })).toBeNull();
  });
});

test('bytes come back from base64', () => {
  expect([...bytes('AAECf/8=')]).toEqual([0, 1, 2, 127, 255]);
});
