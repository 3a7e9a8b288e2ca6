// The same literal bytes that pytest reads (tests/golden).

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { decodeFrame, FrameError, METRIC_COLUMNS, valueAt } from './frame';

const golden = (name: string) => join(import.meta.dirname, '../../../tests/golden', name);
const text = (name: string): unknown => JSON.parse(readFileSync(golden(name), 'utf-8'));

function bytes(name: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = readFileSync(golden(name));
  return (buffer as ArrayBuffer).slice(byteOffset, byteOffset + byteLength);
}

function snapshot(buffer = bytes('snapshot.bin')) {
  const frame = decodeFrame(buffer);
  if (frame.kind !== 'snapshot') throw new Error('expected a snapshot');
  return frame;
}

interface GoldenSnapshot {
  header: { number: number; step: number; epoch: number; revision: number; rate: number; running: boolean };
  sections: { slot: number; part: number; encoding: number; shape: number[]; numbers: number[] }[];
  values: Record<string, number[]>;
}

describe('a snapshot', () => {
  const expected = text('snapshot.json') as GoldenSnapshot;

  test('its header is read from the literal bytes', () => {
    const { number, step, epoch, revision, stepsPerSecond: rate, running } = snapshot();
    expect({ number, step, epoch, revision, rate, running }).toEqual(expected.header);
  });

  test('every encoding is a view of its own type, nothing copied', () => {
    const buffer = bytes('snapshot.bin');
    const { sections } = snapshot(buffer);
    expect(sections.map(({ slot, part, encoding, shape }) => ({ slot, part, encoding, shape }))).toEqual(
      expected.sections.map(({ slot, part, encoding, shape }) => ({ slot, part, encoding, shape }))
    );
    sections.forEach((section, i) => {
      expect(Array.from(section.values)).toEqual(expected.sections[i]?.numbers);
      expect(section.values.buffer).toBe(buffer);
    });
  });

  test('quantised values stand for what the server meant', () => {
    for (const section of snapshot().sections) {
      const values = Array.from(section.values, (_, i) => valueAt(section, i));
      expected.values[String(section.slot)]?.forEach((value, i) => {
        expect(values[i]).toBeCloseTo(value, 6);
      });
    }
  });
});

describe('metrics', () => {
  test('rows and the index of the first come from the literal bytes, infinity and NaN included', () => {
    const expected = text('metrics.json') as { first: number; rows: (number | string)[][] };
    const frame = decodeFrame(bytes('metrics.bin'));
    if (frame.kind !== 'metrics') throw new Error('expected metrics');
    expect(frame.first).toBe(expected.first);
    expect(frame.columns).toBe(METRIC_COLUMNS.length);
    expect(Array.from(frame.values)).toEqual(expected.rows.flat().map(Number));
  });
});

describe('a damaged frame is refused, and says why', () => {
  const changed = (change: (view: DataView) => void) => {
    const buffer = bytes('snapshot.bin');
    change(new DataView(buffer));
    return buffer;
  };

  test.each([
    ['another protocol', changed((view) => view.setUint8(1, 9)), 'protocol 9: this page speaks 1'],
    ['another kind', changed((view) => view.setUint8(0, 7)), 'a frame of kind 7'],
    ['an unknown encoding', changed((view) => view.setUint8(32 + 9, 9)), 'encoding 9'],
    ['more values than bytes', changed((view) => view.setUint32(32 + 20, 5000, true)), 'says 5000 values'],
    ['a section beyond the end', changed((view) => view.setUint32(32 + 4, 40_000, true)), 'does not fit'],
    ['a section that never ends', changed((view) => view.setUint32(32 + 4, 0, true)), 'does not fit'],
    ['more sections than there are', changed((view) => view.setUint16(2, 99, true)), 'beyond the frame'],
    ['nothing', new ArrayBuffer(3), 'too short'],
    ['half of the metrics', bytes('metrics.bin').slice(0, 40), 'do not make 40 bytes']
  ])('%s', (_, buffer, words) => {
    expect(() => decodeFrame(buffer)).toThrow(FrameError);
    expect(() => decodeFrame(buffer)).toThrow(words);
  });
});
